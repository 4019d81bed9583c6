"""Whatever rows a server has and however they change: a study gives the frames of the server."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from served_lists import EXPERIMENT, ServedLists, event

import hyperstudy

pytest.importorskip("pyarrow")
pytest.importorskip("polars")

if TYPE_CHECKING:
    from collections.abc import Sequence

    Row = dict[str, Any]

pytestmark = pytest.mark.filterwarnings("ignore::hyperstudy.HyperStudyWarning")

VALUES = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-2, 2),
    st.sampled_from([0.5, -0.0, float("inf"), 2**53 + 1, 2**64, -(2**64) - 1]),
    st.sampled_from(["", "a", "1", "true", "2026-03-02T09:00:04Z", "1772442004", "\ud83d"]),
    st.sampled_from([[], {}, {"a": 1}, {"_seconds": 1772442004, "_nanoseconds": 0}]),
)
KEYS = st.sampled_from(
    [
        *("content", "duration", "onset", "timestamp", "metadata", "participantId"),
        *("new", "newer", "New", "metadata_new", "createdAt", "onset_sec", "", "a.b", "_order"),
    ]
)
CHANGES = st.lists(st.tuples(KEYS, VALUES), max_size=4).map(dict)
MEMBERS = st.dictionaries(st.sampled_from(["new", "newer", "word"]), VALUES, max_size=3)


@st.composite
def lists_of_rows(draw: st.DrawFn) -> tuple[list[Row], list[Row]]:
    """Draw a list, and the same later: rows came in between, changed, and went."""

    def row(number: int) -> Row:
        more = draw(CHANGES)
        if draw(st.booleans()):
            more["metadata"] = draw(MEMBERS)
        return dict(draw(st.permutations([*(event(number) | more).items()])))

    numbers = draw(st.lists(st.integers(0, 30), unique=True, max_size=12))
    earlier = [row(number) for number in sorted(numbers)]
    later = [one for one in earlier if draw(st.integers(0, 4))]
    later = [one | {"new": draw(VALUES)} if not draw(st.integers(0, 4)) else one for one in later]
    others = draw(st.lists(st.integers(31, 60), unique=True, max_size=4))
    for number in others:
        later.insert(draw(st.integers(0, len(later))), row(number))
    return earlier, later


def content(frame: Any) -> list[tuple[str, str, str]]:
    """Give names, types and values of a frame's columns; None is what is missing."""
    if isinstance(frame, list):
        return [("", "", json.dumps(frame))]
    if type(frame).__module__.startswith("pyarrow"):
        table = frame
        return [
            (field.name, str(field.type), str(table.column(at).to_pylist()))
            for at, field in enumerate(table.schema)
        ]
    return [(str(name), str(frame[name].dtype), str(list(frame[name]))) for name in frame.columns]


def compare(online: Any, offline: Any, parts: Sequence[Row]) -> None:
    for output in ("dict", "pandas", "polars", "arrow"):
        for part in parts:
            expected = online.get_events(EXPERIMENT, output=output, **part)
            found = offline.get_events(EXPERIMENT, output=output, **part)
            assert content(found) == content(expected), (output, part)


