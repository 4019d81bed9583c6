"""The contract is whole: no part of the V3 API is missing, and every part says what it must."""

from __future__ import annotations

import functools
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
import yaml
from openapi_schema_validator import OAS31Validator, oas31_format_checker
from openapi_spec_validator import OpenAPIV31SpecValidator
from referencing import Registry
from referencing.jsonschema import DRAFT202012

if TYPE_CHECKING:
    from collections.abc import Iterator

SPEC = Path(__file__).parents[2] / "spec" / "openapi.yaml"
CERTAINTY = {"documented", "observed", "inferred"}
BODYLESS = {"stop_room", "retry_room", "duplicate_persona"}  # POST, and yet nothing is sent

# Written down apart from the contract, so that a slip in one shows against the other.
# What `data` is: page (rows, in three formats), rows, one (a list of exactly one), object, other.
INVENTORY = """
GET    other  -                  /health
GET    other  -                  /openapi.yaml
GET    page   read:events        /data/events/{scope}/{scopeId}
POST   other  write:events       /data/events/batch
GET    page   read:recordings    /data/recordings/{scope}/{scopeId}
GET    object read:recordings    /data/recordings/download/{roomId}/{recordingId}
GET    page   read:chat          /data/chat/{scope}/{scopeId}
GET    page   read:videochat     /data/videochat/{scope}/{scopeId}
GET    page   read:sync          /data/sync/{scope}/{scopeId}
GET    page   read:ratings       /data/ratings/continuous/{scope}/{scopeId}
GET    page   read:ratings       /data/ratings/sparse/{scope}/{scopeId}
GET    page   read:components    /data/components/{scope}/{scopeId}
GET    page   read:events|read:participants /data/participants/{scope}/{scopeId}
GET    page   read:events        /data/rooms/experiment/{experimentId}
GET    page   read:events        /data/eyetracking/{scope}/{scopeId}
GET    rows   read:events        /data/variables/room/{roomId}
GET    one    read:events        /data/counts/participant/{participantId}
GET    rows   read:events        /data/agent-decisions/experiment/{experimentId}
GET    rows   read:events        /data/agent-decisions/room/{roomId}
GET    object read:events        /data/agent-decisions/room/{roomId}/decision/{decisionId}
GET    rows   read:events        /data/agent-runs/experiment/{experimentId}
GET    other  any                /data/check-access/experiment/{experimentId}
GET    rows   read:experiments   /experiments
GET    other  read:experiments   /experiments/shared
POST   one    write:experiments  /experiments
POST   one    write:experiments  /experiments/validate
GET    one    read:experiments   /experiments/{experimentId}
GET    one    read:experiments   /experiments/{experimentId}/config
GET    one    read:experiments   /experiments/{experimentId}/export
PUT    one    write:experiments  /experiments/{experimentId}
DELETE one    delete:experiments /experiments/{experimentId}
POST   other  write:experiments  /experiments/{experimentId}/share
GET    rows   read:experiments|read:deployments /deployments
POST   object write:deployments  /deployments
GET    object read:experiments|read:deployments /deployments/{deploymentId}
GET    rows   read:experiments|read:deployments /deployments/{deploymentId}/sessions
GET    object read:experiments|read:deployments /deployments/{deploymentId}/agent-spend
POST   object write:deployments  /deployments/{deploymentId}/run-more
POST   object write:deployments  /deployments/{deploymentId}/rooms/{roomId}/stop
POST   object write:deployments  /deployments/{deploymentId}/rooms/{roomId}/retry
GET    rows   read:personas      /personas
POST   object write:personas     /personas
GET    object read:personas      /personas/{personaId}
PUT    object write:personas     /personas/{personaId}
DELETE object write:personas     /personas/{personaId}
POST   object write:personas     /personas/{personaId}/duplicate
GET    one    read:personas      /agent-cognition/catalog
"""

Json = dict[str, Any]


@functools.cache
def contract() -> Json:
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    document: Json = yaml.load(SPEC.read_text(encoding="utf-8"), Loader=loader)
    return document


def target(node: Json) -> Json:
    """Follow a reference within the contract."""
    while "$ref" in node:
        found: Any = contract()
        for step in node["$ref"].removeprefix("#/").split("/"):
            found = found[step]
        node = found
    return node


