from typing import Any, cast

import httpx

from ... import errors
from ...client import AuthenticatedClient, Client
from ...models.deployment_list import DeploymentList
from ...models.deployment_status import DeploymentStatus
from ...types import UNSET, Response, Unset, parse_model, status_of, to_json


def _get_kwargs(
    *,
    experiment_id: str | Unset = UNSET,
    status: DeploymentStatus | Unset | str = UNSET,
    x_organization_id: str | Unset = UNSET,
) -> dict[str, Any]:
    _kwargs: dict[str, Any] = {
        "method": "get",
        "url": "/deployments",
    }
    params = {
        "experimentId": to_json(experiment_id),
        "status": to_json(status),
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
) -> DeploymentList | None:
    client.check("list_deployments", response)
    if response.status_code == 204:
        return None
    if response.is_success:
        return cast("DeploymentList", parse_model(DeploymentList, errors.read_json(response)))

    if client.raise_on_unexpected_status:
        raise errors.UnexpectedStatus(response.status_code, response.content)
    return None


def _build_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> Response[DeploymentList]:
    return Response(
        status_code=status_of(response.status_code),
        content=response.content,
        headers=response.headers,
        parsed=_parse_response(client=client, response=response),
    )


def sync_detailed(
    *,
    client: AuthenticatedClient,
    experiment_id: str | Unset = UNSET,
    status: DeploymentStatus | Unset | str = UNSET,
    x_organization_id: str | Unset = UNSET,
) -> Response[DeploymentList]:
    """Deployments of the key's owner

    Not paginated as far as is known.

    Args:
        experiment_id (str | Unset): Keep deployments of this experiment. Example: exp_7.
        status (DeploymentStatus | Unset): Where a deployment stands. New values may come; keep
            a value you don't know.
        x_organization_id (str | Unset): Your own organization, also when you read what another
            organization shares with you. Recommended, and needed for shared experiments; without it
            the service presumably takes the organization of the key. Example: org_5.

    Raises:
        UnexpectedStatus: If the status is not a success.
        UnreadableBody: If the body is not what the contract says.
        httpx.TimeoutException: If the server takes longer than the client's timeout.

    Returns:
        Response[DeploymentList]
    """

    response = client.request(
        _get_kwargs(
            experiment_id=experiment_id,
            status=status,
            x_organization_id=x_organization_id,
        )
    )
    return _build_response(client=client, response=response)


def sync(
    *,
    client: AuthenticatedClient,
    experiment_id: str | Unset = UNSET,
    status: DeploymentStatus | Unset | str = UNSET,
    x_organization_id: str | Unset = UNSET,
) -> DeploymentList:
    """Deployments of the key's owner

    Not paginated as far as is known.

    Args:
        experiment_id (str | Unset): Keep deployments of this experiment. Example: exp_7.
        status (DeploymentStatus | Unset): Where a deployment stands. New values may come; keep
            a value you don't know.
        x_organization_id (str | Unset): Your own organization, also when you read what another
            organization shares with you. Recommended, and needed for shared experiments; without it
            the service presumably takes the organization of the key. Example: org_5.

    Raises:
        UnexpectedStatus: If the status is not a success.
        UnreadableBody: If the body is not what the contract says.
        httpx.TimeoutException: If the server takes longer than the client's timeout.

    Returns:
        DeploymentList
    """

    response = sync_detailed(
        client=client,
        experiment_id=experiment_id,
        status=status,
        x_organization_id=x_organization_id,
    )
    return client.expect(response)


async def asyncio_detailed(
    *,
    client: AuthenticatedClient,
    experiment_id: str | Unset = UNSET,
    status: DeploymentStatus | Unset | str = UNSET,
    x_organization_id: str | Unset = UNSET,
) -> Response[DeploymentList]:
    """Deployments of the key's owner

    Not paginated as far as is known.

    Args:
        experiment_id (str | Unset): Keep deployments of this experiment. Example: exp_7.
        status (DeploymentStatus | Unset): Where a deployment stands. New values may come; keep
            a value you don't know.
        x_organization_id (str | Unset): Your own organization, also when you read what another
            organization shares with you. Recommended, and needed for shared experiments; without it
            the service presumably takes the organization of the key. Example: org_5.

    Raises:
        UnexpectedStatus: If the status is not a success.
        UnreadableBody: If the body is not what the contract says.
        httpx.TimeoutException: If the server takes longer than the client's timeout.

    Returns:
        Response[DeploymentList]
    """

    response = await client.request_async(
        _get_kwargs(
            experiment_id=experiment_id,
            status=status,
            x_organization_id=x_organization_id,
        )
    )
    return _build_response(client=client, response=response)


async def asyncio(
    *,
    client: AuthenticatedClient,
    experiment_id: str | Unset = UNSET,
    status: DeploymentStatus | Unset | str = UNSET,
    x_organization_id: str | Unset = UNSET,
) -> DeploymentList:
    """Deployments of the key's owner

    Not paginated as far as is known.

    Args:
        experiment_id (str | Unset): Keep deployments of this experiment. Example: exp_7.
        status (DeploymentStatus | Unset): Where a deployment stands. New values may come; keep
            a value you don't know.
        x_organization_id (str | Unset): Your own organization, also when you read what another
            organization shares with you. Recommended, and needed for shared experiments; without it
            the service presumably takes the organization of the key. Example: org_5.

    Raises:
        UnexpectedStatus: If the status is not a success.
        UnreadableBody: If the body is not what the contract says.
        httpx.TimeoutException: If the server takes longer than the client's timeout.

    Returns:
        DeploymentList
    """

    response = await asyncio_detailed(
        client=client,
        experiment_id=experiment_id,
        status=status,
        x_organization_id=x_organization_id,
    )
    return client.expect(response)
