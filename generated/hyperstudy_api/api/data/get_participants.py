from typing import Any, cast

import httpx

from ... import errors
from ...client import AuthenticatedClient, Client
from ...models.completion_outcome import CompletionOutcome
from ...models.data_format import DataFormat
from ...models.participant_list import ParticipantList
from ...models.participant_scope import ParticipantScope
from ...models.participant_sort_field import ParticipantSortField
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
    scope: ParticipantScope | str,
    scope_id: str,
    *,
    room_id: str | Unset = UNSET,
    deployment_id: str | Unset = UNSET,
    completion_code: CompletionOutcome | Unset | str = UNSET,
    limit: int | Unset = UNSET,
    offset: int | Unset = UNSET,
    sort: ParticipantSortField | Unset | str = UNSET,
    order: SortOrder | Unset | str = UNSET,
    format_: DataFormat | Unset | str = UNSET,
    export: bool | Unset = UNSET,
    x_organization_id: str | Unset = UNSET,
) -> dict[str, Any]:
    _kwargs: dict[str, Any] = {
        "method": "get",
        "url": "/data/participants/{scope}/{scope_id}".format(
            scope=path_segment("scope", scope),
            scope_id=path_segment("scope_id", scope_id),
        ),
    }
    params = {
        "roomId": to_json(room_id),
        "deploymentId": to_json(deployment_id),
        "completionCode": to_json(completion_code),
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
) -> ParticipantList | None:
    client.check("get_participants", response)
    if response.status_code == 204:
        return None
    if response.is_success:
        if errors.is_other_format(response, "text/csv", "application/x-ndjson"):
            return None
        return cast("ParticipantList", parse_model(ParticipantList, errors.read_json(response)))

    if client.raise_on_unexpected_status:
        raise errors.UnexpectedStatus(response.status_code, response.content)
    return None


def _build_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> Response[ParticipantList]:
    return Response(
        status_code=status_of(response.status_code),
        content=response.content,
        headers=response.headers,
        parsed=_parse_response(client=client, response=response),
    )


