from typing import Any, cast

import httpx

from ... import errors
from ...client import AuthenticatedClient, Client
from ...models.agent_run_list import AgentRunList
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
    experiment_id: str,
    *,
    x_organization_id: str | Unset = UNSET,
) -> dict[str, Any]:
    _kwargs: dict[str, Any] = {
        "method": "get",
        "url": "/data/agent-runs/experiment/{experiment_id}".format(
            experiment_id=path_segment("experiment_id", experiment_id),
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
) -> AgentRunList | None:
    client.check("get_agent_runs", response)
    if response.status_code == 204:
        return None
    if response.is_success:
        return cast("AgentRunList", parse_model(AgentRunList, errors.read_json(response)))

    if client.raise_on_unexpected_status:
        raise errors.UnexpectedStatus(response.status_code, response.content)
    return None


def _build_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> Response[AgentRunList]:
    return Response(
        status_code=status_of(response.status_code),
        content=response.content,
        headers=response.headers,
        parsed=_parse_response(client=client, response=response),
    )


def sync_detailed(
    experiment_id: str,
    *,
    client: AuthenticatedClient,
    x_organization_id: str | Unset = UNSET,
) -> Response[AgentRunList]:
    """Runs of AI participants, with turns, tokens and cost

    One row for each AI participant of each room. Not paginated.

    Args:
        experiment_id (str): The id of the experiment. Example: exp_7.
        x_organization_id (str | Unset): Your own organization, also when you read what another
            organization shares with you. Recommended, and needed for shared experiments; without it
            the service presumably takes the organization of the key. Example: org_5.

    Raises:
        UnexpectedStatus: If the status is not a success.
        UnreadableBody: If the body is not what the contract says.
        httpx.TimeoutException: If the server takes longer than the client's timeout.

    Returns:
        Response[AgentRunList]
    """

    response = client.request(
        _get_kwargs(
            experiment_id=experiment_id,
            x_organization_id=x_organization_id,
        )
    )
    return _build_response(client=client, response=response)


def sync(
    experiment_id: str,
    *,
    client: AuthenticatedClient,
    x_organization_id: str | Unset = UNSET,
) -> AgentRunList:
    """Runs of AI participants, with turns, tokens and cost

    One row for each AI participant of each room. Not paginated.

    Args:
        experiment_id (str): The id of the experiment. Example: exp_7.
        x_organization_id (str | Unset): Your own organization, also when you read what another
            organization shares with you. Recommended, and needed for shared experiments; without it
            the service presumably takes the organization of the key. Example: org_5.

    Raises:
        UnexpectedStatus: If the status is not a success.
        UnreadableBody: If the body is not what the contract says.
        httpx.TimeoutException: If the server takes longer than the client's timeout.

    Returns:
        AgentRunList
    """

    response = sync_detailed(
        experiment_id=experiment_id,
        client=client,
        x_organization_id=x_organization_id,
    )
    return client.expect(response)


async def asyncio_detailed(
    experiment_id: str,
    *,
    client: AuthenticatedClient,
    x_organization_id: str | Unset = UNSET,
) -> Response[AgentRunList]:
    """Runs of AI participants, with turns, tokens and cost

    One row for each AI participant of each room. Not paginated.

    Args:
        experiment_id (str): The id of the experiment. Example: exp_7.
        x_organization_id (str | Unset): Your own organization, also when you read what another
            organization shares with you. Recommended, and needed for shared experiments; without it
            the service presumably takes the organization of the key. Example: org_5.

    Raises:
        UnexpectedStatus: If the status is not a success.
        UnreadableBody: If the body is not what the contract says.
        httpx.TimeoutException: If the server takes longer than the client's timeout.

    Returns:
        Response[AgentRunList]
    """

    response = await client.request_async(
        _get_kwargs(
            experiment_id=experiment_id,
            x_organization_id=x_organization_id,
        )
    )
    return _build_response(client=client, response=response)


async def asyncio(
    experiment_id: str,
    *,
    client: AuthenticatedClient,
    x_organization_id: str | Unset = UNSET,
) -> AgentRunList:
    """Runs of AI participants, with turns, tokens and cost

    One row for each AI participant of each room. Not paginated.

    Args:
        experiment_id (str): The id of the experiment. Example: exp_7.
        x_organization_id (str | Unset): Your own organization, also when you read what another
            organization shares with you. Recommended, and needed for shared experiments; without it
            the service presumably takes the organization of the key. Example: org_5.

    Raises:
        UnexpectedStatus: If the status is not a success.
        UnreadableBody: If the body is not what the contract says.
        httpx.TimeoutException: If the server takes longer than the client's timeout.

    Returns:
        AgentRunList
    """

    response = await asyncio_detailed(
        experiment_id=experiment_id,
        client=client,
        x_organization_id=x_organization_id,
    )
    return client.expect(response)
