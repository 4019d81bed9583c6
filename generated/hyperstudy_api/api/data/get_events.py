from typing import Any, cast

import httpx

from ... import errors
from ...client import AuthenticatedClient, Client
from ...models.data_format import DataFormat
from ...models.data_scope import DataScope
from ...models.event_category import EventCategory
from ...models.event_list import EventList
from ...models.sort_order import SortOrder
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
    scope: DataScope | str,
    scope_id: str,
    *,
    room_id: str | Unset = UNSET,
    deployment_id: str | Unset = UNSET,
    start_time: str | Unset = UNSET,
    end_time: str | Unset = UNSET,
    category: EventCategory | str | Unset = UNSET,
    limit: int | Unset = UNSET,
    offset: int | Unset = UNSET,
    sort: str | Unset = UNSET,
    order: SortOrder | Unset | str = UNSET,
    format_: DataFormat | Unset | str = UNSET,
    export: bool | Unset = UNSET,
    x_organization_id: str | Unset = UNSET,
) -> dict[str, Any]:
    _kwargs: dict[str, Any] = {
        "method": "get",
        "url": "/data/events/{scope}/{scope_id}".format(
            scope=path_segment("scope", scope),
            scope_id=path_segment("scope_id", scope_id),
        ),
    }
    params = {
        "roomId": to_json(room_id),
        "deploymentId": to_json(deployment_id),
        "startTime": to_json(start_time),
        "endTime": to_json(end_time),
        "category": to_json(category),
        "limit": to_json(limit),
        "offset": to_json(offset),
        "sort": to_json(sort),
        "order": to_json(order),
        "format": to_json(format_),
        "export": to_json(export),
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
) -> EventList | None:
    client.check("get_events", response)
    if response.status_code == 204:
        return None
    if response.is_success:
        if errors.is_other_format(response, "text/csv", "application/x-ndjson"):
            return None
        return cast("EventList", parse_model(EventList, errors.read_json(response)))

    if client.raise_on_unexpected_status:
        raise errors.UnexpectedStatus(response.status_code, response.content)
    return None


def _build_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> Response[EventList]:
    return Response(
        status_code=status_of(response.status_code),
        content=response.content,
        headers=response.headers,
        parsed=_parse_response(client=client, response=response),
    )


def sync_detailed(
    scope: DataScope | str,
    scope_id: str,
    *,
    client: AuthenticatedClient,
    room_id: str | Unset = UNSET,
    deployment_id: str | Unset = UNSET,
    start_time: str | Unset = UNSET,
    end_time: str | Unset = UNSET,
    category: EventCategory | str | Unset = UNSET,
    limit: int | Unset = UNSET,
    offset: int | Unset = UNSET,
    sort: str | Unset = UNSET,
    order: SortOrder | Unset | str = UNSET,
    format_: DataFormat | Unset | str = UNSET,
    export: bool | Unset = UNSET,
    x_organization_id: str | Unset = UNSET,
) -> Response[EventList]:
    """Events, everything that participants and the experiment did

    Every interaction, component completion, state change and media event. `limit=1` together with
    `metadata.pagination.total` is the documented cheap way to see whether data has grown. There is
    no filter by event type: consent and instruction events are told apart by the prefixes
    `consent.` and `instructions.` within the category `pre_experiment`.

    Questionnaire answers are events too. One source files them under the category
    `post_experiment`, a newer one under `questionnaire`; both words are allowed here.

    The total was wrong before April 2026 (platform v0.6.51); `hasMore` could be trusted.

    Args:
        scope (DataScope): What an id in the address names.
        scope_id (str): The id of the experiment, room or participant. Example: exp_7.
        room_id (str | Unset): Keep rows of this room. Needed with scope `participant`, because
            a participant can have been in several rooms; what a server answers there without it is
            not documented (400 `INVALID_PARAMETER` is likely). Example: room_31.
        deployment_id (str | Unset): Keep rows of this deployment; meant for scope `experiment`.
            Rooms and events from before April 2026 may lack a deployment. Example: dep_4.
        start_time (str | Unset): Keep rows at or after this moment, ISO 8601. Example:
            2026-03-02T09:00:00.000Z.
        end_time (str | Unset): Keep rows at or before this moment, ISO 8601. Example:
            2026-03-02T10:00:00.000Z.
        category (EventCategory | str | Unset): Keep events of this one category. An unknown
            word gives an empty list.
        limit (int | Unset): How many rows a page holds at most. No maximum is published; 1000
            is certain to be accepted, and a server may give fewer than asked for. Default: 1000.
        offset (int | Unset): How many rows to skip. The next page starts at
            `metadata.pagination.nextOffset`. Rows can repeat or be skipped while data is still
            being collected. Default: 0.
        sort (str | Unset): Field to sort by; `timestamp` and `onset` are the documented ones.
            Default: 'timestamp'. Example: timestamp.
        order (SortOrder | Unset): Ascending (first to last, small to large) or descending.
            Default: SortOrder.ASC.
        format_ (DataFormat | Unset): The form of a list of data: JSON in an envelope, a table
            in CSV, or one JSON object in each line. Default: DataFormat.JSON.
        export (bool | Unset): When present, the permission to export is checked, not the
            permission to view. Leave it out otherwise: a server may look only whether it is there.
        x_organization_id (str | Unset): Your own organization, also when you read what another
            organization shares with you. Recommended, and needed for shared experiments; without it
            the service presumably takes the organization of the key. Example: org_5.

    Raises:
        UnexpectedStatus: If the status is not a success.
        UnreadableBody: If the body is not what the contract says.
        httpx.TimeoutException: If the server takes longer than the client's timeout.

    Returns:
        Response[EventList]
    """

    response = client.request(
        _get_kwargs(
            scope=scope,
            scope_id=scope_id,
            room_id=room_id,
            deployment_id=deployment_id,
            start_time=start_time,
            end_time=end_time,
            category=category,
            limit=limit,
            offset=offset,
            sort=sort,
            order=order,
            format_=format_,
            export=export,
            x_organization_id=x_organization_id,
        )
    )
    return _build_response(client=client, response=response)


