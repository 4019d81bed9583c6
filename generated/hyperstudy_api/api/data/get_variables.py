from typing import Any, cast

import httpx

from ... import errors
from ...client import AuthenticatedClient, Client
from ...models.variable_write_list import VariableWriteList
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
    *,
    x_organization_id: str | Unset = UNSET,
) -> dict[str, Any]:
    _kwargs: dict[str, Any] = {
        "method": "get",
        "url": "/data/variables/room/{room_id}".format(
            room_id=path_segment("room_id", room_id),
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
) -> VariableWriteList | None:
    client.check("get_variables", response)
    if response.status_code == 204:
        return None
    if response.is_success:
        return cast("VariableWriteList", parse_model(VariableWriteList, errors.read_json(response)))

    if client.raise_on_unexpected_status:
        raise errors.UnexpectedStatus(response.status_code, response.content)
    return None


def _build_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> Response[VariableWriteList]:
    return Response(
        status_code=status_of(response.status_code),
        content=response.content,
        headers=response.headers,
        parsed=_parse_response(client=client, response=response),
    )


def sync_detailed(
    room_id: str,
    *,
    client: AuthenticatedClient,
    x_organization_id: str | Unset = UNSET,
) -> Response[VariableWriteList]:
    """The shared variables of one room over time

    `data` is the log of all writes in the order of time. `metadata.timeline` is the same as a
    table, one row for each state with the value that every variable had. Not paginated.

    Args:
        room_id (str): The id of the room. Example: room_31.
        x_organization_id (str | Unset): Your own organization, also when you read what another
            organization shares with you. Recommended, and needed for shared experiments; without it
            the service presumably takes the organization of the key. Example: org_5.

    Raises:
        UnexpectedStatus: If the status is not a success.
        UnreadableBody: If the body is not what the contract says.
        httpx.TimeoutException: If the server takes longer than the client's timeout.

    Returns:
        Response[VariableWriteList]
    """

    response = client.request(
        _get_kwargs(
            room_id=room_id,
            x_organization_id=x_organization_id,
        )
    )
    return _build_response(client=client, response=response)


def sync(
    room_id: str,
    *,
    client: AuthenticatedClient,
    x_organization_id: str | Unset = UNSET,
) -> VariableWriteList:
    """The shared variables of one room over time

    `data` is the log of all writes in the order of time. `metadata.timeline` is the same as a
    table, one row for each state with the value that every variable had. Not paginated.

    Args:
        room_id (str): The id of the room. Example: room_31.
        x_organization_id (str | Unset): Your own organization, also when you read what another
            organization shares with you. Recommended, and needed for shared experiments; without it
            the service presumably takes the organization of the key. Example: org_5.

    Raises:
        UnexpectedStatus: If the status is not a success.
        UnreadableBody: If the body is not what the contract says.
        httpx.TimeoutException: If the server takes longer than the client's timeout.

    Returns:
        VariableWriteList
    """

    response = sync_detailed(
        room_id=room_id,
        client=client,
        x_organization_id=x_organization_id,
    )
    return client.expect(response)


async def asyncio_detailed(
    room_id: str,
    *,
    client: AuthenticatedClient,
    x_organization_id: str | Unset = UNSET,
) -> Response[VariableWriteList]:
    """The shared variables of one room over time

    `data` is the log of all writes in the order of time. `metadata.timeline` is the same as a
    table, one row for each state with the value that every variable had. Not paginated.

    Args:
        room_id (str): The id of the room. Example: room_31.
        x_organization_id (str | Unset): Your own organization, also when you read what another
            organization shares with you. Recommended, and needed for shared experiments; without it
            the service presumably takes the organization of the key. Example: org_5.

    Raises:
        UnexpectedStatus: If the status is not a success.
        UnreadableBody: If the body is not what the contract says.
        httpx.TimeoutException: If the server takes longer than the client's timeout.

    Returns:
        Response[VariableWriteList]
    """

    response = await client.request_async(
        _get_kwargs(
            room_id=room_id,
            x_organization_id=x_organization_id,
        )
    )
    return _build_response(client=client, response=response)


async def asyncio(
    room_id: str,
    *,
    client: AuthenticatedClient,
    x_organization_id: str | Unset = UNSET,
) -> VariableWriteList:
    """The shared variables of one room over time

    `data` is the log of all writes in the order of time. `metadata.timeline` is the same as a
    table, one row for each state with the value that every variable had. Not paginated.

    Args:
        room_id (str): The id of the room. Example: room_31.
        x_organization_id (str | Unset): Your own organization, also when you read what another
            organization shares with you. Recommended, and needed for shared experiments; without it
            the service presumably takes the organization of the key. Example: org_5.

    Raises:
        UnexpectedStatus: If the status is not a success.
        UnreadableBody: If the body is not what the contract says.
        httpx.TimeoutException: If the server takes longer than the client's timeout.

    Returns:
        VariableWriteList
    """

    response = await asyncio_detailed(
        room_id=room_id,
        client=client,
        x_organization_id=x_organization_id,
    )
    return client.expect(response)
