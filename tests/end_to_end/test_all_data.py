"""Everything of one participant, or of several, comes in as few requests as it takes."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

import pytest
from faults.server import Answer, ReceivedRequest, Server

from hyperstudy import HyperStudy, HyperStudyWarning, IncompleteDataWarning, fetch_report
from hyperstudy.exceptions import HyperStudyError, InputError
from hyperstudy.sandbox import start
from hyperstudy.study.rows import without_signatures

if TYPE_CHECKING:
    from collections.abc import Iterator

    from hyperstudy.sandbox import Sandbox

PARTS = ("questionnaire", "instructions", "consent")
LISTS = Counter(
    [
        "get_events",
        "get_recordings",
        "get_chat",
        "get_videochat",
        "get_sync",
        "get_continuous_ratings",
        "get_sparse_ratings",
        "get_components",
        "get_eyetracking",
        "get_room_agent_decisions",
    ]
)


@pytest.fixture(scope="module", params=["movie-dyads", "questionnaires", "agents"])
def sandbox(request: pytest.FixtureRequest) -> Iterator[Sandbox]:
    minutes = None if request.param == "questionnaires" else 0.5
    with start(request.param, rooms=3, minutes=minutes) as running:
        yield running


def people_of(sandbox: Sandbox) -> tuple[str, list[str]]:
    """Give the room with most people, and who they are."""
    rooms = Counter(str(one["roomId"]) for one in sandbox.study.participants if one["roomId"])
    room = rooms.most_common(1)[0][0]
    return room, [str(one["id"]) for one in sandbox.study.participants if one["roomId"] == room]


def asked(sandbox: Sandbox, since: int) -> Counter[str]:
    return Counter(str(one.operation) for one in sandbox.requests[since:])


@pytest.mark.parametrize("output", ["dict", "pandas", "polars", "arrow"])
def test_parts_are_what_they_are_when_asked_for_alone(sandbox: Sandbox, output: str) -> None:
    room, (person, *_) = people_of(sandbox)
    of = {"scope": "participant", "room_id": room, "output": output}
    with sandbox.client() as hs:
        result = hs.get_all_data(person, room_id=room, output=output)
        for name in PARTS:
            alone = getattr(hs, f"get_{name}")(person, **of)
            assert fetch_report(result[name]).to_dict() == fetch_report(alone).to_dict()
            assert as_values(result[name]) == as_values(alone)


def as_values(frame: Any) -> Any:
    if isinstance(frame, list):
        return list(frame)
    if hasattr(frame, "to_pylist"):
        return frame.schema.remove_metadata(), frame.to_pylist()
    if hasattr(frame, "to_dicts"):
        return frame.schema, frame.to_dicts()
    return frame.dtypes.to_dict(), frame.to_csv()


def test_no_list_is_asked_for_twice(sandbox: Sandbox) -> None:
    room, (person, *_) = people_of(sandbox)
    since = len(sandbox.requests)
    with sandbox.client() as hs:
        found = hs.get_all_data(person, room_id=room)
    assert set(asked(sandbox, since)) == set(LISTS)
    # What is not among the events is asked for once: a server may keep it apart.
    apart = 2 * found["questionnaire"].empty
    apart += found["instructions"].empty or found["consent"].empty
    assert asked(sandbox, since)["get_events"] == 1 + apart


def test_several_participants_cost_as_much_as_the_room(sandbox: Sandbox) -> None:
    room, people = people_of(sandbox)
    with sandbox.client() as hs:
        since = len(sandbox.requests)
        several = hs.get_all_data((one for one in people), room_id=room, output="dict")
        by_room = asked(sandbox, since)
        since = len(sandbox.requests)
        each = [hs.get_all_data(one, room_id=room, output="dict") for one in people]
        one_by_one = asked(sandbox, since)
    assert set(by_room) == set(LISTS)
    assert all(by_room[name] <= one_by_one[name] for name in LISTS)
    assert list(several) == list(each[0])
    for name, rows in several.items():
        # Each answer signs its links anew.
        apart = [repr(without_signatures(row)) for one in each for row in one[name]]
        assert sorted(repr(without_signatures(row)) for row in rows) == sorted(apart), name


def test_who_has_no_row_is_named(sandbox: Sandbox) -> None:
    room, (person, *_) = people_of(sandbox)
    with sandbox.client() as hs:
        with pytest.warns(HyperStudyWarning, match="no row names nobody"):
            result = hs.get_all_data([person, "nobody", person], room_id=room, output="dict")
        assert result["events"] == hs.get_all_data(person, room_id=room, output="dict")["events"]


@pytest.mark.parametrize("given", [[], None, 5.5, ["a/b"], [None]])
def test_people_that_cannot_be_meant(given: Any) -> None:
    with HyperStudy("hst_test_1", "http://127.0.0.1:9") as hs, pytest.raises(InputError):
        hs.get_all_data(given, room_id="room_1")


# A server that knows the two names of the questionnaire apart, and fails as a test wants.

CATEGORIES = ("component", "post_experiment", "pre_experiment", "questionnaire", None)


def event(number: int) -> dict[str, Any]:
    category = CATEGORIES[number * 7 % 5]
    kind = ("consent.shown", "instructions.completed")[number % 2]
    return {
        "id": f"evt_{number}",
        "participantId": "p_1",
        "roomId": "room_1",
        "timestamp": f"2026-03-02T09:{number // 3:02}:00.000Z",
        "category": category,
        **({"eventType": kind} if category == "pre_experiment" else {}),
    }


EVENTS = [event(number) for number in range(90)]


class Strict:
    """Answers with events page by page, with nothing to all other questions."""

    def __init__(self) -> None:
        self.warnings: list[str] = []
        self.lost = 0
        self.broken = False
        self.asked: list[str] = []

    def __call__(self, request: ReceivedRequest) -> Answer:
        self.asked.append(request.path)
        rows: list[dict[str, Any]] = []
        if "/data/events/" in request.path:
            if self.broken:
                error = {"code": "FORBIDDEN", "message": "not these"}
                return Answer(403, body={"status": "error", "error": error})
            wanted = request.query.get("category")
            rows = [row for row in EVENTS if wanted in (None, row["category"])]
        start, size = (
            int(request.query.get("offset", 0)),
            min(int(request.query.get("limit", 40)), 40),
        )
        page = rows[start : start + size]
        block = {"total": len(rows), "hasMore": start + size < len(rows)}
        if rows and "category" not in request.query:
            block["total"] += self.lost
        metadata = {"pagination": block, "_warnings": self.warnings}
        return Answer(body={"status": "success", "data": page, "metadata": metadata})


@pytest.fixture
def strict(server: Server) -> Strict:
    answers = Strict()
    server.respond(answers)
    return answers


@pytest.fixture
def server() -> Iterator[Server]:
    with Server() as running:
        yield running


@pytest.fixture
def hs(server: Server) -> Iterator[HyperStudy]:
    with HyperStudy("hst_test_1", f"{server.url}/api/v3") as client:
        yield client


@pytest.mark.parametrize("people", ["p_1", ["p_1"]])
def test_both_names_of_the_questionnaire(strict: Strict, hs: HyperStudy, people: Any) -> None:
    result = hs.get_all_data(people, room_id="room_1", output="dict")
    assert sum("/data/events/" in path for path in strict.asked) == 3
    for name in PARTS:
        alone = getattr(hs, f"get_{name}")("p_1", scope="participant", room_id="room_1")
        assert len(result[name]) > 8
        assert [row["id"] for row in result[name]] == list(alone["id"])
        report = fetch_report(result[name])
        assert report.clean
        assert (report.promised, report.rows) == (fetch_report(alone).promised, len(alone))


def test_what_the_whole_lacks_its_parts_may_lack(strict: Strict, hs: HyperStudy) -> None:
    strict.lost = 3
    with pytest.warns(IncompleteDataWarning) as caught:
        result = hs.get_all_data("p_1", room_id="room_1", output="dict")
    assert "consent of participant p_1: events of participant p_1: 3 of its rows" in str(
        caught[-1].message
    )
    assert [name for name, rows in result.items() if not fetch_report(rows).complete] == [
        "events",
        *PARTS,
    ]


@pytest.mark.filterwarnings("ignore::hyperstudy.HyperStudyWarning")
def test_what_the_server_warns_of_stands_with_the_parts(strict: Strict, hs: HyperStudy) -> None:
    strict.warnings = ["MISSING_INDEX: rows may be missing"]
    result = hs.get_all_data("p_1", room_id="room_1", output="polars")
    assert fetch_report(result["consent"]).server_warnings == strict.warnings


def test_parts_go_with_the_list_that_they_are_of(strict: Strict, hs: HyperStudy) -> None:
    strict.broken = True
    with pytest.raises(HyperStudyError, match="not these") as caught:
        hs.get_all_data("p_1", room_id="room_1")
    assert not {"events", *PARTS} & set(caught.value.partial)
    assert len(caught.value.partial) == 9
    assert sum("/data/events/" in path for path in strict.asked) == 1
