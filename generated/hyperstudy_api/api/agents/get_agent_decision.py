from typing import Any, cast

import httpx

from ... import errors
from ...client import AuthenticatedClient, Client
from ...models.agent_decision_answer import AgentDecisionAnswer
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
    decision_id: str,
    *,
    x_organization_id: str | Unset = UNSET,
) -> dict[str, Any]:
    _kwargs: dict[str, Any] = {
        "method": "get",
        "url": "/data/agent-decisions/room/{room_id}/decision/{decision_id}".format(
            room_id=path_segment("room_id", room_id),
            decision_id=path_segment("decision_id", decision_id),
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
) -> AgentDecisionAnswer | None:
    client.check("get_agent_decision", response)
    if response.status_code == 204:
        return None
    if response.is_success:
        return cast(
            "AgentDecisionAnswer", parse_model(AgentDecisionAnswer, errors.read_json(response))
        )

    if client.raise_on_unexpected_status:
        raise errors.UnexpectedStatus(response.status_code, response.content)
    return None


def _build_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> Response[AgentDecisionAnswer]:
    return Response(
        status_code=status_of(response.status_code),
        content=response.content,
        headers=response.headers,
        parsed=_parse_response(client=client, response=response),
    )


def sync_detailed(
    room_id: str,
    decision_id: str,
    *,
    client: AuthenticatedClient,
    x_organization_id: str | Unset = UNSET,
) -> Response[AgentDecisionAnswer]:
    """One decision of an AI participant in full

    With the whole prompt, the reasoning and the steps that led to it.

    Args:
        room_id (str): The id of the room. Example: room_31.
        decision_id (str): The decision, named `{participantId}_{seq}`. Example: agent_r1_p1_3.
        x_organization_id (str | Unset): Your own organization, also when you read what another
            organization shares with you. Recommended, and needed for shared experiments; without it
            the service presumably takes the organization of the key. Example: org_5.

    Raises:
        UnexpectedStatus: If the status is not a success.
        UnreadableBody: If the body is not what the contract says.
        httpx.TimeoutException: If the server takes longer than the client's timeout.

    Returns:
        Response[AgentDecisionAnswer]
    """

    response = client.request(
        _get_kwargs(
            room_id=room_id,
            decision_id=decision_id,
            x_organization_id=x_organization_id,
        )
    )
    return _build_response(client=client, response=response)


def sync(
    room_id: str,
    decision_id: str,
    *,
    client: AuthenticatedClient,
    x_organization_id: str | Unset = UNSET,
) -> AgentDecisionAnswer:
    """One decision of an AI participant in full

    With the whole prompt, the reasoning and the steps that led to it.

    Args:
        room_id (str): The id of the room. Example: room_31.
        decision_id (str): The decision, named `{participantId}_{seq}`. Example: agent_r1_p1_3.
        x_organization_id (str | Unset): Your own organization, also when you read what another
            organization shares with you. Recommended, and needed for shared experiments; without it
            the service presumably takes the organization of the key. Example: org_5.

    Raises:
        UnexpectedStatus: If the status is not a success.
        UnreadableBody: If the body is not what the contract says.
        httpx.TimeoutException: If the server takes longer than the client's timeout.

    Returns:
        AgentDecisionAnswer
    """

    response = sync_detailed(
        room_id=room_id,
        decision_id=decision_id,
        client=client,
        x_organization_id=x_organization_id,
    )
    return client.expect(response)


async def asyncio_detailed(
    room_id: str,
    decision_id: str,
    *,
    client: AuthenticatedClient,
    x_organization_id: str | Unset = UNSET,
) -> Response[AgentDecisionAnswer]:
    """One decision of an AI participant in full

    With the whole prompt, the reasoning and the steps that led to it.

    Args:
        room_id (str): The id of the room. Example: room_31.
        decision_id (str): The decision, named `{participantId}_{seq}`. Example: agent_r1_p1_3.
        x_organization_id (str | Unset): Your own organization, also when you read what another
            organization shares with you. Recommended, and needed for shared experiments; without it
            the service presumably takes the organization of the key. Example: org_5.

    Raises:
        UnexpectedStatus: If the status is not a success.
        UnreadableBody: If the body is not what the contract says.
        httpx.TimeoutException: If the server takes longer than the client's timeout.

    Returns:
        Response[AgentDecisionAnswer]
    """

    response = await client.request_async(
        _get_kwargs(
            room_id=room_id,
            decision_id=decision_id,
            x_organization_id=x_organization_id,
        )
    )
    return _build_response(client=client, response=response)


async def asyncio(
    room_id: str,
    decision_id: str,
    *,
    client: AuthenticatedClient,
    x_organization_id: str | Unset = UNSET,
) -> AgentDecisionAnswer:
    """One decision of an AI participant in full

    With the whole prompt, the reasoning and the steps that led to it.

    Args:
        room_id (str): The id of the room. Example: room_31.
        decision_id (str): The decision, named `{participantId}_{seq}`. Example: agent_r1_p1_3.
        x_organization_id (str | Unset): Your own organization, also when you read what another
            organization shares with you. Recommended, and needed for shared experiments; without it
            the service presumably takes the organization of the key. Example: org_5.

    Raises:
        UnexpectedStatus: If the status is not a success.
        UnreadableBody: If the body is not what the contract says.
        httpx.TimeoutException: If the server takes longer than the client's timeout.

    Returns:
        AgentDecisionAnswer
    """

    response = await asyncio_detailed(
        room_id=room_id,
        decision_id=decision_id,
        client=client,
        x_organization_id=x_organization_id,
    )
    return client.expect(response)
