"""Differences of two contracts are told in words, and those that break callers are marked."""

from __future__ import annotations

import copy
import json
from collections.abc import Callable
from importlib.resources import files
from typing import Any

import pytest

pytest.importorskip("ruamel.yaml", reason="the tools are in the group `generate`")

from compare_contracts import Change, compare, report
from contract_annotations import carry_over
from contract_file import read
from hypothesis import given
from hypothesis import strategies as st
from tiny import TINY

Edit = Callable[[Any], object]
DOCUMENT = read(TINY)
GET = ("paths", "/notes/{kind}/{noteId}", "get")


def at(document: Any, *path: Any) -> Any:
    for step in path:
        document = document[step]
    return document


def schema(document: Any, name: str) -> Any:
    return at(document, "components", "schemas", name)


def parameter(document: Any, name: str) -> Any:
    return next(one for one in at(document, *GET, "parameters") if one["name"] == name)


def member(document: Any, name: str) -> Any:
    return schema(document, "Note")["properties"][name]


def edited(*edits: Edit) -> Any:
    document = copy.deepcopy(DOCUMENT)
    for edit in edits:
        edit(document)
    return document


def differences(edit: Edit, *, before: Edit = lambda _: None) -> list[tuple[str, str, bool]]:
    changes = compare(edited(before), edited(before, edit))
    return [(one.kind, one.what, bool(one.breaks)) for one in changes]


WAIT = {"Retry-After": {"schema": {"type": "integer"}, "x-unit": "s"}}

