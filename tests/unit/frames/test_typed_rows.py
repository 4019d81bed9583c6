"""Answers read straight into the types of the contract: the same as by way of dicts."""

from __future__ import annotations

import gc
import json
import math
from functools import partial
from unittest import mock

import pytest
from frame_values import COLUMNS, OUTPUTS, types, values
from hypothesis import example, given
from hypothesis import strategies as st
from test_frames_any_rows import exact, rows

from hyperstudy import frames
from hyperstudy.contract import typed_rows
from hyperstudy.contract.typed_rows import TypedReader, TypedRows
from hyperstudy.exact_json import fewer_garbage_collections, loads

msgspec = pytest.importorskip("msgspec")

fitting_rows = st.lists(
    st.fixed_dictionaries(
        {"id": st.text(max_size=5)},
        optional={
            "count": st.one_of(
                st.none(), st.integers(), st.floats(allow_nan=False, allow_infinity=False)
            ),
            "onset": st.one_of(
                st.none(), st.integers(), st.floats(allow_nan=False, allow_infinity=False)
            ),
            "done": st.one_of(st.none(), st.booleans()),
            "timestamp": st.sampled_from([None, "2026-03-02T09:00:04.250Z", "soon", ""]),
            "value": st.recursive(
                st.one_of(st.none(), st.booleans(), st.integers(), st.text(max_size=3)),
                lambda inner: st.lists(inner) | st.dictionaries(st.text(max_size=3), inner),
                max_leaves=5,
            ),
            "metadata": st.dictionaries(st.sampled_from(["word", "index", "new"]), st.integers()),
        },
    ),
    max_size=6,
)


def answer(given_rows, **others):
    return json.dumps({"status": "success", "data": given_rows, **others}).encode()


def reader():
    """Give a reader whose digest is a dict of the columns."""
    return TypedReader(COLUMNS, "id", dict)


def small_parts():
    """Have answers read two rows at a time, as only large ones are."""
    return mock.patch.multiple(typed_rows, _LARGE=0, _ROWS=2)


def built(pages, output, straight):
    """Build a frame of answers, read straight where that can be, or all by way of dicts."""
    builder = frames.builder(COLUMNS, output)
    digest = partial(builder.digest, finite=True)
    read = TypedReader(COLUMNS, "id", digest) if straight else loads
    for page in pages:
        builder.add(read(page)["data"])
        if straight:
            read.meet(builder.unknown_keys, builder.mixed_keys)
    made = builder.finish()
    return list(values(made.frame)), exact(values(made.frame)), types(made.frame), made.notes


@given(st.lists(rows | fitting_rows, max_size=4), st.sampled_from(OUTPUTS))
@example([[{"id": "a", "new": 1}], [{"id": "b", "new": None}], [{"id": "c", "new": "x"}]], "pandas")
@example([[{"\ud800": 1}], [{"\ud800": 2}]], "pandas")
@example([[{'a"b': 1, "c\\d": 2, "e\nf": 3, "": 4}], [{'a"b': 5}]], "pandas")
@example([[{"count": 2**64, "onset": 2**64 + 1, "value": [2**64 + 1]}]], "polars")
@example([[{"value": [None, math.inf]}, {"value": [math.nan], "metadata": {"new": None}}]], "arrow")
@example([[{"value": [None, "inf"]}, {"value": None, "metadata": {"new": [None]}}]], "polars")
@example([[{"count": 3.0, "onset": -0.0}, {"count": 0.5}]], "arrow")
def test_any_answers_give_the_same_frame_and_notes(pages, output):
    texts = [answer(page) for page in pages]
    expected = built(texts, output, False)
    assert built(texts, output, True) == expected
    with small_parts():
        assert built(texts, output, True) == expected


@given(fitting_rows)
def test_a_large_answer_is_read_in_parts(given_rows):
    with small_parts():
        body = reader()(answer(given_rows, metadata={"total": 5}))
    found = body["data"]
    if not given_rows:
        assert found == []
        return
    assert isinstance(found, TypedRows)
    assert body["metadata"] == {"total": 5}
    assert exact(list(found)) == exact(given_rows)
    assert list(found.identifiers) == [row["id"] for row in given_rows]
    assert [length for _, length in found.pieces] == [
        len(given_rows[start : start + 2]) for start in range(0, len(given_rows), 2)
    ]
    assert found == reader()(answer(given_rows))["data"]


