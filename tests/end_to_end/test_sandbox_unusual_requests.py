"""Requests that no client sends, though the contract allows them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import httpx
import pytest
from sandbox_answers import client, fitting, place

from hyperstudy.sandbox import Sandbox, start


@pytest.fixture(scope="module")
def agents() -> Iterator[Sandbox]:
    with start("agents", rooms=1) as running:
        yield running


@pytest.fixture(scope="module")
def api(agents: Sandbox) -> Iterator[httpx.Client]:
    with client(agents.base_url, agents.api_key) as plain:
        yield plain


@pytest.fixture(scope="module")
def deployment_id(agents: Sandbox) -> str:
    row = next(row for row in agents.study.deployments if row.get("type") == "agent-only")
    return str(row["id"])


def run_more(api: httpx.Client, deployment_id: str, rooms: float) -> httpx.Response:
    path = place("run_more", deploymentId=deployment_id)
    return api.post(path, json={"rooms": rooms, "budgetUsd": 0})


def test_a_whole_number_may_be_written_with_a_point(api: httpx.Client, deployment_id: str) -> None:
    answer = run_more(api, deployment_id, 2.0)
    assert fitting("run_more", answer)["data"]["requestedRooms"] == 2


def test_more_rooms_than_the_memory_holds_are_refused(
    api: httpx.Client, deployment_id: str
) -> None:
    answer = fitting("run_more", run_more(api, deployment_id, 10**12), 400)
    assert "1000" in answer["error"]["message"]


def test_a_crowd_of_agents_is_refused(api: httpx.Client) -> None:
    persona = fitting("create_persona", api.post("/personas", json={"name": "Ana"}))["data"]["id"]
    role = {"mode": "agent", "personaId": persona, "participantCount": 10**9}
    definition = {"name": "Crowd", "runtime": "v2", "roles": {"viewer": role}}
    (made,) = fitting("create_experiment", api.post("/experiments", json=definition))["data"]
    config = {"type": "agent-only", "agentDeployment": {"rooms": 1, "budgetUsd": 1}}
    body = {"experimentId": made["id"], "config": config}
    answer = fitting("create_deployment", api.post("/deployments", json=body), 400)
    assert "100 seats" in answer["error"]["details"]["errors"][0]["reason"]


@pytest.mark.parametrize(
    ("sent", "kept"),
    [
        ("0143-03-15T05:11:52Z", "0143-03-15T05:11:52Z"),
        ("2026-03-02t09:00:00.25z", "2026-03-02T09:00:00.250Z"),
        ("0001-01-01T00:00:00+10:00", "0001-01-01T14:00:00Z"),
    ],
)
def test_events_of_any_time_are_kept_and_listed(
    agents: Sandbox, api: httpx.Client, sent: str, kept: str
) -> None:
    event: dict[str, Any] = {
        "experimentId": agents.experiment_id,
        "eventType": "marker",
        "timestamp": sent,
    }
    fitting("record_events", api.post("/data/events/batch", json={"events": [event]}))
    path = place("get_events", scope="experiment", scopeId=agents.experiment_id)
    rows = fitting("get_events", api.get(path))["data"]
    assert kept in {row["timestamp"] for row in rows if row.get("eventType") == "marker"}


def test_personas_of_a_study_can_be_changed(agents: Sandbox, api: httpx.Client) -> None:
    persona = agents.study.personas[0]
    answer = api.put(place("update_persona", personaId=persona["id"]), json={"temperature": 0.1})
    changed = fitting("update_persona", answer)["data"]
    assert changed["temperature"] == 0.1
    assert changed["createdAt"] == persona["createdAt"]