def operations() -> Iterator[tuple[str, str, Json]]:
    for path, item in contract()["paths"].items():
        for method in {"get", "put", "post", "delete", "patch"} & set(item):
            operation = dict(item[method])
            shared = [target(each) for each in item.get("parameters", [])]
            own = [target(each) for each in operation.get("parameters", [])]
            operation["parameters"] = shared + own
            yield method.upper(), path, operation


def schemas(node: Json, pointer: str) -> Iterator[tuple[str, Json]]:
    """The schema at the pointer and all schemas written inside it."""
    yield pointer, node
    for keyword in ("properties", "patternProperties"):
        for name, child in node.get(keyword, {}).items():
            yield from schemas(child, f"{pointer}/{keyword}/{name}")
    for keyword in ("items", "additionalProperties", "propertyNames"):
        if isinstance(node.get(keyword), dict):
            yield from schemas(node[keyword], f"{pointer}/{keyword}")
    for keyword in ("allOf", "anyOf", "oneOf"):
        for place, child in enumerate(node.get(keyword, [])):
            yield from schemas(child, f"{pointer}/{keyword}/{place}")


def every_schema() -> Iterator[tuple[str, Json]]:
    parts = contract()["components"]
    for name, schema in parts["schemas"].items():
        yield from schemas(schema, f"/components/schemas/{name}")
    for kind in ("parameters", "headers"):
        for name, part in parts[kind].items():
            yield from schemas(part["schema"], f"/components/{kind}/{name}/schema")
    for path, item in contract()["paths"].items():
        place = "/paths/" + path.replace("~", "~0").replace("/", "~1")
        for method in {"get", "put", "post", "delete"} & set(item):
            for number, parameter in enumerate(item[method].get("parameters", [])):
                if "schema" in parameter:
                    inside = f"{place}/{method}/parameters/{number}/schema"
                    yield from schemas(parameter["schema"], inside)


def success(operation: Json) -> Iterator[Json]:
    for status, answer in operation["responses"].items():
        if status.startswith("2"):
            yield answer


def shape(operation: Json) -> str:
    kinds: set[str] = set()
    for answer in success(operation):
        media = answer["content"]
        schema = target(media.get("application/json", {}).get("schema", {}))
        data = schema.get("properties", {}).get("data", {})
        if not {"status", "data"} <= set(schema.get("required", [])):
            kinds.add("other")
        elif data.get("type") != "array":
            kinds.add("object")
        elif (data.get("minItems"), data.get("maxItems")) == (1, 1):
            kinds.add("one")
        else:
            kinds.add("page" if {"text/csv", "application/x-ndjson"} <= media.keys() else "rows")
    return "|".join(sorted(kinds))


def needed_scope(operation: Json) -> str:
    choices = operation["security"]
    if not choices:
        return "-"
    return "|".join(scope for one in choices for scope in one["ApiKeyAuth"] or ["any"])


def test_it_is_valid_openapi() -> None:
    assert list(OpenAPIV31SpecValidator(contract()).iter_errors()) == []


def test_every_route_is_there_with_its_scope_and_the_shape_of_its_data() -> None:
    expected = {tuple(line.split()) for line in INVENTORY.strip().splitlines()}
    assert len(expected) == 47
    assert {(m, shape(o), needed_scope(o), p) for m, p, o in operations()} == expected


def test_every_operation_says_who_it_is_how_sure_we_are_and_what_can_go_wrong() -> None:
    tags = {tag["name"] for tag in contract()["tags"]}
    wrong: list[str] = []
    names: list[str] = []
    for method, path, operation in operations():
        name = operation["operationId"]
        names.append(name)
        if not (set(operation["tags"]) <= tags and len(operation["tags"]) == 1):
            wrong.append(f"{name}: tag")
        if operation["x-certainty"] not in CERTAINTY:
            wrong.append(f"{name}: certainty")
        needed = {"429", "500"}
        if operation["security"]:
            needed |= {"400", "401", "403"}
            headers = {each["name"] for each in operation["parameters"] if each["in"] == "header"}
            if headers != {"X-Organization-Id"}:
                wrong.append(f"{name}: organization")
        if "{" in path:
            needed |= {"404"}
        if missing := needed - operation["responses"].keys():
            wrong.append(f"{name}: answers {missing}")
        in_path = {each["name"] for each in operation["parameters"] if each["in"] == "path"}
        if in_path != {part[1:-1] for part in path.split("/") if part.startswith("{")}:
            wrong.append(f"{name}: path parameters")
        writes = method in {"PUT", "POST"} and name not in BODYLESS
        if ("requestBody" in operation) is not writes:
            wrong.append(f"{name}: body")
        wrong += [
            f"{name}: parameter {each['name']}"
            for each in operation["parameters"]
            if each["x-certainty"] not in CERTAINTY or not each["description"]
        ]
    assert wrong == []
    assert len(set(names)) == len(names)
    limited = contract()["components"]["responses"]["RateLimited"]
    assert "Retry-After" in limited["headers"]