CASES: dict[str, tuple[Edit, list[tuple[str, str, bool]]]] = {
    "nothing": (lambda _: None, []),
    "operation removed": (
        lambda d: d["paths"].pop("/text"),
        [("removed", "operation GET /text (get_text)", True)],
    ),
    "operation added": (
        lambda d: d["paths"]["/text"].update(
            delete={"operationId": "drop_text", "responses": {"200": {"description": "x"}}}
        ),
        [("added", "operation DELETE /text (drop_text)", False)],
    ),
    "operation renamed": (
        lambda d: at(d, *GET).update(operationId="read_notes"),
        [("changed", "name of GET /notes/{kind}/{noteId}: get_notes -> read_notes", True)],
    ),
    "operation in another module": (
        lambda d: at(d, *GET).update(tags=["other"]),
        [("changed", "tag of get_notes: notes -> other", True)],
    ),
    "operation deprecated": (
        lambda d: at(d, *GET).update(deprecated=True),
        [("changed", "get_notes is deprecated", False)],
    ),
    "another scope": (
        lambda d: at(d, *GET).update(security=[{"Key": ["read:notes"]}]),
        [("changed", "get_notes needs a key -> read:notes", True)],
    ),
    "another scope besides": (
        lambda d: at(d, *GET, "security").append({"Key": ["read:notes"]}),
        [("changed", "get_notes needs a key -> a key or read:notes", False)],
    ),
    "server moved": (
        lambda d: d.update(servers=[{"url": "https://a.example"}]),
        [("changed", "servers: none -> https://a.example", True)],
    ),
    "key in another header": (
        lambda d: at(d, "components", "securitySchemes", "Key").update(name="X-Key"),
        [("changed", "key of get_notes: header `X-API-Key` -> header `X-Key`", True)],
    ),
    "key of another kind": (
        lambda d: at(d, "components", "securitySchemes").update(
            Key={"type": "http", "scheme": "Bearer"}
        ),
        [("changed", "key of get_notes: header `X-API-Key` -> http bearer", True)],
    ),
    "another name for the same key": (
        lambda d: (
            at(d, "components").update(
                securitySchemes={"ApiKey": {"type": "apiKey", "in": "header", "name": "X-API-Key"}}
            ),
            at(d, *GET).update(security=[{"ApiKey": []}]),
        ),
        [],
    ),
    "no key needed": (
        lambda d: at(d, *GET, "security").append({}),
        [
            (
                "changed",
                "key of get_notes: header `X-API-Key` -> header `X-API-Key` or no key",
                False,
            )
        ],
    ),
    "header of an answer added": (
        lambda d: at(d, *GET, "responses", "404").update(headers=WAIT),
        [("added", "header `Retry-After` of answer 404 of get_notes", False)],
    ),
    "parameter removed": (
        lambda d: at(d, *GET, "parameters").remove(parameter(d, "colour")),
        [("removed", "parameter `colour` of get_notes", True)],
    ),
    "optional parameter added": (
        lambda d: at(d, *GET, "parameters").append({"name": "q", "in": "query", "schema": {}}),
        [("added", "parameter `q` of get_notes (query, optional)", False)],
    ),
    "required parameter added": (
        lambda d: at(d, *GET, "parameters").append(
            {"name": "q", "in": "query", "required": True, "schema": {}}
        ),
        [("added", "parameter `q` of get_notes (query, required)", True)],
    ),
    "parameter required": (
        lambda d: parameter(d, "limit").update(required=True),
        [("changed", "parameter `limit` of get_notes is required now", True)],
    ),
    "parameter of another type": (
        lambda d: parameter(d, "limit").update(schema={"type": "string", "default": 1000}),
        [("changed", "type of parameter `limit` of get_notes: whole number -> text", True)],
    ),
    "parameter of a wider type": (
        lambda d: parameter(d, "limit").update(schema={"type": "number", "default": 1000}),
        [("changed", "type of parameter `limit` of get_notes: whole number -> number", False)],
    ),
    "another default": (
        lambda d: parameter(d, "limit")["schema"].update(default=10),
        [("changed", "default of parameter `limit` of get_notes: 1000 -> 10", False)],
    ),
    "a tighter limit": (
        lambda d: parameter(d, "limit")["schema"].update(maximum=100),
        [("changed", "maximum of parameter `limit` of get_notes: none -> 100", True)],
    ),
    "another name in the path": (
        lambda d: (
            d["paths"].update({"/notes/{kind}/{id}": d["paths"].pop("/notes/{kind}/{noteId}")}),
            d["paths"]["/notes/{kind}/{id}"]["get"]["parameters"][1].update(name="id"),
        ),
        [("changed", "name of parameter `noteId` of get_notes: id", True)],
    ),
    "value removed where it is sent": (
        lambda d: schema(d, "Colour")["enum"].remove("red"),
        [("removed", "value 'red' of Colour", True)],
    ),
    "value added": (
        lambda d: schema(d, "Colour")["enum"].append("blue"),
        [("added", "value 'blue' of Colour", False)],
    ),
    "values closed": (
        lambda d: schema(d, "Sign")["properties"]["text"].update(enum=["a", "b"]),
        [("changed", "property `text` of Sign is one of 'a', 'b' now", True)],
    ),
    "values opened": (
        lambda d: schema(d, "Colour").pop("enum"),
        [("changed", "Colour takes any value now", False)],
    ),
    "body needed": (
        lambda d: d["paths"]["/text"]["get"].update(
            requestBody={"required": True, "content": {"application/json": {"schema": {}}}}
        ),
        [("added", "request body of get_text (required)", True)],
    ),
    "body gone": (
        lambda d: d["paths"]["/notes"]["post"].pop("requestBody"),
        [("removed", "request body of make_note", True)],
    ),
    "body optional": (
        lambda d: d["paths"]["/notes"]["post"]["requestBody"].update(required=False),
        [("changed", "request body of make_note is not required any more", False)],
    ),
    "success gone": (
        lambda d: at(d, *GET, "responses").pop("200"),
        [("removed", "answer 200 of get_notes", True)],
    ),
    "error gone": (
        lambda d: at(d, *GET, "responses").pop("404"),
        [("removed", "answer 404 of get_notes", False)],
    ),
    "answer added": (
        lambda d: at(d, *GET, "responses").update({"429": {"description": "x"}}),
        [("added", "answer 429 of get_notes", False)],
    ),
    "format gone": (
        lambda d: at(d, *GET, "responses", "200", "content").pop("text/csv"),
        [("removed", "format text/csv of answer 200 of get_notes", True)],
    ),
    "format added": (
        lambda d: at(d, *GET, "responses", "200", "content").update({"a/b": {}}),
        [("added", "format a/b of answer 200 of get_notes", False)],
    ),
    "answer of another type": (
        lambda d: at(d, *GET, "responses", "200", "content", "application/json").update(
            schema={"type": "array", "items": {"$ref": "#/components/schemas/Note"}}
        ),
        [("changed", "type of answer 200 of get_notes: NoteList -> list of Note", True)],
    ),
    "schema added": (
        lambda d: at(d, "components", "schemas").update(New={"type": "object"}),
        [("added", "schema New", False)],
    ),
    "schema that only errors use is gone": (
        lambda d: (
            at(d, "components", "schemas").pop("Problem"),
            at(d, *GET, "responses", "404").pop("content"),
        ),
        [
            ("removed", "format application/json of answer 404 of get_notes", False),
            ("removed", "schema Problem", True),
        ],
    ),
    "property added": (
        lambda d: schema(d, "Note")["properties"].update(new={"type": "string"}),
        [("added", "property `new` of Note (text, optional)", False)],
    ),
    "required property added to what is sent": (
        lambda d: (
            schema(d, "Note")["properties"].update(new={"type": "string"}),
            schema(d, "Note")["required"].append("new"),
        ),
        [("added", "property `new` of Note (text, required)", True)],
    ),
    "required property added to what is received": (
        lambda d: (
            schema(d, "NoteList")["properties"].update(new={"type": "string"}),
            schema(d, "NoteList")["required"].append("new"),
        ),
        [("added", "property `new` of NoteList (text, required)", False)],
    ),
    "property removed": (
        lambda d: schema(d, "Note")["properties"].pop("day"),
        [("removed", "property `day` of Note", True)],
    ),
    "property may be missing": (
        lambda d: schema(d, "Note")["required"].remove("id"),
        [("changed", "property `id` of Note is not required any more", True)],
    ),
    "property null": (
        lambda d: member(d, "onset").update(type=["number", "null"]),
        [("changed", "property `onset` of Note may be null now", True)],
    ),
    "property null as in 3.0": (
        lambda d: member(d, "onset").update(nullable=True),
        [("changed", "property `onset` of Note may be null now", True)],
    ),
    "property never null": (
        lambda d: member(d, "count").update(type="integer"),
        [("changed", "property `count` of Note is never null any more", True)],
    ),
    "property of a narrower type that is received only": (
        lambda d: schema(d, "NoteList")["properties"].update(
            data={"type": "array", "items": {"$ref": "#/components/schemas/Place"}}
        ),
        [("changed", "type of property `data` of NoteList: list of Note -> list of Place", True)],
    ),
    "time as text": (
        lambda d: member(d, "written").pop("format"),
        [("changed", "type of property `written` of Note: time -> text", True)],
    ),
    "another unit": (
        lambda d: member(d, "onset").update({"x-unit": "s"}),
        [("changed", "x-unit of property `onset` of Note: ms -> s", True)],
    ),
    "map to something else": (
        lambda d: schema(d, "Signs").update(additionalProperties={"type": "integer"}),
        [("changed", "type of Signs: map to Sign -> map to whole number", True)],
    ),
    "unknown members forbidden": (
        lambda d: schema(d, "Place").update(additionalProperties=False),
        [("changed", "Place forbids members without a name", True)],
    ),
    "inside a list": (
        lambda d: at(member(d, "times"), "items", "items").update(maxLength=30),
        [("changed", "maxLength of items of items of property `times` of Note: none -> 30", True)],
    ),
    "words": (
        lambda d: (member(d, "written").update(description="x"), d["info"].update(title="y")),
        [("changed", "descriptions, titles or examples in 2 places", False)],
    ),
    "origin": (
        lambda d: schema(d, "Note").update({"x-certainty": "inferred"}),
        [("changed", "marks of certainty or source in 1 place", False)],
    ),
}


