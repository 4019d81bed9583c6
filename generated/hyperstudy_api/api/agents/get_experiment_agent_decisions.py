from typing import Any, cast

import httpx

from ... import errors
from ...client import AuthenticatedClient, Client
from ...models.agent_decision_list import AgentDecisionList
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
    detail: bool | Unset = UNSET,
    limit: int | Unset = UNSET,
    x_organization_id: str | Unset = UNSET,
) -> dict[str, Any]:
    _kwargs: dict[str, Any] = {
        "method": "get",
        "url": "/data/agent-decisions/experiment/{experiment_id}".format(
            experiment_id=path_segment("experiment_id", experiment_id),
        ),
    }
    params = {
        "detail": to_json(detail),
        "limit": to_json(limit),
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
) -> AgentDecisionList | None:
    client.check("get_experiment_agent_decisions", response)
    if response.status_code == 204:
        return None
    if response.is_success:
        return cast("AgentDecisionList", parse_model(AgentDecisionList, errors.read_json(response)))

    if client.raise_on_unexpected_status:
        raise errors.UnexpectedStatus(response.status_code, response.content)
    return None


def _build_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> Response[AgentDecisionList]:
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
    detail: bool | Unset = UNSET,
    limit: int | Unset = UNSET,
    x_organization_id: str | Unset = UNSET,
) -> Response[AgentDecisionList]:
    """What the AI participants of an experiment decided

    Rows are decisions and runs, told apart by `_type`. `limit` caps the decisions of each room and
    is not a page size; there is no next page. When a cap cut the answer, `metadata.truncated` is
    true.

    Args:
        experiment_id (str): The id of the experiment. Example: exp_7.
        detail (bool | Unset): Add the heavy members (prompt, reasoning, chain, peer model,
            prediction) to each decision. Default: False.
        limit (int | Unset): How many decisions of each room at most. Not a page size. Default:
            5000.
        x_organization_id (str | Unset): Your own organization, also when you read what another
            organization shares with you. Recommended, and needed for shared experiments; without it
            the service presumably takes the organization of the key. Example: org_5.

    Raises:
        UnexpectedStatus: If the status is not a success.
        UnreadableBody: If the body is not what the contract says.
        httpx.TimeoutException: If the server takes longer than the client's timeout.

    Returns:
        Response[AgentDecisionList]
    """

    response = client.request(
        _get_kwargs(
            experiment_id=experiment_id,
            detail=detail,
            limit=limit,
            x_organization_id=x_organization_id,
        )
    )
    return _build_response(client=client, response=response)


def sync(
    experiment_id: str,
    *,
    client: AuthenticatedClient,
    detail: bool | Unset = UNSET,
    limit: int | Unset = UNSET,
    x_organization_id: str | Unset = UNSET,
) -> AgentDecisionList:
    """What the AI participants of an experiment decided

    Rows are decisions and runs, told apart by `_type`. `limit` caps the decisions of each room and
    is not a page size; there is no next page. When a cap cut the answer, `metadata.truncated` is
    true.

    Args:
        experiment_id (str): The id of the experiment. Example: exp_7.
        detail (bool | Unset): Add the heavy members (prompt, reasoning, chain, peer model,
            prediction) to each decision. Default: False.
        limit (int | Unset): How many decisions of each room at most. Not a page size. Default:
            5000.
        x_organization_id (str | Unset): Your own organization, also when you read what another
            organization shares with you. Recommended, and needed for shared experiments; without it
            the service presumably takes the organization of the key. Example: org_5.

    Raises:
        UnexpectedStatus: If the status is not a success.
        UnreadableBody: If the body is not what the contract says.
        httpx.TimeoutException: If the server takes longer than the client's timeout.

    Returns:
        AgentDecisionList
    """

    response = sync_detailed(
        experiment_id=experiment_id,
        client=client,
        detail=detail,
        limit=limit,
        x_organization_id=x_organization_id,
    )
    return client.expect(response)


async def asyncio_detailed(
    experiment_id: str,
    *,
    client: AuthenticatedClient,
    detail: bool | Unset = UNSET,
    limit: int | Unset = UNSET,
    x_organization_id: str | Unset = UNSET,
) -> Response[AgentDecisionList]:
    """What the AI participants of an experiment decided

    Rows are decisions and runs, told apart by `_type`. `limit` caps the decisions of each room and
    is not a page size; there is no next page. When a cap cut the answer, `metadata.truncated` is
    true.

    Args:
        experiment_id (str): The id of the experiment. Example: exp_7.
        detail (bool | Unset): Add the heavy members (prompt, reasoning, chain, peer model,
            prediction) to each decision. Default: False.
        limit (int | Unset): How many decisions of each room at most. Not a page size. Default:
            5000.
        x_organization_id (str | Unset): Your own organization, also when you read what another
            organization shares with you. Recommended, and needed for shared experiments; without it
            the service presumably takes the organization of the key. Example: org_5.

    Raises:
        UnexpectedStatus: If the status is not a success.
        UnreadableBody: If the body is not what the contract says.
        httpx.TimeoutException: If the server takes longer than the client's timeout.

    Returns:
        Response[AgentDecisionList]
    """

    response = await client.request_async(
        _get_kwargs(
            experiment_id=experiment_id,
            detail=detail,
            limit=limit,
            x_organization_id=x_organization_id,
        )
    )
    return _build_response(client=client, response=response)


async def asyncio(
    experiment_id: str,
    *,
    client: AuthenticatedClient,
    detail: bool | Unset = UNSET,
    limit: int | Unset = UNSET,
    x_organization_id: str | Unset = UNSET,
) -> AgentDecisionList:
    """What the AI participants of an experiment decided

    Rows are decisions and runs, told apart by `_type`. `limit` caps the decisions of each room and
    is not a page size; there is no next page. When a cap cut the answer, `metadata.truncated` is
    true.

    Args:
        experiment_id (str): The id of the experiment. Example: exp_7.
        detail (bool | Unset): Add the heavy members (prompt, reasoning, chain, peer model,
            prediction) to each decision. Default: False.
        limit (int | Unset): How many decisions of each room at most. Not a page size. Default:
            5000.
        x_organization_id (str | Unset): Your own organization, also when you read what another
            organization shares with you. Recommended, and needed for shared experiments; without it
            the service presumably takes the organization of the key. Example: org_5.

    Raises:
        UnexpectedStatus: If the status is not a success.
        UnreadableBody: If the body is not what the contract says.
        httpx.TimeoutException: If the server takes longer than the client's timeout.

    Returns:
        AgentDecisionList
    """

    response = await asyncio_detailed(
        experiment_id=experiment_id,
        client=client,
        detail=detail,
        limit=limit,
        x_organization_id=x_organization_id,
    )
    return client.expect(response)
