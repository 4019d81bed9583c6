"""Answers, instructions and consent that a server keeps apart from its events are pulled, too."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from faults.server import Answer
from served_lists import EXPERIMENT, ServedLists, event

import hyperstudy
from hyperstudy.display.notices import IncompleteDataWarning
from hyperstudy.study.verify import verify

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

pytest.importorskip("pyarrow")

ANSWERS = [
    event(
        number,
        category="questionnaire",
        eventType="questionnaire.response",
        value={"questionId": "age", "answer": number, "mine": number},
    )
    for number in range(101, 104)
]
INSTRUCTIONS = [
    event(number, category="pre_experiment", eventType="instructions.page_view")
    for number in range(110, 112)
]
CONSENT = [
    event(number, category="pre_experiment", eventType="consent.agreed", extra=number)
    for number in range(120, 123)
]
OTHER = [event(130, category="pre_experiment", eventType="comprehension_check")]
BEFORE = [*INSTRUCTIONS, *CONSENT, *OTHER]
CATEGORIES = ("questionnaire", "post_experiment", "pre_experiment")


@pytest.fixture
def lists(lists: ServedLists) -> ServedLists:
    lists.lists["events"] = [event(number) for number in range(20)]
    lists.lists["participants"] = [
        {"id": f"p_{number}", "participantId": f"p_{number}", "roomId": f"room_{room}"}
        for number in range(2)
        for room in range(3)
    ]
    lists.lists["rooms"] = [{"id": f"room_{number}"} for number in range(3)]
    return lists


@pytest.fixture
def apart(lists: ServedLists) -> ServedLists:
    lists.lists["events?questionnaire"] = lists.lists["events?post_experiment"] = ANSWERS
    lists.lists["events?pre_experiment"] = BEFORE
    return lists


@pytest.fixture
def hs(lists: ServedLists) -> Iterator[hyperstudy.HyperStudy]:
    with lists.client() as client:
        yield client


def asked_apart(lists: ServedLists) -> list[int]:
    return [len(lists.of(f"events?{category}")) for category in CATEGORIES]


QUESTIONS: dict[str, Callable[[Any], Any]] = {
    "events": lambda who: who.get_events(EXPERIMENT, output="dict"),
    "questionnaire": lambda who: who.get_questionnaire(EXPERIMENT, output="dict"),
    "instructions": lambda who: who.get_instructions(EXPERIMENT, output="dict"),
    "consent": lambda who: who.get_consent(EXPERIMENT, output="dict"),
    "category": lambda who: who.get_events(EXPERIMENT, category="pre_experiment", output="dict"),
    "second name": lambda who: who.get_events(
        EXPERIMENT, category="post_experiment", output="dict"
    ),
    "part": lambda who: who.get_questionnaire(EXPERIMENT, limit=1, offset=1, output="dict"),
}


@pytest.mark.parametrize("category", QUESTIONS)
def test_a_study_answers_as_a_server_that_keeps_kinds_apart(
    category: str, apart: ServedLists, hs: hyperstudy.HyperStudy, study: Path
) -> None:
    report = hs.pull(EXPERIMENT, study, types="events")
    assert report.complete
    rows = {one.name: one.rows for one in report.tables}
    assert rows == {"events": 20, "questionnaire": 3, "pre_experiment": 6}
    assert asked_apart(apart) == [1, 1, 1]
    here = hyperstudy.open_study(study)
    assert QUESTIONS[category](here) == QUESTIONS[category](hs)
    assert verify(study).complete


def test_frames_filters_and_everything_of_a_room_have_these_rows(
    apart: ServedLists, hs: hyperstudy.HyperStudy, study: Path
) -> None:
    hs.pull(EXPERIMENT, study)
    here = hyperstudy.open_study(study)
    frame = here.get_consent(EXPERIMENT)
    assert frame["id"].tolist() == [one["id"] for one in CONSENT]
    assert frame["extra"].tolist() == [120, 121, 122]
    assert hyperstudy.fetch_report(frame).complete
    room = here.get_questionnaire("room_0", scope="room", output="dict")
    assert room == [one for one in ANSWERS if one["roomId"] == "room_0"]
    late = here.get_consent(EXPERIMENT, start_time=CONSENT[1]["timestamp"], output="dict")
    assert late == CONSENT[1:]
    last = here.get_consent(EXPERIMENT, order="desc", output="dict")
    assert last == CONSENT[::-1]
    found = here.get_all_data("p_0", room_id="room_0", output="dict")
    assert found["questionnaire"] == [one for one in room if one["participantId"] == "p_0"]
    assert here.sql("select count(*) as n from questionnaire")["n"].tolist() == [3]


def test_rows_among_the_events_cost_no_request_and_no_table(
    lists: ServedLists, hs: hyperstudy.HyperStudy, study: Path
) -> None:
    lists.lists["events"] += [*ANSWERS, *BEFORE]
    assert [one.name for one in hs.pull(EXPERIMENT, study, types="events").tables] == ["events"]
    assert asked_apart(lists) == [0, 0, 0]
    assert hyperstudy.open_study(study).get_consent(EXPERIMENT, output="dict") == CONSENT


def test_only_what_is_lacking_is_asked_for_and_no_row_is_there_twice(
    lists: ServedLists, hs: hyperstudy.HyperStudy, study: Path
) -> None:
    lists.lists["events"] += [*ANSWERS, *INSTRUCTIONS]
    lists.lists["events?pre_experiment"] = BEFORE
    hs.pull(EXPERIMENT, study, types="events")
    assert asked_apart(lists) == [0, 0, 1]
    here = hyperstudy.open_study(study)
    assert here.sql("select id from pre_experiment order by id")["id"].tolist() == [
        one["id"] for one in [*CONSENT, *OTHER]
    ]
    for kind in ("instructions", "consent", "category", "events"):
        assert QUESTIONS[kind](here) == QUESTIONS[kind](hs)


def test_a_server_without_such_rows_is_asked_once_for_each_category(
    lists: ServedLists, hs: hyperstudy.HyperStudy, study: Path
) -> None:
    assert [one.name for one in hs.pull(EXPERIMENT, study, types="events").tables] == ["events"]
    assert asked_apart(lists) == [1, 1, 1]
    assert hyperstudy.open_study(study).get_questionnaire(EXPERIMENT, output="dict") == []


@pytest.mark.parametrize("category", ["component", None])
def test_a_server_that_ignores_the_category_is_not_read_once_more(
    category: str | None, lists: ServedLists, hs: hyperstudy.HyperStudy, study: Path
) -> None:
    lists.applies_filters, lists.page = False, 10
    lists.lists["events"] = [event(number, category=category) for number in range(100)]
    report = hs.pull(EXPERIMENT, study, types="events")
    assert [(one.name, one.rows) for one in report.tables] == [("events", 100)]
    assert report.complete
    assert asked_apart(lists) == [1, 1, 1]


def test_later_pulls_bring_what_is_new_and_drop_what_is_among_the_events_by_then(
    apart: ServedLists, hs: hyperstudy.HyperStudy, study: Path
) -> None:
    apart.lists["events?questionnaire"] = apart.lists["events?post_experiment"] = ANSWERS[:2]
    hs.pull(EXPERIMENT, study, types="events")
    plan = hs.pull(EXPERIMENT, study, types="events", dry_run=True)
    asked_apart(apart)
    apart.lists["events?questionnaire"] = apart.lists["events?post_experiment"] = ANSWERS
    report = hs.pull(EXPERIMENT, study, types="events")
    assert {one.name: one.new for one in report.tables} == {
        "events": 0,
        "questionnaire": 1,
        "pre_experiment": 0,
    }
    assert plan.requests == report.requests
    apart.lists["events"] = [*apart.lists["events"], *ANSWERS]
    del apart.lists["events?questionnaire"], apart.lists["events?post_experiment"]
    report = hs.pull(EXPERIMENT, study, types="events")
    assert [one.name for one in report.tables] == ["events", "pre_experiment"]
    here = hyperstudy.open_study(study)
    assert here.get_questionnaire(EXPERIMENT, output="dict") == ANSWERS
    assert not (study / "data" / "questionnaire").exists()
    assert verify(study).complete


def test_a_category_that_is_refused_is_named_and_costs_nothing_else(
    apart: ServedLists, hs: hyperstudy.HyperStudy, study: Path
) -> None:
    apart.answers["events?post_experiment"] = Answer(status=400)
    with pytest.warns(IncompleteDataWarning, match="questionnaire"):
        report = hs.pull(EXPERIMENT, study, types="events")
    assert list(report.refused) == ["questionnaire"]
    assert {one.name: one.rows for one in report.tables} == {"events": 20, "pre_experiment": 6}


def test_exports_and_the_report_have_these_rows(
    apart: ServedLists, hs: hyperstudy.HyperStudy, study: Path, tmp_path: Path
) -> None:
    hs.pull(EXPERIMENT, study)
    here = hyperstudy.open_study(study)
    exported = here.export_psych_ds(tmp_path / "psych", names=True)
    assert {"questionnaire", "pre_experiment"} <= set(exported.rows["table"])
    here.export_bids(tmp_path / "bids", names=True)
    events = "".join(
        one.read_text(encoding="utf-8") for one in (tmp_path / "bids").rglob("*_events.tsv")
    )
    assert [events.count(f"\t{one['id']}\t") for one in ANSWERS] == [1, 1, 1]
    counted = here.quality(check_files=False).event_types.set_index("eventType")["events"]
    assert counted["questionnaire.response"] == len(ANSWERS)