@pytest.mark.parametrize("case", CASES)
def test_each_difference_is_told_once_and_marked_if_it_breaks(case: str) -> None:
    edit, expected = CASES[case]
    assert differences(edit) == expected


def test_members_of_parts_are_members() -> None:
    def put_together(document: Any) -> None:
        note = schema(document, "Note")
        document["components"]["schemas"]["Note"] = {
            "allOf": [{"$ref": "#/components/schemas/Place"}, note]
        }

    assert differences(
        lambda d: schema(d, "Note")["allOf"][1]["properties"].pop("day"), before=put_together
    ) == [("removed", "property `day` of Note", True)]
    assert differences(lambda d: schema(d, "Note")["allOf"].pop(0), before=put_together) == [
        ("removed", "members of Place in Note", True)
    ]


def test_a_difference_that_many_operations_share_is_told_once() -> None:
    def share(document: Any) -> None:
        document["components"]["parameters"] = {
            "Group": {"name": "group", "in": "query", "schema": {"type": "string"}}
        }
        for number in range(6):
            document["paths"][f"/more/{number}"] = {
                "parameters": [{"$ref": "#/components/parameters/Group"}],
                "get": {"operationId": f"more_{number}", "responses": {}},
            }

    def change(document: Any) -> None:
        at(document, "components", "parameters", "Group").update(required=True)

    assert differences(change, before=share) == [
        (
            "changed",
            "parameter `group` of more_0, more_1, more_2 and 3 more operations is required now",
            True,
        )
    ]


