"""Personas, and deployments whose rooms are played by agents, in the sandbox."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

import pytest
from sandbox_answers import client, fitting

from hyperstudy.sandbox import start

if TYPE_CHECKING:
    from collections.abc import Iterator

    import httpx

    from hyperstudy.sandbox import Sandbox


class Clock:
    """The time of day, moved by hand."""

    def __init__(self) -> None:
        self.moment = datetime(2026, 6, 1, 12, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.moment

    def forward(self, seconds: float) -> None:
        self.moment += timedelta(seconds=seconds)


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def own(clock: Clock) -> Iterator[Sandbox]:
    with start(rooms=1, now=clock, agent_pace=1.0) as running:
        yield running


@pytest.fixture
def one(own: Sandbox) -> Iterator[httpx.Client]:
    with client(own.base_url, own.api_key) as asking:
        yield asking


def persona(one: httpx.Client, **members: Any) -> dict[str, Any]:
    answer = one.post("/personas", json={"name": "Ana", **members})
    return fitting("create_persona", answer)["data"]


def agent_experiment(one: httpx.Client, **changes: Any) -> str:
    definition = {
        "name": "Agents talk",
        "runtime": "v2",
        "states": [
            {
                "id": "talk",
                "name": "Talk",
                "focusComponent": {"type": "textchat", "config": {}},
            },
            {
                "id": "rate",
                "name": "Rate",
                "focusComponent": {
                    "id": "rate_1",
                    "type": "vasrating",
                    "config": {"question": "Trust?", "outputVariable": "trust"},
                },
            },
        ],
        "roles": {
            "left": {"mode": "agent", "participantCount": 1, "personaId": persona(one)["id"]},
            "right": {"mode": "agent", "participantCount": 1, "personaId": persona(one)["id"]},
        },
        **changes,
    }
    return str(one.post("/experiments", json=definition).json()["data"][0]["id"])


def deploy(
    one: httpx.Client, experiment_id: str, rooms: int = 2, budget: float = 50.0
) -> dict[str, Any]:
    config = {
        "name": "Night run",
        "type": "agent-only",
        "agentDeployment": {"rooms": rooms, "budgetUsd": budget},
    }
    answer = one.post("/deployments", json={"experimentId": experiment_id, "config": config})
    return fitting("create_deployment", answer)["data"]


def sessions(one: httpx.Client, deployment_id: str) -> list[dict[str, Any]]:
    answer = one.get(f"/deployments/{deployment_id}/sessions")
    return fitting("get_deployment_sessions", answer)["data"]


def spend(one: httpx.Client, deployment_id: str) -> dict[str, Any]:
    return fitting("get_agent_spend", one.get(f"/deployments/{deployment_id}/agent-spend"))["data"]


def decisions(one: httpx.Client, room_id: str, **query: Any) -> dict[str, Any]:
    answer = one.get(f"/data/agent-decisions/room/{room_id}", params=query)
    return fitting("get_room_agent_decisions", answer)


def test_a_persona_from_creation_to_deletion(one: httpx.Client) -> None:
    made = persona(one, prompt={"persona": "A nurse."}, extraParams={"top_k": 4})
    assert made["provider"] == "anthropic"
    assert made["memoryPersistence"] == "none"
    assert made["visibility"] == "private"
    assert made["prompt"]["persona"] == "A nurse."
    assert made["prompt"]["examples"] == []
    assert made["offlineCognition"] is None
    path = f"/personas/{made['id']}"
    patch = {"temperature": 0.2, "prompt": {"objective": "Win."}, "visibility": "public"}
    changed = fitting("update_persona", one.put(path, json=patch))["data"]
    assert changed["temperature"] == 0.2
    assert changed["prompt"] == {**made["prompt"], "objective": "Win."}
    # Honoured only at creation.
    assert changed["visibility"] == "private"
    assert changed["extraParams"] == {"top_k": 4}
    copy = fitting("duplicate_persona", one.post(path + "/duplicate"))["data"]
    assert copy["name"] == "Ana (copy)"
    assert copy["id"] != made["id"]
    assert fitting("get_persona", one.get(path))["data"] == changed
    listed = fitting("list_personas", one.get("/personas"))["data"]
    assert {made["id"], copy["id"]} <= {row["id"] for row in listed}
    assert fitting("delete_persona", one.delete(path))["data"]["deleted"] is True
    assert one.get(path).status_code == 404
    assert one.get(f"/personas/{copy['id']}").status_code == 200


def test_a_custom_persona_needs_a_model(one: httpx.Client) -> None:
    refused = one.post("/personas", json={"name": "Own", "provider": "custom"})
    assert fitting("create_persona", refused, 400)["error"]["code"] == "VALIDATION_ERROR"
    made = persona(one, provider="custom", model="mine-7b")
    assert one.put(f"/personas/{made['id']}", json={"model": ""}).status_code == 400


def test_personas_of_others(own: Sandbox, one: httpx.Client) -> None:
    private, shared, public = (
        persona(one, visibility=visibility)["id"]
        for visibility in ("private", "organization", "public")
    )
    for organization, visible in (("org_lab", {shared, public}), ("org_partner", {public})):
        key = own.add_key(user="eva@example.org", organization=organization)
        with client(own.base_url, key.text) as other:
            seen = {row["id"] for row in other.get("/personas").json()["data"]}
            assert seen & {private, shared, public} == visible
            fitting("get_persona", other.get(f"/personas/{private}"), 404)
            fitting("delete_persona", other.delete(f"/personas/{public}"), 403)
            copy = fitting("duplicate_persona", other.post(f"/personas/{public}/duplicate"))
            assert copy["data"]["visibility"] == "private"
            assert copy["data"]["ownerId"] == "user_eva"


def test_rooms_run_and_end_by_themselves(one: httpx.Client, clock: Clock) -> None:
    experiment_id = agent_experiment(one)
    deployment = deploy(one, experiment_id)
    rooms = sessions(one, deployment["id"])
    assert [room["status"] for room in rooms] == ["active", "active"]
    assert spend(one, deployment["id"]) == {
        "total": 0,
        "perRoom": dict.fromkeys((room["id"] for room in rooms), 0),
    }
    totals = []
    for _ in range(12):
        totals.append(spend(one, deployment["id"])["total"])
        clock.forward(1)
    assert totals == sorted(totals)
    assert totals[0] == 0 < totals[3] < totals[-1]
    rooms = sessions(one, deployment["id"])
    assert [room["status"] for room in rooms] == ["completed", "completed"]
    after = fitting("get_deployment", one.get(f"/deployments/{deployment['id']}"))["data"]
    assert (after["status"], after["participantCount"]) == ("completed", 4)
    listed = fitting("list_deployments", one.get("/deployments", params={"status": "completed"}))
    assert deployment["id"] in {row["id"] for row in listed["data"]}
    experiment = one.get(f"/experiments/{experiment_id}").json()["data"][0]
    assert (experiment["roomCount"], experiment["participantCount"]) == (2, 4)


def test_what_agents_did_can_be_read(one: httpx.Client, clock: Clock) -> None:
    experiment_id = agent_experiment(one)
    deployment = deploy(one, experiment_id, rooms=1)
    room_id = sessions(one, deployment["id"])[0]["id"]
    clock.forward(60)
    rows = decisions(one, room_id)["data"]
    made = [row for row in rows if row["_type"] == "decision"]
    assert {row["turnKind"] for row in made} == {"chat", "component"}
    for row in made:
        assert row["id"] == f"{row['participantId']}_{row['seq']}"
        assert "prompt" not in row
    runs = fitting("get_agent_runs", one.get(f"/data/agent-runs/experiment/{experiment_id}"))[
        "data"
    ]
    assert {run["id"] for run in runs} == {row["id"] for row in rows if row["_type"] == "run"}
    assert sum(run["turns"] for run in runs) == len(made)
    assert sum(run["totalCostUsd"] for run in runs) == pytest.approx(
        spend(one, deployment["id"])["total"]
    )
    assert [run["roomStatus"] for run in runs] == ["completed", "completed"]
    first = fitting(
        "get_agent_decision",
        one.get(f"/data/agent-decisions/room/{room_id}/decision/{made[0]['id']}"),
    )["data"]
    assert first["prompt"]
    assert first["chain"]
    detailed = decisions(one, room_id, detail="true")["data"][0]
    assert detailed["prompt"] == first["prompt"]
    missing = one.get(f"/data/agent-decisions/room/{room_id}/decision/agent_0")
    fitting("get_agent_decision", missing, 404)
    chat = fitting("get_chat", one.get(f"/data/chat/room/{room_id}"))["data"]
    assert [row["content"] for row in chat] == [
        row["value"] for row in made if row["turnKind"] == "chat"
    ]
    events = fitting("get_events", one.get(f"/data/events/room/{room_id}"))["data"]
    assert {row["eventType"] for row in events} == {
        "state.enter",
        "communication.message",
        "component.response",
    }
    people = fitting("get_participants", one.get(f"/data/participants/room/{room_id}"))["data"]
    assert {row["completionCode"] for row in people} == {"SUCCESS"}
    counts = one.get(f"/data/counts/participant/{people[0]['id']}", params={"roomId": room_id})
    assert fitting("get_counts", counts)["data"][0]["counts"]["textchat"] == len(chat) / 2
    variables = fitting("get_variables", one.get(f"/data/variables/room/{room_id}"))
    assert [row["variable"] for row in variables["data"]] == ["trust", "trust"]
    assert variables["metadata"]["timeline"][0] == {"stateId": "talk", "trust": None}


ANSWERED: list[tuple[str, dict[str, Any], set[Any]]] = [
    ("vasrating", {"question": "?"}, set(range(101))),
    ("likertscale", {"question": "?", "scale": 4}, {1, 2, 3, 4}),
    ("likertscale", {"prompt": "?", "scalePoints": 2}, {1, 2}),
    ("multiplechoice", {"question": "?", "options": ["tea", "coffee"]}, {"tea", "coffee"}),
    (
        "multiplechoice",
        {"question": "?", "options": [{"value": "t", "label": "Tea"}, {"label": "Coffee"}]},
        {"t", "Coffee"},
    ),
    ("multiplechoice", {"question": "?"}, {"yes", "no"}),
]


@pytest.mark.parametrize(("kind", "config", "possible"), ANSWERED)
def test_agents_answer_what_was_asked(
    one: httpx.Client, clock: Clock, kind: str, config: dict[str, Any], possible: set[Any]
) -> None:
    state = {"id": "ask", "focusComponent": {"type": kind, "config": config}}
    deployment = deploy(one, agent_experiment(one, states=[state]), rooms=1)
    clock.forward(60)
    rows = decisions(one, sessions(one, deployment["id"])[0]["id"])["data"]
    values = [row["value"] for row in rows if row["_type"] == "decision"]
    assert len(values) == 2
    assert set(values) <= possible


def test_agents_rank_rate_and_write(one: httpx.Client, clock: Clock) -> None:
    kinds = {
        "ranking": {"question": "?", "options": [{"text": "a"}, {"text": "b"}, {"text": "c"}]},
        "rapidrate": {"prompt": "?", "dimensions": [{"label": "Warm"}, {"label": "Able"}]},
        "textinput": {"prompt": "?"},
        "showtext": {"text": "only to be read"},
    }
    states = [
        {"id": kind, "focusComponent": {"type": kind, "config": config}}
        for kind, config in kinds.items()
    ]
    deployment = deploy(one, agent_experiment(one, states=states), rooms=1)
    clock.forward(60)
    rows = decisions(one, sessions(one, deployment["id"])[0]["id"])["data"]
    by_state: dict[str, Any] = {row["stateId"]: row["value"] for row in rows if "value" in row}
    assert sorted(by_state["ranking"]) == ["a", "b", "c"]
    assert list(by_state["rapidrate"]) == ["Warm", "Able"]
    assert isinstance(by_state["textinput"], str)


def test_agents_without_states_talk(one: httpx.Client, clock: Clock) -> None:
    deployment = deploy(one, agent_experiment(one, states=[]), rooms=1)
    clock.forward(60)
    rows = decisions(one, sessions(one, deployment["id"])[0]["id"])["data"]
    assert {row["turnKind"] for row in rows if row["_type"] == "decision"} == {"chat"}


def test_a_chat_beside_the_states_is_used_where_it_shows(one: httpx.Client, clock: Clock) -> None:
    quiet = {"id": "quiet", "globalComponentsVisibility": {"textchat": False}}
    loud = {"id": "loud", "globalComponentsVisibility": {"textchat": True}}
    beside = {"textchat": {"enabled": True, "config": {}}}
    experiment_id = agent_experiment(one, states=[quiet, loud, quiet | {"id": "q2"}])
    one.put(f"/experiments/{experiment_id}", json={"globalComponents": beside})
    deployment = deploy(one, experiment_id, rooms=1)
    clock.forward(60)
    rows = decisions(one, sessions(one, deployment["id"])[0]["id"])["data"]
    assert {row["stateId"] for row in rows if row["_type"] == "decision"} == {"loud"}


def test_a_persona_that_is_gone_fails_the_next_rooms(one: httpx.Client) -> None:
    own = persona(one)["id"]
    role = {"mode": "agent", "participantCount": 1, "personaId": own}
    deployment = deploy(one, agent_experiment(one, roles={"only": role}), rooms=1)
    one.delete(f"/personas/{own}")
    path = f"/deployments/{deployment['id']}/run-more"
    fitting("run_more", one.post(path, json={"rooms": 1, "budgetUsd": 5}))
    assert [room["status"] for room in sessions(one, deployment["id"])] == ["active", "failed"]


def test_a_cap_on_decisions_is_told(one: httpx.Client, clock: Clock) -> None:
    experiment_id = agent_experiment(one)
    deploy(one, experiment_id)
    clock.forward(60)
    path = f"/data/agent-decisions/experiment/{experiment_id}"
    whole = fitting("get_experiment_agent_decisions", one.get(path))
    assert "truncated" not in whole["metadata"]
    capped = fitting("get_experiment_agent_decisions", one.get(path, params={"limit": 2}))
    assert capped["metadata"]["truncated"] is True
    kept = [row for row in capped["data"] if row["_type"] == "decision"]
    assert len(kept) == 2 * 2


def test_the_budget_decides_how_many_rooms_start(one: httpx.Client, clock: Clock) -> None:
    deployment = deploy(one, agent_experiment(one), rooms=3, budget=0.0001)
    identity = deployment["id"]
    failed = sessions(one, identity)
    assert [room["status"] for room in failed] == ["failed"] * 3
    path = f"/deployments/{identity}"
    # A retry draws on the budget that is there: none.
    retry = one.post(f"{path}/rooms/{failed[0]['id']}/retry")
    assert fitting("retry_room", retry)["data"]["requestedRooms"] == 1
    assert sessions(one, identity)[-1]["status"] == "failed"
    more = fitting("run_more", one.post(f"{path}/run-more", json={"rooms": 2, "budgetUsd": 9}))
    assert more["data"]["requestedRooms"] == 2
    assert more["data"]["batchId"]
    assert [room["status"] for room in sessions(one, identity)[-2:]] == ["active", "active"]
    fitting("retry_room", one.post(f"{path}/rooms/{failed[0]['id']}/retry"))
    assert sessions(one, identity)[-1]["status"] == "active"
    clock.forward(60)
    assert 0 < spend(one, identity)["total"] <= 9.0001


def test_a_room_can_be_stopped(one: httpx.Client, clock: Clock) -> None:
    deployment = deploy(one, agent_experiment(one), rooms=1)
    room_id = sessions(one, deployment["id"])[0]["id"]
    clock.forward(2.5)
    path = f"/deployments/{deployment['id']}/rooms/{room_id}"
    assert fitting("stop_room", one.post(path + "/stop"))["data"] == {"stopped": True}
    spent = spend(one, deployment["id"])
    clock.forward(60)
    assert spend(one, deployment["id"]) == spent
    assert sessions(one, deployment["id"])[0]["status"] == "abandoned"
    runs = [row for row in decisions(one, room_id)["data"] if row["_type"] == "run"]
    assert all(run["endedAt"] is None for run in runs)
    fitting("stop_room", one.post(path + "/stop"), 400)
    fitting("retry_room", one.post(path + "/retry"), 400)
    other = f"/deployments/{deployment['id']}/rooms/room_none/stop"
    fitting("stop_room", one.post(other), 404)


def test_spawn_failures_on_purpose(one: httpx.Client, own: Sandbox) -> None:
    experiment_id = agent_experiment(one)
    own.faults.plan("spawn-failure=1", operation="create_deployment")
    deployment = deploy(one, experiment_id, rooms=2)
    assert [room["status"] for room in sessions(one, deployment["id"])] == ["failed", "active"]


def test_guardrails_limit_the_turns(one: httpx.Client, clock: Clock) -> None:
    short = persona(one, guardrails={"maxTurns": 1})["id"]
    role = {"mode": "agent", "participantCount": 2, "personaId": short}
    deployment = deploy(one, agent_experiment(one, roles={"both": role}), rooms=1)
    clock.forward(60)
    rows = decisions(one, sessions(one, deployment["id"])[0]["id"])["data"]
    assert [row["turns"] for row in rows if row["_type"] == "run"] == [1, 1]


def refusals(one: httpx.Client, experiment_id: str) -> list[dict[str, str]]:
    config = {"type": "agent-only", "agentDeployment": {"rooms": 1, "budgetUsd": 1}}
    answer = one.post("/deployments", json={"experimentId": experiment_id, "config": config})
    error = fitting("create_deployment", answer, 400)["error"]
    assert error["code"] == "VALIDATION_ERROR"
    return list(error["details"]["errors"])


def test_the_preflight_names_each_role(one: httpx.Client) -> None:
    custom = persona(one, provider="custom", model="mine")["id"]
    roles = {
        "a": {"mode": "agent"},
        "b": {"mode": "agent", "personaId": "per_none"},
        "c": {"mode": "agent", "personaId": custom},
    }
    problems = refusals(one, agent_experiment(one, roles=roles))
    assert [problem["role"] for problem in problems] == ["a", "b", "c"]
    assert "no persona" in problems[0]["reason"]
    assert "not found" in problems[1]["reason"]
    assert "endpoint" in problems[2]["reason"]
    assert "v2" in refusals(one, _legacy(one))[0]["reason"]


def _legacy(one: httpx.Client) -> str:
    definition = {"name": "Old engine", "roles": {"a": {"mode": "human"}}}
    return str(one.post("/experiments", json=definition).json()["data"][0]["id"])


def test_deployments_with_people(one: httpx.Client) -> None:
    body = {"experimentId": "exp_movie_dyads", "config": {}}
    made = fitting("create_deployment", one.post("/deployments", json=body))["data"]
    assert made["status"] == "active"
    assert sessions(one, made["id"]) == []
    listed = one.get("/deployments", params={"experimentId": "exp_movie_dyads"})
    rows = fitting("list_deployments", listed)["data"]
    assert made["id"] in {row["id"] for row in rows}
    path = f"/deployments/{made['id']}"
    fitting("run_more", one.post(f"{path}/run-more", json={"rooms": 1, "budgetUsd": 1}), 400)
    body["experimentId"] = "exp_none"
    fitting("create_deployment", one.post("/deployments", json=body), 404)
    incomplete = {"experimentId": "exp_movie_dyads", "config": {"type": "agent-only"}}
    fitting("create_deployment", one.post("/deployments", json=incomplete), 400)


def test_an_experiment_with_agent_rooms_has_data(one: httpx.Client) -> None:
    experiment_id = agent_experiment(one)
    deploy(one, experiment_id)
    fitting("delete_experiment", one.delete(f"/experiments/{experiment_id}"), 409)
