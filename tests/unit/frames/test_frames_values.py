"""What fits a column, what does not, and where that is kept."""

from __future__ import annotations

import pytest
from frame_values import COLUMNS, KNOWN, OUTPUTS, built, loads, types

from hyperstudy import frames

BIG = 2**53 + 1
FITTING = [
    ("id", "", ""),
    ("id", "ä\x00€😀", "ä\x00€😀"),
    ("count", 0, 0),
    ("count", -(2**63), -(2**63)),
    ("count", 2**63 - 1, 2**63 - 1),
    ("count", 3.0, 3),
    ("count", -0.0, 0),
    ("onset", 2**53, 2.0**53),
    ("onset", BIG - 1, float(BIG - 1)),
    ("onset", 2**60, 2.0**60),
    ("onset", 1e308, 1e308),
    ("onset", -0.1, -0.1),
    ("done", False, False),
]
MISFITS = [
    ("id", 12),
    ("id", 1.5),
    ("id", True),
    ("id", ["a"]),
    ("id", {"a": "b"}),
    ("id", "\ud800"),
    ("count", "3"),
    ("count", 3.5),
    ("count", True),
    ("count", 2**63),
    ("count", -(2**63) - 1),
    ("count", 1e300),
    ("count", [1]),
    ("onset", "4250"),
    ("onset", ""),
    ("onset", False),
    ("onset", BIG),
    ("onset", 10**400),
    ("onset", float("inf")),
    ("onset", float("-inf")),
    ("onset", {}),
    ("done", 0),
    ("done", 1.0),
    ("done", "true"),
    ("timestamp", 1772442004250),
    ("timestamp", 1772442004.25),
    ("timestamp", "soon"),
    ("timestamp", ""),
    ("timestamp", "2026-02-30T09:00:00.000Z"),
    ("timestamp", "2026-03-02T09:00:04.1234567Z"),
    ("timestamp", True),
    ("timestamp", ["2026-03-02"]),
    ("metadata_index", 3.5),
]
COMPANY = [
    {
        "id": "a",
        "count": 1,
        "onset": 0.5,
        "done": True,
        "timestamp": "2026-03-02T09:00:04.250Z",
        "metadata": {"index": 1},
    },
    {},
]


def row(column, value):
    if column.startswith("metadata_"):
        return {"metadata": {column.removeprefix("metadata_"): value}}
    return {column: value}


def same(one, other):
    return type(one) is type(other) and one == other


@pytest.mark.parametrize("output", OUTPUTS)
@pytest.mark.parametrize(("column", "value", "expected"), FITTING)
def test_a_value_that_its_column_can_hold_exactly_is_there(output, column, value, expected):
    for rows in ([row(column, value)], [*COMPANY, row(column, value)]):
        found, notes = built(rows, output)
        assert same(found[column][-1], expected)
        assert not notes
        assert list(found) == KNOWN


@pytest.mark.parametrize("output", OUTPUTS)
@pytest.mark.parametrize(("column", "value"), MISFITS)
def test_a_value_that_does_not_fit_is_kept_beside_its_column(output, column, value):
    alone = [row(column, value)]
    among = [*COMPANY, row(column, value), *COMPANY]
    for rows, place in ((alone, 0), (among, 2)):
        frame = frames.build(rows, COLUMNS, output)
        found, _ = built(rows, output)
        companion = f"{column}_as_received"
        assert list(found) == [*KNOWN, companion]
        assert found[column][place] is None
        kept = found[companion]
        assert [one is None for one in kept] == [one != place for one in range(len(rows))]
        if output == "pandas":
            assert same(kept[place], value)
        else:
            assert same(loads(kept[place]), value)
        assert types(frame.frame)[column] == types(frames.build([], COLUMNS, output).frame)[column]
        (note,) = frame.notes.unreadable
        assert (note.column, note.companion, note.count) == (column, companion, 1)


