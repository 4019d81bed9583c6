"""Cells as lines, and rows put side by side, compared with what plain Python makes of them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

pytest.importorskip("pyarrow")

import pyarrow as pa

from hyperstudy.export.cell_text import distinct_texts
from hyperstudy.export.event_tables import person_column
from hyperstudy.export.room_recordings import parts_of
from hyperstudy.export.text_lines import TextLines

CELLS = st.text(alphabet=st.characters(exclude_categories=["Cs"]), max_size=5)


@given(st.lists(st.tuples(CELLS, CELLS), max_size=12), st.data())
def test_lines_are_what_joining_gives(rows: list[tuple[str, str]], data: st.DataObject) -> None:
    columns = [pa.array([row[place] for row in rows], pa.string()) for place in (0, 1)]
    lines = TextLines(columns)
    wanted = [f"{first}\t{second}\n".encode() for first, second in rows]
    assert lines.all() == b"".join(wanted)
    assert len(lines) == len(rows)
    first = data.draw(st.integers(0, len(rows)))
    last = data.draw(st.integers(first, len(rows)))
    assert lines.between(first, last) == b"".join(wanted[first:last])
    chunked = [pa.chunked_array([one.slice(0, first), one.slice(first)]) for one in columns]
    assert TextLines(chunked).all() == lines.all()
    sliced = [one.slice(first, last - first) for one in columns]
    assert TextLines(sliced).all() == lines.between(first, last)


@given(st.lists(st.sampled_from(["a", "b", "", "é"]) | st.none(), max_size=40))
def test_distinct_texts_and_their_places_are_the_texts(texts: list[str | None]) -> None:
    array = pa.array(texts, pa.string())
    distinct, places = distinct_texts(array)
    assert (distinct if places is None else distinct.take(places)).to_pylist() == texts


@given(st.lists(st.tuples(st.sampled_from("pqr") | st.none(), st.sampled_from("st") | st.none())))
def test_rows_are_put_side_by_side_in_their_order(
    rows: list[tuple[str | None, str | None]],
) -> None:
    table = pa.table(
        {
            "participantId": pa.array([one for one, _ in rows], pa.string()),
            "componentId": pa.array([one for _, one in rows], pa.string()),
            "place": pa.array(range(len(rows)), pa.int64()),
        }
    )
    found: dict[tuple[str, str], list[int]] = {}
    sorted_rows, parts = parts_of("ratings_continuous", table, person_column(table))
    for person, stream, first, last in parts:
        assert first < last
        assert (person, stream) not in found
        found[person, stream] = sorted_rows["place"].slice(first, last - first).to_pylist()
    wanted: dict[tuple[str, str], list[int]] = {}
    for place, (who, of_what) in enumerate(rows):
        if who is not None:
            wanted.setdefault((who, of_what or ""), []).append(place)
    assert found == wanted
