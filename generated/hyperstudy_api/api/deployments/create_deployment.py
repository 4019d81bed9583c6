from collections.abc import Mapping
from typing import Any, cast

import httpx

from ... import errors
from ...client import AuthenticatedClient, Client
from ...models.deployment_answer import DeploymentAnswer
from ...models.deployment_request import DeploymentRequest
from ...types import (
    UNSET,
    Response,
    Unset,
    parse_model,
    status_of,
    to_json,
)


def _get_kwargs(
    *,
    body: DeploymentRequest | Mapping[str, Any],
    x_organization_id: str | Unset = UNSET,
) -> dict[str, Any]:
    _kwargs: dict[str, Any] = {
        "method": "post",
        "url": "/deployments",
    }
    headers = {
        "X-Organization-Id": to_json(x_organization_id),
    }
    _kwargs["headers"] = {
        name: str(value)
        for name, value in headers.items()
        if value is not UNSET and value is not None
    }
    _kwargs["json"] = to_json(body)
    return _kwargs


def _parse_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> DeploymentAnswer | None:
    client.check("create_deployment", response)
    if response.status_code == 204:
        return None
    if response.is_success:
        return cast("DeploymentAnswer", parse_model(DeploymentAnswer, errors.read_json(response)))

    if client.raise_on_unexpected_status:
        raise errors.UnexpectedStatus(response.status_code, response.content)
    return None


def _build_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> Response[DeploymentAnswer]:
    return Response(
        status_code=status_of(response.status_code),
        content=response.content,
        headers=response.headers,
        parsed=_parse_response(client=client, response=response),
    )


def sync_detailed(
    *,
    client: AuthenticatedClient,
    body: DeploymentRequest | Mapping[str, Any],
    x_organization_id: str | Unset = UNSET,
) -> Response[DeploymentAnswer]:
    """Start a data collection run

    A deployment of type `agent-only` needs an experiment with `runtime` `v2` and at least one role
    of mode `agent`, and starts its rooms at once. The service first checks that every agent role
    can work; if not, it answers 400 `VALIDATION_ERROR` with a reason for each role in
    `error.details.errors`.

    Args:
        x_organization_id (str | Unset): Your own organization, also when you read what another
            organization shares with you. Recommended, and needed for shared experiments; without it
            the service presumably takes the organization of the key. Example: org_5.
        body (DeploymentRequest): The data collection run to start.

    Raises:
        UnexpectedStatus: If the status is not a success.
        UnreadableBody: If the body is not what the contract says.
        httpx.TimeoutException: If the server takes longer than the client's timeout.

    Returns:
        Response[DeploymentAnswer]
    """

    response = client.request(
        _get_kwargs(
            body=body,
            x_organization_id=x_organization_id,
        )
    )
    return _build_response(client=client, response=response)


def sync(
    *,
    client: AuthenticatedClient,
    body: DeploymentRequest | Mapping[str, Any],
    x_organization_id: str | Unset = UNSET,
) -> DeploymentAnswer:
    """Start a data collection run

    A deployment of type `agent-only` needs an experiment with `runtime` `v2` and at least one role
    of mode `agent`, and starts its rooms at once. The service first checks that every agent role
    can work; if not, it answers 400 `VALIDATION_ERROR` with a reason for each role in
    `error.details.errors`.

    Args:
        x_organization_id (str | Unset): Your own organization, also when you read what another
            organization shares with you. Recommended, and needed for shared experiments; without it
            the service presumably takes the organization of the key. Example: org_5.
        body (DeploymentRequest): The data collection run to start.

    Raises:
        UnexpectedStatus: If the status is not a success.
        UnreadableBody: If the body is not what the contract says.
        httpx.TimeoutException: If the server takes longer than the client's timeout.

    Returns:
        DeploymentAnswer
    """

    response = sync_detailed(
        client=client,
        body=body,
        x_organization_id=x_organization_id,
    )
    return client.expect(response)


async def asyncio_detailed(
    *,
    client: AuthenticatedClient,
    body: DeploymentRequest | Mapping[str, Any],
    x_organization_id: str | Unset = UNSET,
) -> Response[DeploymentAnswer]:
    """Start a data collection run

    A deployment of type `agent-only` needs an experiment with `runtime` `v2` and at least one role
    of mode `agent`, and starts its rooms at once. The service first checks that every agent role
    can work; if not, it answers 400 `VALIDATION_ERROR` with a reason for each role in
    `error.details.errors`.

    Args:
        x_organization_id (str | Unset): Your own organization, also when you read what another
            organization shares with you. Recommended, and needed for shared experiments; without it
            the service presumably takes the organization of the key. Example: org_5.
        body (DeploymentRequest): The data collection run to start.

    Raises:
        UnexpectedStatus: If the status is not a success.
        UnreadableBody: If the body is not what the contract says.
        httpx.TimeoutException: If the server takes longer than the client's timeout.

    Returns:
        Response[DeploymentAnswer]
    """

    response = await client.request_async(
        _get_kwargs(
            body=body,
            x_organization_id=x_organization_id,
        )
    )
    return _build_response(client=client, response=response)


async def asyncio(
    *,
    client: AuthenticatedClient,
    body: DeploymentRequest | Mapping[str, Any],
    x_organization_id: str | Unset = UNSET,
) -> DeploymentAnswer:
    """Start a data collection run

    A deployment of type `agent-only` needs an experiment with `runtime` `v2` and at least one role
    of mode `agent`, and starts its rooms at once. The service first checks that every agent role
    can work; if not, it answers 400 `VALIDATION_ERROR` with a reason for each role in
    `error.details.errors`.

    Args:
        x_organization_id (str | Unset): Your own organization, also when you read what another
            organization shares with you. Recommended, and needed for shared experiments; without it
            the service presumably takes the organization of the key. Example: org_5.
        body (DeploymentRequest): The data collection run to start.

    Raises:
        UnexpectedStatus: If the status is not a success.
        UnreadableBody: If the body is not what the contract says.
        httpx.TimeoutException: If the server takes longer than the client's timeout.

    Returns:
        DeploymentAnswer
    """

    response = await asyncio_detailed(
        client=client,
        body=body,
        x_organization_id=x_organization_id,
    )
    return client.expect(response)
