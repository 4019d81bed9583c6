"""A filter that the server did not apply is told, with how many rows lie outside of it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest

from hyperstudy import HyperStudy, IncompleteDataWarning, fetch_report

from .server import Answer, ReceivedRequest, Server

START = "2026-03-02T09:00:08Z"
ROWS: list[dict[str, Any]] = [
    {
        "id": f"x_{number}",
        "timestamp": f"2026-03-02T09:00:0{number}Z",
        "startTime": f"2026-03-02T09:00:0{number}.000Z",
        "category": "media" if number == 8 else "component",
        "roomId": "r1" if number == 8 else "r2",
        "deploymentId": "d1" if number == 8 else "d2",
        "experimentId": "e",
        "status": "active" if number == 8 else "paused",
        "componentType": "ShowVideo" if number == 8 else "showtext",
        "completed": number == 8,
        "stateId": "s1" if number == 8 else "s2",
        "completionCode": "SUCCESS" if number == 8 else "NOCONSENT",
    }
    for number in range(9)
]

Call = Callable[..., Any]
TIMED: dict[str, Call] = {
    "events": lambda hs, **given: hs.get_events("e", **given),
    "chat": lambda hs, **given: hs.get_chat("e", **given),
    "videochat": lambda hs, **given: hs.get_videochat("e", **given),
    "sync": lambda hs, **given: hs.get_sync("e", **given),
    "ratings/continuous": lambda hs, **given: hs.get_ratings("e", kind="continuous", **given),
    "ratings/sparse": lambda hs, **given: hs.get_ratings("e", kind="sparse", **given),
    "recordings": lambda hs, **given: hs.get_recordings("e", **given),
    "components": lambda hs, **given: hs.get_components("e", **given),
    "eyetracking": lambda hs, **given: hs.get_eyetracking("e", **given),
}
PLACED = {
    **TIMED,
    "participants": lambda hs, **given: hs.get_participants("e", **given),
}
CASES: list[tuple[Call, str, Any, int]] = [
    *((call, "start_time", START, 8) for call in TIMED.values()),
    *((call, "end_time", "2026-03-02T09:00:00Z", 8) for call in TIMED.values()),
    *((call, "room_id", "r1", 8) for call in PLACED.values()),
    *((call, "deployment_id", "d1", 8) for call in PLACED.values()),
    (TIMED["events"], "category", "media", 8),
    (TIMED["components"], "component_type", "show_video", 8),
    (TIMED["components"], "completed", True, 8),
    (TIMED["components"], "state_id", "s1", 8),
    (PLACED["participants"], "completion_code", "SUCCESS", 8),
    (lambda hs, **given: hs.get_rooms("e", **given), "deployment_id", "d1", 8),
    (lambda hs, **given: hs.list_deployments(**given), "experiment_id", "e1", 9),
    (lambda hs, **given: hs.list_deployments(**given), "status", "active", 8),
]


@pytest.fixture
def hs(server: Server) -> Iterator[HyperStudy]:
    with HyperStudy("hst_test_1", f"{server.url}/api/v3", page_size=4) as client:
        yield client


def served(rows: list[dict[str, Any]], **echo: Any) -> Callable[[ReceivedRequest], Answer]:
    def answer(request: ReceivedRequest) -> Answer:
        offset = int(request.query.get("offset", 0))
        part = rows[offset : offset + int(request.query.get("limit", 100))]
        more = offset + len(part) < len(rows)
        pagination = {"total": len(rows), "hasMore": more}
        metadata = {"pagination": pagination, "query": {"limit": 4, **echo}}
        return Answer(body={"status": "success", "data": part, "metadata": metadata})

    return answer


@pytest.mark.parametrize("output", ["dict", "pandas"])
@pytest.mark.parametrize(("call", "name", "value", "outside"), CASES)
def test_rows_outside_of_a_filter_are_counted(
    call: Call, name: str, value: Any, outside: int, output: str, server: Server, hs: HyperStudy
) -> None:
    server.respond(served(ROWS))
    with pytest.warns(IncompleteDataWarning, match=f"{outside} rows lie outside of {name}="):
        found = call(hs, **{name: value}, output=output)
    report = fetch_report(found)
    assert len(found) == 9
    assert not report.complete
    assert [(one["parameter"], one["rows"]) for one in report.outside] == [(name, outside)]


@pytest.mark.parametrize("output", ["dict", "polars"])
@pytest.mark.parametrize(("call", "name", "value", "outside"), CASES)
def test_a_filter_that_was_applied_is_quiet(
    call: Call, name: str, value: Any, outside: int, output: str, server: Server, hs: HyperStudy
) -> None:
    row = ROWS[0] if name == "end_time" else ROWS[8]
    if name == "experiment_id":
        row = {**row, "experimentId": value}
    server.respond(served([row]))
    found = call(hs, **{name: value}, output=output)
    assert fetch_report(found).clean
    assert not fetch_report(found).notes


SCOPED: dict[str, Call] = {
    **PLACED,
    "rooms": lambda hs, **given: hs.get_rooms("e", **given),
    "agent runs": lambda hs, **given: hs.get_agent_runs("e", **given),
    "agent decisions": lambda hs, **given: hs.get_agent_decisions("e", **given),
}


@pytest.mark.parametrize("output", ["dict", "pandas", "polars", "arrow"])
@pytest.mark.parametrize("table", SCOPED)
def test_rows_of_another_experiment_than_the_path_names_are_counted(
    table: str, output: str, server: Server, hs: HyperStudy
) -> None:
    rows = [
        {**ROWS[8], "id": f"x_{at}", "experimentId": "e" if at % 4 else "e2"} for at in range(9)
    ]
    del rows[2]["experimentId"]  # rows need not name it
    server.respond(served(rows))
    with pytest.warns(IncompleteDataWarning, match="3 rows lie outside of .*_id='e'"):
        found = SCOPED[table](hs, output=output)
    report = fetch_report(found)
    assert len(found) == 9
    assert not report.complete
    assert [(one["asked"], one["rows"]) for one in report.outside] == [("e", 3)]


@pytest.mark.parametrize("table", SCOPED)
def test_rows_that_name_no_experiment_are_those_of_the_path(
    table: str, server: Server, hs: HyperStudy
) -> None:
    rows = [{name: one for name, one in ROWS[8].items() if name != "experimentId"}]
    server.respond(served(rows))
    report = fetch_report(SCOPED[table](hs, output="dict"))
    assert report.clean
    assert not report.notes


IN_ROOM: dict[str, Call] = {
    **{
        name: lambda hs, call=call, **given: call(hs, scope="room", **given)
        for name, call in PLACED.items()
    },
    "agent decisions": lambda hs, **given: hs.get_agent_decisions("e", scope="room", **given),
    "variables": lambda hs, **given: hs.get_variables("e", **given)["writes"],
}
OF_PARTICIPANT: dict[str, Call] = {
    name: lambda hs, call=call, **given: call(hs, scope="participant", room_id="r1", **given)
    for name, call in TIMED.items()
    if name != "chat"
}


@pytest.mark.parametrize("output", ["dict", "pandas", "polars", "arrow"])
@pytest.mark.parametrize("table", IN_ROOM)
def test_rows_of_another_room_than_the_path_names_are_counted(
    table: str, output: str, server: Server, hs: HyperStudy
) -> None:
    rows = [{**ROWS[8], "id": f"x_{at}", "roomId": "e" if at % 4 else "r2"} for at in range(9)]
    del rows[2]["roomId"]  # rows need not name it
    rows[3]["roomId"] = None
    rows[5]["roomId"] = ""
    server.respond(served(rows))
    with pytest.warns(IncompleteDataWarning, match="3 rows lie outside of .*_id='e'"):
        found = IN_ROOM[table](hs, output=output)
    report = fetch_report(found)
    assert len(found) == 9
    assert not report.complete
    assert [(one["asked"], one["rows"]) for one in report.outside] == [("e", 3)]


@pytest.mark.parametrize("output", ["dict", "pandas", "polars", "arrow"])
@pytest.mark.parametrize("table", OF_PARTICIPANT)
def test_rows_of_another_participant_than_the_path_names_are_counted(
    table: str, output: str, server: Server, hs: HyperStudy
) -> None:
    rows = [
        {**ROWS[8], "id": f"x_{at}", "participantId": "e" if at % 4 else "p2"} for at in range(9)
    ]
    del rows[2]["participantId"]  # events of the system have none
    rows[3]["participantId"] = None
    server.respond(served(rows))
    with pytest.warns(IncompleteDataWarning, match="3 rows lie outside of scope_id='e'"):
        found = OF_PARTICIPANT[table](hs, output=output)
    report = fetch_report(found)
    assert len(found) == 9
    assert not report.complete
    assert [(one["asked"], one["rows"]) for one in report.outside] == [("e", 3)]


@pytest.mark.parametrize("output", ["dict", "pandas"])
@pytest.mark.parametrize("table", [*IN_ROOM, *OF_PARTICIPANT])
def test_rows_that_name_no_room_and_no_participant_are_those_of_the_path(
    table: str, output: str, server: Server, hs: HyperStudy
) -> None:
    rows = [{name: one for name, one in ROWS[8].items() if name != "roomId"}]
    server.respond(served(rows, roomId="r1"))
    for calls in (IN_ROOM, OF_PARTICIPANT):
        if table in calls:
            report = fetch_report(calls[table](hs, output=output))
            assert report.clean
            assert not report.notes


@pytest.mark.parametrize("output", ["dict", "pandas"])
@pytest.mark.parametrize("given", [{"scope": "room"}, {"room_id": "r"}])
def test_events_before_the_experiment_may_name_the_lobby(
    given: dict[str, Any], output: str, server: Server, hs: HyperStudy
) -> None:
    rows = [
        {"id": "a", "category": "pre_experiment", "roomId": "lobby_1", "onset": 0},
        {"id": "b", "category": "system", "sessionId": "lobby_1", "onset": -20.5},
        {"id": "c", "category": "system", "roomId": "r", "onset": 5},
    ]
    server.respond(served(rows))
    assert fetch_report(hs.get_events("r", **given, output=output)).clean
    server.respond(served([*rows, {"id": "d", "category": "state", "roomId": "r2", "onset": 6}]))
    with pytest.warns(IncompleteDataWarning, match="1 rows lie outside of .*_id='r'"):
        hs.get_events("r", **given, output=output)


def test_rooms_that_older_rows_call_sessions_are_looked_at(server: Server, hs: HyperStudy) -> None:
    server.respond(served([{"id": "x", "sessionId": "r1"}, {"id": "y", "sessionId": "r2"}]))
    with pytest.warns(IncompleteDataWarning, match="1 rows lie outside of scope_id='r1'"):
        hs.get_events("r1", scope="room")


def test_messages_of_a_participant_may_have_another_sender(server: Server, hs: HyperStudy) -> None:
    # That a list of a participant holds what that participant wrote is inferred.
    server.respond(served([{"messageId": "m", "participantId": "p2", "senderId": "p2"}]))
    report = fetch_report(hs.get_chat("p1", scope="participant", room_id="r1"))
    assert not report.outside


def test_ids_that_are_numbers_are_those_of_the_path(server: Server, hs: HyperStudy) -> None:
    server.respond(served([{"id": "x", "roomId": 31}, {"id": "y", "roomId": "31"}]))
    assert fetch_report(hs.get_events("31", scope="room")).complete


def test_sessions_of_another_deployment_are_counted(server: Server, hs: HyperStudy) -> None:
    server.respond(served([{"id": "r1", "deploymentId": "d1"}, {"id": "r2", "deploymentId": "d2"}]))
    with pytest.warns(IncompleteDataWarning, match="1 rows lie outside of deployment_id='d1'"):
        hs.get_deployment_sessions("d1")


@pytest.mark.parametrize("scope", ["room", "participant"])
def test_a_room_or_a_person_may_have_rows_of_any_experiment(
    scope: str, server: Server, hs: HyperStudy
) -> None:
    server.respond(served([ROWS[8]]))
    given: dict[str, Any] = {"room_id": "r1"} if scope == "participant" else {}
    assert fetch_report(hs.get_events("r1", scope=scope, **given)).clean


@pytest.mark.parametrize(
    ("time", "outside"),
    [
        ("2026-03-02T09:00:07.999Z", 1),
        ("2026-03-02T09:00:08.000Z", 0),
        ("2026-03-02T10:00:08+01:00", 0),
        ("2026-03-02T10:00:07.5+01:00", 1),
        (1772442007999, 1),
        (1772442008000, 0),
        ({"_seconds": 1772442007, "_nanoseconds": 0}, 1),
        ("yesterday", 0),
        (None, 0),
    ],
)
@pytest.mark.filterwarnings("ignore::hyperstudy.HyperStudyWarning")
def test_times_of_any_form_are_compared(
    time: Any, outside: int, server: Server, hs: HyperStudy
) -> None:
    server.respond(served([{"id": "x", "timestamp": time}]))
    report = fetch_report(hs.get_events("e", start_time=START, output="dict"))
    assert sum(one["rows"] for one in report.outside) == outside


def test_what_the_server_says_it_used_counts_where_rows_say_nothing(
    server: Server, hs: HyperStudy
) -> None:
    rows = [{"id": "x"}]
    server.respond(served(rows, deploymentId=None))
    with pytest.warns(IncompleteDataWarning, match="the server says that it used None"):
        assert not fetch_report(hs.get_chat("e", deployment_id="d1")).complete
    server.respond(served(rows, deploymentId="d1"))
    assert not fetch_report(hs.get_chat("e", deployment_id="d1")).notes
    # Not every route repeats every parameter: that is said, and is no alarm.
    server.respond(served(rows))
    report = fetch_report(hs.get_chat("e", deployment_id="d1"))
    assert report.complete
    assert "show whether deployment_id='d1' was applied" in str(report)


def test_older_rows_that_call_their_room_a_session(server: Server, hs: HyperStudy) -> None:
    server.respond(served([{"id": "x", "sessionId": "r1"}, {"id": "y", "sessionId": "r2"}]))
    with pytest.warns(IncompleteDataWarning, match="1 rows lie outside of room_id='r1'"):
        hs.get_events("e", room_id="r1")


def test_both_names_of_the_questionnaire_are_one(server: Server, hs: HyperStudy) -> None:
    server.respond(served([{"id": "x", "category": "post_experiment"}]))
    assert fetch_report(hs.get_events("e", category="questionnaire")).complete
    assert fetch_report(hs.get_questionnaire("e")).complete


def test_a_window_starts_before_what_is_asked_for(server: Server, hs: HyperStudy) -> None:
    server.respond(served([ROWS[7]]))
    assert fetch_report(hs.get_sync("e", start_time=START, aggregation_window=5000)).complete
