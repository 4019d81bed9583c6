"""Any JSON rows: the same values in every kind of frame, and in the rows; the same frame however
the rows came."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from decimal import Decimal

from frame_values import COLUMNS, KNOWN, OUTPUTS, loads, types, values
from hypothesis import given
from hypothesis import strategies as st

from hyperstudy import frames

TIMES = ["2026-03-02T09:00:04.250Z", "2026-03-02T09:00:04+02:00", "2026-03-02", "soon"]
EPOCHS = [1772442004, 1772442004.25, 1772442004250, "1772442004.25", "1772442004250"]
cells = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-3, 3),
    st.sampled_from([2**53, 2**53 + 1, 2**63 - 1, 2**63, -(2**70)]),
    st.floats(allow_nan=False, allow_infinity=False),
    st.sampled_from(["", "a", "ü", "1", "-1.50", "true", "\ud800", *TIMES, *EPOCHS]),
    st.text(max_size=5),
)
nested = st.recursive(
    cells,
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from("abc"), inner, max_size=3)
    ),
    max_leaves=4,
)
keys = st.sampled_from(
    [
        *KNOWN,
        "metadata",
        "new",
        "createdAt",
        "metadata_new",
        "onset_sec_2",
        "id_as_received",
        "",
        "a b",
    ]
)
members = st.dictionaries(
    st.sampled_from(["word", "index", "new", "", "word_2", "newer"]), nested, max_size=4
)
plain_rows = st.dictionaries(keys, nested, max_size=8)
nesting_rows = st.builds(
    lambda row, inner: row | {"metadata": inner}, plain_rows, st.one_of(members, nested)
)
rows = st.lists(st.one_of(plain_rows, nesting_rows), max_size=6)


def exact(value):
    """Make values comparable that Python takes for equal: 1, 1.0 and True."""
    if isinstance(value, dict):
        return {key: exact(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return [exact(inner) for inner in value]
    return (type(value) is bool, value)


def sources(given_rows):
    """Give where each column's values stand in the rows, in the order of the columns.

    This is the rule as it is documented, for rows instead of columns.
    """
    known = [column.path for column in COLUMNS] + [("onset", "seconds")]
    fresh = [(key,) for row in given_rows for key in row]
    inner = [
        ("metadata", member)
        for row in given_rows
        if isinstance(row.get("metadata"), dict)
        for member in row["metadata"]
    ]
    return list(dict.fromkeys([*known, *fresh, *inner]))


def value_at(row, path):
    found = row
    for key in path:
        found = found.get(key) if isinstance(found, dict) else None
    return found


def is_text(path, given_rows):
    """Return whether the column of a path is one of text, as the rule for unknown ones has it."""
    for column in COLUMNS:
        if column.path == path:
            return column.kind == "text"
    sent = [one for one in (value_at(row, path) for row in given_rows) if one is not None]
    return bool(sent) and all(isinstance(one, str) and "\ud800" not in one for one in sent)


def read_back(made, given_rows, output):
    """Give the columns of a frame with JSON text read, and the companion of each column."""
    table = values(made.frame)
    companions = {note.column: note.companion for note in made.notes.unreadable}
    paths = sources(given_rows)
    assert list(table)[len(paths) :] == list(companions.values())
    if output != "pandas":
        for place, name in enumerate(table):
            held = {type(one) for one in table[name]} - {type(None)}
            if held == {str} and not (place < len(paths) and is_text(paths[place], given_rows)):
                table[name] = [loads(text) for text in table[name]]
    return table, companions


def matches(held, sent, kind):
    """Return whether a frame holds what was sent, be it of another JSON type than the column's."""
    if isinstance(held, datetime):
        if not isinstance(sent, str) or sent in EPOCHS:
            number = Decimal(str(sent))
            since = Decimal((held - datetime(1970, 1, 1, tzinfo=UTC)) // timedelta(microseconds=1))
            return since / 10**6 in (number, number / 10**3, number / 10**6, number / 10**9)
        moment = datetime.fromisoformat(sent)
        return held == (moment if moment.tzinfo else moment.replace(tzinfo=UTC))
    if exact(held) == exact(sent):
        return True
    if kind == "text":
        return not isinstance(sent, str) and exact(loads(held)) == exact(sent)
    return kind in ("integer", "number", "boolean") and exact(loads(sent)) == exact(held)


@given(rows)
def test_every_value_is_in_its_column_or_beside_it_in_all_kinds_of_frames(given_rows):
    found = {}
    kinds = {column.path: column.kind for column in COLUMNS}
    for output in OUTPUTS:
        made = frames.build(given_rows, COLUMNS, output)
        table, companions = read_back(made, given_rows, output)
        found[output] = (list(table), exact(table), made.notes)
        for name, path in zip(table, sources(given_rows), strict=False):
            if path == ("onset", "seconds"):
                expected = [None if one is None else one / 1000 for one in table["onset"]]
                assert table[name] == expected
                continue
            for place, row in enumerate(given_rows):
                sent = value_at(row, path)
                aside = table[companions[name]][place] if name in companions else None
                if aside is None:
                    assert matches(table[name][place], sent, kinds.get(path))
                else:
                    assert table[name][place] is None
                    assert exact(aside) == exact(sent)
    assert all(one == found["pandas"] for one in found.values())


@given(rows, st.sampled_from(OUTPUTS), st.data())
def test_the_order_of_the_rows_changes_no_type_and_no_name(given_rows, output, data):
    mixed = data.draw(st.permutations(given_rows))
    first = frames.build(given_rows, COLUMNS, output)
    second = frames.build(mixed, COLUMNS, output)
    assert types(first.frame) == types(second.frame)
    assert set(first.notes.renamed) == set(second.notes.renamed)


@given(rows, st.sampled_from(OUTPUTS), st.lists(st.integers(1, 4), max_size=6))
def test_any_split_into_pages_gives_the_same_frame(given_rows, output, sizes):
    whole = frames.build(given_rows, COLUMNS, output)
    builder = frames.builder(COLUMNS, output)
    start = 0
    for size in [*sizes, len(given_rows)]:
        builder.add(given_rows[start : start + size])
        start += size
    paged = builder.finish()
    assert paged.notes == whole.notes
    assert list(types(paged.frame).items()) == list(types(whole.frame).items())
    assert exact(values(paged.frame)) == exact(values(whole.frame))
