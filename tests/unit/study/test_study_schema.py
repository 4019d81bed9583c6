"""Files have the columns of an Arrow frame of all rows, however the rows are cut into blocks."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

pytest.importorskip("pyarrow")

from hyperstudy import contract, frames
from hyperstudy.frames.json_text import json_text
from hyperstudy.imports.optional_packages import load
from hyperstudy.study.parquet_files import TableWriter
from hyperstudy.study.schema import Extras, Scan, Schema

if TYPE_CHECKING:
    from pathlib import Path

TABLE = "ratings_sparse"
KEYS = [
    "ratingId",
    "onset",
    "timestamp",
    "metadata",
    "sparseRatingData",
    "createdAt",
    "metadata_word",
    "onset_sec",
    "odd",
    "other",
    "_order",
    "room_id",
]
SCALARS = (
    st.none()
    | st.booleans()
    | st.integers(-3, 3)
    | st.sampled_from([2**53 + 1, 2**64, -(2**64) - 1, 10**400, 0.5, 1e300, float("inf")])
    | st.sampled_from(["", "a", "2026-03-02T09:00:00Z", "\ud800"])
)
INNER = st.dictionaries(st.sampled_from(["videoId", "word", "index"]), SCALARS, max_size=3)
ROWS = st.lists(
    st.dictionaries(
        st.sampled_from(KEYS), SCALARS | INNER | st.lists(SCALARS, max_size=2), max_size=6
    ),
    max_size=8,
)


def parquet() -> Any:
    return load("pyarrow.parquet")


def written(rows: list[dict[str, Any]], path: Path) -> Any:
    """Write rows as a pull does: note keys, write, and write again when values did not fit."""
    columns = contract.columns(TABLE)
    extras = Extras()
    for row in rows:
        Scan(columns, extras).add([row])
    while True:
        schema = Schema(TABLE, Extras.from_list(extras.to_list()))
        path.unlink(missing_ok=True)
        writer = TableWriter(path, schema, TABLE)
        for number, row in enumerate(rows):
            writer.add(schema.block(["room_1"], [number], [json_text(row)], [row]))
        writer.finish()
        if set(writer.misfits) <= set(extras.misfits):
            return parquet().read_table(path, partitioning=None)
        extras.misfits = [one for one in schema.names if one in writer.misfits]


@given(rows=ROWS)
def test_any_rows(rows: list[dict[str, Any]], tmp_path_factory: pytest.TempPathFactory) -> None:
    table = written(rows, tmp_path_factory.mktemp("schema") / "part.parquet")
    frame = frames.build(rows, contract.columns(TABLE), "arrow").frame
    ours = {"_room", "_order", "_json"}
    clash = {name for name in frame.column_names if name in ours}
    assert table.column("_json").to_pylist() == [json_text(row) for row in rows]
    assert table.column("_order").to_pylist() == list(range(len(rows)))
    names = [name for name in table.column_names if name not in ours]
    if clash:
        # The server's column steps back, since ours are what readers of a study rely on.
        assert not clash & set(names)
        assert len(names) == len(frame.column_names)
        return
    assert names == frame.column_names
    for name in names:
        assert table.column(name).type == frame.column(name).type, name
        assert table.column(name).to_pylist() == frame.column(name).to_pylist(), name


@pytest.mark.parametrize(
    "values",
    [
        (1.5, 2**64),
        (1.5, -(2**64) - 1),
        (1.5, 2**53 + 1),
        (0.5, float("inf")),
        (1, 2**63),
        (0.5, 10**400),
    ],
)
def test_numbers_of_an_unknown_key(values: tuple[float, ...], tmp_path: Path) -> None:
    rows = [{"odd": value} for value in values]
    frame = frames.build(rows, contract.columns(TABLE), "arrow").frame
    table = written(rows, tmp_path / "part.parquet")
    assert table.column("odd").equals(frame.column("odd"))
    assert "odd_as_received" not in table.column_names


def test_the_same_rows_give_the_same_bytes(tmp_path: Path) -> None:
    rows = [{"ratingId": f"r{number}", "onset": number / 7} for number in range(5000)]
    schema = Schema(TABLE, Extras())
    for name, block in (("one", 1), ("two", 999), ("three", 5000)):
        writer = TableWriter(tmp_path / name, schema, TABLE)
        for start in range(0, len(rows), block):
            chosen = rows[start : start + block]
            orders = list(range(start, start + len(chosen)))
            texts = [json_text(row) for row in chosen]
            writer.add(schema.block([None] * len(chosen), orders, texts, chosen))
        writer.finish()
    one, two, three = ((tmp_path / name).read_bytes() for name in ("one", "two", "three"))
    assert one == two == three


def test_rooms_stay_in_one_row_group_where_they_fit(tmp_path: Path) -> None:
    sizes = {"a": 100, "b": 20_000, "c": 9_000, "d": 5_000, "e": 70_000, "f": 9_000, "g": 10}
    row = {"ratingId": "r"}
    schema = Schema(TABLE, Extras())
    writer = TableWriter(tmp_path / "file", schema, TABLE)
    for room, count in sizes.items():
        writer.begin_room(count)
        lines = [json_text(row)] * count
        writer.add(schema.block([room] * count, range(count), lines, [row] * count))
    writer.finish()
    with parquet().ParquetFile(tmp_path / "file") as file:
        metadata = file.metadata
        place = file.schema_arrow.get_field_index("_room")
        found = [
            metadata.row_group(at).column(place).statistics for at in range(metadata.num_row_groups)
        ]
        rows = [metadata.row_group(at).num_rows for at in range(metadata.num_row_groups)]
    assert (found[0].min, found[0].max) == ("a", "c")
    assert max(rows) <= 32_768
    assert sum(rows) == sum(sizes.values())
    # Every room that fits into a group is in one.
    for room, count in sizes.items():
        groups = sum(one.min <= room <= one.max for one in found)
        assert groups == 1 or count > 32_768 - 8_192


def test_long_rows_make_smaller_groups(tmp_path: Path) -> None:
    row = {"ratingId": "r", "odd": "x" * 9_000_000}
    extras = Extras({("odd",): ["text"]})
    schema = Schema(TABLE, extras)
    writer = TableWriter(tmp_path / "file", schema, TABLE)
    for number in range(5):
        writer.add(schema.block(["room_1"], [number], [json_text(row)], [row]))
    written_file = writer.finish()
    assert parquet().ParquetFile(tmp_path / "file").metadata.num_row_groups == 2
    assert (written_file.rows, written_file.bytes) == (5, (tmp_path / "file").stat().st_size)