def test_headers_of_answers_are_compared_whatever_their_capitals() -> None:
    def answer(document: Any) -> Any:
        return at(document, *GET, "responses", "404")

    def wait(document: Any) -> None:
        answer(document)["headers"] = copy.deepcopy(WAIT)

    where = "header `Retry-After` of answer 404 of get_notes"
    cases: list[tuple[Edit, list[tuple[str, str, bool]]]] = [
        (lambda d: answer(d).pop("headers"), [("removed", where, True)]),
        (
            lambda d: answer(d)["headers"]["Retry-After"].update({"x-unit": "ms"}),
            [("changed", f"x-unit of {where}: s -> ms", True)],
        ),
        (
            lambda d: answer(d)["headers"]["Retry-After"].update(schema={"type": "string"}),
            [("changed", f"type of {where}: whole number -> text", True)],
        ),
        (
            lambda d: answer(d)["headers"]["Retry-After"].update(required=True),
            [("changed", f"{where} is required now", False)],
        ),
        (lambda d: answer(d).update(headers={"retry-after": WAIT["Retry-After"]}), []),
    ]
    for edit, expected in cases:
        assert differences(edit, before=wait) == expected


def test_the_report_says_how_many_break_callers() -> None:
    assert report([]) == "Nothing of the API changed."
    text = report([Change("added", "a new thing"), Change("removed", "an old thing", "it is gone")])
    assert text.splitlines() == [
        "Removed (1)",
        "  ! an old thing. Breaks callers: it is gone.",
        "Added (1)",
        "  - a new thing",
        "1 of 2 differences break callers (marked with !).",
    ]
    assert "None of these differences breaks callers." in report([Change("added", "a new thing")])


def nodes(document: Any) -> list[Any]:
    if isinstance(document, dict):
        return [document, *(one for child in document.values() for one in nodes(child))]
    if isinstance(document, list):
        return [one for child in document for one in nodes(child)]
    return []


@given(data=st.data())
def test_any_member_that_is_taken_away_or_changed_can_be_compared(data: st.DataObject) -> None:
    old, new = edited(), edited()
    count = len(nodes(new))
    for _ in range(data.draw(st.integers(1, 3))):
        node = nodes(new)[data.draw(st.integers(0, count)) % len(nodes(new))]
        names = [one for one in node if one not in {"name", "in", "url"}]
        if names:
            name = data.draw(st.sampled_from(names))
            if name.startswith("/") or not isinstance(node[name], dict | list):
                del node[name]
    for one, other in ((old, new), (new, old)):
        assert isinstance(report(compare(one, other)), str)
        carry_over(one, copy.deepcopy(other))
    assert compare(old, copy.deepcopy(old)) == []


# --- our marks -----------------------------------------------------------------------------------


