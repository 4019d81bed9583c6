"""Pages of sorted, filtered and merged rows."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hyperstudy.sandbox.onset_order import OnsetOrder
from hyperstudy.sandbox.paging import identity_of, page_of, sorted_rows
from hyperstudy.sandbox.study.table import Rows, Table, Timed

rooms_of_onsets = st.lists(st.lists(st.integers(-5, 30), max_size=12), max_size=4)


def merged(rooms: list[list[int]]) -> tuple[OnsetOrder, list[dict[str, Any]]]:
    parts: list[Rows] = []
    everything = []
    for number, onsets in enumerate(rooms):
        zero = 1000 * number
        timed = [
            Timed(zero + onset, f"r{number}_{at:02}", {"id": f"r{number}_{at:02}", "onset": onset})
            for at, onset in enumerate(sorted(onsets))
        ]
        parts.append(Rows(lambda timed=timed: timed, zero))
        everything += [each.row for each in timed]
    everything.sort(key=lambda row: (row["onset"], row["id"]))
    return OnsetOrder(Table.of(parts)), everything


@given(rooms=rooms_of_onsets, start=st.integers(0, 40), length=st.integers(1, 40))
def test_any_slice_by_onset_is_that_of_the_sorted_whole(
    rooms: list[list[int]], start: int, length: int
) -> None:
    ordered, everything = merged(rooms)
    assert len(ordered) == len(everything)
    assert ordered[start : start + length] == everything[start : start + length]


def test_a_search_by_time_makes_the_rows_of_a_part_once() -> None:
    made = 0

    def make() -> list[Timed]:
        nonlocal made
        made += 1
        return [Timed(at, f"{at:04}", {"id": f"{at:04}", "onset": at}) for at in range(5_000)]

    table = Table.of([Rows(make)])
    assert len(OnsetOrder(table.between(1_000, 2_000))) == 1_001
    assert [table.before(at) for at in (-1, 0, 700, 9_999)] == [0, 0, 700, 5_000]
    assert made == 1


def test_single_rows_by_onset() -> None:
    ordered, everything = merged([[3, 1], [2, 2]])
    assert [ordered[at] for at in range(4)] == everything
    assert ordered[-1] == everything[-1]
    with pytest.raises(IndexError):
        ordered[4]


values = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(),
    st.floats(allow_nan=False),
    st.text(),
    st.lists(st.integers(), max_size=2),
    st.sampled_from(["2026-03-02T09:00:00Z", "2026-03-02T09:00:00.250Z"]),
)


@given(members=st.lists(values, max_size=12), limit=st.integers(1, 5), down=st.booleans())
def test_pages_of_any_values_are_a_stable_whole(members: list[Any], limit: int, down: bool) -> None:
    rows = [{"id": f"{at:03}", "x": value} for at, value in enumerate(members)]
    ordered = sorted_rows(rows, "x", natural=())
    pages: list[Any] = []
    while len(pages) < len(rows):
        page, pagination = page_of(ordered, limit=limit, offset=len(pages), descending=down)
        assert pagination.total == len(rows)
        pages += page
    assert sorted(row["id"] for row in pages) == [row["id"] for row in rows]
    assert pages == (list(ordered)[::-1] if down else list(ordered))


def test_times_are_ordered_as_times_not_as_text() -> None:
    # As text, the fraction would come first.
    rows = [
        {"id": "b", "at": "2026-03-02T09:00:00.250Z"},
        {"id": "a", "at": "2026-03-02T09:00:00Z"},
    ]
    assert [row["id"] for row in sorted_rows(rows, "at", natural=())] == ["a", "b"]


def test_what_names_a_row() -> None:
    assert identity_of({"recordingId": "EG_1", "roomId": "r"}) == "EG_1"
    assert identity_of({"value": 3}) == ""
