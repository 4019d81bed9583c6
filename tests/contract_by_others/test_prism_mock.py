"""Prism plays the service from the contract alone, and the client reads what it answers."""

from __future__ import annotations

import asyncio
import importlib
import inspect
import warnings
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import prism
import pytest
from every_method import VARIANTS, arguments_of, methods
from example_requests import request_of
from hyperstudy_api import AuthenticatedClient
from hyperstudy_api.types import Model, Response

from hyperstudy import (
    AuthenticationError,
    ForbiddenError,
    HyperStudy,
    HyperStudyError,
    HyperStudyWarning,
    IncompleteDataWarning,
    NotFoundError,
    RateLimitError,
    RetryPolicy,
    ServerError,
    ValidationError,
    contract,
)

KEY = "hst_test_not_a_real_key"
OPERATIONS = contract.operations()
CALLS = [
    (name, variant)
    for name in [*methods(), "get_all_data", "plan_downloads", "pull"]
    for variant in VARIANTS.get(name, [{}])
]
ERRORS = {
    400: ValidationError,
    401: AuthenticationError,
    403: ForbiddenError,
    404: NotFoundError,
    409: HyperStudyError,
    429: RateLimitError,
    500: ServerError,
    504: ServerError,
}
NOT_JSON = {"get_openapi_document"}
TOO_MUCH_FOR_PRISM = {
    # A member that is a map in one form and a list in the other stops its generator of values.
    "export_experiment",
}
each_operation = pytest.mark.parametrize("name", OPERATIONS)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("prism")


@pytest.fixture(scope="module")
def address(folder: Path) -> Iterator[str]:
    with prism.mock(folder, "--errors") as served:
        yield served


@pytest.fixture(scope="module")
def dynamic(folder: Path) -> Iterator[AuthenticatedClient]:
    """A client of a mock that makes its answers up, from the schemas and a seed."""
    options = ("--dynamic", "--seed", "7", "--json-schema-faker-fillProperties=false")
    with prism.mock(folder, *options) as served, AuthenticatedClient(served, KEY) as client:
        yield client


@pytest.fixture(scope="module")
def client(address: str) -> Iterator[AuthenticatedClient]:
    with AuthenticatedClient(address, KEY) as made:
        yield made


@pytest.fixture(scope="module")
def hs(address: str) -> Iterator[HyperStudy]:
    with HyperStudy(KEY, address) as made:
        yield made


def module_of(name: str) -> Any:
    return importlib.import_module(f"hyperstudy_api.api.{OPERATIONS[name].tag}.{name}")


def everything(name: str) -> dict[str, Any]:
    """Give all that an operation takes, by the names of the generated function."""
    given = request_of(OPERATIONS[name])
    wanted = inspect.signature(module_of(name)._get_kwargs).parameters
    assert len(wanted) == len(given)
    return {one: given[one.rstrip("_")] for one in wanted}


def needed(name: str) -> dict[str, Any]:
    """Give what the operation cannot do without."""
    wanted = inspect.signature(module_of(name)._get_kwargs).parameters
    given = everything(name)
    return {one: given[one] for one in wanted if wanted[one].default is inspect.Parameter.empty}


def fits(name: str, answer: Response[Any]) -> None:
    assert answer.status_code in {200, 201, 202}, answer.content
    if name in NOT_JSON:
        assert isinstance(answer.parsed, str)
        assert answer.parsed
    else:
        assert isinstance(answer.parsed, Model)
        assert answer.parsed.to_dict()


@each_operation
def test_the_generated_client_gets_a_parsed_answer(name: str, client: AuthenticatedClient) -> None:
    fits(name, module_of(name).sync_detailed(client=client, **needed(name)))


@each_operation
def test_everything_that_can_be_sent_is_as_the_contract_wants_it(
    name: str, client: AuthenticatedClient
) -> None:
    fits(name, module_of(name).sync_detailed(client=client, **everything(name)))


@pytest.mark.parametrize("name", [one for one in OPERATIONS if one not in TOO_MUCH_FOR_PRISM])
def test_it_reads_whatever_the_schemas_allow(name: str, dynamic: AuthenticatedClient) -> None:
    fits(name, module_of(name).sync_detailed(client=dynamic, **needed(name)))


def test_all_of_it_works_with_asyncio_too(address: str) -> None:
    async def ask() -> list[Response[Any]]:
        async with AuthenticatedClient(address, KEY) as client:
            return [
                await module_of(name).asyncio_detailed(client=client, **needed(name))
                for name in OPERATIONS
            ]

    for name, answer in zip(OPERATIONS, asyncio.run(ask()), strict=True):
        fits(name, answer)


@pytest.mark.parametrize(("name", "variant"), CALLS)
def test_every_method_understands_the_answer(
    name: str, variant: dict[str, Any], hs: HyperStudy, tmp_path: Path
) -> None:
    responses: list[httpx.Response] = []
    method = getattr(hs, name)
    arguments = {**arguments_of(method), **variant}
    for name_of_folder in {"output_dir", "folder"} & set(inspect.signature(method).parameters):
        arguments[name_of_folder] = tmp_path / "folder"
    hooks = hs.api.get_httpx_client().event_hooks
    hooks["response"].append(responses.append)
    try:
        with warnings.catch_warnings():
            # The contract's examples of lists with a limit are of lists that were cut.
            warnings.simplefilter("ignore", IncompleteDataWarning)
            # And its deployment is of another experiment than the one that is pulled here.
            warnings.filterwarnings("ignore", ".* rows that were not asked for", HyperStudyWarning)
            method(**arguments)
    finally:
        hooks["response"].remove(responses.append)
    assert [answer.status_code for answer in responses if answer.is_error] == []
    assert responses or name == "describe"


def test_what_breaks_the_contract_is_refused(address: str) -> None:
    """Otherwise the tests above could not fail."""
    with httpx.Client(base_url=address, headers={"X-API-Key": KEY}) as plain:
        assert plain.get("/personas/p1/unknown").status_code == 404
        refused = plain.get("/data/events/room/r1", params={"limit": "none"})
        assert refused.status_code == 400
        assert plain.post("/personas", json={"name": 7}).status_code == 400
    assert httpx.get(f"{address}/personas").status_code == 401


@pytest.mark.parametrize("status", ERRORS)
def test_every_error_of_the_contract_is_understood(status: int, address: str) -> None:
    with HyperStudy(KEY, address, retry=RetryPolicy(tries=1, limit_budget=0)) as hs:
        client = hs.api.with_headers({"Prefer": f"code={status}"})
        for name, operation in OPERATIONS.items():
            if str(status) in operation.definition["responses"]:
                with pytest.raises(ERRORS[status]) as raised:
                    module_of(name).sync(client=client, **needed(name))
                assert raised.value.status_code == status
                assert raised.value.code
                assert raised.value.message