def sync_detailed(
    scope: ParticipantScope | str,
    scope_id: str,
    *,
    client: AuthenticatedClient,
    room_id: str | Unset = UNSET,
    deployment_id: str | Unset = UNSET,
    completion_code: CompletionOutcome | Unset | str = UNSET,
    limit: int | Unset = UNSET,
    offset: int | Unset = UNSET,
    sort: ParticipantSortField | Unset | str = UNSET,
    order: SortOrder | Unset | str = UNSET,
    format_: DataFormat | Unset | str = UNSET,
    export: bool | Unset = UNSET,
    x_organization_id: str | Unset = UNSET,
) -> Response[ParticipantList]:
    """Participants, their role, status and outcome

    Scopes are `experiment` and `room` only; asking for scope `participant` is an error (400 or 404,
    not documented which). The page on keys names the scope `read:participants`, the page on data
    types says that `read:events` guards this route: either is taken to be enough.

    Args:
        scope (ParticipantScope): What an id in the address names, where participants are
            listed.
        scope_id (str): The id of the experiment, room or participant. Example: exp_7.
        room_id (str | Unset): Keep rows of this room. Needed with scope `participant`, because
            a participant can have been in several rooms; what a server answers there without it is
            not documented (400 `INVALID_PARAMETER` is likely). Example: room_31.
        deployment_id (str | Unset): Keep rows of this deployment; meant for scope `experiment`.
            Rooms and events from before April 2026 may lack a deployment. Example: dep_4.
        completion_code (CompletionOutcome | Unset): How a participation or a room ended.
            `NOCONSENT` (filter of the participants) and `NO_CONSENT` (completion pages) mean the
            same; `DISCONNECT_TIMEOUT` is missing from the filter, `IN_PROGRESS` and
            `COMPLETED_NO_CODE` are known from the filter only. New values may come; keep a value
            you don't know.
        limit (int | Unset): How many rows a page holds at most. No maximum is published; 1000
            is certain to be accepted, and a server may give fewer than asked for. Default: 1000.
        offset (int | Unset): How many rows to skip. The next page starts at
            `metadata.pagination.nextOffset`. Rows can repeat or be skipped while data is still
            being collected. Default: 0.
        sort (ParticipantSortField | Unset): Fields by which participants can be sorted.
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
        Response[ParticipantList]
    """

    response = client.request(
        _get_kwargs(
            scope=scope,
            scope_id=scope_id,
            room_id=room_id,
            deployment_id=deployment_id,
            completion_code=completion_code,
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
    scope: ParticipantScope | str,
    scope_id: str,
    *,
    client: AuthenticatedClient,
    room_id: str | Unset = UNSET,
    deployment_id: str | Unset = UNSET,
    completion_code: CompletionOutcome | Unset | str = UNSET,
    limit: int | Unset = UNSET,
    offset: int | Unset = UNSET,
    sort: ParticipantSortField | Unset | str = UNSET,
    order: SortOrder | Unset | str = UNSET,
    format_: DataFormat | Unset | str = UNSET,
    export: bool | Unset = UNSET,
    x_organization_id: str | Unset = UNSET,
) -> ParticipantList:
    """Participants, their role, status and outcome

    Scopes are `experiment` and `room` only; asking for scope `participant` is an error (400 or 404,
    not documented which). The page on keys names the scope `read:participants`, the page on data
    types says that `read:events` guards this route: either is taken to be enough.

    Args:
        scope (ParticipantScope): What an id in the address names, where participants are
            listed.
        scope_id (str): The id of the experiment, room or participant. Example: exp_7.
        room_id (str | Unset): Keep rows of this room. Needed with scope `participant`, because
            a participant can have been in several rooms; what a server answers there without it is
            not documented (400 `INVALID_PARAMETER` is likely). Example: room_31.
        deployment_id (str | Unset): Keep rows of this deployment; meant for scope `experiment`.
            Rooms and events from before April 2026 may lack a deployment. Example: dep_4.
        completion_code (CompletionOutcome | Unset): How a participation or a room ended.
            `NOCONSENT` (filter of the participants) and `NO_CONSENT` (completion pages) mean the
            same; `DISCONNECT_TIMEOUT` is missing from the filter, `IN_PROGRESS` and
            `COMPLETED_NO_CODE` are known from the filter only. New values may come; keep a value
            you don't know.
        limit (int | Unset): How many rows a page holds at most. No maximum is published; 1000
            is certain to be accepted, and a server may give fewer than asked for. Default: 1000.
        offset (int | Unset): How many rows to skip. The next page starts at
            `metadata.pagination.nextOffset`. Rows can repeat or be skipped while data is still
            being collected. Default: 0.
        sort (ParticipantSortField | Unset): Fields by which participants can be sorted.
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
        ParticipantList
    """

    response = sync_detailed(
        scope=scope,
        scope_id=scope_id,
        client=client,
        room_id=room_id,
        deployment_id=deployment_id,
        completion_code=completion_code,
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
    scope: ParticipantScope | str,
    scope_id: str,
    *,
    client: AuthenticatedClient,
    room_id: str | Unset = UNSET,
    deployment_id: str | Unset = UNSET,
    completion_code: CompletionOutcome | Unset | str = UNSET,
    limit: int | Unset = UNSET,
    offset: int | Unset = UNSET,
    sort: ParticipantSortField | Unset | str = UNSET,
    order: SortOrder | Unset | str = UNSET,
    format_: DataFormat | Unset | str = UNSET,
    export: bool | Unset = UNSET,
    x_organization_id: str | Unset = UNSET,
) -> Response[ParticipantList]:
    """Participants, their role, status and outcome

    Scopes are `experiment` and `room` only; asking for scope `participant` is an error (400 or 404,
    not documented which). The page on keys names the scope `read:participants`, the page on data
    types says that `read:events` guards this route: either is taken to be enough.

    Args:
        scope (ParticipantScope): What an id in the address names, where participants are
            listed.
        scope_id (str): The id of the experiment, room or participant. Example: exp_7.
        room_id (str | Unset): Keep rows of this room. Needed with scope `participant`, because
            a participant can have been in several rooms; what a server answers there without it is
            not documented (400 `INVALID_PARAMETER` is likely). Example: room_31.
        deployment_id (str | Unset): Keep rows of this deployment; meant for scope `experiment`.
            Rooms and events from before April 2026 may lack a deployment. Example: dep_4.
        completion_code (CompletionOutcome | Unset): How a participation or a room ended.
            `NOCONSENT` (filter of the participants) and `NO_CONSENT` (completion pages) mean the
            same; `DISCONNECT_TIMEOUT` is missing from the filter, `IN_PROGRESS` and
            `COMPLETED_NO_CODE` are known from the filter only. New values may come; keep a value
            you don't know.
        limit (int | Unset): How many rows a page holds at most. No maximum is published; 1000
            is certain to be accepted, and a server may give fewer than asked for. Default: 1000.
        offset (int | Unset): How many rows to skip. The next page starts at
            `metadata.pagination.nextOffset`. Rows can repeat or be skipped while data is still
            being collected. Default: 0.
        sort (ParticipantSortField | Unset): Fields by which participants can be sorted.
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
        Response[ParticipantList]
    """

    response = await client.request_async(
        _get_kwargs(
            scope=scope,
            scope_id=scope_id,
            room_id=room_id,
            deployment_id=deployment_id,
            completion_code=completion_code,
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
    scope: ParticipantScope | str,
    scope_id: str,
    *,
    client: AuthenticatedClient,
    room_id: str | Unset = UNSET,
    deployment_id: str | Unset = UNSET,
    completion_code: CompletionOutcome | Unset | str = UNSET,
    limit: int | Unset = UNSET,
    offset: int | Unset = UNSET,
    sort: ParticipantSortField | Unset | str = UNSET,
    order: SortOrder | Unset | str = UNSET,
    format_: DataFormat | Unset | str = UNSET,
    export: bool | Unset = UNSET,
    x_organization_id: str | Unset = UNSET,
) -> ParticipantList:
    """Participants, their role, status and outcome

    Scopes are `experiment` and `room` only; asking for scope `participant` is an error (400 or 404,
    not documented which). The page on keys names the scope `read:participants`, the page on data
    types says that `read:events` guards this route: either is taken to be enough.

    Args:
        scope (ParticipantScope): What an id in the address names, where participants are
            listed.
        scope_id (str): The id of the experiment, room or participant. Example: exp_7.
        room_id (str | Unset): Keep rows of this room. Needed with scope `participant`, because
            a participant can have been in several rooms; what a server answers there without it is
            not documented (400 `INVALID_PARAMETER` is likely). Example: room_31.
        deployment_id (str | Unset): Keep rows of this deployment; meant for scope `experiment`.
            Rooms and events from before April 2026 may lack a deployment. Example: dep_4.
        completion_code (CompletionOutcome | Unset): How a participation or a room ended.
            `NOCONSENT` (filter of the participants) and `NO_CONSENT` (completion pages) mean the
            same; `DISCONNECT_TIMEOUT` is missing from the filter, `IN_PROGRESS` and
            `COMPLETED_NO_CODE` are known from the filter only. New values may come; keep a value
            you don't know.
        limit (int | Unset): How many rows a page holds at most. No maximum is published; 1000
            is certain to be accepted, and a server may give fewer than asked for. Default: 1000.
        offset (int | Unset): How many rows to skip. The next page starts at
            `metadata.pagination.nextOffset`. Rows can repeat or be skipped while data is still
            being collected. Default: 0.
        sort (ParticipantSortField | Unset): Fields by which participants can be sorted.
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
        ParticipantList
    """

    response = await asyncio_detailed(
        scope=scope,
        scope_id=scope_id,
        client=client,
        room_id=room_id,
        deployment_id=deployment_id,
        completion_code=completion_code,
        limit=limit,
        offset=offset,
        sort=sort,
        order=order,
        format_=format_,
        export=export,
        x_organization_id=x_organization_id,
    )
    return client.expect(response)