def marked(document: Any) -> None:
    document["x-rate-limits"] = {"perMinute": 100}
    at(document, *GET)["x-certainty"] = "observed"
    at(document, *GET)["x-ndjson"] = True
    parameter(document, "colour")["x-open"] = True
    at(document, *GET, "responses", "200", "content", "text/csv")["x-rows"] = 1
    schema(document, "Note").update({"x-certainty": "inferred", "x-source": "a page"})
    member(document, "onset")["x-certainty"] = "observed"
    member(document, "place")["x-flatten"] = True
    schema(document, "Sealed")["properties"]["a"]["x-unit"] = "px"
    member(document, "colour")["x-default"] = "red"
    document["components"]["headers"] = {"Wait": {"schema": {"type": "integer", "x-unit": "s"}}}


def stripped(node: Any) -> Any:
    if isinstance(node, dict):
        return {name: stripped(one) for name, one in node.items() if not name.startswith("x-")}
    return [stripped(one) for one in node] if isinstance(node, list) else node


def test_our_marks_go_over_to_a_document_without_them() -> None:
    old = edited(marked)
    new = stripped(old)
    result = carry_over(old, new)
    assert new["x-rate-limits"] == {"perMinute": 100}
    assert at(new, *GET)["x-ndjson"] is True
    assert parameter(new, "colour")["x-open"] is True
    assert at(new, *GET, "responses", "200", "content", "text/csv")["x-rows"] == 1
    assert member(new, "onset")["x-unit"] == "ms"
    assert member(new, "place")["x-flatten"] is True
    assert schema(new, "Sealed")["properties"]["a"]["x-unit"] == "px"
    assert member(new, "colour")["x-default"] == "red"
    assert at(new, "components", "headers", "Wait", "schema", "x-unit") == "s"
    assert not result.lost
    assert "x-unit 3" in result.report()


def all_marks(document: Any) -> list[str]:
    return sorted(
        name
        for node in nodes(document)
        for name in node
        if name.startswith("x-") and name not in {"x-certainty", "x-source"}
    )


def test_all_marks_of_the_real_contract_go_over() -> None:
    text = files("hyperstudy_api").joinpath("openapi.json").read_text("utf-8")
    real = json.loads(text)
    new = stripped(real)
    result = carry_over(real, new)
    assert all_marks(new) == all_marks(real) != []
    assert not result.lost
    (change,) = compare(real, new)
    assert change.what.startswith("marks of certainty or source")


def test_what_the_document_describes_is_documented() -> None:
    old = edited(marked)
    new = stripped(old)
    carry_over(old, new)
    assert at(new, *GET)["x-certainty"] == schema(new, "Kind")["x-certainty"] == "documented"
    assert schema(new, "Note")["x-certainty"] == "documented"
    assert "x-source" not in schema(new, "Note")
    assert "x-certainty" not in member(new, "onset")


def test_names_that_callers_use_stay_whatever_the_service_calls_its_operations() -> None:
    old = edited(marked)
    new = stripped(old)
    at(new, *GET).update(operationId="listNotes", tags=["Notes", "public"])
    del new["paths"]["/text"]["get"]["operationId"]
    result = carry_over(old, new)
    assert (at(new, *GET)["operationId"], at(new, *GET)["tags"]) == ("get_notes", ["notes"])
    assert new["paths"]["/text"]["get"]["operationId"] == "get_text"
    assert result.names == ["get_notes (there listNotes)", "get_text (there without a name)"]
    assert "kept (2): get_notes (there listNotes)" in result.report()


def test_marks_that_have_no_place_any_more_are_named() -> None:
    old = edited(marked)
    new = stripped(old)
    del schema(new, "Note")["properties"]["onset"]
    at(new, *GET, "parameters").remove(parameter(new, "colour"))
    result = carry_over(old, new)
    assert result.lost == [
        "x-open of parameter `colour` of get_notes",
        "x-unit of property `onset` of Note",
    ]
    assert "  - x-unit of property `onset` of Note" in result.report()


def test_a_document_with_our_marks_is_taken_as_it_is() -> None:
    old, new = edited(marked), edited(marked)
    del member(new, "place")["x-flatten"]
    before = copy.deepcopy(new)
    result = carry_over(old, new)
    assert new == before
    assert result.report() == ""
