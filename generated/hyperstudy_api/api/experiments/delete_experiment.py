from typing import Any, cast

import httpx

from ... import errors
from ...client import AuthenticatedClient, Client
from ...models.experiment_deleted_answer import ExperimentDeletedAnswer
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
    skip_data_check: bool | Unset = UNSET,
    x_organization_id: str | Unset = UNSET,
) -> dict[str, Any]:
    _kwargs: dict[str, Any] = {
        "method": "delete",
        "url": "/experiments/{experiment_id}".format(
            experiment_id=path_segment("experiment_id", experiment_id),
        ),
    }
    params = {
        "skipDataCheck": to_json(skip_data_check),
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
) -> ExperimentDeletedAnswer | None:
    client.check("delete_experiment", response)
    if response.status_code == 204:
        return None
    if response.is_success:
        return cast(
            "ExperimentDeletedAnswer",
            parse_model(ExperimentDeletedAnswer, errors.read_json(response)),
        )

    if client.raise_on_unexpected_status:
        raise errors.UnexpectedStatus(response.status_code, response.content)
    return None


def _build_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> Response[ExperimentDeletedAnswer]:
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
    skip_data_check: bool | Unset = UNSET,
    x_organization_id: str | Unset = UNSET,
) -> Response[ExperimentDeletedAnswer]:
    """Delete an experiment

    The experiment is hidden, not destroyed. One that has collected data is guarded: what the
    service answers is not published, 409 is likely. `skipDataCheck=true` deletes it nevertheless.

    Args:
        experiment_id (str): The id of the experiment. Example: exp_7.
        skip_data_check (bool | Unset): Delete even if the experiment has collected data.
            Default: False.
        x_organization_id (str | Unset): Your own organization, also when you read what another
            organization shares with you. Recommended, and needed for shared experiments; without it
            the service presumably takes the organization of the key. Example: org_5.

    Raises:
        UnexpectedStatus: If the status is not a success.
        UnreadableBody: If the body is not what the contract says.
        httpx.TimeoutException: If the server takes longer than the client's timeout.

    Returns:
        Response[ExperimentDeletedAnswer]
    """

    response = client.request(
        _get_kwargs(
            experiment_id=experiment_id,
            skip_data_check=skip_data_check,
            x_organization_id=x_organization_id,
        )
    )
    return _build_response(client=client, response=response)


def sync(
    experiment_id: str,
    *,
    client: AuthenticatedClient,
    skip_data_check: bool | Unset = UNSET,
    x_organization_id: str | Unset = UNSET,
) -> ExperimentDeletedAnswer:
    """Delete an experiment

    The experiment is hidden, not destroyed. One that has collected data is guarded: what the
    service answers is not published, 409 is likely. `skipDataCheck=true` deletes it nevertheless.

    Args:
        experiment_id (str): The id of the experiment. Example: exp_7.
        skip_data_check (bool | Unset): Delete even if the experiment has collected data.
            Default: False.
        x_organization_id (str | Unset): Your own organization, also when you read what another
            organization shares with you. Recommended, and needed for shared experiments; without it
            the service presumably takes the organization of the key. Example: org_5.

    Raises:
        UnexpectedStatus: If the status is not a success.
        UnreadableBody: If the body is not what the contract says.
        httpx.TimeoutException: If the server takes longer than the client's timeout.

    Returns:
        ExperimentDeletedAnswer
    """

    response = sync_detailed(
        experiment_id=experiment_id,
        client=client,
        skip_data_check=skip_data_check,
        x_organization_id=x_organization_id,
    )
    return client.expect(response)


async def asyncio_detailed(
    experiment_id: str,
    *,
    client: AuthenticatedClient,
    skip_data_check: bool | Unset = UNSET,
    x_organization_id: str | Unset = UNSET,
) -> Response[ExperimentDeletedAnswer]:
    """Delete an experiment

    The experiment is hidden, not destroyed. One that has collected data is guarded: what the
    service answers is not published, 409 is likely. `skipDataCheck=true` deletes it nevertheless.

    Args:
        experiment_id (str): The id of the experiment. Example: exp_7.
        skip_data_check (bool | Unset): Delete even if the experiment has collected data.
            Default: False.
        x_organization_id (str | Unset): Your own organization, also when you read what another
            organization shares with you. Recommended, and needed for shared experiments; without it
            the service presumably takes the organization of the key. Example: org_5.

    Raises:
        UnexpectedStatus: If the status is not a success.
        UnreadableBody: If the body is not what the contract says.
        httpx.TimeoutException: If the server takes longer than the client's timeout.

    Returns:
        Response[ExperimentDeletedAnswer]
    """

    response = await client.request_async(
        _get_kwargs(
            experiment_id=experiment_id,
            skip_data_check=skip_data_check,
            x_organization_id=x_organization_id,
        )
    )
    return _build_response(client=client, response=response)


async def asyncio(
    experiment_id: str,
    *,
    client: AuthenticatedClient,
    skip_data_check: bool | Unset = UNSET,
    x_organization_id: str | Unset = UNSET,
) -> ExperimentDeletedAnswer:
    """Delete an experiment

    The experiment is hidden, not destroyed. One that has collected data is guarded: what the
    service answers is not published, 409 is likely. `skipDataCheck=true` deletes it nevertheless.

    Args:
        experiment_id (str): The id of the experiment. Example: exp_7.
        skip_data_check (bool | Unset): Delete even if the experiment has collected data.
            Default: False.
        x_organization_id (str | Unset): Your own organization, also when you read what another
            organization shares with you. Recommended, and needed for shared experiments; without it
            the service presumably takes the organization of the key. Example: org_5.

    Raises:
        UnexpectedStatus: If the status is not a success.
        UnreadableBody: If the body is not what the contract says.
        httpx.TimeoutException: If the server takes longer than the client's timeout.

    Returns:
        ExperimentDeletedAnswer
    """

    response = await asyncio_detailed(
        experiment_id=experiment_id,
        client=client,
        skip_data_check=skip_data_check,
        x_organization_id=x_organization_id,
    )
    return client.expect(response)