@pytest.mark.parametrize("output", OUTPUTS)
def test_a_nan_that_came_is_told_from_a_value_that_did_not(output):
    rows = [{"onset": None}, {"onset": float("nan")}, {"onset": 1.5}, {}]
    found, notes = built(rows, output)
    assert found["onset"] == [None, None, 1.5, None]
    (note,) = notes.unreadable
    assert (note.column, note.count, note.first) == ("onset", 1, "NaN")
    if output != "pandas":
        assert found["onset_as_received"] == [None, "NaN", None, None]


def test_one_misfit_costs_no_other_value():
    rows = [*COMPANY[:1] * 700, {"count": "x", "onset": "y"}, *COMPANY[:1] * 700]
    found, notes = built(rows)
    assert found["count"] == [1] * 700 + [None] + [1] * 700
    assert found["onset_sec"] == [0.0005] * 700 + [None] + [0.0005] * 700
    assert [one.count for one in notes.unreadable] == [1, 1]


def test_notes_count_and_show_the_first():
    rows = [{"count": 1}, {"count": "first"}, {"count": None}, {"count": ["b"]}]
    _, notes = built(rows)
    (sentence,) = notes.sentences()
    assert sentence == (
        "2 values of column 'count' do not fit its type: missing there, and kept as received in "
        "column 'count_as_received'. The first is \"first\""
    )
    assert notes
    assert not frames.Notes()
    _, notes = built([{"count": "x" * 1000}])
    assert len(notes.unreadable[0].first) == 100
    assert notes.sentences()[0].startswith("1 value of column 'count' does not fit")


UNKNOWN = [
    ([True, None, False], "boolean"),
    ([1, None, 2], "integer"),
    ([2**63 - 1, -(2**63)], "integer"),
    ([1, 1.5], "number"),
    ([1.5, 2**53], "number"),
    ([1.0, None], "number"),
    (["a", None], "text"),
    (["2026-03-02T09:00:04Z"], "text"),
    ([None, None], "json"),
    ([True, 1], "json"),
    ([1, "a"], "json"),
    ([2**63], "json"),
    ([1.5, 2**53 + 1], "json"),
    ([1.5, 10**400], "json"),
    ([1.5, float("inf")], "json"),
    (["a", "\ud800"], "json"),
    ([[1], None, [1, 2]], "json"),
    ([[1], [2]], "json"),
    ([{"a": 1}], "json"),
]
SAMPLE = {"boolean": True, "integer": 1, "number": 1.5, "text": "a", "json": [1]}


@pytest.mark.parametrize("output", OUTPUTS)
@pytest.mark.parametrize(("cells", "kind"), UNKNOWN)
def test_an_unknown_column_has_the_type_of_all_its_values(output, cells, kind):
    sample = types(frames.build([{"new": SAMPLE[kind]}], COLUMNS, output).frame)["new"]
    for ordered in (cells, cells[::-1]):
        for padding in (0, 600):
            rows = [{}] * padding + [{"new": cell} for cell in ordered]
            made = frames.build(rows, COLUMNS, output)
            assert types(made.frame)["new"] == sample
            assert not made.notes
    found, _ = built([{"new": cell} for cell in cells], output)
    if kind == "json" and output != "pandas":
        assert [loads(cell) for cell in found["new"]] == cells
    else:
        assert found["new"] == cells


@pytest.mark.parametrize("output", OUTPUTS)
def test_nesting_of_any_depth_is_kept(output):
    deep: object = "end"
    text = '"end"'
    for level in range(1200):
        deep, text = (
            ([deep, level], f"[{text},{level}]") if level % 2 else ({"a": deep}, f'{{"a":{text}}}')
        )
    found, notes = built([{"value": deep, "id": deep, "new": deep, "count": 5}], output)
    assert [one.column for one in notes.unreadable] == ["id"]
    if output == "pandas":
        assert found["value"][0] is found["id_as_received"][0] is found["new"][0] is deep
    else:
        assert found["value"] == found["id_as_received"] == found["new"] == [text]


def test_lists_of_one_length_are_no_second_dimension():
    found, _ = built([{"value": [1, 2]}, {"value": [3, 4]}])
    assert found["value"] == [[1, 2], [3, 4]]
