"""Every study of the sandbox is served in the form that the contract promises."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from sandbox_answers import LISTS, client, fitting, place, scopes_of

from hyperstudy.sandbox import start, studies
from hyperstudy.sandbox.study import make

if TYPE_CHECKING:
    from collections.abc import Iterator

    import httpx

    from hyperstudy.sandbox import Sandbox


@pytest.fixture(scope="module", params=studies())
def served(request: pytest.FixtureRequest) -> Iterator[tuple[Sandbox, httpx.Client]]:
    with start(request.param) as running, client(running.base_url, running.api_key) as one:
        yield running, one


@pytest.mark.parametrize("operation", LISTS, ids=lambda operation: operation.id)
def test_each_list_fits_at_both_its_ends(
    served: tuple[Sandbox, httpx.Client], operation: Any
) -> None:
    study, one = served[0].study, served[1]
    room = study.rooms[-1]["id"]
    ids = {"experiment": study.experiment["id"], "room": room}
    for scope in scopes_of(operation):
        if scope == "participant":
            continue
        path = place(operation, scope=scope, scopeId=ids[scope], experimentId=ids["experiment"])
        for order in ("asc", "desc"):
            query = {"limit": "60", "order": order}
            fitting(operation.id, one.get(path, params=query))


def test_the_other_answers_fit(served: tuple[Sandbox, httpx.Client]) -> None:
    study, one = served[0].study, served[1]
    experiment_id = study.experiment["id"]
    for operation_id in (
        *("get_experiment", "get_experiment_config", "export_experiment", "check_access"),
        *("get_experiment_agent_decisions", "get_agent_runs", "get_rooms"),
    ):
        fitting(operation_id, one.get(place(operation_id, experimentId=experiment_id)))
    for room in study.rooms:
        for operation_id in ("get_variables", "get_room_agent_decisions"):
            fitting(operation_id, one.get(place(operation_id, roomId=room["id"])))
    for deployment in study.deployments:
        for operation_id in ("get_deployment", "get_deployment_sessions", "get_agent_spend"):
            fitting(operation_id, one.get(place(operation_id, deploymentId=deployment["id"])))
    for persona in fitting("list_personas", one.get("/personas"))["data"]:
        fitting("get_persona", one.get(place("get_persona", personaId=persona["id"])))


def test_an_exported_study_is_valid(served: tuple[Sandbox, httpx.Client]) -> None:
    study, one = served[0].study, served[1]
    path = place("get_experiment_config", experimentId=study.experiment["id"])
    definition = one.get(path).json()["data"][0]
    answer = one.post("/experiments/validate", json=definition)
    assert fitting("validate_experiment", answer)["data"] == [{"valid": True}]


@pytest.fixture
def agents() -> Iterator[tuple[Sandbox, httpx.Client]]:
    with (
        start("agents", agent_pace=0) as running,
        client(running.base_url, running.api_key) as one,
    ):
        yield running, one


def test_an_agent_study_goes_on(agents: tuple[Sandbox, httpx.Client]) -> None:
    study, one = agents[0].study, agents[1]
    deployment = study.deployments[-1]["id"]
    path = f"/deployments/{deployment}"
    spent = one.get(f"{path}/agent-spend").json()["data"]["total"]
    assert spent > 0
    more = {"rooms": 2, "budgetUsd": 10}
    assert fitting("run_more", one.post(f"{path}/run-more", json=more))
    rooms = one.get(f"{path}/sessions").json()["data"]
    assert [room["status"] for room in rooms[-2:]] == ["completed", "completed"]
    assert one.get(f"{path}/agent-spend").json()["data"]["total"] > spent
    runs = one.get(f"/data/agent-runs/experiment/{study.experiment['id']}").json()["data"]
    assert {room["id"] for room in rooms[-2:]} <= {run["roomId"] for run in runs}


def test_a_room_of_the_study_can_be_stopped_or_replaced(
    agents: tuple[Sandbox, httpx.Client],
) -> None:
    study, one = agents[0].study, agents[1]
    running = next(room for room in study.rooms if room["status"] == "active")
    failed = next(room for room in study.rooms if room["status"] == "failed")
    for room, what in ((running, "stop_room"), (failed, "retry_room")):
        path = place(what, deploymentId=room["deploymentId"], roomId=room["id"])
        fitting(what, one.post(path))
    experiment_id = study.experiment["id"]
    answer = one.get(place("get_rooms", experimentId=experiment_id))
    after = {room["id"]: room for room in fitting("get_rooms", answer)["data"]}
    assert after[running["id"]]["status"] == "abandoned"
    assert len(after) == len(study.rooms) + 1
    runs = one.get(place("get_agent_runs", experimentId=experiment_id)).json()["data"]
    assert {run["roomStatus"] for run in runs if run["roomId"] == running["id"]} == {"abandoned"}
    # It ends where its data end, however long ago that is by the clock.
    events = one.get(place("get_events", scope="room", scopeId=running["id"])).json()["data"]
    assert after[running["id"]]["duration"] == events[-1]["onset"]
    path = place("get_participants", scope="room", scopeId=running["id"])
    people = fitting("get_participants", one.get(path))["data"]
    ends = {(row["status"], row["completionCode"], row["completedAt"]) for row in people}
    assert ends == {("completed", "ABANDONED", events[-1]["timestamp"])}
    path = place("stop_room", deploymentId=running["deploymentId"], roomId=running["id"])
    fitting("stop_room", one.post(path), 400)


def test_two_sandboxes_of_a_seed_are_alike() -> None:
    with start(rooms=2, seed=5) as one, start(rooms=2, seed=5) as other:
        assert one.api_key == other.api_key
        bodies = []
        for sandbox in (one, other):
            with client(sandbox.base_url, sandbox.api_key) as asking:
                path = place("get_events", scope="experiment", scopeId="exp_movie_dyads")
                bodies.append(asking.get(path).json()["data"])
    assert bodies[0] == bodies[1]


def test_a_study_that_there_is_not() -> None:
    with pytest.raises(ValueError, match="movie-dyads"):
        start("films")


def test_a_decision_of_the_study_in_full(agents: tuple[Sandbox, httpx.Client]) -> None:
    study, one = agents[0].study, agents[1]
    path = place("get_experiment_agent_decisions", experimentId=study.experiment["id"])
    rows = one.get(path, params={"detail": "true"}).json()["data"]
    row = next(row for row in rows if row["_type"] == "decision")
    path = place("get_agent_decision", roomId=row["roomId"], decisionId=row["id"])
    found = fitting("get_agent_decision", one.get(path))["data"]
    assert found["prompt"] == row["prompt"]
    other = place("get_agent_decision", roomId=row["roomId"], decisionId="agent_none_1")
    fitting("get_agent_decision", one.get(other), 404)


def test_rows_that_the_service_left_out_are_told() -> None:
    incomplete = make("movie-dyads", rooms=2, incomplete=["chat"])
    with start(incomplete) as running, client(running.base_url, running.api_key) as one:
        path = place("get_chat", scope="experiment", scopeId=running.experiment_id)
        answer = fitting("get_chat", one.get(path))
        assert answer["metadata"]["_warnings"][0].startswith("MISSING_INDEX: ")
        left_out = place("get_chat", scope="room", scopeId=incomplete.rooms[-1]["id"])
        whole = fitting("get_chat", one.get(left_out))
    assert "_warnings" not in whole["metadata"]
    assert not {row["roomId"] for row in answer["data"]} & {incomplete.rooms[-1]["id"]}
