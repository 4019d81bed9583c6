from collections.abc import Mapping
from typing import Any, cast

import httpx

from ... import errors
from ...client import AuthenticatedClient, Client
from ...models.experiment_definition import ExperimentDefinition
from ...models.json_object import JsonObject
from ...models.validation_result_response import ValidationResultResponse
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
    body: ExperimentDefinition | JsonObject | Mapping[str, Any],
    x_organization_id: str | Unset = UNSET,
) -> dict[str, Any]:
    _kwargs: dict[str, Any] = {
        "method": "post",
        "url": "/experiments/validate",
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
) -> ValidationResultResponse | None:
    client.check("validate_experiment", response)
    if response.status_code == 204:
        return None
    if response.is_success:
        return cast(
            "ValidationResultResponse",
            parse_model(ValidationResultResponse, errors.read_json(response)),
        )

    if client.raise_on_unexpected_status:
        raise errors.UnexpectedStatus(response.status_code, response.content)
    return None


def _build_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> Response[ValidationResultResponse]:
    return Response(
        status_code=status_of(response.status_code),
        content=response.content,
        headers=response.headers,
        parsed=_parse_response(client=client, response=response),
    )


def sync_detailed(
    *,
    client: AuthenticatedClient,
    body: ExperimentDefinition | JsonObject | Mapping[str, Any],
    x_organization_id: str | Unset = UNSET,
) -> Response[ValidationResultResponse]:
    """Check a definition without saving it

    A definition with mistakes is answered with 200, `valid` false and the list of `errors`. 400
    means that the body could not be read as a definition at all.

    Args:
        x_organization_id (str | Unset): Your own organization, also when you read what another
            organization shares with you. Recommended, and needed for shared experiments; without it
            the service presumably takes the organization of the key. Example: org_5.
        body (ExperimentDefinition | JsonObject): The definition to check. It may be any object;
            what is wrong with it is the answer.

    Raises:
        UnexpectedStatus: If the status is not a success.
        UnreadableBody: If the body is not what the contract says.
        httpx.TimeoutException: If the server takes longer than the client's timeout.

    Returns:
        Response[ValidationResultResponse]
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
    body: ExperimentDefinition | JsonObject | Mapping[str, Any],
    x_organization_id: str | Unset = UNSET,
) -> ValidationResultResponse:
    """Check a definition without saving it

    A definition with mistakes is answered with 200, `valid` false and the list of `errors`. 400
    means that the body could not be read as a definition at all.

    Args:
        x_organization_id (str | Unset): Your own organization, also when you read what another
            organization shares with you. Recommended, and needed for shared experiments; without it
            the service presumably takes the organization of the key. Example: org_5.
        body (ExperimentDefinition | JsonObject): The definition to check. It may be any object;
            what is wrong with it is the answer.

    Raises:
        UnexpectedStatus: If the status is not a success.
        UnreadableBody: If the body is not what the contract says.
        httpx.TimeoutException: If the server takes longer than the client's timeout.

    Returns:
        ValidationResultResponse
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
    body: ExperimentDefinition | JsonObject | Mapping[str, Any],
    x_organization_id: str | Unset = UNSET,
) -> Response[ValidationResultResponse]:
    """Check a definition without saving it

    A definition with mistakes is answered with 200, `valid` false and the list of `errors`. 400
    means that the body could not be read as a definition at all.

    Args:
        x_organization_id (str | Unset): Your own organization, also when you read what another
            organization shares with you. Recommended, and needed for shared experiments; without it
            the service presumably takes the organization of the key. Example: org_5.
        body (ExperimentDefinition | JsonObject): The definition to check. It may be any object;
            what is wrong with it is the answer.

    Raises:
        UnexpectedStatus: If the status is not a success.
        UnreadableBody: If the body is not what the contract says.
        httpx.TimeoutException: If the server takes longer than the client's timeout.

    Returns:
        Response[ValidationResultResponse]
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
    body: ExperimentDefinition | JsonObject | Mapping[str, Any],
    x_organization_id: str | Unset = UNSET,
) -> ValidationResultResponse:
    """Check a definition without saving it

    A definition with mistakes is answered with 200, `valid` false and the list of `errors`. 400
    means that the body could not be read as a definition at all.

    Args:
        x_organization_id (str | Unset): Your own organization, also when you read what another
            organization shares with you. Recommended, and needed for shared experiments; without it
            the service presumably takes the organization of the key. Example: org_5.
        body (ExperimentDefinition | JsonObject): The definition to check. It may be any object;
            what is wrong with it is the answer.

    Raises:
        UnexpectedStatus: If the status is not a success.
        UnreadableBody: If the body is not what the contract says.
        httpx.TimeoutException: If the server takes longer than the client's timeout.

    Returns:
        ValidationResultResponse
    """

    response = await asyncio_detailed(
        client=client,
        body=body,
        x_organization_id=x_organization_id,
    )
    return client.expect(response)
