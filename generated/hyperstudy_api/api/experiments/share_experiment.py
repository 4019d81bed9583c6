from collections.abc import Mapping
from typing import Any, cast

import httpx

from ... import errors
from ...client import AuthenticatedClient, Client
from ...models.share_answer import ShareAnswer
from ...models.share_request import ShareRequest
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
    body: ShareRequest | Mapping[str, Any],
    x_organization_id: str | Unset = UNSET,
) -> dict[str, Any]:
    _kwargs: dict[str, Any] = {
        "method": "post",
        "url": "/experiments/{experiment_id}/share".format(
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
    _kwargs["json"] = to_json(body)
    return _kwargs


def _parse_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> ShareAnswer | None:
    client.check("share_experiment", response)
    if response.status_code == 204:
        return None
    if response.is_success:
        return cast("ShareAnswer", parse_model(ShareAnswer, errors.read_json(response)))

    if client.raise_on_unexpected_status:
        raise errors.UnexpectedStatus(response.status_code, response.content)
    return None


def _build_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> Response[ShareAnswer]:
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
    body: ShareRequest | Mapping[str, Any],
    x_organization_id: str | Unset = UNSET,
) -> Response[ShareAnswer]:
    """Share an experiment with a person, a group or an organization

    Needs the permission to manage access to the experiment. Drawn as an illustration in the
    developer pages: the answer is sketched as a `success` flag without envelope; an envelope is
    admitted as well.

    Args:
        experiment_id (str): The id of the experiment. Example: exp_7.
        x_organization_id (str | Unset): Your own organization, also when you read what another
            organization shares with you. Recommended, and needed for shared experiments; without it
            the service presumably takes the organization of the key. Example: org_5.
        body (ShareRequest): With whom to share an experiment, and what they may do.

    Raises:
        UnexpectedStatus: If the status is not a success.
        UnreadableBody: If the body is not what the contract says.
        httpx.TimeoutException: If the server takes longer than the client's timeout.

    Returns:
        Response[ShareAnswer]
    """

    response = client.request(
        _get_kwargs(
            experiment_id=experiment_id,
            body=body,
            x_organization_id=x_organization_id,
        )
    )
    return _build_response(client=client, response=response)


def sync(
    experiment_id: str,
    *,
    client: AuthenticatedClient,
    body: ShareRequest | Mapping[str, Any],
    x_organization_id: str | Unset = UNSET,
) -> ShareAnswer:
    """Share an experiment with a person, a group or an organization

    Needs the permission to manage access to the experiment. Drawn as an illustration in the
    developer pages: the answer is sketched as a `success` flag without envelope; an envelope is
    admitted as well.

    Args:
        experiment_id (str): The id of the experiment. Example: exp_7.
        x_organization_id (str | Unset): Your own organization, also when you read what another
            organization shares with you. Recommended, and needed for shared experiments; without it
            the service presumably takes the organization of the key. Example: org_5.
        body (ShareRequest): With whom to share an experiment, and what they may do.

    Raises:
        UnexpectedStatus: If the status is not a success.
        UnreadableBody: If the body is not what the contract says.
        httpx.TimeoutException: If the server takes longer than the client's timeout.

    Returns:
        ShareAnswer
    """

    response = sync_detailed(
        experiment_id=experiment_id,
        client=client,
        body=body,
        x_organization_id=x_organization_id,
    )
    return client.expect(response)


async def asyncio_detailed(
    experiment_id: str,
    *,
    client: AuthenticatedClient,
    body: ShareRequest | Mapping[str, Any],
    x_organization_id: str | Unset = UNSET,
) -> Response[ShareAnswer]:
    """Share an experiment with a person, a group or an organization

    Needs the permission to manage access to the experiment. Drawn as an illustration in the
    developer pages: the answer is sketched as a `success` flag without envelope; an envelope is
    admitted as well.

    Args:
        experiment_id (str): The id of the experiment. Example: exp_7.
        x_organization_id (str | Unset): Your own organization, also when you read what another
            organization shares with you. Recommended, and needed for shared experiments; without it
            the service presumably takes the organization of the key. Example: org_5.
        body (ShareRequest): With whom to share an experiment, and what they may do.

    Raises:
        UnexpectedStatus: If the status is not a success.
        UnreadableBody: If the body is not what the contract says.
        httpx.TimeoutException: If the server takes longer than the client's timeout.

    Returns:
        Response[ShareAnswer]
    """

    response = await client.request_async(
        _get_kwargs(
            experiment_id=experiment_id,
            body=body,
            x_organization_id=x_organization_id,
        )
    )
    return _build_response(client=client, response=response)


async def asyncio(
    experiment_id: str,
    *,
    client: AuthenticatedClient,
    body: ShareRequest | Mapping[str, Any],
    x_organization_id: str | Unset = UNSET,
) -> ShareAnswer:
    """Share an experiment with a person, a group or an organization

    Needs the permission to manage access to the experiment. Drawn as an illustration in the
    developer pages: the answer is sketched as a `success` flag without envelope; an envelope is
    admitted as well.

    Args:
        experiment_id (str): The id of the experiment. Example: exp_7.
        x_organization_id (str | Unset): Your own organization, also when you read what another
            organization shares with you. Recommended, and needed for shared experiments; without it
            the service presumably takes the organization of the key. Example: org_5.
        body (ShareRequest): With whom to share an experiment, and what they may do.

    Raises:
        UnexpectedStatus: If the status is not a success.
        UnreadableBody: If the body is not what the contract says.
        httpx.TimeoutException: If the server takes longer than the client's timeout.

    Returns:
        ShareAnswer
    """

    response = await asyncio_detailed(
        experiment_id=experiment_id,
        client=client,
        body=body,
        x_organization_id=x_organization_id,
    )
    return client.expect(response)