def sync(
    scope: DataScope | str,
    scope_id: str,
    *,
    client: AuthenticatedClient,
    room_id: str | Unset = UNSET,
    deployment_id: str | Unset = UNSET,
    start_time: str | Unset = UNSET,
    end_time: str | Unset = UNSET,
    category: EventCategory | str | Unset = UNSET,
    limit: int | Unset = UNSET,
    offset: int | Unset = UNSET,
    sort: str | Unset = UNSET,
    order: SortOrder | Unset | str = UNSET,
    format_: DataFormat | Unset | str = UNSET,
    export: bool | Unset = UNSET,
    x_organization_id: str | Unset = UNSET,
) -> EventList:
    """Events, everything that participants and the experiment did

    Every interaction, component completion, state change and media event. `limit=1` together with
    `metadata.pagination.total` is the documented cheap way to see whether data has grown. There is
    no filter by event type: consent and instruction events are told apart by the prefixes
    `consent.` and `instructions.` within the category `pre_experiment`.

    Questionnaire answers are events too. One source files them under the category
    `post_experiment`, a newer one under `questionnaire`; both words are allowed here.

    The total was wrong before April 2026 (platform v0.6.51); `hasMore` could be trusted.

    Args:
        scope (DataScope): What an id in the address names.
        scope_id (str): The id of the experiment, room or participant. Example: exp_7.
        room_id (str | Unset): Keep rows of this room. Needed with scope `participant`, because
            a participant can have been in several rooms; what a server answers there without it is
            not documented (400 `INVALID_PARAMETER` is likely). Example: room_31.
        deployment_id (str | Unset): Keep rows of this deployment; meant for scope `experiment`.
            Rooms and events from before April 2026 may lack a deployment. Example: dep_4.
        start_time (str | Unset): Keep rows at or after this moment, ISO 8601. Example:
            2026-03-02T09:00:00.000Z.
        end_time (str | Unset): Keep rows at or before this moment, ISO 8601. Example:
            2026-03-02T10:00:00.000Z.
        category (EventCategory | str | Unset): Keep events of this one category. An unknown
            word gives an empty list.
        limit (int | Unset): How many rows a page holds at most. No maximum is published; 1000
            is certain to be accepted, and a server may give fewer than asked for. Default: 1000.
        offset (int | Unset): How many rows to skip. The next page starts at
            `metadata.pagination.nextOffset`. Rows can repeat or be skipped while data is still
            being collected. Default: 0.
        sort (str | Unset): Field to sort by; `timestamp` and `onset` are the documented ones.
            Default: 'timestamp'. Example: timestamp.
        order (SortOrder | Unset): Ascending (first to last, small to large) or descending.
            Default: SortOrder.ASC.
        format_ (DataFormat | Unset): The form of a list of data: JSON in an envelope, a table
            in CSV, or one JSON object in each line. Default: DataFormat.JSON.
        export (bool | Unset): When present, the permission to export is checked, not the
            permission to view. Leave it out otherwise: a server may look only whether it is there.
        x_organization_id (str | Unset): Your own organization, also when you read what another
            organization shares with you. Recommended, and needed for shared experiments; without it
            the service presumably takes the organization of the key. Example: org_5.

    Raises:
        UnexpectedStatus: If the status is not a success.
        UnreadableBody: If the body is not what the contract says.
        httpx.TimeoutException: If the server takes longer than the client's timeout.

    Returns:
        EventList
    """

    response = sync_detailed(
        scope=scope,
        scope_id=scope_id,
        client=client,
        room_id=room_id,
        deployment_id=deployment_id,
        start_time=start_time,
        end_time=end_time,
        category=category,
        limit=limit,
        offset=offset,
        sort=sort,
        order=order,
        format_=format_,
        export=export,
        x_organization_id=x_organization_id,
    )
    return client.expect(response)