@given(fitting_rows)
def test_rows_that_fit_are_read_straight_and_are_what_was_sent_when_looked_at(given_rows):
    body = reader()(answer(given_rows, metadata={"total": 5}))
    found = body["data"]
    assert isinstance(found, TypedRows)
    assert body["metadata"] == {"total": 5}
    assert exact(list(found)) == exact(given_rows)
    assert list(found.identifiers) == [row["id"] for row in given_rows]
    assert found[:] is found
    assert exact(list(found[1:])) == exact(given_rows[1:])
    ((columns, length),) = found.pieces
    assert length == len(given_rows)
    for key, column in columns.items():
        assert exact(list(column)) == exact([row.get(key) for row in given_rows])
        assert any(value is not None for value in column)


@pytest.mark.parametrize(
    "text",
    [
        b'{"status": "success", "data": [{"id": 5}]}',
        b'{"status": "success", "data": [null]}',
        b'{"status": "success", "data": {"id": "a"}}',
        b'{"status": "success", "data": null}',
        b'{"status": "error", "error": {"code": "X"}}',
        b'[{"id": "a"}]',
        b'{"data": [{"id": "a", "onset": NaN}]}',
        b'{"data": [{"id": "a", "onset": 1e400}]}',
        b'{"data": [{"id": "\\ud83d"}]}',
    ],
)
@pytest.mark.parametrize("large", [False, True])
def test_what_is_odd_goes_the_long_way(text, large, monkeypatch):
    if large:
        monkeypatch.setattr(typed_rows, "_LARGE", 0)

    def shown(body):
        return repr(body).replace("nan", str(math.nan))

    try:
        expected = shown(loads(text))
    except ValueError:
        with pytest.raises(ValueError):
            reader()(text)
    else:
        assert shown(reader()(text)) == expected


def test_an_error_beside_the_rows_is_kept():
    answer = reader()(b'{"status": "success", "data": [{"id": "a"}], "error": "half"}')
    assert isinstance(answer["data"], TypedRows)
    assert answer["error"] == "half"


def test_deep_nesting_is_read_or_refused_whichever_way_it_goes():
    # How deep each parser follows depends on the version of Python.
    text = b'{"data": [{"value": ' + b"[" * 2000 + b"]" * 2000 + b"}]}"
    try:
        expected = repr(loads(text)["data"])
    except ValueError:
        with pytest.raises(ValueError, match="nested too deeply"):
            list(reader()(text)["data"])
    else:
        assert repr(list(reader()(text)["data"])) == expected


@pytest.mark.parametrize("text", [b"", b'{"data": [', b'{"data": [{"id": "\xff"}]}', b"<html>"])
def test_what_is_no_json_is_a_value_error(text):
    with pytest.raises(ValueError):
        reader()(text)


def test_a_key_that_was_met_once_does_not_send_later_answers_the_long_way():
    read = reader()
    assert not isinstance(read(answer([{"new": 1}]))["data"], TypedRows)
    read.meet(["new"])
    assert isinstance(read(answer([{"new": 1}]))["data"], TypedRows)
    read.meet(f"key {number}" for number in range(1000))
    assert read(answer([{"new": 1}]))["data"] == [{"new": 1}]


def test_an_id_that_is_a_number_does_not_send_later_answers_the_long_way():
    builder = frames.builder(COLUMNS, "arrow")
    read = TypedReader(COLUMNS, "id", builder.digest)
    for number in range(3):
        found = read(answer([{"id": number, "count": str(number), "done": True}]))["data"]
        assert isinstance(found, TypedRows) == (number > 0)
        builder.add(found)
        read.meet(builder.unknown_keys, builder.mixed_keys)
    made = builder.finish()
    assert values(made.frame)["id"] == ["0", "1", "2"]
    assert values(made.frame)["count"] == [0, 1, 2]
    assert [(one.column, one.count) for one in made.notes.converted] == [("id", 3), ("count", 3)]


def test_rows_are_equal_when_the_server_sent_the_same():
    read = reader()
    one, same, absent, other = (
        read(answer(sent))["data"]
        for sent in ([{"id": "a", "count": None}], [{"id": "a", "count": None}], [{"id": "a"}], [])
    )
    assert one == same
    assert one == list(same)
    assert one != absent
    assert one != other
    assert one != "a"


def test_without_msgspec_every_answer_goes_the_long_way(monkeypatch):
    monkeypatch.setitem(__import__("sys").modules, "msgspec", None)
    assert reader()(answer([{"id": "a"}]))["data"] == [{"id": "a"}]


@pytest.mark.parametrize("before", [(700, 10, 10), (0, 10, 10), (10**6, 5, 5)])
def test_python_looks_for_cycles_as_before_afterwards(before):
    own = gc.get_threshold()
    gc.set_threshold(*before)
    try:
        with fewer_garbage_collections(), fewer_garbage_collections():
            assert (gc.get_threshold()[0] == 0) == (before[0] == 0)
            assert gc.get_threshold()[0] >= before[0]
        assert gc.get_threshold() == before
    finally:
        gc.set_threshold(*own)
