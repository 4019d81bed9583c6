"""Every operation and every model of the contract, as it was generated: nothing is left out."""

from __future__ import annotations

import asyncio
import importlib
import inspect
import json
import pkgutil
import re
from importlib.resources import files
from types import ModuleType
from typing import Any, NamedTuple
from urllib.parse import unquote

import httpx
import hyperstudy_api
import pytest
from hyperstudy_api import AuthenticatedClient, errors, models
from hyperstudy_api.types import UNSET, Model, OpenStrEnum
from hypothesis import given, settings
from hypothesis import strategies as st
from json_values import as_text, json_values

CONTRACT = json.loads(files("hyperstudy_api").joinpath("openapi.json").read_text("utf-8"))
METHODS = {"get", "put", "post", "delete", "patch"}
KEY = "hst_test_not_a_real_key"


def resolve(node: Any) -> Any:
    while isinstance(node, dict) and "$ref" in node:
        target = CONTRACT
        for step in node["$ref"].removeprefix("#/").split("/"):
            target = target[step]
        node = target
    return node


class Operation(NamedTuple):
    path: str
    method: str
    node: Any
    parameters: list[Any]

    @property
    def module(self) -> ModuleType:
        name = f"hyperstudy_api.api.{self.node['tags'][0]}.{self.node['operationId']}"
        return importlib.import_module(name)

    @property
    def is_json(self) -> bool:
        answers = (resolve(one) for code, one in self.node["responses"].items() if code < "3")
        return any("application/json" in one.get("content", {}) for one in answers)

    @property
    def success(self) -> int:
        return min(int(code) for code in self.node["responses"] if code < "3")

    def arguments(self, path_value: str = "x") -> dict[str, Any]:
        """Give a value for everything that the generated function insists on."""
        wanted = inspect.signature(self.module._get_kwargs).parameters.values()
        needed = [one.name for one in wanted if one.default is inspect.Parameter.empty]
        return {name: {"a": 1} if name == "body" else path_value for name in needed}


OPERATIONS = {
    node["operationId"]: Operation(
        path,
        method,
        node,
        [resolve(one) for one in [*item.get("parameters", []), *node.get("parameters", [])]],
    )
    for path, item in CONTRACT["paths"].items()
    for method, node in item.items()
    if method in METHODS
}
MODELS = [
    one
    for one in (getattr(models, name) for name in models.__all__)
    if isinstance(one, type) and issubclass(one, Model)
]
ENUMS = [
    one
    for one in (getattr(models, name) for name in models.__all__)
    if isinstance(one, type) and issubclass(one, OpenStrEnum)
]

each_operation = pytest.mark.parametrize("name", OPERATIONS)


def client(status: int, flags: dict[str, Any] | None = None, **answer: Any) -> AuthenticatedClient:
    """Give a client whose requests, sync or not, all get this answer."""
    settings = {
        "base_url": "http://tests",
        "verify": False,  # saves reading the certificates of authorities
        "transport": httpx.MockTransport(lambda _: httpx.Response(status, **answer)),
    }
    made = AuthenticatedClient("http://tests", KEY, **(flags or {}))
    made.set_httpx_client(httpx.Client(**settings))
    made.set_async_httpx_client(httpx.AsyncClient(**settings))
    return made


def test_every_module_can_be_imported() -> None:
    names = [one.name for one in pkgutil.walk_packages(hyperstudy_api.__path__, "hyperstudy_api.")]
    for name in names:
        importlib.import_module(name)
    assert len(names) > len(OPERATIONS) + len(MODELS)


def test_there_is_no_operation_besides() -> None:
    found = {
        one.name.split(".")[-1]
        for one in pkgutil.walk_packages(hyperstudy_api.__path__, "hyperstudy_api.")
        if re.fullmatch(r"hyperstudy_api\.api\.\w+\.\w+", one.name)
    }
    assert found == set(OPERATIONS)


@each_operation
def test_every_operation_has_its_functions(name: str) -> None:
    module = OPERATIONS[name].module
    for function in ("sync", "sync_detailed"):
        assert inspect.isfunction(getattr(module, function))
    for function in ("asyncio", "asyncio_detailed"):
        assert inspect.iscoroutinefunction(getattr(module, function))