@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(both=lists_of_rows(), size=st.sampled_from([2, 5, 1000]), offset=st.integers(0, 5))
def test_a_study_has_the_frames_of_the_server(
    both: tuple[list[Row], list[Row]],
    size: int,
    offset: int,
    lists: ServedLists,
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    folder = tmp_path_factory.mktemp("any") / "study"
    parts: list[Row] = [{}, {"offset": offset}, {"limit": 3, "offset": offset}]
    with lists.client(page_size=size) as hs:
        for rows in both:
            lists.lists["events"] = rows
            hs.pull(EXPERIMENT, folder, types="events", overlap=None, progress=False)
            compare(hs, hyperstudy.open_study(folder), parts)


def test_keys_that_went_are_no_columns_any_more(
    lists: ServedLists, tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder = tmp_path_factory.mktemp("gone") / "study"
    versions: list[list[Row]] = [
        [event(1, old=1, new="a"), event(2, new=1, late=2)],
        [event(2, new=1, late=2)],
        [event(2, new="b")],
        [event(1, late=0.5, new="c"), event(2, new="b")],
        [event(1), event(2)],
    ]
    with lists.client() as hs:
        for rows in versions:
            lists.lists["events"] = rows
            hs.pull(EXPERIMENT, folder, types="events", overlap=None, progress=False)
            compare(hs, hyperstudy.open_study(folder), [{}])


def test_columns_of_unknown_keys_stand_in_the_order_in_which_rows_have_them(
    lists: ServedLists, tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder = tmp_path_factory.mktemp("order") / "study"
    lists.lists["events"] = [
        event(3, a=1, b=2, metadata={"x": 1, "y": 2}),
        event(4, b=None, metadata={"y": 1}),
        event(6, b=1, a=2),
    ]
    with lists.client() as hs:
        hs.pull(EXPERIMENT, folder, types="events", progress=False)
        compare(hs, hyperstudy.open_study(folder), [{}, {"offset": 1}, {"offset": 2}])
    study = hyperstudy.open_study(folder)
    backwards = study.get_events(EXPERIMENT, order="desc")
    assert list(backwards.columns[-4:]) == ["b", "a", "metadata_y", "metadata_x"]


@pytest.mark.parametrize("odd", [{}, {"unknown": 1}])
def test_an_empty_id_names_no_row(
    odd: Row, lists: ServedLists, tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder = tmp_path_factory.mktemp("empty") / "study"
    rows = [event(number, id="", **odd) for number in range(25)]
    lists.page = 10
    # One that is only in the list of its category, and has no id either.
    apart = event(30, id="", category="questionnaire")
    lists.lists["events?questionnaire"] = [apart]
    with lists.client() as hs:
        for came in (rows, [*rows[:5], event(31, id=""), *rows[6:]]):
            lists.lists["events"] = came
            report = hs.pull(EXPERIMENT, folder, types="events", overlap=None, progress=False)
            assert report.complete
            assert not any(table.findings for table in report.tables)
            compare(hs, hyperstudy.open_study(folder), [{}])
    found = hyperstudy.open_study(folder).get_questionnaire(EXPERIMENT, output="dict")
    assert found == [apart]


def test_decisions_whose_room_is_no_text(
    lists: ServedLists, tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder = tmp_path_factory.mktemp("decisions") / "study"
    rooms: list[Any] = [[1], {"a": 1}, 31, "31", None, "room_1"]
    lists.lists[f"agent-decisions/experiment/{EXPERIMENT}"] = rows = [
        {"_type": "decision", "id": f"p_{number}", "roomId": room}
        for number, room in enumerate(rooms)
    ]
    lists.lists["agent-decisions"] = rows
    with lists.client() as hs:
        hs.pull(EXPERIMENT, folder, types="agent_decisions", progress=False)
    study = hyperstudy.open_study(folder)
    assert study.get_agent_decisions(EXPERIMENT, output="dict") == rows
    # Two of the room 31, however they name it, and two of no room.
    capped = study.get_agent_decisions(EXPERIMENT, limit=1, output="dict")
    assert [row["roomId"] for row in capped] == [[1], 31, "room_1"]


def test_windows_of_sync_metrics_in_forms_that_the_contract_does_not_have(
    lists: ServedLists, tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder = tmp_path_factory.mktemp("sync") / "study"
    common: Row = {"roomId": 31, "participantId": 7, "odd": [1]}
    lists.lists["sync"] = [
        {**common, "metricId": "a", "onset": "1500", "timestamp": 1772442004250, "latency": "10"},
        {**common, "metricId": "b", "onset": 1900.0, "latency": 20, "jitter": 3, "timeDrift": None},
        {**common, "metricId": "c", "onset": 1950, "latency": None, "jitter": 5, "timeDrift": -4},
        {"metricId": "d", "onset": None, "latency": 7},
        {"metricId": "e", "participantId": [1], "onset": 2500, "latency": "quick"},
    ]
    with lists.client() as hs:
        hs.pull(EXPERIMENT, folder, types="sync", progress=False)
    found = hyperstudy.open_study(folder).get_sync(
        EXPERIMENT, aggregation_window=1000, output="dict"
    )
    by_latency = hyperstudy.open_study(folder).get_sync(
        EXPERIMENT, aggregation_window=1000, sort="latency", output="dict"
    )
    assert [row["metricId"] for row in by_latency] == ["d", "a", "e"]
    first, alone, last = sorted(found, key=lambda row: str(row["metricId"]))
    assert (first["onset"], first["sampleCount"], first["latency"]) == (1000, 3, 15)
    assert (first["timeDrift"], first["jitter"], first["odd"]) == (-4, 4, [1])
    assert (first["roomId"], first["participantId"]) == (31, 7)
    assert first["timestamp"] == "2026-03-02T09:00:03.750Z"
    assert alone == lists.lists["sync"][3]
    assert (last["onset"], last["latency"], last["participantId"]) == (2000, "quick", [1])
