"""Whatever happened to a list, its rows get growing numbers, and as few as can be get a new one."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

pytest.importorskip("pyarrow")

from hyperstudy.study.changes import STEP, Comparison, Digests, ExistingRows, Repeats, compare


def digests(rows: list[tuple[str, int]]) -> Digests:
    made = Digests()
    for name, value in rows:
        made.add([{"id": name}], [f"{name} {value}"], "id")
    return made


def compared(
    old: list[tuple[str, int]],
    new: list[tuple[str, int]],
    *,
    after: int = 0,
    numbers: list[int] | None = None,
) -> tuple[Comparison, np.ndarray]:
    there = digests(old)
    given_numbers = numbers or [after + STEP * (place + 1) for place in range(len(old))]
    orders = np.array(given_numbers, np.int64)
    found = compare(ExistingRows(orders, there.identities, there.contents), digests(new), after)
    return found, orders


ROWS = st.lists(st.tuples(st.sampled_from("abcdefgh"), st.integers(0, 2)), max_size=12)


@given(old=ROWS, new=ROWS, after=st.integers(0, 5).map(lambda one: one * STEP))
def test_any_change_of_a_list(
    old: list[tuple[str, int]], new: list[tuple[str, int]], after: int
) -> None:
    found, orders = compared(old, new, after=after)
    assert (np.diff(found.orders) > 0).all()
    assert not len(new) or found.orders[0] > after
    matched = [place for place in found.match.tolist() if place >= 0]
    assert len(set(matched)) == len(matched)
    assert set(matched) | set(found.gone.tolist()) == set(range(len(old)))
    assert set(matched).isdisjoint(found.gone.tolist())
    for place, at in enumerate(found.match.tolist()):
        if at >= 0:
            assert new[place][0] == old[at][0]
            assert found.same[place] == (new[place] == old[at])
            assert found.untouched[place] == (
                new[place] == old[at] and found.orders[place] == orders[at]
            )
    for name in "abcdefgh":
        was, came = [one[0] for one in old].count(name), [one[0] for one in new].count(name)
        assert sum(new[place][0] == name for place in np.flatnonzero(found.match >= 0)) == min(
            was, came
        )


@given(rows=ROWS)
def test_a_list_that_did_not_change(rows: list[tuple[str, int]]) -> None:
    found, _ = compared(rows, rows)
    assert found.untouched.all()
    assert not len(found.gone)


@given(data=st.data())
def test_late_rows_leave_all_others_alone(data: st.DataObject) -> None:
    old = [(f"old{place}", 0) for place in range(data.draw(st.integers(0, 8)))]
    new = list(old)
    for number in range(data.draw(st.integers(1, 6))):
        new.insert(data.draw(st.integers(0, len(new))), (f"new{number}", 0))
    found, _ = compared(old, new)
    assert found.untouched.sum() == len(old)


def test_a_row_that_moved_is_the_only_one_with_a_new_number() -> None:
    old = [(name, 0) for name in "abcdef"]
    new = [old[5], *old[:5]]
    found, _ = compared(old, new)
    assert found.same.all()
    assert found.untouched.tolist() == [False, True, True, True, True, True]


def test_without_room_between_numbers_all_get_new_ones() -> None:
    old = [("a", 0), ("b", 0)]
    found, _ = compared(old, [old[0], ("x", 0), old[1]], after=5, numbers=[6, 7])
    assert found.orders.tolist() == [5 + STEP, 5 + 2 * STEP, 5 + 3 * STEP]


def test_a_row_of_an_earlier_page_is_a_repeat() -> None:
    rows = [b"a" * 16, b"b" * 16, b"c" * 16, b"b" * 16, b"d" * 16, b"a" * 16]
    found = Repeats(3)
    seen = [found.seen(one, one) for one in rows]
    assert seen == [False, False, False, True, False, True]
    assert (found.repeated, found.twice) == (2, 0)


def test_rows_of_one_page_are_no_repeats_and_changed_ones_are_kept() -> None:
    found = Repeats(2)
    assert not found.seen(b"a", b"1")
    assert not found.seen(b"a", b"1")
    assert not found.seen(b"a", b"2")
    assert (found.repeated, found.twice) == (0, 1)


@given(
    st.lists(st.tuples(st.sampled_from([None, *"abcdefgh"]), st.integers(0, 2)), max_size=60),
    st.integers(1, 7),
    st.integers(1, 9),
)
def test_rows_of_a_page_are_noted_together_as_they_would_be_one_by_one(
    rows: list[tuple[str | None, int]], size: int, at_once: int
) -> None:
    together, single = Repeats(size), Repeats(size)
    found: list[int] = []
    for begin in range(0, len(rows), at_once):
        some = rows[begin : begin + at_once]
        places = together.first_places([who for who, _ in some], [what for _, what in some])
        found += [begin + place for place in places]
    expected = [
        place for place, (who, what) in enumerate(rows) if who is None or not single.seen(who, what)
    ]
    assert found == expected
    assert (together.repeated, together.twice) == (single.repeated, single.twice)