async def asyncio_detailed(
    scope: DataScope | str,
    scope_id: str,
    *,
    client: AuthenticatedClient,
    room_id: str | Unset = UNSET,
    deployment_id: str | Unset = UNSET,
    start_time: str | Unset = UNSET,
    end_time: str | Unset = UNSET,
    category: EventCategory | str | Unset = UNSET,
    limit: int | Unset = UNSET,
    offset: int | Unset = UNSET,
    sort: str | Unset = UNSET,
    order: SortOrder | Unset | str = UNSET,
    format_: DataFormat | Unset | str = UNSET,
    export: bool | Unset = UNSET,
    x_organization_id: str | Unset = UNSET,
) -> Response[EventList]:
    """Events, everything that participants and the experiment did

    Every interaction, component completion, state change and media event. `limit=1` together with
    `metadata.pagination.total` is the documented cheap way to see whether data has grown. There is
    no filter by event type: consent and instruction events are told apart by the prefixes
    `consent.` and `instructions.` within the category `pre_experiment`.

    Questionnaire answers are events too. One source files them under the category
    `post_experiment`, a newer one under `questionnaire`; both words are allowed here.

    The total was wrong before April 2026 (platform v0.6.51); `hasMore` could be trusted.

    Args:
        scope (DataScope): What an id in the address names.
        scope_id (str): The id of the experiment, room or participant. Example: exp_7.
        room_id (str | Unset): Keep rows of this room. Needed with scope `participant`, because
            a participant can have been in several rooms; what a server answers there without it is
            not documented (400 `INVALID_PARAMETER` is likely). Example: room_31.
        deployment_id (str | Unset): Keep rows of this deployment; meant for scope `experiment`.
            Rooms and events from before April 2026 may lack a deployment. Example: dep_4.
        start_time (str | Unset): Keep rows at or after this moment, ISO 8601. Example:
            2026-03-02T09:00:00.000Z.
        end_time (str | Unset): Keep rows at or before this moment, ISO 8601. Example:
            2026-03-02T10:00:00.000Z.
        category (EventCategory | str | Unset): Keep events of this one category. An unknown
            word gives an empty list.
        limit (int | Unset): How many rows a page holds at most. No maximum is published; 1000
            is certain to be accepted, and a server may give fewer than asked for. Default: 1000.
        offset (int | Unset): How many rows to skip. The next page starts at
            `metadata.pagination.nextOffset`. Rows can repeat or be skipped while data is still
            being collected. Default: 0.
        sort (str | Unset): Field to sort by; `timestamp` and `onset` are the documented ones.
            Default: 'timestamp'. Example: timestamp.
        order (SortOrder | Unset): Ascending (first to last, small to large) or descending.
            Default: SortOrder.ASC.
        format_ (DataFormat | Unset): The form of a list of data: JSON in an envelope, a table
            in CSV, or one JSON object in each line. Default: DataFormat.JSON.
        export (bool | Unset): When present, the permission to export is checked, not the
            permission to view. Leave it out otherwise: a server may look only whether it is there.
        x_organization_id (str | Unset): Your own organization, also when you read what another
            organization shares with you. Recommended, and needed for shared experiments; without it
            the service presumably takes the organization of the key. Example: org_5.

    Raises:
        UnexpectedStatus: If the status is not a success.
        UnreadableBody: If the body is not what the contract says.
        httpx.TimeoutException: If the server takes longer than the client's timeout.

    Returns:
        Response[EventList]
    """

    response = await client.request_async(
        _get_kwargs(
            scope=scope,
            scope_id=scope_id,
            room_id=room_id,
            deployment_id=deployment_id,
            start_time=start_time,
            end_time=end_time,
            category=category,
            limit=limit,
            offset=offset,
            sort=sort,
            order=order,
            format_=format_,
            export=export,
            x_organization_id=x_organization_id,
        )
    )
    return _build_response(client=client, response=response)


