from typing import Any, cast

import httpx

from ... import errors
from ...client import AuthenticatedClient, Client
from ...models.persona_answer import PersonaAnswer
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
    persona_id: str,
    *,
    x_organization_id: str | Unset = UNSET,
) -> dict[str, Any]:
    _kwargs: dict[str, Any] = {
        "method": "post",
        "url": "/personas/{persona_id}/duplicate".format(
            persona_id=path_segment("persona_id", persona_id),
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
) -> PersonaAnswer | None:
    client.check("duplicate_persona", response)
    if response.status_code == 204:
        return None
    if response.is_success:
        return cast("PersonaAnswer", parse_model(PersonaAnswer, errors.read_json(response)))

    if client.raise_on_unexpected_status:
        raise errors.UnexpectedStatus(response.status_code, response.content)
    return None


def _build_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> Response[PersonaAnswer]:
    return Response(
        status_code=status_of(response.status_code),
        content=response.content,
        headers=response.headers,
        parsed=_parse_response(client=client, response=response),
    )


def sync_detailed(
    persona_id: str,
    *,
    client: AuthenticatedClient,
    x_organization_id: str | Unset = UNSET,
) -> Response[PersonaAnswer]:
    """Make your own copy of a persona

    A private copy, owned by you, of any persona that you may view. Its name ends in ` (copy)`. No
    body.

    Args:
        persona_id (str): The id of the persona. Example: persona_2.
        x_organization_id (str | Unset): Your own organization, also when you read what another
            organization shares with you. Recommended, and needed for shared experiments; without it
            the service presumably takes the organization of the key. Example: org_5.

    Raises:
        UnexpectedStatus: If the status is not a success.
        UnreadableBody: If the body is not what the contract says.
        httpx.TimeoutException: If the server takes longer than the client's timeout.

    Returns:
        Response[PersonaAnswer]
    """

    response = client.request(
        _get_kwargs(
            persona_id=persona_id,
            x_organization_id=x_organization_id,
        )
    )
    return _build_response(client=client, response=response)


def sync(
    persona_id: str,
    *,
    client: AuthenticatedClient,
    x_organization_id: str | Unset = UNSET,
) -> PersonaAnswer:
    """Make your own copy of a persona

    A private copy, owned by you, of any persona that you may view. Its name ends in ` (copy)`. No
    body.

    Args:
        persona_id (str): The id of the persona. Example: persona_2.
        x_organization_id (str | Unset): Your own organization, also when you read what another
            organization shares with you. Recommended, and needed for shared experiments; without it
            the service presumably takes the organization of the key. Example: org_5.

    Raises:
        UnexpectedStatus: If the status is not a success.
        UnreadableBody: If the body is not what the contract says.
        httpx.TimeoutException: If the server takes longer than the client's timeout.

    Returns:
        PersonaAnswer
    """

    response = sync_detailed(
        persona_id=persona_id,
        client=client,
        x_organization_id=x_organization_id,
    )
    return client.expect(response)


async def asyncio_detailed(
    persona_id: str,
    *,
    client: AuthenticatedClient,
    x_organization_id: str | Unset = UNSET,
) -> Response[PersonaAnswer]:
    """Make your own copy of a persona

    A private copy, owned by you, of any persona that you may view. Its name ends in ` (copy)`. No
    body.

    Args:
        persona_id (str): The id of the persona. Example: persona_2.
        x_organization_id (str | Unset): Your own organization, also when you read what another
            organization shares with you. Recommended, and needed for shared experiments; without it
            the service presumably takes the organization of the key. Example: org_5.

    Raises:
        UnexpectedStatus: If the status is not a success.
        UnreadableBody: If the body is not what the contract says.
        httpx.TimeoutException: If the server takes longer than the client's timeout.

    Returns:
        Response[PersonaAnswer]
    """

    response = await client.request_async(
        _get_kwargs(
            persona_id=persona_id,
            x_organization_id=x_organization_id,
        )
    )
    return _build_response(client=client, response=response)


async def asyncio(
    persona_id: str,
    *,
    client: AuthenticatedClient,
    x_organization_id: str | Unset = UNSET,
) -> PersonaAnswer:
    """Make your own copy of a persona

    A private copy, owned by you, of any persona that you may view. Its name ends in ` (copy)`. No
    body.

    Args:
        persona_id (str): The id of the persona. Example: persona_2.
        x_organization_id (str | Unset): Your own organization, also when you read what another
            organization shares with you. Recommended, and needed for shared experiments; without it
            the service presumably takes the organization of the key. Example: org_5.

    Raises:
        UnexpectedStatus: If the status is not a success.
        UnreadableBody: If the body is not what the contract says.
        httpx.TimeoutException: If the server takes longer than the client's timeout.

    Returns:
        PersonaAnswer
    """

    response = await asyncio_detailed(
        persona_id=persona_id,
        client=client,
        x_organization_id=x_organization_id,
    )
    return client.expect(response)
