from typing import Any

import httpx

from ... import errors
from ...client import AuthenticatedClient, Client
from ...types import Response, status_of


def _get_kwargs() -> dict[str, Any]:
    _kwargs: dict[str, Any] = {
        "method": "get",
        "url": "/openapi.yaml",
    }
    return _kwargs


def _parse_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> str | None:
    client.check("get_openapi_document", response)
    if response.status_code == 204:
        return None
    if response.is_success:
        return response.text

    if client.raise_on_unexpected_status:
        raise errors.UnexpectedStatus(response.status_code, response.content)
    return None


def _build_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> Response[str]:
    return Response(
        status_code=status_of(response.status_code),
        content=response.content,
        headers=response.headers,
        parsed=_parse_response(client=client, response=response),
    )


def sync_detailed(
    *,
    client: AuthenticatedClient | Client,
) -> Response[str]:
    """The OpenAPI document that the platform publishes

    Public, and readable from other origins. The exact media type is not documented.

    Raises:
        UnexpectedStatus: If the status is not a success.
        UnreadableBody: If the body is not what the contract says.
        httpx.TimeoutException: If the server takes longer than the client's timeout.

    Returns:
        Response[str]
    """

    response = client.request(_get_kwargs())
    return _build_response(client=client, response=response)


def sync(
    *,
    client: AuthenticatedClient | Client,
) -> str:
    """The OpenAPI document that the platform publishes

    Public, and readable from other origins. The exact media type is not documented.

    Raises:
        UnexpectedStatus: If the status is not a success.
        UnreadableBody: If the body is not what the contract says.
        httpx.TimeoutException: If the server takes longer than the client's timeout.

    Returns:
        str
    """

    response = sync_detailed(
        client=client,
    )
    return client.expect(response)


async def asyncio_detailed(
    *,
    client: AuthenticatedClient | Client,
) -> Response[str]:
    """The OpenAPI document that the platform publishes

    Public, and readable from other origins. The exact media type is not documented.

    Raises:
        UnexpectedStatus: If the status is not a success.
        UnreadableBody: If the body is not what the contract says.
        httpx.TimeoutException: If the server takes longer than the client's timeout.

    Returns:
        Response[str]
    """

    response = await client.request_async(_get_kwargs())
    return _build_response(client=client, response=response)


async def asyncio(
    *,
    client: AuthenticatedClient | Client,
) -> str:
    """The OpenAPI document that the platform publishes

    Public, and readable from other origins. The exact media type is not documented.

    Raises:
        UnexpectedStatus: If the status is not a success.
        UnreadableBody: If the body is not what the contract says.
        httpx.TimeoutException: If the server takes longer than the client's timeout.

    Returns:
        str
    """

    response = await asyncio_detailed(
        client=client,
    )
    return client.expect(response)
