from typing import Any, cast

import httpx

from ... import errors
from ...client import AuthenticatedClient, Client
from ...models.experiment_list import ExperimentList
from ...models.experiment_view import ExperimentView
from ...types import UNSET, Response, Unset, parse_model, status_of, to_json


def _get_kwargs(
    *,
    search: str | Unset = UNSET,
    view: ExperimentView | Unset | str = UNSET,
    limit: int | Unset = UNSET,
    offset: int | Unset = UNSET,
    x_organization_id: str | Unset = UNSET,
) -> dict[str, Any]:
    _kwargs: dict[str, Any] = {
        "method": "get",
        "url": "/experiments",
    }
    params = {
        "search": to_json(search),
        "view": to_json(view),
        "limit": to_json(limit),
        "offset": to_json(offset),
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
) -> ExperimentList | None:
    client.check("list_experiments", response)
    if response.status_code == 204:
        return None
    if response.is_success:
        return cast("ExperimentList", parse_model(ExperimentList, errors.read_json(response)))

    if client.raise_on_unexpected_status:
        raise errors.UnexpectedStatus(response.status_code, response.content)
    return None


def _build_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> Response[ExperimentList]:
    return Response(
        status_code=status_of(response.status_code),
        content=response.content,
        headers=response.headers,
        parsed=_parse_response(client=client, response=response),
    )


def sync_detailed(
    *,
    client: AuthenticatedClient,
    search: str | Unset = UNSET,
    view: ExperimentView | Unset | str = UNSET,
    limit: int | Unset = UNSET,
    offset: int | Unset = UNSET,
    x_organization_id: str | Unset = UNSET,
) -> Response[ExperimentList]:
    """Experiments that the key can see

    Since June 2026 the list also holds experiments that other organizations share with yours, each
    row says so in `accessType`; before, those were only in `/experiments/shared`. A key limited to
    certain experiments sees only those. The order of the rows is not documented.

    Args:
        search (str | Unset): Keep experiments whose name or description contains this text.
            Example: movie.
        view (ExperimentView | Unset): How much of each experiment a list holds.
        limit (int | Unset): How many experiments a page holds. The default is the page size
            that the published client uses. Default: 50.
        offset (int | Unset): How many rows to skip. The next page starts at
            `metadata.pagination.nextOffset`. Rows can repeat or be skipped while data is still
            being collected. Default: 0.
        x_organization_id (str | Unset): Your own organization, also when you read what another
            organization shares with you. Recommended, and needed for shared experiments; without it
            the service presumably takes the organization of the key. Example: org_5.

    Raises:
        UnexpectedStatus: If the status is not a success.
        UnreadableBody: If the body is not what the contract says.
        httpx.TimeoutException: If the server takes longer than the client's timeout.

    Returns:
        Response[ExperimentList]
    """

    response = client.request(
        _get_kwargs(
            search=search,
            view=view,
            limit=limit,
            offset=offset,
            x_organization_id=x_organization_id,
        )
    )
    return _build_response(client=client, response=response)


def sync(
    *,
    client: AuthenticatedClient,
    search: str | Unset = UNSET,
    view: ExperimentView | Unset | str = UNSET,
    limit: int | Unset = UNSET,
    offset: int | Unset = UNSET,
    x_organization_id: str | Unset = UNSET,
) -> ExperimentList:
    """Experiments that the key can see

    Since June 2026 the list also holds experiments that other organizations share with yours, each
    row says so in `accessType`; before, those were only in `/experiments/shared`. A key limited to
    certain experiments sees only those. The order of the rows is not documented.

    Args:
        search (str | Unset): Keep experiments whose name or description contains this text.
            Example: movie.
        view (ExperimentView | Unset): How much of each experiment a list holds.
        limit (int | Unset): How many experiments a page holds. The default is the page size
            that the published client uses. Default: 50.
        offset (int | Unset): How many rows to skip. The next page starts at
            `metadata.pagination.nextOffset`. Rows can repeat or be skipped while data is still
            being collected. Default: 0.
        x_organization_id (str | Unset): Your own organization, also when you read what another
            organization shares with you. Recommended, and needed for shared experiments; without it
            the service presumably takes the organization of the key. Example: org_5.

    Raises:
        UnexpectedStatus: If the status is not a success.
        UnreadableBody: If the body is not what the contract says.
        httpx.TimeoutException: If the server takes longer than the client's timeout.

    Returns:
        ExperimentList
    """

    response = sync_detailed(
        client=client,
        search=search,
        view=view,
        limit=limit,
        offset=offset,
        x_organization_id=x_organization_id,
    )
    return client.expect(response)


