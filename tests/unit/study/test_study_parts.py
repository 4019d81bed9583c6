"""Rooms share files, and stay where they are."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hyperstudy.study import layout, parts
from hyperstudy.study.parts import RoomRows

if TYPE_CHECKING:
    from collections.abc import Iterator


@pytest.fixture(autouse=True, scope="module")
def small_files() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(layout, "FILE_ROWS", 100)
        yield


def rooms(sizes: list[int], begin: int = 0) -> list[RoomRows]:
    return [RoomRows(f"room_{at}", rows, at) for at, rows in enumerate(sizes, begin)]


def names(made: list[list[RoomRows]]) -> list[list[str | None]]:
    return [[one.room for one in part] for part in made]


SIZES = st.lists(st.integers(1, 150), max_size=30)


@given(SIZES)
def test_each_room_is_in_one_file_and_files_are_full(sizes: list[int]) -> None:
    made = parts.assign([], rooms(sizes))
    assert [one for part in made for one in part] == rooms(sizes)
    for part in made:
        assert len(part) == 1 or sum(one.rows for one in part) <= 100
    for part, after in pairwise(made):
        assert sum(one.rows for one in part) + after[0].rows > 100


@given(SIZES, st.data())
def test_a_list_that_only_grew_gets_the_same_files(sizes: list[int], data: st.DataObject) -> None:
    cut = data.draw(st.integers(0, len(sizes)))
    first = parts.assign([], rooms(sizes[:cut]))
    assert parts.assign(first, rooms(sizes[cut:], cut)) == parts.assign([], rooms(sizes))


@given(SIZES, st.data())
def test_a_file_that_is_gone_comes_back_alone(sizes: list[int], data: st.DataObject) -> None:
    whole = parts.assign([], rooms(sizes or [1]))
    lost = data.draw(st.integers(0, len(whole) - 1))
    left = whole[:lost] + whole[lost + 1 :]
    made = parts.assign(left, whole[lost])
    assert made == [*left, whole[lost]]


def test_rooms_that_grew_stay_together_until_they_fill_two_files() -> None:
    (part,) = parts.assign([], rooms([10, 80]))
    grown = [part[0]._replace(rows=90), part[1]._replace(rows=110)]
    assert parts.assign([grown], []) == [grown]
    grown[1] = grown[1]._replace(rows=111)
    assert names(parts.assign([grown], [])) == [["room_0"], ["room_1"]]
    alone = [RoomRows("room_0", 5000, 0)]
    assert parts.assign([alone], []) == [alone]


def test_rooms_stand_in_the_order_of_the_server() -> None:
    late = RoomRows("late", 1, 1)
    assert names(parts.assign([[RoomRows("b", 1, 2), RoomRows("a", 1, 0)]], [late])) == [
        ["a", "late", "b"]
    ]
