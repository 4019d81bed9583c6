from typing import Any, cast

import httpx

from ... import errors
from ...client import AuthenticatedClient, Client
from ...models.data_format import DataFormat
from ...models.room_list import RoomList
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
    experiment_id: str,
    *,
    deployment_id: str | Unset = UNSET,
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
        "url": "/data/rooms/experiment/{experiment_id}".format(
            experiment_id=path_segment("experiment_id", experiment_id),
        ),
    }
    params = {
        "deploymentId": to_json(deployment_id),
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
) -> RoomList | None:
    client.check("get_rooms", response)
    if response.status_code == 204:
        return None
    if response.is_success:
        if errors.is_other_format(response, "text/csv", "application/x-ndjson"):
            return None
        return cast("RoomList", parse_model(RoomList, errors.read_json(response)))

    if client.raise_on_unexpected_status:
        raise errors.UnexpectedStatus(response.status_code, response.content)
    return None


def _build_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> Response[RoomList]:
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
    deployment_id: str | Unset = UNSET,
    limit: int | Unset = UNSET,
    offset: int | Unset = UNSET,
    sort: str | Unset = UNSET,
    order: SortOrder | Unset | str = UNSET,
    format_: DataFormat | Unset | str = UNSET,
    export: bool | Unset = UNSET,
    x_organization_id: str | Unset = UNSET,
) -> Response[RoomList]:
    """Rooms of an experiment, one for each run by a group

    With the deployment's name and the number of participants. The service gives at most 5000 rooms.

    Args:
        experiment_id (str): The id of the experiment. Example: exp_7.
        deployment_id (str | Unset): Keep rows of this deployment; meant for scope `experiment`.
            Rooms and events from before April 2026 may lack a deployment. Example: dep_4.
        limit (int | Unset): How many rows a page holds at most. No maximum is published; 1000
            is certain to be accepted, and a server may give fewer than asked for. Default: 1000.
        offset (int | Unset): How many rows to skip. The next page starts at
            `metadata.pagination.nextOffset`. Rows can repeat or be skipped while data is still
            being collected. Default: 0.
        sort (str | Unset): Field to sort by. The default is not documented. Example: createdAt.
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
        Response[RoomList]
    """

    response = client.request(
        _get_kwargs(
            experiment_id=experiment_id,
            deployment_id=deployment_id,
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
    experiment_id: str,
    *,
    client: AuthenticatedClient,
    deployment_id: str | Unset = UNSET,
    limit: int | Unset = UNSET,
    offset: int | Unset = UNSET,
    sort: str | Unset = UNSET,
    order: SortOrder | Unset | str = UNSET,
    format_: DataFormat | Unset | str = UNSET,
    export: bool | Unset = UNSET,
    x_organization_id: str | Unset = UNSET,
) -> RoomList:
    """Rooms of an experiment, one for each run by a group

    With the deployment's name and the number of participants. The service gives at most 5000 rooms.

    Args:
        experiment_id (str): The id of the experiment. Example: exp_7.
        deployment_id (str | Unset): Keep rows of this deployment; meant for scope `experiment`.
            Rooms and events from before April 2026 may lack a deployment. Example: dep_4.
        limit (int | Unset): How many rows a page holds at most. No maximum is published; 1000
            is certain to be accepted, and a server may give fewer than asked for. Default: 1000.
        offset (int | Unset): How many rows to skip. The next page starts at
            `metadata.pagination.nextOffset`. Rows can repeat or be skipped while data is still
            being collected. Default: 0.
        sort (str | Unset): Field to sort by. The default is not documented. Example: createdAt.
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
        RoomList
    """

    response = sync_detailed(
        experiment_id=experiment_id,
        client=client,
        deployment_id=deployment_id,
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
    experiment_id: str,
    *,
    client: AuthenticatedClient,
    deployment_id: str | Unset = UNSET,
    limit: int | Unset = UNSET,
    offset: int | Unset = UNSET,
    sort: str | Unset = UNSET,
    order: SortOrder | Unset | str = UNSET,
    format_: DataFormat | Unset | str = UNSET,
    export: bool | Unset = UNSET,
    x_organization_id: str | Unset = UNSET,
) -> Response[RoomList]:
    """Rooms of an experiment, one for each run by a group

    With the deployment's name and the number of participants. The service gives at most 5000 rooms.

    Args:
        experiment_id (str): The id of the experiment. Example: exp_7.
        deployment_id (str | Unset): Keep rows of this deployment; meant for scope `experiment`.
            Rooms and events from before April 2026 may lack a deployment. Example: dep_4.
        limit (int | Unset): How many rows a page holds at most. No maximum is published; 1000
            is certain to be accepted, and a server may give fewer than asked for. Default: 1000.
        offset (int | Unset): How many rows to skip. The next page starts at
            `metadata.pagination.nextOffset`. Rows can repeat or be skipped while data is still
            being collected. Default: 0.
        sort (str | Unset): Field to sort by. The default is not documented. Example: createdAt.
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
        Response[RoomList]
    """

    response = await client.request_async(
        _get_kwargs(
            experiment_id=experiment_id,
            deployment_id=deployment_id,
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
    experiment_id: str,
    *,
    client: AuthenticatedClient,
    deployment_id: str | Unset = UNSET,
    limit: int | Unset = UNSET,
    offset: int | Unset = UNSET,
    sort: str | Unset = UNSET,
    order: SortOrder | Unset | str = UNSET,
    format_: DataFormat | Unset | str = UNSET,
    export: bool | Unset = UNSET,
    x_organization_id: str | Unset = UNSET,
) -> RoomList:
    """Rooms of an experiment, one for each run by a group

    With the deployment's name and the number of participants. The service gives at most 5000 rooms.

    Args:
        experiment_id (str): The id of the experiment. Example: exp_7.
        deployment_id (str | Unset): Keep rows of this deployment; meant for scope `experiment`.
            Rooms and events from before April 2026 may lack a deployment. Example: dep_4.
        limit (int | Unset): How many rows a page holds at most. No maximum is published; 1000
            is certain to be accepted, and a server may give fewer than asked for. Default: 1000.
        offset (int | Unset): How many rows to skip. The next page starts at
            `metadata.pagination.nextOffset`. Rows can repeat or be skipped while data is still
            being collected. Default: 0.
        sort (str | Unset): Field to sort by. The default is not documented. Example: createdAt.
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
        RoomList
    """

    response = await asyncio_detailed(
        experiment_id=experiment_id,
        client=client,
        deployment_id=deployment_id,
        limit=limit,
        offset=offset,
        sort=sort,
        order=order,
        format_=format_,
        export=export,
        x_organization_id=x_organization_id,
    )
    return client.expect(response)