@pytest.mark.parametrize(
    ("name", "default", "allowed"),
    [
        ("limit", 1000, None),
        ("offset", 0, None),
        ("order", "asc", ["asc", "desc"]),
        ("format", "json", ["json", "csv", "ndjson"]),
    ],
)
def test_every_page_of_data_can_be_asked_for_in_the_same_words(
    name: str, default: object, allowed: object
) -> None:
    pages = [operation for _, _, operation in operations() if shape(operation) == "page"]
    assert len(pages) == 11
    for operation in pages:
        (found,) = (each for each in operation["parameters"] if each["name"] == name)
        schema = found["schema"]
        assert schema["default"] == default, operation["operationId"]
        enum = target(schema.get("allOf", [schema])[0]).get("enum")
        assert enum == allowed, operation["operationId"]


def test_scopes_are_those_of_the_enum() -> None:
    known = set(contract()["components"]["schemas"]["ApiScope"]["enum"])
    used = {
        scope
        for _, _, operation in operations()
        for choice in operation["security"]
        for scope in choice["ApiKeyAuth"]
    }
    assert used <= known
    assert known - used == {"read:*", "*", "admin:api_keys", "admin:users"}


def test_every_schema_has_a_certainty_and_every_member_a_meaning() -> None:
    wrong = [
        f"{kind}: {name}"
        for kind in ("schemas", "parameters", "headers", "responses")
        for name, part in contract()["components"][kind].items()
        if part.get("x-certainty") not in CERTAINTY
    ]
    for pointer, schema in every_schema():
        wrong += [
            f"{pointer}: {name}"
            for name, member in schema.get("properties", {}).items()
            if not (member.get("description") or target(member).get("description"))
        ]
        if schema.get("x-certainty", "inferred") not in CERTAINTY:
            wrong.append(f"{pointer}: certainty")
    assert wrong == []


def test_it_stays_open_and_its_words_have_names() -> None:
    named = {f"/components/schemas/{name}" for name in contract()["components"]["schemas"]}
    wrong = []
    for pointer, schema in every_schema():
        if False in (schema.get("additionalProperties"), schema.get("unevaluatedProperties")):
            wrong.append(f"{pointer}: refuses members that are not known yet")
        if ("enum" in schema and pointer not in named) or "const" in schema:
            wrong.append(f"{pointer}: the generator needs a named, open enum")
    assert wrong == []


def test_every_example_fits_its_schema() -> None:
    document = DRAFT202012.create_resource(contract())
    registry: Registry[Any] = Registry().with_resource("urn:contract", document)
    wrong: list[str] = []
    count = 0
    for pointer, schema in every_schema():
        for example in schema.get("examples", []):
            count += 1
            check = OAS31Validator(
                {"$ref": f"urn:contract#{pointer}"},
                registry=registry,
                format_checker=oas31_format_checker,
            )
            wrong += [f"{pointer}: {e.message}" for e in check.iter_errors(example)]
    assert wrong == []
    assert count > 400


def test_every_plain_member_has_an_example() -> None:
    plain = {"string", "integer", "number", "boolean"}
    wrong: list[str] = []
    for pointer, schema in every_schema():
        for name, member in schema.get("properties", {}).items():
            kinds = member.get("type", [])
            kinds = {kinds} if isinstance(kinds, str) else set(kinds)
            if kinds & plain and not member.get("examples"):
                wrong.append(f"{pointer}: {name}")
    assert wrong == []
