from typing import Any, cast

import httpx

from ... import errors
from ...client import AuthenticatedClient, Client
from ...models.experiment_export_answer import ExperimentExportAnswer
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
        "url": "/experiments/{experiment_id}/export".format(
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
) -> ExperimentExportAnswer | None:
    client.check("export_experiment", response)
    if response.status_code == 204:
        return None
    if response.is_success:
        return cast(
            "ExperimentExportAnswer",
            parse_model(ExperimentExportAnswer, errors.read_json(response)),
        )

    if client.raise_on_unexpected_status:
        raise errors.UnexpectedStatus(response.status_code, response.content)
    return None


def _build_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> Response[ExperimentExportAnswer]:
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
) -> Response[ExperimentExportAnswer]:
    """An experiment as a portable file

    The definition and a list of its media, to keep or to bring into another organization. There is
    no import route: post the definition to `/experiments`, or import the file in the app. The
    documentation draws a larger file than the published client's fixtures show (variables and roles
    as lists, not maps); both forms are admitted.

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
        Response[ExperimentExportAnswer]
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
) -> ExperimentExportAnswer:
    """An experiment as a portable file

    The definition and a list of its media, to keep or to bring into another organization. There is
    no import route: post the definition to `/experiments`, or import the file in the app. The
    documentation draws a larger file than the published client's fixtures show (variables and roles
    as lists, not maps); both forms are admitted.

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
        ExperimentExportAnswer
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
) -> Response[ExperimentExportAnswer]:
    """An experiment as a portable file

    The definition and a list of its media, to keep or to bring into another organization. There is
    no import route: post the definition to `/experiments`, or import the file in the app. The
    documentation draws a larger file than the published client's fixtures show (variables and roles
    as lists, not maps); both forms are admitted.

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
        Response[ExperimentExportAnswer]
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
) -> ExperimentExportAnswer:
    """An experiment as a portable file

    The definition and a list of its media, to keep or to bring into another organization. There is
    no import route: post the definition to `/experiments`, or import the file in the app. The
    documentation draws a larger file than the published client's fixtures show (variables and roles
    as lists, not maps); both forms are admitted.

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
        ExperimentExportAnswer
    """

    response = await asyncio_detailed(
        experiment_id=experiment_id,
        client=client,
        x_organization_id=x_organization_id,
    )
    return client.expect(response)
