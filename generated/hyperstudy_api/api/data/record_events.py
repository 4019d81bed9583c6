from collections.abc import Mapping
from typing import Any, cast

import httpx

from ... import errors
from ...client import AuthenticatedClient, Client
from ...models.event_batch import EventBatch
from ...models.events_recorded import EventsRecorded
from ...models.events_recorded_answer import EventsRecordedAnswer
from ...types import (
    UNSET,
    Response,
    Unset,
    parse_closest,
    status_of,
    to_json,
)


def _get_kwargs(
    *,
    body: EventBatch | Mapping[str, Any],
    x_organization_id: str | Unset = UNSET,
) -> dict[str, Any]:
    _kwargs: dict[str, Any] = {
        "method": "post",
        "url": "/data/events/batch",
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
) -> EventsRecorded | EventsRecordedAnswer | None:
    client.check("record_events", response)
    if response.status_code == 201:
        return cast(
            "EventsRecorded | EventsRecordedAnswer",
            parse_closest((EventsRecordedAnswer, EventsRecorded), errors.read_json(response)),
        )

    if response.status_code == 204:
        return None
    if response.is_success:
        return cast(
            "EventsRecorded | EventsRecordedAnswer",
            parse_closest((EventsRecordedAnswer, EventsRecorded), errors.read_json(response)),
        )

    if client.raise_on_unexpected_status:
        raise errors.UnexpectedStatus(response.status_code, response.content)
    return None


def _build_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> Response[EventsRecorded | EventsRecordedAnswer]:
    return Response(
        status_code=status_of(response.status_code),
        content=response.content,
        headers=response.headers,
        parsed=_parse_response(client=client, response=response),
    )


def sync_detailed(
    *,
    client: AuthenticatedClient,
    body: EventBatch | Mapping[str, Any],
    x_organization_id: str | Unset = UNSET,
) -> Response[EventsRecorded | EventsRecordedAnswer]:
    """Record up to 100 events in one request

    That the route exists, what it needs and that it takes at most 100 events is documented; the
    bodies are not. They follow the stored form of events and the batch route of the participant
    interface (V4).

    Args:
        x_organization_id (str | Unset): Your own organization, also when you read what another
            organization shares with you. Recommended, and needed for shared experiments; without it
            the service presumably takes the organization of the key. Example: org_5.
        body (EventBatch): Events to record.

    Raises:
        UnexpectedStatus: If the status is not a success.
        UnreadableBody: If the body is not what the contract says.
        httpx.TimeoutException: If the server takes longer than the client's timeout.

    Returns:
        Response[EventsRecorded | EventsRecordedAnswer]
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
    body: EventBatch | Mapping[str, Any],
    x_organization_id: str | Unset = UNSET,
) -> EventsRecorded | EventsRecordedAnswer:
    """Record up to 100 events in one request

    That the route exists, what it needs and that it takes at most 100 events is documented; the
    bodies are not. They follow the stored form of events and the batch route of the participant
    interface (V4).

    Args:
        x_organization_id (str | Unset): Your own organization, also when you read what another
            organization shares with you. Recommended, and needed for shared experiments; without it
            the service presumably takes the organization of the key. Example: org_5.
        body (EventBatch): Events to record.

    Raises:
        UnexpectedStatus: If the status is not a success.
        UnreadableBody: If the body is not what the contract says.
        httpx.TimeoutException: If the server takes longer than the client's timeout.

    Returns:
        EventsRecorded | EventsRecordedAnswer
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
    body: EventBatch | Mapping[str, Any],
    x_organization_id: str | Unset = UNSET,
) -> Response[EventsRecorded | EventsRecordedAnswer]:
    """Record up to 100 events in one request

    That the route exists, what it needs and that it takes at most 100 events is documented; the
    bodies are not. They follow the stored form of events and the batch route of the participant
    interface (V4).

    Args:
        x_organization_id (str | Unset): Your own organization, also when you read what another
            organization shares with you. Recommended, and needed for shared experiments; without it
            the service presumably takes the organization of the key. Example: org_5.
        body (EventBatch): Events to record.

    Raises:
        UnexpectedStatus: If the status is not a success.
        UnreadableBody: If the body is not what the contract says.
        httpx.TimeoutException: If the server takes longer than the client's timeout.

    Returns:
        Response[EventsRecorded | EventsRecordedAnswer]
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
    body: EventBatch | Mapping[str, Any],
    x_organization_id: str | Unset = UNSET,
) -> EventsRecorded | EventsRecordedAnswer:
    """Record up to 100 events in one request

    That the route exists, what it needs and that it takes at most 100 events is documented; the
    bodies are not. They follow the stored form of events and the batch route of the participant
    interface (V4).

    Args:
        x_organization_id (str | Unset): Your own organization, also when you read what another
            organization shares with you. Recommended, and needed for shared experiments; without it
            the service presumably takes the organization of the key. Example: org_5.
        body (EventBatch): Events to record.

    Raises:
        UnexpectedStatus: If the status is not a success.
        UnreadableBody: If the body is not what the contract says.
        httpx.TimeoutException: If the server takes longer than the client's timeout.

    Returns:
        EventsRecorded | EventsRecordedAnswer
    """

    response = await asyncio_detailed(
        client=client,
        body=body,
        x_organization_id=x_organization_id,
    )
    return client.expect(response)
