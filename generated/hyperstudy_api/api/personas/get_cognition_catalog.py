from typing import Any, cast

import httpx

from ... import errors
from ...client import AuthenticatedClient, Client
from ...models.cognition_catalog_answer import CognitionCatalogAnswer
from ...types import UNSET, Response, Unset, parse_model, status_of, to_json


def _get_kwargs(
    *,
    x_organization_id: str | Unset = UNSET,
) -> dict[str, Any]:
    _kwargs: dict[str, Any] = {
        "method": "get",
        "url": "/agent-cognition/catalog",
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
) -> CognitionCatalogAnswer | None:
    client.check("get_cognition_catalog", response)
    if response.status_code == 204:
        return None
    if response.is_success:
        return cast(
            "CognitionCatalogAnswer",
            parse_model(CognitionCatalogAnswer, errors.read_json(response)),
        )

    if client.raise_on_unexpected_status:
        raise errors.UnexpectedStatus(response.status_code, response.content)
    return None


def _build_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> Response[CognitionCatalogAnswer]:
    return Response(
        status_code=status_of(response.status_code),
        content=response.content,
        headers=response.headers,
        parsed=_parse_response(client=client, response=response),
    )


def sync_detailed(
    *,
    client: AuthenticatedClient,
    x_organization_id: str | Unset = UNSET,
) -> Response[CognitionCatalogAnswer]:
    """What a persona's cognition can be made of

    Abilities, and recipes that combine them, for use in a persona's experimental `cognition`.

    Args:
        x_organization_id (str | Unset): Your own organization, also when you read what another
            organization shares with you. Recommended, and needed for shared experiments; without it
            the service presumably takes the organization of the key. Example: org_5.

    Raises:
        UnexpectedStatus: If the status is not a success.
        UnreadableBody: If the body is not what the contract says.
        httpx.TimeoutException: If the server takes longer than the client's timeout.

    Returns:
        Response[CognitionCatalogAnswer]
    """

    response = client.request(
        _get_kwargs(
            x_organization_id=x_organization_id,
        )
    )
    return _build_response(client=client, response=response)


def sync(
    *,
    client: AuthenticatedClient,
    x_organization_id: str | Unset = UNSET,
) -> CognitionCatalogAnswer:
    """What a persona's cognition can be made of

    Abilities, and recipes that combine them, for use in a persona's experimental `cognition`.

    Args:
        x_organization_id (str | Unset): Your own organization, also when you read what another
            organization shares with you. Recommended, and needed for shared experiments; without it
            the service presumably takes the organization of the key. Example: org_5.

    Raises:
        UnexpectedStatus: If the status is not a success.
        UnreadableBody: If the body is not what the contract says.
        httpx.TimeoutException: If the server takes longer than the client's timeout.

    Returns:
        CognitionCatalogAnswer
    """

    response = sync_detailed(
        client=client,
        x_organization_id=x_organization_id,
    )
    return client.expect(response)


async def asyncio_detailed(
    *,
    client: AuthenticatedClient,
    x_organization_id: str | Unset = UNSET,
) -> Response[CognitionCatalogAnswer]:
    """What a persona's cognition can be made of

    Abilities, and recipes that combine them, for use in a persona's experimental `cognition`.

    Args:
        x_organization_id (str | Unset): Your own organization, also when you read what another
            organization shares with you. Recommended, and needed for shared experiments; without it
            the service presumably takes the organization of the key. Example: org_5.

    Raises:
        UnexpectedStatus: If the status is not a success.
        UnreadableBody: If the body is not what the contract says.
        httpx.TimeoutException: If the server takes longer than the client's timeout.

    Returns:
        Response[CognitionCatalogAnswer]
    """

    response = await client.request_async(
        _get_kwargs(
            x_organization_id=x_organization_id,
        )
    )
    return _build_response(client=client, response=response)


async def asyncio(
    *,
    client: AuthenticatedClient,
    x_organization_id: str | Unset = UNSET,
) -> CognitionCatalogAnswer:
    """What a persona's cognition can be made of

    Abilities, and recipes that combine them, for use in a persona's experimental `cognition`.

    Args:
        x_organization_id (str | Unset): Your own organization, also when you read what another
            organization shares with you. Recommended, and needed for shared experiments; without it
            the service presumably takes the organization of the key. Example: org_5.

    Raises:
        UnexpectedStatus: If the status is not a success.
        UnreadableBody: If the body is not what the contract says.
        httpx.TimeoutException: If the server takes longer than the client's timeout.

    Returns:
        CognitionCatalogAnswer
    """

    response = await asyncio_detailed(
        client=client,
        x_organization_id=x_organization_id,
    )
    return client.expect(response)
