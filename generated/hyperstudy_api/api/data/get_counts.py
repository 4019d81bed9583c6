from typing import Any, cast

import httpx

from ... import errors
from ...client import AuthenticatedClient, Client
from ...models.counts_answer import CountsAnswer
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
    participant_id: str,
    *,
    room_id: str,
    x_organization_id: str | Unset = UNSET,
) -> dict[str, Any]:
    _kwargs: dict[str, Any] = {
        "method": "get",
        "url": "/data/counts/participant/{participant_id}".format(
            participant_id=path_segment("participant_id", participant_id),
        ),
    }
    params = {
        "roomId": to_json(room_id),
    }
    _kwargs["params"] = {
        name: value for name, value in params.items() if value is not UNSET and value is not None
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
) -> CountsAnswer | None:
    client.check("get_counts", response)
    if response.status_code == 204:
        return None
    if response.is_success:
        return cast("CountsAnswer", parse_model(CountsAnswer, errors.read_json(response)))

    if client.raise_on_unexpected_status:
        raise errors.UnexpectedStatus(response.status_code, response.content)
    return None


def _build_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> Response[CountsAnswer]:
    return Response(
        status_code=status_of(response.status_code),
        content=response.content,
        headers=response.headers,
        parsed=_parse_response(client=client, response=response),
    )


def sync_detailed(
    participant_id: str,
    *,
    client: AuthenticatedClient,
    room_id: str,
    x_organization_id: str | Unset = UNSET,
) -> Response[CountsAnswer]:
    """How many records of each type a participant has in a room

    Answers 400 when `roomId` is missing. The type names are not those of the routes: text chat is
    `textchat`.

    Args:
        participant_id (str): The id of the participant. Example: user_12.
        room_id (str): The room in which to count. Example: room_31.
        x_organization_id (str | Unset): Your own organization, also when you read what another
            organization shares with you. Recommended, and needed for shared experiments; without it
            the service presumably takes the organization of the key. Example: org_5.

    Raises:
        UnexpectedStatus: If the status is not a success.
        UnreadableBody: If the body is not what the contract says.
        httpx.TimeoutException: If the server takes longer than the client's timeout.

    Returns:
        Response[CountsAnswer]
    """

    response = client.request(
        _get_kwargs(
            participant_id=participant_id,
            room_id=room_id,
            x_organization_id=x_organization_id,
        )
    )
    return _build_response(client=client, response=response)


def sync(
    participant_id: str,
    *,
    client: AuthenticatedClient,
    room_id: str,
    x_organization_id: str | Unset = UNSET,
) -> CountsAnswer:
    """How many records of each type a participant has in a room

    Answers 400 when `roomId` is missing. The type names are not those of the routes: text chat is
    `textchat`.

    Args:
        participant_id (str): The id of the participant. Example: user_12.
        room_id (str): The room in which to count. Example: room_31.
        x_organization_id (str | Unset): Your own organization, also when you read what another
            organization shares with you. Recommended, and needed for shared experiments; without it
            the service presumably takes the organization of the key. Example: org_5.

    Raises:
        UnexpectedStatus: If the status is not a success.
        UnreadableBody: If the body is not what the contract says.
        httpx.TimeoutException: If the server takes longer than the client's timeout.

    Returns:
        CountsAnswer
    """

    response = sync_detailed(
        participant_id=participant_id,
        client=client,
        room_id=room_id,
        x_organization_id=x_organization_id,
    )
    return client.expect(response)


async def asyncio_detailed(
    participant_id: str,
    *,
    client: AuthenticatedClient,
    room_id: str,
    x_organization_id: str | Unset = UNSET,
) -> Response[CountsAnswer]:
    """How many records of each type a participant has in a room

    Answers 400 when `roomId` is missing. The type names are not those of the routes: text chat is
    `textchat`.

    Args:
        participant_id (str): The id of the participant. Example: user_12.
        room_id (str): The room in which to count. Example: room_31.
        x_organization_id (str | Unset): Your own organization, also when you read what another
            organization shares with you. Recommended, and needed for shared experiments; without it
            the service presumably takes the organization of the key. Example: org_5.

    Raises:
        UnexpectedStatus: If the status is not a success.
        UnreadableBody: If the body is not what the contract says.
        httpx.TimeoutException: If the server takes longer than the client's timeout.

    Returns:
        Response[CountsAnswer]
    """

    response = await client.request_async(
        _get_kwargs(
            participant_id=participant_id,
            room_id=room_id,
            x_organization_id=x_organization_id,
        )
    )
    return _build_response(client=client, response=response)


async def asyncio(
    participant_id: str,
    *,
    client: AuthenticatedClient,
    room_id: str,
    x_organization_id: str | Unset = UNSET,
) -> CountsAnswer:
    """How many records of each type a participant has in a room

    Answers 400 when `roomId` is missing. The type names are not those of the routes: text chat is
    `textchat`.

    Args:
        participant_id (str): The id of the participant. Example: user_12.
        room_id (str): The room in which to count. Example: room_31.
        x_organization_id (str | Unset): Your own organization, also when you read what another
            organization shares with you. Recommended, and needed for shared experiments; without it
            the service presumably takes the organization of the key. Example: org_5.

    Raises:
        UnexpectedStatus: If the status is not a success.
        UnreadableBody: If the body is not what the contract says.
        httpx.TimeoutException: If the server takes longer than the client's timeout.

    Returns:
        CountsAnswer
    """

    response = await asyncio_detailed(
        participant_id=participant_id,
        client=client,
        room_id=room_id,
        x_organization_id=x_organization_id,
    )
    return client.expect(response)
