"""The sandbox's router follows whatever contract it is given."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hyperstudy.sandbox.contract_router import ContractRouter
from hyperstudy.sandbox.refusal import Refusal


def answer(data: Any) -> dict[str, Any]:
    schema = {"type": "object", "properties": {"data": data}}
    return {"description": "", "content": {"application/json": {"schema": schema}}}


ONE = {"type": "array", "maxItems": 1, "items": {}}
LIST = {"type": "array", "items": {}}
CONTRACT: dict[str, Any] = {
    "openapi": "3.1.1",
    "servers": [{"url": "https://example.org/base/v9/"}],
    "security": [{"Key": ["read:all"]}],
    "paths": {
        "/": {"get": {"operationId": "root", "security": [{}], "responses": {"200": {}}}},
        "/things/{thing}/parts/{part}": {
            "parameters": [
                {"$ref": "#/components/parameters/Part"},
                {"name": "thing", "in": "path", "required": True, "schema": {"type": "string"}},
                {"name": "limit", "in": "query", "schema": {"type": "integer", "default": 3}},
            ],
            "get": {
                "operationId": "part",
                "tags": ["data"],
                "parameters": [
                    {
                        "name": "limit",
                        "in": "query",
                        "schema": {"type": "integer", "minimum": 1, "default": 5},
                        "x-suggested-maximum": 50,
                    },
                    {"name": "share", "in": "query", "schema": {"type": "number", "maximum": 1}},
                    {"name": "done", "in": "query", "schema": {"type": ["boolean", "null"]}},
                    {
                        "name": "word",
                        "in": "query",
                        "schema": {"anyOf": [{"enum": ["a", "b"]}, {"type": "integer"}]},
                    },
                    {
                        "name": "order",
                        "in": "query",
                        "schema": {"allOf": [{"$ref": "#/components/schemas/Order"}]},
                    },
                    {"name": "must", "in": "query", "required": True, "schema": {"minLength": 2}},
                ],
                "responses": {"404": {}, "202": answer(LIST)},
            },
        },
        "/things/all": {
            "get": {
                "operationId": "all",
                "security": [{"Key": ["a", "b"]}, {"Key": ["c"]}],
                "responses": {"200": answer(ONE)},
            },
            "post": {
                "operationId": "make",
                "security": [],
                "requestBody": {
                    "content": {"application/json": {"schema": {"required": ["name"]}}}
                },
                "responses": {"201": answer({"type": "object"})},
            },
        },
        "/things/all/parts/first": {"get": {"operationId": "first", "responses": {"200": {}}}},
    },
    "components": {
        "parameters": {
            "Part": {
                "name": "part",
                "in": "path",
                "required": True,
                "schema": {"enum": ["left", "right"]},
            }
        },
        "schemas": {"Order": {"type": "string", "enum": ["up", "down"]}},
    },
}
ROUTER = ContractRouter(CONTRACT)
PART = ROUTER.operations["part"]


def read(query: str, **path: str) -> dict[str, Any]:
    return ROUTER.parameters(PART, {"thing": "t", "part": "left", **path}, "must=ok&" + query)


def refusal(query: str, **path: str) -> Refusal:
    with pytest.raises(Refusal) as refused:
        read(query, **path)
    return refused.value


def test_what_an_operation_is() -> None:
    assert ROUTER.base_path == "/base/v9"
    assert (PART.method, PART.status, PART.shape, PART.tag) == ("GET", 202, "list", "data")
    assert PART.names("path") == ("thing", "part")
    assert PART.scopes == (("read:all",),)
    assert ROUTER.operations["all"].scopes == (("a", "b"), ("c",))
    assert ROUTER.operations["all"].shape == "one"
    assert ROUTER.operations["make"].shape == "object"
    assert ROUTER.operations["make"].scopes == ROUTER.operations["root"].scopes == ()


@pytest.mark.parametrize(
    ("path", "operation", "ids"),
    [
        ("/things/x/parts/left", "part", {"thing": "x", "part": "left"}),
        ("/things/all/parts/first", "first", {}),
        # The fixed word leads nowhere here, so it is an id after all.
        ("/things/all/parts/left", "part", {"thing": "all", "part": "left"}),
        ("/things/a%2Fb%20c/parts/left", "part", {"thing": "a/b c", "part": "left"}),
        ("/things/all/", "all", {}),
    ],
)
def test_paths_find_operations(path: str, operation: str, ids: dict[str, str]) -> None:
    found, values = ROUTER.match("get", path)
    assert (found.id, values) == (operation, ids)


@pytest.mark.parametrize("path", ["/things", "/things//parts/left", "/things/x", "/other", "/a/b"])
def test_other_paths_are_not_found(path: str) -> None:
    with pytest.raises(Refusal) as refused:
        ROUTER.match("GET", path)
    assert refused.value.status == 404


def test_other_methods_are_named() -> None:
    with pytest.raises(Refusal) as refused:
        ROUTER.match("DELETE", "/things/all")
    assert refused.value.status == 405
    assert refused.value.headers == {"Allow": "GET, POST"}


def test_defaults_and_readings() -> None:
    values = read("")
    assert values["limit"] == 5
    assert values["share"] is None
    values = read("limit=7&share=.5&done=true&word=12&order=up&unknown=1")
    assert values == {
        "thing": "t",
        "part": "left",
        "limit": 7,
        "share": 0.5,
        "done": True,
        "word": 12,
        "order": "up",
        "must": "ok",
    }
    assert read("word=b")["word"] == "b"
    # Large numbers are taken for the largest that makes sense.
    assert read("limit=1000")["limit"] == 50
    assert read("limit=" + "9" * 5000)["limit"] == 50
    # The last of several counts.
    assert read("limit=2&limit=4")["limit"] == 4


@pytest.mark.parametrize(
    ("query", "parameter", "expected"),
    [
        ("limit=0", "limit", "at least 1"),
        ("limit=", "limit", "integer"),
        ("limit=1e2", "limit", "integer"),
        ("share=2", "share", "at most 1"),
        ("share=nan", "share", "number"),
        ("done=yes", "done", "boolean or null"),
        ("order=sideways", "order", "one of up, down"),
        ("must=x", "must", "needs 2 characters or more"),
    ],
)
def test_bad_values_say_what_is_expected(query: str, parameter: str, expected: str) -> None:
    refused = refusal(query)
    assert (refused.status, refused.code) == (400, "INVALID_PARAMETER")
    assert refused.details is not None
    assert refused.details["parameter"] == parameter
    assert refused.details["expected"] == expected


def test_a_missing_required_value() -> None:
    with pytest.raises(Refusal, match="'must'"):
        ROUTER.parameters(PART, {"thing": "t", "part": "left"}, "")


def test_an_unknown_word_in_the_path_is_not_found() -> None:
    assert refusal("", part="middle").status == 404


@given(text=st.text())
def test_any_query_is_read_or_refused(text: str) -> None:
    outcome: Any
    try:
        outcome = set(read(text))
    except Refusal as refused:
        outcome = refused.status
    assert outcome in (400, {parameter.name for parameter in PART.parameters})


@given(path=st.text())
def test_any_path_is_found_or_refused(path: str) -> None:
    outcome: Any
    try:
        outcome = ROUTER.match("GET", path)[0].id
    except Refusal as refused:
        outcome = refused.status
    assert outcome in {404, 405, *ROUTER.operations}


def test_bodies() -> None:
    make = ROUTER.operations["make"]
    assert ROUTER.body(make, b" ") is None
    assert ROUTER.body(PART, b"anything") is None
    assert ROUTER.body(make, b'{"name": "a", "other": 1}') == {"name": "a", "other": 1}
    with pytest.raises(Refusal, match="name: is required, but missing"):
        ROUTER.body(make, b'{"other": 1}')
    with pytest.raises(Refusal, match="JSON"):
        ROUTER.body(make, b"{")
