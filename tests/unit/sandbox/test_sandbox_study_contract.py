"""What made-up studies hold fits the contract."""

from __future__ import annotations

import json
from functools import lru_cache
from importlib import resources
from typing import Any

import pytest
from made_studies import NAMES, made, sample, table
from openapi_schema_validator import OAS31Validator

from hyperstudy.sandbox import study

SCHEMAS = {
    "events": "Event",
    "recordings": "Recording",
    "chat": "ChatMessage",
    "videochat": "VideoChatEvent",
    "sync": "SyncMetric",
    "ratings_continuous": "ContinuousRating",
    "ratings_sparse": "SparseRating",
    "components": "ComponentRecord",
    "participants": "Participant",
    "rooms": "Room",
    "eyetracking": "GazeSample",
}


@lru_cache
def contract() -> dict[str, Any]:
    text = resources.files("hyperstudy_api").joinpath("openapi.json").read_text("utf-8")
    document: dict[str, Any] = json.loads(text)
    return document


def violations(schema: dict[str, Any], value: object) -> list[str]:
    validator = OAS31Validator({**schema, "components": contract()["components"]})
    return [f"{list(error.path)}: {error.message}" for error in validator.iter_errors(value)]


def fits(name: str, rows: list[Any]) -> None:
    wrong = violations({"type": "array", "items": {"$ref": f"#/components/schemas/{name}"}}, rows)
    assert not wrong, wrong[:5]


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("data_type", study.DATA_TYPES)
def test_rows_fit_the_contract(name: str, data_type: str) -> None:
    fits(SCHEMAS[data_type], sample(table(made(name), data_type)))


@pytest.mark.parametrize("name", NAMES)
def test_events_have_the_names_that_the_contract_knows(name: str) -> None:
    event_type = contract()["components"]["schemas"]["Event"]["properties"]["eventType"]
    found = {row.get("eventType") for row in table(made(name), "events")}
    assert found - {None} <= set(event_type["x-known-values"])


@pytest.mark.parametrize("name", NAMES)
def test_rows_have_the_members_that_the_contract_knows(name: str) -> None:
    for data_type in study.DATA_TYPES:
        known = set(contract()["components"]["schemas"][SCHEMAS[data_type]]["properties"])
        found = {member for row in sample(table(made(name), data_type)) for member in row}
        assert found <= known, data_type


@pytest.mark.parametrize("name", NAMES)
def test_documents_fit_the_contract(name: str) -> None:
    of = made(name)
    fits("Experiment", of.experiments)
    fits("Deployment", of.deployments)
    fits("Persona", of.personas)
    fits("CognitionCatalog", [of.cognition_catalog])
    for deployment in of.deployments:
        fits("AgentSpend", [of.spend(deployment["id"])])
    fits("AgentRun", of.runs(of.experiment["id"]))
    decisions = of.decisions("experiment", of.experiment["id"], detail=True)
    fits("AgentDecision", [row for row in decisions if row["_type"] == "decision"])
    fits("AgentRun", [row for row in decisions if row["_type"] == "run"])
    for room in of.rooms:
        variables = of.variables(room["id"])
        fits("VariableWrite", variables["writes"])
        fits("VariableTimelineRow", variables["timeline"])
        fits("DroppedWrite", variables["droppedWrites"])


@pytest.mark.parametrize("name", NAMES)
def test_components_are_configured_as_the_contract_says(name: str) -> None:
    focus = contract()["components"]["schemas"]["FocusComponent"]
    schemas = focus["properties"]["config"]["x-config-schemas"]
    definition = made(name).experiment
    used = [
        (state["focusComponent"]["type"], state["focusComponent"]["config"])
        for state in definition["states"]
    ]
    used += [
        (kind, each["config"]) for kind, each in definition.get("globalComponents", {}).items()
    ]
    for kind, config in used:
        assert violations({"$ref": schemas[kind]}, config) == [], kind
