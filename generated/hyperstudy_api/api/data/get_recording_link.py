from typing import Any, cast

import httpx

from ... import errors
from ...client import AuthenticatedClient, Client
from ...models.recording_link_answer import RecordingLinkAnswer
from ...types import (
    UNSET,
    Response,
    Unset,
    parse_model,
    path_segment,
    status_of,
    to_json,
)


def _get_kwargs(
    room_id: str,
    recording_id: str,
    *,
    x_organization_id: str | Unset = UNSET,
) -> dict[str, Any]:
    _kwargs: dict[str, Any] = {
        "method": "get",
        "url": "/data/recordings/download/{room_id}/{recording_id}".format(
            room_id=path_segment("room_id", room_id),
            recording_id=path_segment("recording_id", recording_id),
        ),
    }
    headers = {
        "X-Organization-Id": to_json(x_organization_id),
    }
    _kwargs["headers"] = {
        name: str(value)
        for name, value in headers.items()
        if value is not UNSET and value is not None
    }
    return _kwargs


def _parse_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> RecordingLinkAnswer | None:
    client.check("get_recording_link", response)
    if response.status_code == 204:
        return None
    if response.is_success:
        return cast(
            "RecordingLinkAnswer", parse_model(RecordingLinkAnswer, errors.read_json(response))
        )

    if client.raise_on_unexpected_status:
        raise errors.UnexpectedStatus(response.status_code, response.content)
    return None


def _build_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> Response[RecordingLinkAnswer]:
    return Response(
        status_code=status_of(response.status_code),
        content=response.content,
        headers=response.headers,
        parsed=_parse_response(client=client, response=response),
    )


def sync_detailed(
    room_id: str,
    recording_id: str,
    *,
    client: AuthenticatedClient,
    x_organization_id: str | Unset = UNSET,
) -> Response[RecordingLinkAnswer]:
    """A short-lived link to the file of one recording

    A recording's `downloadPath` is the path of this route, relative to the server's base URL. The
    link goes to the storage service, needs no key (do not send it there) and expires soon; the
    lifetime is not published. Storage answers with the bytes, `Content-Length` may be missing, and
    its errors are plain HTTP without envelope.

    Args:
        room_id (str): The id of the room. Example: room_31.
        recording_id (str): The recording, which is its egress id. Example: EG_k3Vd.
        x_organization_id (str | Unset): Your own organization, also when you read what another
            organization shares with you. Recommended, and needed for shared experiments; without it
            the service presumably takes the organization of the key. Example: org_5.

    Raises:
        UnexpectedStatus: If the status is not a success.
        UnreadableBody: If the body is not what the contract says.
        httpx.TimeoutException: If the server takes longer than the client's timeout.

    Returns:
        Response[RecordingLinkAnswer]
    """

    response = client.request(
        _get_kwargs(
            room_id=room_id,
            recording_id=recording_id,
            x_organization_id=x_organization_id,
        )
    )
    return _build_response(client=client, response=response)


def sync(
    room_id: str,
    recording_id: str,
    *,
    client: AuthenticatedClient,
    x_organization_id: str | Unset = UNSET,
) -> RecordingLinkAnswer:
    """A short-lived link to the file of one recording

    A recording's `downloadPath` is the path of this route, relative to the server's base URL. The
    link goes to the storage service, needs no key (do not send it there) and expires soon; the
    lifetime is not published. Storage answers with the bytes, `Content-Length` may be missing, and
    its errors are plain HTTP without envelope.

    Args:
        room_id (str): The id of the room. Example: room_31.
        recording_id (str): The recording, which is its egress id. Example: EG_k3Vd.
        x_organization_id (str | Unset): Your own organization, also when you read what another
            organization shares with you. Recommended, and needed for shared experiments; without it
            the service presumably takes the organization of the key. Example: org_5.

    Raises:
        UnexpectedStatus: If the status is not a success.
        UnreadableBody: If the body is not what the contract says.
        httpx.TimeoutException: If the server takes longer than the client's timeout.

    Returns:
        RecordingLinkAnswer
    """

    response = sync_detailed(
        room_id=room_id,
        recording_id=recording_id,
        client=client,
        x_organization_id=x_organization_id,
    )
    return client.expect(response)


async def asyncio_detailed(
    room_id: str,
    recording_id: str,
    *,
    client: AuthenticatedClient,
    x_organization_id: str | Unset = UNSET,
) -> Response[RecordingLinkAnswer]:
    """A short-lived link to the file of one recording

    A recording's `downloadPath` is the path of this route, relative to the server's base URL. The
    link goes to the storage service, needs no key (do not send it there) and expires soon; the
    lifetime is not published. Storage answers with the bytes, `Content-Length` may be missing, and
    its errors are plain HTTP without envelope.

    Args:
        room_id (str): The id of the room. Example: room_31.
        recording_id (str): The recording, which is its egress id. Example: EG_k3Vd.
        x_organization_id (str | Unset): Your own organization, also when you read what another
            organization shares with you. Recommended, and needed for shared experiments; without it
            the service presumably takes the organization of the key. Example: org_5.

    Raises:
        UnexpectedStatus: If the status is not a success.
        UnreadableBody: If the body is not what the contract says.
        httpx.TimeoutException: If the server takes longer than the client's timeout.

    Returns:
        Response[RecordingLinkAnswer]
    """

    response = await client.request_async(
        _get_kwargs(
            room_id=room_id,
            recording_id=recording_id,
            x_organization_id=x_organization_id,
        )
    )
    return _build_response(client=client, response=response)


async def asyncio(
    room_id: str,
    recording_id: str,
    *,
    client: AuthenticatedClient,
    x_organization_id: str | Unset = UNSET,
) -> RecordingLinkAnswer:
    """A short-lived link to the file of one recording

    A recording's `downloadPath` is the path of this route, relative to the server's base URL. The
    link goes to the storage service, needs no key (do not send it there) and expires soon; the
    lifetime is not published. Storage answers with the bytes, `Content-Length` may be missing, and
    its errors are plain HTTP without envelope.

    Args:
        room_id (str): The id of the room. Example: room_31.
        recording_id (str): The recording, which is its egress id. Example: EG_k3Vd.
        x_organization_id (str | Unset): Your own organization, also when you read what another
            organization shares with you. Recommended, and needed for shared experiments; without it
            the service presumably takes the organization of the key. Example: org_5.

    Raises:
        UnexpectedStatus: If the status is not a success.
        UnreadableBody: If the body is not what the contract says.
        httpx.TimeoutException: If the server takes longer than the client's timeout.

    Returns:
        RecordingLinkAnswer
    """

    response = await asyncio_detailed(
        room_id=room_id,
        recording_id=recording_id,
        client=client,
        x_organization_id=x_organization_id,
    )
    return client.expect(response)
