"""Tables on disk: every value as it was, whole or absent."""

from __future__ import annotations

import csv
import io
import json
import re
from pathlib import Path
from typing import Any

import duckdb
import pandas as pd
import polars as pl
import pyarrow as pa
import pyarrow.csv
import pyarrow.parquet
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

import hyperstudy
from hyperstudy import InputError, frames
from hyperstudy.cli.highlights import HIGHLIGHTS
from hyperstudy.contract import DATA_TYPES, columns
from hyperstudy.files import tables

json_values = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=6,
)
rows = st.lists(st.dictionaries(st.text(min_size=1), json_values, max_size=4), max_size=4)


@given(rows)
def test_json_files_hold_any_rows_exactly(
    tmp_path_factory: pytest.TempPathFactory, rows: list[dict[str, Any]]
) -> None:
    folder = tmp_path_factory.mktemp("files")
    tables.write(rows, folder / "rows.json")
    tables.write(rows, folder / "rows.ndjson")
    assert json.loads((folder / "rows.json").read_text("utf-8")) == rows
    text = (folder / "rows.ndjson").read_text("utf-8")
    assert [json.loads(line) for line in text.split("\n")[:-1]] == rows


def test_csv_has_json_for_objects_and_iso_times(tmp_path: Path) -> None:
    value = {"b": [1, "ü"], "big": 2**70}
    made = frames.build(
        [{"id": "e1", "timestamp": "2026-03-02T09:00:00.123Z", "value": value, "x": 'a,\n"b"'}],
        columns("events"),
        "pandas",
    ).frame
    tables.write_csv(made, tmp_path / "events.csv")
    with (tmp_path / "events.csv").open(encoding="utf-8", newline="") as opened:
        (row,) = csv.DictReader(opened)
    assert json.loads(row["value"]) == value
    assert row["timestamp"] == "2026-03-02T09:00:00.123000Z"
    assert row["x"] == 'a,\n"b"'


LINES = st.lists(
    st.text("a\r\n,\"'; \t|", max_size=6).filter(lambda text: text.strip()), min_size=1, max_size=5
)


@given(cells=LINES)
@example(cells=["a\rb"])
@example(cells=["\rb", "a\r", "a\r\nb", '"\r"'])
def test_line_ends_in_a_cell_stay_in_it_for_every_reader(
    cells: list[str], tmp_path_factory: pytest.TempPathFactory
) -> None:
    file = tmp_path_factory.mktemp("csv") / "chat.csv"
    rows = [{"id": "x", "content": cell} for cell in cells]
    tables.write_csv(frames.build(rows, columns("chat"), "pandas").frame[["id", "content"]], file)
    raw = file.read_bytes()
    assert raw.startswith(b"id,content\nx,")
    for cell in cells:
        if "\r" in cell:
            quoted = cell.replace('"', '""')
            assert f'x,"{quoted}"\n'.encode() in raw
    with file.open(encoding="utf-8", newline="") as opened:
        assert [row["content"] for row in csv.DictReader(opened)] == cells
    assert pd.read_csv(file, dtype=str, keep_default_na=False)["content"].tolist() == cells
    assert pl.read_csv(file, infer_schema=False)["content"].to_list() == cells
    parsed = pyarrow.csv.ParseOptions(newlines_in_values=True)
    assert pyarrow.csv.read_csv(file, parse_options=parsed)["content"].to_pylist() == cells
    # Told what CSV is, since a guess from a handful of such rows is a guess.
    form = "delim = ',', quote = '\"', escape = '\"', header = true, all_varchar = true"
    read = duckdb.execute(f"select content from read_csv(?, {form})", [str(file)])
    assert [one for (one,) in read.fetchall()] == cells


def test_what_is_piped_ends_its_lines_with_line_feeds_too() -> None:
    stream = io.StringIO()
    made = frames.build([{"content": "a\rb"}, {}], columns("chat"), "pandas").frame
    tables.write_text(made[["content"]], stream, "csv")
    assert stream.getvalue() == 'content\n"a\rb"\n""\n'


def test_no_writer_of_csv_ends_lines_in_a_way_that_leaves_a_carriage_return_unquoted() -> None:
    """Before Python 3.11.9 and 3.12.3 a writer with line feeds alone does; see `files.tables`."""
    package = Path(hyperstudy.__file__).parent
    writers = [
        file
        for file in package.rglob("*.py")
        if re.search(r"csv\.(Dict)?[Ww]riter\(|\.to_csv\(", file.read_text("utf-8"))
    ]
    assert package / "files" / "tables.py" in writers
    for file in writers:
        ends = re.findall(r"lineterminator=([^,)\s]+)", file.read_text("utf-8"))
        assert {*ends} <= {'"\\r\\n"', "_LineFeeds.ENDING"}, file


def test_csv_takes_half_an_emoji(tmp_path: Path) -> None:
    made = frames.build([{"content": "cut \ud83d"}], columns("chat"), "pandas").frame
    tables.write_csv(made, tmp_path / "chat.csv")
    assert "cut " in (tmp_path / "chat.csv").read_text("utf-8")


def test_an_empty_table_has_its_columns(tmp_path: Path) -> None:
    made = frames.build([], columns("rooms"), "pandas").frame
    tables.write_csv(made, tmp_path / "rooms.csv")
    assert list(pd.read_csv(tmp_path / "rooms.csv").columns) == list(made.columns)


def test_parquet_keeps_types(tmp_path: Path) -> None:
    table = pa.table({"onset": pa.array([1.5, None]), "n": pa.array([2**60, None])})
    tables.write(table, tmp_path / "t.parquet")
    assert pyarrow.parquet.read_table(tmp_path / "t.parquet").equals(table)


@pytest.mark.parametrize("name", ["t.csv", "t.parquet", "t.json"])
def test_what_breaks_leaves_the_old_file_and_nothing_else(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_text("old")
    with pytest.raises((AttributeError, TypeError)):
        tables.write(object(), tmp_path / name)
    assert (tmp_path / name).read_text() == "old"
    assert [one.name for one in tmp_path.iterdir()] == [name]


def test_the_format_is_asked_for_or_follows_the_name() -> None:
    assert tables.format_of(Path("a.NDJSON")) == "ndjson"
    assert tables.format_of(None) == "csv"
    assert tables.format_of(Path("a.txt"), "json") == "json"
    for path, wanted in ((Path("a.txt"), None), (Path("a"), None), (Path("a.csv"), "xls")):
        with pytest.raises(InputError):
            tables.format_of(path, wanted)


def test_highlights_are_columns_that_there_are() -> None:
    for table, names in HIGHLIGHTS.items():
        assert table in DATA_TYPES
        known = set(frames.build([], columns(table), "pandas").frame.columns)
        assert set(names) <= known, table
