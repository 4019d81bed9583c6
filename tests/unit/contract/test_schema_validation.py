"""The sandbox's own check of bodies agrees with a full JSON Schema validator."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openapi_schema_validator import OAS31Validator, oas31_format_checker

from hyperstudy import contract
from hyperstudy.contract.schema_validation import UNDERSTOOD, SchemaCheck, is_date_time
from hyperstudy.sandbox.contract_router import ContractRouter

DOCUMENT = contract.document()
BODIES = {
    operation.id: operation.body
    for operation in ContractRouter(DOCUMENT).operations.values()
    if operation.body is not None
}
EXPLAINING = {
    *("title", "description", "examples", "example", "default", "readOnly", "writeOnly"),
    *("deprecated", "xml", "externalDocs", "$comment", "discriminator"),
}


def keywords(schema: Any) -> Iterator[str]:
    """Every keyword of a schema and of those within it; member names are none."""
    if not isinstance(schema, dict):
        return
    yield from schema
    for name in ("properties", "patternProperties", "$defs"):
        for inner in schema.get(name, {}).values():
            yield from keywords(inner)
    for name in ("items", "additionalProperties", "propertyNames", "not"):
        yield from keywords(schema.get(name))
    for name in ("allOf", "anyOf", "oneOf"):
        for inner in schema.get(name, ()):
            yield from keywords(inner)


def test_every_keyword_of_the_contract_is_understood() -> None:
    used = {
        word for schema in DOCUMENT["components"]["schemas"].values() for word in keywords(schema)
    }
    used |= {word for schema in BODIES.values() for word in keywords(schema)}
    unknown = {word for word in used - UNDERSTOOD - EXPLAINING if not word.startswith("x-")}
    assert not unknown


def full_validator(schema: Any) -> OAS31Validator:
    return OAS31Validator(
        {**schema, "components": DOCUMENT["components"]}, format_checker=oas31_format_checker
    )


def test_whole_numbers_of_any_size_are_whole() -> None:
    check = SchemaCheck(DOCUMENT)
    for value in (10**400, -(10**400), 1e300, 2.0):
        assert not check.faults(value, {"type": "integer"})
    for value in (2.5, float("inf"), float("nan"), True):
        assert check.faults(value, {"type": "integer"})
    assert check.faults(-(10**400), {"type": "integer", "minimum": 1})


json_values = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-3, 200)
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.sampled_from(["", "x", "showtext", "agent", "v2", "private", "2026-03-02T09:00:00Z"]),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(
                [
                    *("name", "states", "id", "order", "focusComponent", "type", "config", "roles"),
                    *("globalComponents", "textchat", "variables", "rooms", "budgetUsd", "events"),
                    *("experimentId", "eventType", "timestamp", "mode", "guardrails", "maxTurns"),
                    *("stimulusMappings", "9x", "prompt", "examples", "visibility", "targetType"),
                    *("permissions", "view", "targetId", "expiresAt", "requiredParticipants"),
                ]
            ),
            inner,
            max_size=5,
        )
    ),
    max_leaves=12,
)


@pytest.mark.parametrize("operation_id", BODIES)
@given(value=json_values)
def test_it_accepts_what_a_full_validator_accepts(operation_id: str, value: Any) -> None:
    schema = BODIES[operation_id]
    assert schema is not None
    faults = SchemaCheck(DOCUMENT).faults(value, schema)
    assert (not faults) is full_validator(schema).is_valid(value), faults


def test_it_names_the_place_of_a_fault() -> None:
    definition = {
        "name": "Pilot",
        "states": [
            {"id": "a"},
            {"id": "b", "order": -1, "focusComponent": {"type": "showtext", "config": 3}},
        ],
        "roles": {"host": {"participantCount": "two"}},
    }
    faults = SchemaCheck(DOCUMENT).faults(
        definition, {"$ref": "#/components/schemas/ExperimentDefinition"}
    )
    assert [str(fault) for fault in faults] == [
        "states[1].order: must be at least 0, is -1",
        "states[1].focusComponent.config: must be object, is integer",
        "roles.host.participantCount: must be integer, is string",
    ]


@pytest.mark.parametrize(
    ("text", "right"),
    [
        ("2026-03-02T09:00:00.000Z", True),
        ("2026-03-02T09:00:00+01:00", True),
        ("2026-03-02t09:00:00z", True),
        ("2026-03-02T09:00:00", False),
        ("2026-03-02", False),
        ("2026-13-02T09:00:00Z", False),
        ("2026-03-02 09:00:00Z", False),
        ("now", False),
    ],
)
def test_a_moment_has_date_time_and_offset(text: str, right: bool) -> None:
    assert is_date_time(text) is right