async def asyncio_detailed(
    *,
    client: AuthenticatedClient,
    search: str | Unset = UNSET,
    view: ExperimentView | Unset | str = UNSET,
    limit: int | Unset = UNSET,
    offset: int | Unset = UNSET,
    x_organization_id: str | Unset = UNSET,
) -> Response[ExperimentList]:
    """Experiments that the key can see

    Since June 2026 the list also holds experiments that other organizations share with yours, each
    row says so in `accessType`; before, those were only in `/experiments/shared`. A key limited to
    certain experiments sees only those. The order of the rows is not documented.

    Args:
        search (str | Unset): Keep experiments whose name or description contains this text.
            Example: movie.
        view (ExperimentView | Unset): How much of each experiment a list holds.
        limit (int | Unset): How many experiments a page holds. The default is the page size
            that the published client uses. Default: 50.
        offset (int | Unset): How many rows to skip. The next page starts at
            `metadata.pagination.nextOffset`. Rows can repeat or be skipped while data is still
            being collected. Default: 0.
        x_organization_id (str | Unset): Your own organization, also when you read what another
            organization shares with you. Recommended, and needed for shared experiments; without it
            the service presumably takes the organization of the key. Example: org_5.

    Raises:
        UnexpectedStatus: If the status is not a success.
        UnreadableBody: If the body is not what the contract says.
        httpx.TimeoutException: If the server takes longer than the client's timeout.

    Returns:
        Response[ExperimentList]
    """

    response = await client.request_async(
        _get_kwargs(
            search=search,
            view=view,
            limit=limit,
            offset=offset,
            x_organization_id=x_organization_id,
        )
    )
    return _build_response(client=client, response=response)


async def asyncio(
    *,
    client: AuthenticatedClient,
    search: str | Unset = UNSET,
    view: ExperimentView | Unset | str = UNSET,
    limit: int | Unset = UNSET,
    offset: int | Unset = UNSET,
    x_organization_id: str | Unset = UNSET,
) -> ExperimentList:
    """Experiments that the key can see

    Since June 2026 the list also holds experiments that other organizations share with yours, each
    row says so in `accessType`; before, those were only in `/experiments/shared`. A key limited to
    certain experiments sees only those. The order of the rows is not documented.

    Args:
        search (str | Unset): Keep experiments whose name or description contains this text.
            Example: movie.
        view (ExperimentView | Unset): How much of each experiment a list holds.
        limit (int | Unset): How many experiments a page holds. The default is the page size
            that the published client uses. Default: 50.
        offset (int | Unset): How many rows to skip. The next page starts at
            `metadata.pagination.nextOffset`. Rows can repeat or be skipped while data is still
            being collected. Default: 0.
        x_organization_id (str | Unset): Your own organization, also when you read what another
            organization shares with you. Recommended, and needed for shared experiments; without it
            the service presumably takes the organization of the key. Example: org_5.

    Raises:
        UnexpectedStatus: If the status is not a success.
        UnreadableBody: If the body is not what the contract says.
        httpx.TimeoutException: If the server takes longer than the client's timeout.

    Returns:
        ExperimentList
    """

    response = await asyncio_detailed(
        client=client,
        search=search,
        view=view,
        limit=limit,
        offset=offset,
        x_organization_id=x_organization_id,
    )
    return client.expect(response)
