"""What fits a column, what does not, and where that is kept."""

from __future__ import annotations

from datetime import UTC, datetime

import orjson
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
MARCH = datetime(2026, 3, 2, 9, 0, 4, 250000, UTC)
READ = [
    ("id", 12, "12"),
    ("id", 0, "0"),
    ("id", 2**70, str(2**70)),
    ("id", -7, "-7"),
    ("id", 1.5, "1.5"),
    ("id", 1e300, orjson.dumps(1e300).decode()),  # 1e300 or 1e+300
    ("id", True, "true"),
    ("id", False, "false"),
    ("count", "3", 3),
    ("count", "-3", -3),
    ("count", "3.0", 3),
    ("count", "4e2", 400),
    ("count", str(2**63 - 1), 2**63 - 1),
    ("count", "9007199254740993.0", BIG),
    ("onset", "4250", 4250.0),
    ("onset", "4250.5", 4250.5),
    ("onset", "-0.10", -0.1),
    ("onset", "1e3", 1000.0),
    ("onset", str(2**60), 2.0**60),
    ("done", "true", True),
    ("done", "false", False),
    ("timestamp", 1772442004, MARCH.replace(microsecond=0)),
    ("timestamp", 1772442004.25, MARCH),
    ("timestamp", 1772442004250, MARCH),
    ("timestamp", 1772442004250.0, MARCH),
    ("timestamp", 1772442004250000, MARCH),
    ("timestamp", 1772442004250000000, MARCH),
    ("timestamp", "1772442004.250", MARCH),
    ("timestamp", "1772442004250", MARCH),
    ("timestamp", "1772442004250000000", MARCH),
    ("timestamp", 1772442004.000001, MARCH.replace(microsecond=1)),
    ("timestamp", 1000000000, datetime(2001, 9, 9, 1, 46, 40, tzinfo=UTC)),
    ("timestamp", {"_seconds": 1772442004, "_nanoseconds": 250000000}, MARCH),
    ("timestamp", {"seconds": 1772442004, "nanoseconds": 250000000}, MARCH),
    (
        "timestamp",
        {"_nanoseconds": 1000, "_seconds": -1},
        datetime(1969, 12, 31, 23, 59, 59, 1, UTC),
    ),
    ("metadata_index", "7", 7),
    ("metadata_word", 7, "7"),
]
MISFITS = [
    ("id", float("inf")),
    ("id", ["a"]),
    ("id", {"a": "b"}),
    ("id", "\ud800"),
    ("count", ""),
    ("count", " 3"),
    ("count", "+3"),
    ("count", "03"),
    ("count", "0x10"),
    ("count", "1_000"),
    ("count", "\u0663"),
    ("count", "3.5"),
    ("count", str(2**63)),
    ("count", "1e99"),
    ("count", "1e999999999"),
    ("count", "9" * 5000),
    ("count", 3.5),
    ("count", True),
    ("count", 2**63),
    ("count", -(2**63) - 1),
    ("count", 1e300),
    ("count", [1]),
    ("onset", ""),
    ("onset", "4,5"),
    ("onset", "NaN"),
    ("onset", "Infinity"),
    ("onset", "1e999"),
    ("onset", str(BIG)),
    ("onset", "0.1000000000000000055511151231257827"),
    ("onset", False),
    ("onset", BIG),
    ("onset", 10**400),
    ("onset", float("inf")),
    ("onset", float("-inf")),
    ("onset", {}),
    ("done", 0),
    ("done", 1.0),
    ("done", "True"),
    ("done", "yes"),
    ("done", "1"),
    ("timestamp", 0),
    ("timestamp", 4250),
    ("timestamp", "4250"),
    ("timestamp", 20260302),
    ("timestamp", "20260302"),
    ("timestamp", 999999999),
    ("timestamp", -1772442004),
    ("timestamp", 1772442004.1234567),
    ("timestamp", 1772442004250000001),
    ("timestamp", 17724420042500000),
    ("timestamp", 1e300),
    ("timestamp", float("inf")),
    ("timestamp", {"_seconds": 1772442004}),
    ("timestamp", {"_seconds": 1772442004, "_nanoseconds": 1}),
    ("timestamp", {"_seconds": 1772442004, "_nanoseconds": 10**9}),
    ("timestamp", {"_seconds": "1772442004", "_nanoseconds": 0}),
    ("timestamp", {"_seconds": 10**18, "_nanoseconds": 0}),
    ("timestamp", {"_seconds": 1772442004, "_nanoseconds": 0, "zone": "CET"}),
    ("timestamp", {"seconds": True, "nanoseconds": False}),
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
@pytest.mark.parametrize(("column", "value", "expected"), READ)
def test_a_value_of_another_type_is_read_where_that_loses_nothing(output, column, value, expected):
    alone = [row(column, value)]
    among = [*COMPANY, row(column, value), *COMPANY]
    for rows, place in ((alone, 0), (among, 2)):
        frame = frames.build(rows, COLUMNS, output)
        found, notes = built(rows, output)
        assert list(found) == KNOWN
        assert same(found[column][place], expected)
        if column == "onset":
            assert found["onset_sec"][place] == expected / 1000
        assert types(frame.frame) == types(frames.build([], COLUMNS, output).frame)
        (note,) = notes.converted
        assert (note.column, note.count, loads(note.first)) == (column, 1, value)
        assert not notes.unreadable


@pytest.mark.parametrize("output", OUTPUTS)
def test_a_whole_column_of_ids_that_are_numbers_is_there(output):
    rows = [{"id": number, "onset": str(number)} for number in range(1500)]
    found, notes = built(rows, output)
    assert found["id"] == [str(number) for number in range(1500)]
    assert found["onset"] == [float(number) for number in range(1500)]
    assert [(one.column, one.count, one.first) for one in notes.converted] == [
        ("id", 1500, "0"),
        ("onset", 1500, '"0"'),
    ]
    assert notes
    message = "came as another type and were read without loss. The first is"
    assert notes.sentences() == [
        f"1500 values of column 'id' {message} 0",
        f"1500 values of column 'onset' {message} \"0\"",
    ]


@pytest.mark.parametrize("output", OUTPUTS)
@pytest.mark.parametrize(("column", "value"), MISFITS)
def test_a_value_that_does_not_fit_is_kept_beside_its_column(output, column, value):
    alone = [row(column, value)]
    among = [*COMPANY, row(column, value), *COMPANY]
    for rows, place in ((alone, 0), (among, 2)):
        frame = frames.build(rows, COLUMNS, output)
        found, _ = built(rows, output)
        assert not frame.notes.converted
        companion = f"{column}_as_received"
        assert list(found) == [*KNOWN, companion]
        assert found[column][place] is None
        kept = found[companion]
        assert [one is None for one in kept] == [one != place for one in range(len(rows))]
        if output == "pandas":
            assert kept[place] is value
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