async def asyncio(
    scope: DataScope | str,
    scope_id: str,
    *,
    client: AuthenticatedClient,
    room_id: str | Unset = UNSET,
    deployment_id: str | Unset = UNSET,
    start_time: str | Unset = UNSET,
    end_time: str | Unset = UNSET,
    category: EventCategory | str | Unset = UNSET,
    limit: int | Unset = UNSET,
    offset: int | Unset = UNSET,
    sort: str | Unset = UNSET,
    order: SortOrder | Unset | str = UNSET,
    format_: DataFormat | Unset | str = UNSET,
    export: bool | Unset = UNSET,
    x_organization_id: str | Unset = UNSET,
) -> EventList:
    """Events, everything that participants and the experiment did

    Every interaction, component completion, state change and media event. `limit=1` together with
    `metadata.pagination.total` is the documented cheap way to see whether data has grown. There is
    no filter by event type: consent and instruction events are told apart by the prefixes
    `consent.` and `instructions.` within the category `pre_experiment`.

    Questionnaire answers are events too. One source files them under the category
    `post_experiment`, a newer one under `questionnaire`; both words are allowed here.

    The total was wrong before April 2026 (platform v0.6.51); `hasMore` could be trusted.

    Args:
        scope (DataScope): What an id in the address names.
        scope_id (str): The id of the experiment, room or participant. Example: exp_7.
        room_id (str | Unset): Keep rows of this room. Needed with scope `participant`, because
            a participant can have been in several rooms; what a server answers there without it is
            not documented (400 `INVALID_PARAMETER` is likely). Example: room_31.
        deployment_id (str | Unset): Keep rows of this deployment; meant for scope `experiment`.
            Rooms and events from before April 2026 may lack a deployment. Example: dep_4.
        start_time (str | Unset): Keep rows at or after this moment, ISO 8601. Example:
            2026-03-02T09:00:00.000Z.
        end_time (str | Unset): Keep rows at or before this moment, ISO 8601. Example:
            2026-03-02T10:00:00.000Z.
        category (EventCategory | str | Unset): Keep events of this one category. An unknown
            word gives an empty list.
        limit (int | Unset): How many rows a page holds at most. No maximum is published; 1000
            is certain to be accepted, and a server may give fewer than asked for. Default: 1000.
        offset (int | Unset): How many rows to skip. The next page starts at
            `metadata.pagination.nextOffset`. Rows can repeat or be skipped while data is still
            being collected. Default: 0.
        sort (str | Unset): Field to sort by; `timestamp` and `onset` are the documented ones.
            Default: 'timestamp'. Example: timestamp.
        order (SortOrder | Unset): Ascending (first to last, small to large) or descending.
            Default: SortOrder.ASC.
        format_ (DataFormat | Unset): The form of a list of data: JSON in an envelope, a table
            in CSV, or one JSON object in each line. Default: DataFormat.JSON.
        export (bool | Unset): When present, the permission to export is checked, not the
            permission to view. Leave it out otherwise: a server may look only whether it is there.
        x_organization_id (str | Unset): Your own organization, also when you read what another
            organization shares with you. Recommended, and needed for shared experiments; without it
            the service presumably takes the organization of the key. Example: org_5.

    Raises:
        UnexpectedStatus: If the status is not a success.
        UnreadableBody: If the body is not what the contract says.
        httpx.TimeoutException: If the server takes longer than the client's timeout.

    Returns:
        EventList
    """

    response = await asyncio_detailed(
        scope=scope,
        scope_id=scope_id,
        client=client,
        room_id=room_id,
        deployment_id=deployment_id,
        start_time=start_time,
        end_time=end_time,
        category=category,
        limit=limit,
        offset=offset,
        sort=sort,
        order=order,
        format_=format_,
        export=export,
        x_organization_id=x_organization_id,
    )
    return client.expect(response)