@each_operation
def test_every_operation_goes_where_the_contract_says_and_sends_what_is_set(name: str) -> None:
    operation = OPERATIONS[name]
    kwargs = operation.module._get_kwargs(**operation.arguments("a/b c"))
    assert kwargs["method"] == operation.method
    assert re.sub(r"a%2Fb%20c", "{}", kwargs["url"]) == re.sub(r"{\w+}", "{}", operation.path)
    assert unquote(kwargs["url"]).count("a/b c") == operation.path.count("{")
    required = {
        one["name"] for one in operation.parameters if one["in"] == "query" and one.get("required")
    }
    assert set(kwargs.get("params", {})) == required

    signature = inspect.signature(operation.module._get_kwargs).parameters
    assert len([one for one in signature if one != "body"]) == len(operation.parameters)
    unset = {key: UNSET for key, one in signature.items() if one.default is UNSET}
    assert operation.module._get_kwargs(**operation.arguments("a/b c"), **unset) == kwargs
    assert ("json" in kwargs) == ("body" in operation.arguments())

    optional = [key for key in unset if key != "body"]
    everything = operation.module._get_kwargs(
        **operation.arguments(), **{key: f"value of {key}" for key in optional}
    )
    sent = {*everything.get("params", {}), *everything.get("headers", {})}
    assert sent == {one["name"] for one in operation.parameters if one["in"] != "path"}


ODD_BODIES = [{}, {"status": "success", "data": None}, [1], "odd", {"data": [[]]}]


@pytest.mark.parametrize("name", [name for name, one in OPERATIONS.items() if one.is_json])
def test_every_operation_bears_any_answer(name: str) -> None:
    operation = OPERATIONS[name]
    module, arguments = operation.module, operation.arguments()

    async def ask(made: AuthenticatedClient) -> tuple[Any, Any]:
        return (
            await module.asyncio(client=made, **arguments),
            await module.asyncio_detailed(client=made, **arguments),
        )

    for body in ODD_BODIES:
        made = client(operation.success, json=body)
        parsed = module.sync(client=made, **arguments)
        assert (parsed.to_dict() if isinstance(parsed, Model) else parsed) == body
        assert asyncio.run(ask(made)) == (parsed, module.sync_detailed(client=made, **arguments))


@each_operation
@pytest.mark.parametrize("status", [400, 404, 502, 520])
def test_every_operation_raises_errors(name: str, status: int) -> None:
    operation = OPERATIONS[name]
    with pytest.raises(errors.UnexpectedStatus, match=str(status)):
        operation.module.sync(client=client(status, html="<h1>No</h1>"), **operation.arguments())
    looked_at = operation.module.sync_detailed(
        client=client(status, {"raise_on_unexpected_status": False}), **operation.arguments()
    )
    assert (looked_at.status_code, looked_at.parsed) == (status, None)


@pytest.mark.parametrize(
    "name",
    [
        name
        for name, one in OPERATIONS.items()
        if any(p["name"] == "format" for p in one.parameters)
    ],
)
def test_other_formats_than_json_are_left_as_bytes(name: str) -> None:
    operation = OPERATIONS[name]
    kinds = {*resolve(operation.node["responses"]["200"])["content"]} - {"application/json"}
    assert len(kinds) == 2
    for kind in kinds:
        made = client(200, content=b"a,b\n", headers={"Content-Type": f"{kind}; charset=utf-8"})
        got = operation.module.sync_detailed(client=made, **operation.arguments())
        assert (got.parsed, got.content) == (None, b"a,b\n")


# --- models --------------------------------------------------------------------------------------


def test_there_are_models_and_enums() -> None:
    schemas = CONTRACT["components"]["schemas"]
    assert len(MODELS) + len(ENUMS) >= len(
        [one for one in schemas.values() if "enum" in one or "properties" in one]
    )


@settings(max_examples=300)
@given(data=st.data())
def test_any_object_comes_back_as_it_came(data: st.DataObject) -> None:
    model = data.draw(st.sampled_from(MODELS))
    names = st.sampled_from([*sorted(model.member_names()), "brandNew", "id"])
    row = data.draw(st.dictionaries(names, json_values(names), max_size=12))
    before = as_text(row)
    assert as_text(model.from_dict(row).to_dict()) == before
    assert as_text(row) == before


EXAMPLES = [
    pytest.param(getattr(models, name), example, id=f"{name}-{number}")
    for name, schema in CONTRACT["components"]["schemas"].items()
    for number, example in enumerate(schema.get("examples", []))
    if isinstance(example, dict) and hasattr(models, name)
]


@pytest.mark.parametrize(("model", "example"), EXAMPLES)
def test_every_example_of_the_contract_is_read_and_written(model: Any, example: Any) -> None:
    parsed = model.from_dict(example)
    assert as_text(parsed.to_dict()) == as_text(example)


@pytest.mark.parametrize("enum", ENUMS, ids=lambda one: one.__name__)
def test_every_enum_is_open_and_has_the_words_of_the_contract(enum: Any) -> None:
    assert enum("a word of next year") == "a word of next year"
    schema = CONTRACT["components"]["schemas"].get(enum.__name__)
    if schema is not None:
        assert [one.value for one in enum] == [one for one in schema["enum"] if one is not None]
