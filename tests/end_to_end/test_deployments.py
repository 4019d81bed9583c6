"""An agent-only study in the sandbox: deployed, run, paid for, stopped, and what the agents did."""

from __future__ import annotations

import time
from collections.abc import Iterator
from typing import Any

import pytest

from hyperstudy import (
    ComponentType,
    Experiment,
    FocusComponent,
    ForbiddenError,
    HyperStudy,
    InputError,
    Role,
    State,
    ValidationError,
    sandbox,
    text_chat,
    vas_rating,
)


@pytest.fixture(scope="module")
def server() -> Iterator[sandbox.Sandbox]:
    with sandbox.start(rooms=1, minutes=1, agent_pace=0.01) as running:
        yield running


@pytest.fixture(scope="module")
def experiment_id(hs: HyperStudy) -> str:
    persona = hs.create_persona(name="Ana", provider="anthropic")
    experiment = Experiment(
        name="Agents talk",
        runtime="v2",
        required_participants=2,
        roles={"viewer": Role(participant_count=2, mode="agent", persona_id=persona["id"])},
        states=[
            State(id="talk", focus_component=FocusComponent(type=ComponentType.TEXT_CHAT)),
            State(id="rate", focus_component=vas_rating("How was it?", output_variable="mood")),
        ],
        global_components={"textchat": text_chat()},
    )
    assert hs.validate_experiment(experiment, local=True)["valid"]
    return str(hs.create_experiment(experiment=experiment)["id"])


@pytest.fixture(scope="module")
def deployment_id(hs: HyperStudy, experiment_id: str) -> str:
    deployment = hs.create_deployment(
        experiment_id,
        config={"name": "First wave"},
        type="agent-only",
        agent_deployment={"rooms": 2, "budget_usd": 5},
    )
    return str(deployment["id"])


def test_a_deployment_is_listed_and_read(
    hs: HyperStudy, experiment_id: str, deployment_id: str
) -> None:
    (listed,) = hs.list_deployments(experiment_id=experiment_id, output="dict")
    read = hs.get_deployment(deployment_id)
    assert listed["id"] == read["id"] == deployment_id
    assert read["name"] == "First wave"
    assert read["type"] == "agent-only"
    assert read["participantCount"] == 4


def test_rooms_run_spend_grows_and_decisions_appear(
    hs: HyperStudy, experiment_id: str, deployment_id: str
) -> None:
    sessions = hs.get_deployment_sessions(deployment_id)
    assert len(sessions) >= 2
    deadline = time.monotonic() + 60
    while hs.get_agent_spend(deployment_id)["total"] == 0 and time.monotonic() < deadline:
        time.sleep(0.05)
    spend = hs.get_agent_spend(deployment_id)
    assert spend["total"] > 0
    assert set(spend["perRoom"]) >= set(sessions["id"])
    room = sessions["id"][0]
    while (
        len(decisions := hs.get_agent_decisions(room, scope="room", output="dict")) == 0
        and time.monotonic() < deadline
    ):
        time.sleep(0.05)
    first = next(one for one in decisions if one["_type"] == "decision")
    decision = hs.get_agent_decision(room, first["id"])
    assert decision["action"] == first["action"]
    assert decision["prompt"]
    runs = hs.get_agent_runs(experiment_id, output="dict")
    assert room in {run["roomId"] for run in runs}


