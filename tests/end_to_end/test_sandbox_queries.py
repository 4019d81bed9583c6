"""Filters, order and refusals of the sandbox's lists."""

from __future__ import annotations

import functools
import operator
from typing import TYPE_CHECKING, Any

import pytest
from sandbox_answers import client, fitting

from hyperstudy.sandbox import start
from hyperstudy.sandbox.paging import MOST_ROWS_TO_SORT
from hyperstudy.sandbox.study.moments import instant_of

if TYPE_CHECKING:
    import httpx

    from hyperstudy.sandbox import Sandbox

EXPERIMENT = "exp_movie_dyads"


def rows(api: httpx.Client, what: str, scope_id: str = EXPERIMENT, **query: Any) -> list[Any]:
    scope = "experiment" if scope_id == EXPERIMENT else "room"
    answer = api.get(f"/data/{what}/{scope}/{scope_id}", params={"limit": 10_000, **query})
    assert answer.status_code == 200, answer.text
    data = answer.json()["data"]
    for row in data:
        row.pop("downloadUrl", None)  # signed anew in each answer
    return data


@pytest.fixture(scope="module")
def room_id(sandbox: Sandbox) -> str:
    return sandbox.study.rooms[-2]["id"]


@pytest.mark.parametrize("what", ["events", "chat", "ratings/sparse", "recordings"])
def test_a_span_of_time_includes_both_its_ends(api: httpx.Client, what: str) -> None:
    everything = rows(api, what)
    name = "startTime" if what == "recordings" else "timestamp"
    begin, end = everything[len(everything) // 3][name], everything[-len(everything) // 3][name]
    kept = rows(api, what, startTime=begin, endTime=end)
    inside = [
        row for row in everything if instant_of(begin) <= instant_of(row[name]) <= instant_of(end)
    ]
    assert kept == inside
    assert 0 < len(kept) < len(everything)


def test_a_span_of_a_long_table_is_found_without_reading_it(api: httpx.Client) -> None:
    last = rows(api, "eyetracking", limit=1, order="desc")[0]
    tail = rows(api, "eyetracking", startTime=last["timestamp"])
    assert last in tail
    assert len(tail) < 10


@pytest.mark.parametrize("text", ["yesterday", "2026-13-01T00:00:00Z", "12"])
def test_a_time_that_is_none_is_refused(api: httpx.Client, text: str) -> None:
    answer = api.get(f"/data/events/experiment/{EXPERIMENT}", params={"startTime": text})
    error = fitting("get_events", answer, 400)["error"]
    assert error["code"] == "INVALID_PARAMETER"
    assert error["details"]["parameter"] == "startTime"
    assert error["details"]["value"] == text


def test_both_names_of_the_questionnaire_find_its_answers(api: httpx.Client) -> None:
    one, other = (
        rows(api, "events", category=name) for name in ("questionnaire", "post_experiment")
    )
    assert one == other
    assert one
    assert {row["eventType"].partition(".")[0] for row in one} == {"questionnaire"}


def test_a_category_keeps_its_events_only(api: httpx.Client) -> None:
    kept = rows(api, "events", category="media")
    assert kept == [row for row in rows(api, "events") if row["category"] == "media"]
    assert kept


def test_rooms_and_deployments_divide_the_data(api: httpx.Client, sandbox: Sandbox) -> None:
    everything = rows(api, "chat")
    by_room = [rows(api, "chat", roomId=room["id"]) for room in sandbox.study.rooms]
    assert functools.reduce(operator.iadd, by_room, []) == everything
    by_deployment = [
        rows(api, "chat", deploymentId=each["id"]) for each in sandbox.study.deployments
    ]
    assert functools.reduce(operator.iadd, by_deployment, []) == everything
    assert rows(api, "chat", roomId="elsewhere") == []


def test_components_are_found_in_any_spelling(api: httpx.Client) -> None:
    everything = rows(api, "components")
    kept = rows(api, "components", componentType="show_video")
    assert kept == [row for row in everything if row["componentType"] == "ShowVideo"]
    assert kept
    done = rows(api, "components", completed="true")
    undone = rows(api, "components", completed="false")
    assert len(done) + len(undone) == len(everything)
    assert undone
    state_id = everything[0]["stateId"]
    assert {row["stateId"] for row in rows(api, "components", stateId=state_id)} == {state_id}


def test_participants_by_outcome(api: httpx.Client) -> None:
    everything = rows(api, "participants")
    kept = rows(api, "participants", completionCode="SUCCESS")
    assert kept == [row for row in everything if row["completionCode"] == "SUCCESS"]
    assert 0 < len(kept) < len(everything)


def test_participants_in_another_order(api: httpx.Client) -> None:
    ordered = rows(api, "participants", sort="email")
    emails = [row["email"] for row in ordered]
    known = [email for email in emails if email is not None]
    assert known == sorted(known)
    # Who has none comes last.
    assert emails == known + [None] * (len(emails) - len(known))


def test_onsets_start_anew_in_each_room(api: httpx.Client, room_id: str) -> None:
    in_room = rows(api, "events", room_id, sort="onset")
    assert in_room == rows(api, "events", room_id)
    onsets = [row["onset"] for row in rows(api, "events", sort="onset")]
    assert onsets == sorted(onsets)


def test_a_long_table_is_not_sorted_in_memory(api: httpx.Client) -> None:
    path = f"/data/eyetracking/experiment/{EXPERIMENT}"
    total = api.get(path, params={"limit": 1}).json()["metadata"]["pagination"]["total"]
    assert total > MOST_ROWS_TO_SORT
    answer = api.get(path, params={"sort": "gazeX"})
    error = fitting("get_eyetracking", answer, 400)["error"]
    assert error["details"]["parameter"] == "sort"
    assert "startTime" in error["message"]


@pytest.mark.parametrize("what", ["ratings/continuous", "sync"])
def test_rooms_merge_by_onset_page_by_page(api: httpx.Client, sandbox: Sandbox, what: str) -> None:
    everything: list[Any] = []
    for room in sandbox.study.rooms:
        everything += rows(api, what, room["id"])
    identity = "ratingId" if what == "ratings/continuous" else "metricId"
    everything.sort(key=lambda row: (row["onset"], row[identity]))
    path = f"/data/{what}/experiment/{EXPERIMENT}"
    for offset in (0, 1, len(everything) // 2, len(everything) - 700):
        query = {"sort": "onset", "limit": 1000, "offset": offset}
        assert api.get(path, params=query).json()["data"] == everything[offset : offset + 1000]
    backwards = rows(api, what, sort="onset", order="desc", limit=50)
    assert backwards == everything[-50:][::-1]


def test_a_long_table_by_onset(api: httpx.Client) -> None:
    middle = rows(api, "eyetracking", sort="onset", limit=200, offset=300_000)
    onsets = [row["onset"] for row in middle]
    assert onsets == sorted(onsets)
    assert len({row["roomId"] for row in middle}) > 1


@pytest.mark.parametrize(
    # Components have no id of their own: those of one onset stay in the order of their time.
    ("what", "identity"),
    [("events", "id"), ("chat", "messageId"), ("components", "experimentId")],
)
def test_all_rows_by_onset_also_those_of_no_room(
    api: httpx.Client, what: str, identity: str
) -> None:
    everything = rows(api, what)
    everything.sort(key=lambda row: (row["onset"], row[identity]))
    assert rows(api, what, sort="onset") == everything
    half = len(everything) // 2
    assert rows(api, what, sort="onset", offset=half, limit=9) == everything[half : half + 9]
    begin, end = sorted([everything[0]["timestamp"], everything[half]["timestamp"]])
    span = {"startTime": begin, "endTime": end}
    inside = [
        row
        for row in everything
        if instant_of(begin) <= instant_of(row["timestamp"]) <= instant_of(end)
    ]
    assert rows(api, what, sort="onset", **span) == inside


def test_many_rooms_by_onset_are_written_once() -> None:
    with start(rooms=300, minutes=0.5) as many, client(many.base_url, many.api_key) as one:
        room, path = many.study.rooms[0]["id"], f"/data/components/experiment/{EXPERIMENT}"
        first = many.study.table("components", "room", room)[0]
        onsets: list[int] = []
        while page := one.get(
            path, params={"sort": "onset", "limit": 2_500, "offset": len(onsets)}
        ).json()["data"]:
            onsets += [row["onset"] for row in page]
        # A row is the same object for as long as its room is not written anew.
        assert many.study.table("components", "room", room)[0] is first
        assert len(onsets) == len(many.study.table("components", "experiment", EXPERIMENT))
    assert onsets == sorted(onsets)


def test_sync_metrics_over_windows(api: httpx.Client, room_id: str) -> None:
    single = rows(api, "sync", room_id)
    windows = rows(api, "sync", room_id, aggregationWindow=10_000)
    assert sum(row["sampleCount"] for row in windows) == len(single)
    assert len(windows) < len(single) / 5
    first = windows[0]
    members = [
        row
        for row in single
        if row["participantId"] == first["participantId"]
        and first["onset"] <= row["onset"] < first["onset"] + 10_000
    ]
    assert first["sampleCount"] == len(members)
    assert first["latency"] == pytest.approx(sum(row["latency"] for row in members) / len(members))


@pytest.mark.parametrize(
    ("query", "parameter"),
    [
        ({"limit": "0"}, "limit"),
        ({"limit": "ten"}, "limit"),
        ({"limit": "1.5"}, "limit"),
        ({"offset": "-1"}, "offset"),
        ({"order": "up"}, "order"),
        ({"format": "xml"}, "format"),
        ({"export": "perhaps"}, "export"),
    ],
)
def test_bad_values_are_refused_by_name(
    api: httpx.Client, query: dict[str, str], parameter: str
) -> None:
    answer = api.get(f"/data/events/experiment/{EXPERIMENT}", params=query)
    error = fitting("get_events", answer, 400)["error"]
    assert error["code"] == "INVALID_PARAMETER"
    assert error["details"]["parameter"] == parameter
    assert error["details"]["value"] == query[parameter]
    assert error["details"]["expected"]


def test_huge_pages_are_clamped_and_the_answer_says_so(api: httpx.Client) -> None:
    path = f"/data/events/experiment/{EXPERIMENT}"
    metadata = api.get(path, params={"limit": 10**6}).json()["metadata"]
    assert metadata["query"]["limit"] == metadata["pagination"]["limit"] == 10_000


def test_a_participant_who_was_not_in_the_room(api: httpx.Client, sandbox: Sandbox) -> None:
    first, *_, last = sandbox.study.rooms
    person = next(row for row in sandbox.study.participants if row["roomId"] == first["id"])
    answer = api.get(f"/data/counts/participant/{person['id']}", params={"roomId": last["id"]})
    fitting("get_counts", answer, 404)
    answer = api.get(f"/data/events/participant/{person['id']}", params={"roomId": last["id"]})
    assert fitting("get_events", answer)["data"] == []


def test_unknown_parameters_are_ignored(api: httpx.Client) -> None:
    assert rows(api, "chat", colour="red") == rows(api, "chat")


def test_a_participant_needs_the_room(api: httpx.Client, sandbox: Sandbox) -> None:
    participant = sandbox.study.participants[0]["id"]
    answer = api.get(f"/data/events/participant/{participant}")
    assert fitting("get_events", answer, 400)["error"]["details"]["parameter"] == "roomId"
    answer = api.get(f"/data/counts/participant/{participant}")
    assert fitting("get_counts", answer, 400)["error"]["details"]["parameter"] == "roomId"


@pytest.mark.parametrize(
    ("operation_id", "path"),
    [
        ("get_events", "/data/events/experiment/exp_none"),
        ("get_events", "/data/events/room/room_none"),
        ("get_events", "/data/events/participant/user_none?roomId=x"),
        ("get_events", "/data/events/galaxy/exp_movie_dyads"),
        ("get_participants", "/data/participants/participant/user_1"),
        ("get_rooms", "/data/rooms/experiment/exp_none"),
        ("get_recording_link", "/data/recordings/download/room_none/EG_1"),
        ("get_variables", "/data/variables/room/room_none"),
        ("get_counts", "/data/counts/participant/user_none?roomId=x"),
        ("check_access", "/data/check-access/experiment/exp_none"),
        ("get_agent_decision", "/data/agent-decisions/room/room_none/decision/a_1"),
        ("get_experiment", "/experiments/exp_none"),
        ("get_deployment", "/deployments/dep_none"),
        ("get_persona", "/personas/per_none"),
    ],
)
def test_unknown_ids_are_not_found(api: httpx.Client, operation_id: str, path: str) -> None:
    assert fitting(operation_id, api.get(path), 404)["error"]["code"] == "NOT_FOUND"


def test_fixed_words_win_over_ids(api: httpx.Client) -> None:
    assert isinstance(
        fitting("list_shared_experiments", api.get("/experiments/shared"))["data"], list
    )
    refused = api.put("/experiments/shared", json={"name": "x"})
    assert refused.status_code == 405
    assert refused.headers["allow"] == "GET"


def test_an_id_may_hold_any_character(api: httpx.Client) -> None:
    answer = api.get("/experiments/a%2Fb%3Fc%20d")
    assert "'a/b?c d'" in fitting("get_experiment", answer, 404)["error"]["message"]


def test_experiments_are_searched_and_summarized(api: httpx.Client) -> None:
    found = fitting("list_experiments", api.get("/experiments", params={"search": "RATING films"}))
    assert [row["id"] for row in found["data"]] == [EXPERIMENT]
    assert found["data"][0]["states"]
    short = fitting("list_experiments", api.get("/experiments", params={"view": "summary"}))
    assert "states" not in short["data"][0]
    counts = {row["id"]: row["statesCount"] for row in short["data"]}
    assert counts[EXPERIMENT] == len(found["data"][0]["states"])


def test_small_pages_on_demand() -> None:
    with start(rooms=1, page_limit=7) as small, client(small.base_url, small.api_key) as one:
        answer = one.get(f"/data/events/experiment/{EXPERIMENT}?limit=50").json()
    assert len(answer["data"]) == 7
    assert answer["metadata"]["pagination"]["nextOffset"] == 7
