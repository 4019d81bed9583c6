"""Experiments, deployments, personas, agents and events against what a server really sent."""

from __future__ import annotations

import json
from collections.abc import Callable
from contextlib import AbstractContextManager

import pytest
import yaml

from hyperstudy import (
    Experiment,
    HyperStudy,
    Persona,
    Role,
    State,
    contract,
    text_input,
    vas_rating,
)
from hyperstudy.contract.schema_validation import SchemaCheck

from .tapes import FOLDER, recorded

OnTape = Callable[..., AbstractContextManager[HyperStudy]]
STUDY = "movie-dyads"

EXPERIMENT = Experiment(
    name="Agents rate a film",
    runtime="v2",
    required_participants=2,
    states=[
        State(id="film", focus_component=vas_rating("How?", output_variable="mood", id="a1")),
        State(id="why", focus_component=text_input("Why?", output_variable="reason", id="a2")),
    ],
    variables={"mood": None, "my_List": [{"a_b": 1}]},
)
# Settings that sources call by two names are sent under both.
SENT = EXPERIMENT.model_copy(deep=True)
SENT.states[0].focus_component.config["question"] = "How?"


def bodies_sent(name: str, method: str) -> list[object]:
    """Read from a cassette what a client sent."""
    tape = yaml.safe_load((FOLDER / f"{name}.yaml").read_text("utf-8"))
    requests = [one["request"] for one in tape["interactions"]]
    return [json.loads(one["body"]) for one in requests if one["method"] == method and one["body"]]


def test_an_experiment_is_made_read_changed_and_deleted(on_tape: OnTape) -> None:
    with on_tape("experiments") as hs:
        assert hs.validate_experiment(EXPERIMENT)["valid"] is True
        made = hs.create_experiment(experiment=EXPERIMENT)
        assert hs.get_experiment(made["id"]).definition() == SENT
        assert hs.get_experiment_config(made["id"]) == SENT
        assert hs.export_experiment(made["id"])["experiment"] == SENT
        assert hs.update_experiment(made["id"], name="Renamed")["updated"] is True
        assert made["id"] in set(hs.list_experiments(search="Renamed")["id"])
        assert hs.check_access(made["id"])["canView"] is True
        answer = hs.share_experiment(
            made["id"], target_type="groupId", target_id="group_1", permissions=["view"]
        )
        assert answer["success"] is True
        assert len(hs.list_shared_experiments().columns) > 0
        hs.delete_experiment(made["id"], skip_data_check=True)
    assert bodies_sent("experiments", "POST")[:2] == [SENT, SENT]
    assert bodies_sent("experiments", "PUT") == [{"name": "Renamed"}]


def test_a_persona_is_made_read_changed_copied_and_deleted(on_tape: OnTape) -> None:
    persona = Persona(name="Ana", top_p=0.5, extra_params={"top_k": 3, "Stop": {"a_b": None}})
    with on_tape("personas") as hs:
        made = hs.create_persona(persona=persona)
        read = hs.get_persona(made["id"])
        assert {name: read[name] for name in persona} == persona
        assert hs.update_persona(made["id"], temperature=0.2)["temperature"] == 0.2
        copy = hs.duplicate_persona(made["id"])
        assert {made["id"], copy["id"]} <= set(hs.list_personas()["id"])
        hs.delete_persona(copy["id"])
        hs.delete_persona(made["id"])
        assert {"abilities", "recipes", "offlineRecipes"} <= set(hs.get_cognition_catalog())
    assert bodies_sent("personas", "POST") == [persona]


def test_agents_are_deployed_paid_for_and_looked_at(on_tape: OnTape) -> None:
    with on_tape("deployments") as hs:
        persona = hs.create_persona(name="Ana")
        roles = {"viewer": Role(participant_count=2, mode="agent", persona_id=persona["id"])}
        made = hs.create_experiment(experiment=EXPERIMENT, roles=roles)
        deployment = hs.create_deployment(
            made["id"], type="agent-only", agent_deployment={"rooms": 2, "budget_usd": 5}
        )
        assert hs.get_deployment(deployment["id"])["type"] == "agent-only"
        assert hs.run_more(deployment["id"], rooms=1, budget_usd=2)["requestedRooms"] == 1
        rooms = hs.get_deployment_sessions(deployment["id"])
        assert len(rooms) == 3
        assert hs.stop_room(deployment["id"], rooms["id"][0]) is None
        spend = hs.get_agent_spend(deployment["id"])
        assert set(spend["perRoom"]) == set(rooms["id"])
        assert deployment["id"] in set(hs.list_deployments(experiment_id=made["id"])["id"])
        poor = hs.create_deployment(
            made["id"], type="agent-only", agent_deployment={"rooms": 1, "budget_usd": 0}
        )
        (failed,) = hs.get_deployment_sessions(poor["id"], output="dict")
        assert hs.retry_room(poor["id"], failed["id"])["requestedRooms"] == 1


def test_decisions_and_runs_of_agents_can_be_read(on_tape: OnTape) -> None:
    with on_tape("agents", "agents") as hs:
        ids = recorded("agents")
        decisions = hs.get_agent_decisions(ids["experiment_id"], output="dict")
        assert {one["_type"] for one in decisions} <= {"decision", "run"}
        first = next(one for one in decisions if one["_type"] == "decision")
        in_room = hs.get_agent_decisions(first["roomId"], scope="room", output="dict")
        assert first["id"] in {one["id"] for one in in_room}
        decision = hs.get_agent_decision(first["roomId"], first["id"])
        assert (decision["seq"], decision["action"]) == (first["seq"], first["action"])
        runs = hs.get_agent_runs(ids["experiment_id"], output="dict")
        assert {run["participantId"] for run in runs} >= {first["participantId"]}


def test_events_are_recorded_in_batches(on_tape: OnTape) -> None:
    with on_tape("record_events") as hs:
        experiment_id = recorded(STUDY)["experiment_id"]
        events = [{"experiment_id": experiment_id, "event_type": "marker"} for _ in range(120)]
        assert hs.record_events(events).recorded == list(range(120))
    sent = bodies_sent("record_events", "POST")
    assert [len(body["events"]) for body in sent] == [100, 20]


@pytest.mark.parametrize(
    ("name", "schema"), [("experiments", "ExperimentDefinition"), ("personas", "NewPersona")]
)
def test_what_is_on_the_tapes_fits_the_contract(name: str, schema: str) -> None:
    check = SchemaCheck(contract.document())
    for body in bodies_sent(name, "POST"):
        if "name" in body:
            assert not check.faults(body, {"$ref": f"#/components/schemas/{schema}"})
