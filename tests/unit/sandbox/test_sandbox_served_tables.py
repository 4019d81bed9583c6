"""The study's tables with what has happened in the sandbox since."""

from __future__ import annotations

import tracemalloc
from datetime import UTC, datetime

from hypothesis import given
from hypothesis import strategies as st

from hyperstudy import contract
from hyperstudy.sandbox.onset_order import OnsetOrder
from hyperstudy.sandbox.study import Row, make
from hyperstudy.sandbox.study.moments import instant_of, iso
from hyperstudy.sandbox.tables import served_table
from hyperstudy.sandbox.world import World

STUDY = make("movie-dyads", rooms=3, minutes=0.5)
EXPERIMENT = str(STUDY.experiment["id"])


def world(rooms: int | None = None) -> World:
    of = STUDY if rooms is None else make("movie-dyads", rooms=rooms)
    now = datetime(2026, 6, 1, tzinfo=UTC)
    return World(of, contract.document(), lambda: now, 1, 1000)


def event(number: int, instant: int, onset: int = 0) -> Row:
    return {
        "id": f"new_{number:04}",
        "experimentId": EXPERIMENT,
        "roomId": None,
        "timestamp": iso(instant),
        "onset": onset,
    }


BEFORE = list(STUDY.table("events", "experiment", EXPERIMENT))
INSTANTS = [instant_of(row["timestamp"]) for row in BEFORE]
moments = st.sampled_from(INSTANTS) | st.integers(INSTANTS[0] - 9_000, INSTANTS[-1] + 9_000)


@given(st.lists(st.tuples(moments, st.integers(-9, 99_000)), max_size=8))
def test_recorded_events_have_their_place_by_time_and_by_onset(
    added: list[tuple[int, int]],
) -> None:
    of = world()
    of.recorded += [event(number, *one) for number, one in enumerate(added)]
    table = served_table(of, "events", "experiment", EXPERIMENT)
    expected = sorted(
        [*zip(INSTANTS, BEFORE, strict=True)]
        + [(instant_of(row["timestamp"]), row) for row in of.recorded],
        key=lambda timed: timed[0],
    )
    assert list(table) == [row for _, row in expected]
    assert [table.instant(at) for at in range(len(table))] == [instant for instant, _ in expected]
    by_onset = sorted(table, key=lambda row: (row["onset"], row["id"]))
    assert OnsetOrder(table)[:] == by_onset


def test_a_page_with_recorded_events_copies_no_others() -> None:
    of = world(rooms=30)
    table = served_table(of, "events", "experiment", EXPERIMENT)
    assert len(table) > 5_000
    of.recorded.append(event(0, table.instant(2_000)))
    tracemalloc.start()
    page = served_table(of, "events", "experiment", EXPERIMENT)[1_999:2_009]
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert of.recorded[0] in page
    # A list of the rows alone would take more.
    assert peak < 8 * len(table) / 2