def test_more_rooms_are_run_stopped_and_retried(hs: HyperStudy, experiment_id: str) -> None:
    with sandbox.start(rooms=1, minutes=1, agent_pace=60) as slow, slow.client() as other:
        persona = other.create_persona(name="Ana")
        made = other.create_experiment(
            name="x",
            runtime="v2",
            roles={"a": {"participant_count": 1, "mode": "agent", "persona_id": persona["id"]}},
            states=[{"id": "s", "focus_component": vas_rating("q")}],
        )
        deployment = other.create_deployment(
            made["id"], type="agent-only", agentDeployment={"rooms": 1, "budgetUsd": 5}
        )
        batch = other.run_more(deployment["id"], rooms=2, budget_usd=1.5)
        assert batch["requestedRooms"] == 2
        rooms = other.get_deployment_sessions(deployment["id"], output="dict")
        assert len(rooms) == 3
        running = next(room["id"] for room in rooms if room["status"] == "active")
        assert other.stop_room(deployment["id"], running) is None
        after = other.get_deployment_sessions(deployment["id"], output="dict")
        assert next(one for one in after if one["id"] == running)["status"] != "active"
        with pytest.raises(ValidationError, match="not running"):
            other.stop_room(deployment["id"], running)
        with pytest.raises(ValidationError, match="did not fail"):
            other.retry_room(deployment["id"], running)
        poor = other.create_deployment(
            made["id"], type="agent-only", agent_deployment={"rooms": 1, "budget_usd": 0}
        )
        (failed,) = other.get_deployment_sessions(poor["id"], output="dict")
        assert failed["status"] == "failed"
        assert other.retry_room(poor["id"], failed["id"])["requestedRooms"] == 1


def test_why_agents_cannot_start_is_told_for_each_role(hs: HyperStudy) -> None:
    made = hs.create_experiment(
        name="x", runtime="v2", roles={"viewer": Role(mode="agent", participant_count=1)}
    )
    with pytest.raises(ValidationError) as refused:
        hs.create_deployment(
            made["id"], type="agent-only", agent_deployment={"rooms": 1, "budget_usd": 1}
        )
    (problem,) = refused.value.details["errors"]
    assert problem["role"] == "viewer"
    assert problem["reason"] in str(refused.value)
    hs.delete_experiment(made["id"])


def test_settings_that_the_contract_does_not_know_are_sent_as_they_are(
    hs: HyperStudy, server: sandbox.Sandbox, experiment_id: str
) -> None:
    deployment = hs.create_deployment(
        experiment_id, config={"name": "People"}, targetCount=3, name="Overridden"
    )
    assert deployment["name"] == "Overridden"


@pytest.mark.parametrize(
    ("config", "keywords"),
    [
        (
            {"agentDeployment": {"rooms": 3, "budgetUsd": 100}},
            {"agent_deployment": {"rooms": 1, "budget_usd": 1}},
        ),
        (
            {"agent_deployment": {"rooms": 3, "budget_usd": 100}},
            {"agentDeployment": {"rooms": 1, "budgetUsd": 1}},
        ),
    ],
)
def test_a_keyword_wins_over_the_settings_in_either_spelling(
    config: dict[str, Any], keywords: dict[str, Any], hs: HyperStudy, experiment_id: str
) -> None:
    deployment = hs.create_deployment(
        experiment_id, config={"type": "agent-only", **config}, **keywords
    )
    assert len(hs.get_deployment_sessions(deployment["id"], output="dict")) == 1


def test_settings_that_are_no_dict_are_a_type_error(
    hs: HyperStudy, server: sandbox.Sandbox, experiment_id: str
) -> None:
    before = len(server.requests)
    with pytest.raises(TypeError, match="A list was given as `config`"):
        hs.create_deployment(experiment_id, config=["agent-only"])  # type: ignore[arg-type]
    assert len(server.requests) == before


@pytest.mark.parametrize(
    ("rooms", "budget", "message"),
    [(0, 1.0, "rooms"), (1.5, 1.0, "rooms"), (1, -1.0, "budgetUsd"), (1, float("nan"), "nan")],
)
def test_more_rooms_that_cannot_be_meant_are_not_asked_for(
    rooms: int, budget: float, message: str, hs: HyperStudy, server: sandbox.Sandbox
) -> None:
    before = len(server.requests)
    with pytest.raises(InputError, match=message):
        hs.run_more("dep_1", rooms=rooms, budget_usd=budget)
    assert len(server.requests) == before


def test_the_scopes_of_the_key_decide(server: sandbox.Sandbox, experiment_id: str) -> None:
    key = server.add_key(scopes=["read:experiments", "read:deployments"])
    with server.client(api_key=key.text) as hs:
        assert len(hs.list_deployments()) > 0
        with pytest.raises(ForbiddenError, match="write:deployments"):
            hs.create_deployment(experiment_id)
