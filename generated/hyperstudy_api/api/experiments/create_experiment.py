from collections.abc import Mapping
from typing import Any, cast

import httpx

from ... import errors
from ...client import AuthenticatedClient, Client
from ...models.experiment_answer import ExperimentAnswer
from ...models.experiment_definition import ExperimentDefinition
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
    body: ExperimentDefinition | Mapping[str, Any],
    x_organization_id: str | Unset = UNSET,
) -> dict[str, Any]:
    _kwargs: dict[str, Any] = {
        "method": "post",
        "url": "/experiments",
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
) -> ExperimentAnswer | None:
    client.check("create_experiment", response)
    if response.status_code == 204:
        return None
    if response.is_success:
        return cast("ExperimentAnswer", parse_model(ExperimentAnswer, errors.read_json(response)))

    if client.raise_on_unexpected_status:
        raise errors.UnexpectedStatus(response.status_code, response.content)
    return None


def _build_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> Response[ExperimentAnswer]:
    return Response(
        status_code=status_of(response.status_code),
        content=response.content,
        headers=response.headers,
        parsed=_parse_response(client=client, response=response),
    )


def sync_detailed(
    *,
    client: AuthenticatedClient,
    body: ExperimentDefinition | Mapping[str, Any],
    x_organization_id: str | Unset = UNSET,
) -> Response[ExperimentAnswer]:
    """Create an experiment

    Only `name` is required. The service checks each component's settings by its type.

    Args:
        x_organization_id (str | Unset): Your own organization, also when you read what another
            organization shares with you. Recommended, and needed for shared experiments; without it
            the service presumably takes the organization of the key. Example: org_5.
        body (ExperimentDefinition): A whole experiment as a researcher designs it: what is sent
            to create or validate an experiment and what the configuration and the export give back.
            Only the name is required.

    Raises:
        UnexpectedStatus: If the status is not a success.
        UnreadableBody: If the body is not what the contract says.
        httpx.TimeoutException: If the server takes longer than the client's timeout.

    Returns:
        Response[ExperimentAnswer]
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
    body: ExperimentDefinition | Mapping[str, Any],
    x_organization_id: str | Unset = UNSET,
) -> ExperimentAnswer:
    """Create an experiment

    Only `name` is required. The service checks each component's settings by its type.

    Args:
        x_organization_id (str | Unset): Your own organization, also when you read what another
            organization shares with you. Recommended, and needed for shared experiments; without it
            the service presumably takes the organization of the key. Example: org_5.
        body (ExperimentDefinition): A whole experiment as a researcher designs it: what is sent
            to create or validate an experiment and what the configuration and the export give back.
            Only the name is required.

    Raises:
        UnexpectedStatus: If the status is not a success.
        UnreadableBody: If the body is not what the contract says.
        httpx.TimeoutException: If the server takes longer than the client's timeout.

    Returns:
        ExperimentAnswer
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
    body: ExperimentDefinition | Mapping[str, Any],
    x_organization_id: str | Unset = UNSET,
) -> Response[ExperimentAnswer]:
    """Create an experiment

    Only `name` is required. The service checks each component's settings by its type.

    Args:
        x_organization_id (str | Unset): Your own organization, also when you read what another
            organization shares with you. Recommended, and needed for shared experiments; without it
            the service presumably takes the organization of the key. Example: org_5.
        body (ExperimentDefinition): A whole experiment as a researcher designs it: what is sent
            to create or validate an experiment and what the configuration and the export give back.
            Only the name is required.

    Raises:
        UnexpectedStatus: If the status is not a success.
        UnreadableBody: If the body is not what the contract says.
        httpx.TimeoutException: If the server takes longer than the client's timeout.

    Returns:
        Response[ExperimentAnswer]
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
    body: ExperimentDefinition | Mapping[str, Any],
    x_organization_id: str | Unset = UNSET,
) -> ExperimentAnswer:
    """Create an experiment

    Only `name` is required. The service checks each component's settings by its type.

    Args:
        x_organization_id (str | Unset): Your own organization, also when you read what another
            organization shares with you. Recommended, and needed for shared experiments; without it
            the service presumably takes the organization of the key. Example: org_5.
        body (ExperimentDefinition): A whole experiment as a researcher designs it: what is sent
            to create or validate an experiment and what the configuration and the export give back.
            Only the name is required.

    Raises:
        UnexpectedStatus: If the status is not a success.
        UnreadableBody: If the body is not what the contract says.
        httpx.TimeoutException: If the server takes longer than the client's timeout.

    Returns:
        ExperimentAnswer
    """

    response = await asyncio_detailed(
        client=client,
        body=body,
        x_organization_id=x_organization_id,
    )
    return client.expect(response)
