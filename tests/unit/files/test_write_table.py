"""Tables for other programs: read back by readers that we did not write."""

from __future__ import annotations

import csv
import io
import json
import sys
import time
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import duckdb
import numpy as np
import openpyxl
import pandas as pd
import polars as pl
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import hyperstudy
from hyperstudy import InputError, frames, to_json_columns, write_table
from hyperstudy.contract import columns
from hyperstudy.display.notices import IncompleteDataWarning
from hyperstudy.files import spreadsheets, tables
from hyperstudy.lists.report import FetchReport, attach, fetch_report

ROWS: list[dict[str, Any]] = [
    {
        "id": "e1",
        "timestamp": "2026-03-02T09:00:00.123Z",
        "onset": 1500,
        "value": {"text": "Grüße", "list": [1, 2]},
        "content": "=1+1",
        "roomId": "00123",
        "flag": True,
        "big": 2**53 + 1,
    },
    {
        "id": "e2",
        "timestamp": "2026-07-02T09:00:00.000001Z",
        "onset": None,
        "value": "plain text",
        "content": "@x",
        "roomId": "1E5",
        "flag": None,
        "big": 7,
    },
    {"id": "e3", "timestamp": None, "onset": -0.5, "value": 5, "content": 'Zoë\nsaid "hi"; ok'},
]


def frame(output: str, rows: list[dict[str, Any]] = ROWS) -> Any:
    if output == "dict":
        return rows
    made = frames.build(rows, columns("events"), output).frame  # type: ignore[arg-type]
    return attach(made, FetchReport(what="events of room r1", received=len(rows)))


def header(path: Path) -> list[str]:
    """Read the names of the columns."""
    if path.suffix == ".parquet":
        return pq.read_table(path).column_names
    if path.suffix == ".xlsx":
        sheet: Any = openpyxl.load_workbook(path).active
        return [cell.value for cell in sheet[1]]
    text = path.read_text("utf-8")
    if path.suffix == ".csv":
        return next(csv.reader(text.splitlines()))
    first = json.loads(text.splitlines()[0]) if path.suffix == ".ndjson" else json.loads(text)[0]
    return list(first)


@pytest.fixture(params=["pandas", "polars", "arrow", "dict"])
def output(request: pytest.FixtureRequest) -> str:
    return str(request.param)


def cli_bytes(tmp_path: Path, kind: str, **options: Any) -> bytes:
    """What the command line writes."""
    path = tmp_path / f"cli.{kind}"
    tables.write(frame(tables.OUTPUT_OF[kind]), path, **options)
    return path.read_bytes()


@pytest.mark.parametrize(
    ("kind", "fetched"),
    [
        ("csv", "pandas"),
        ("csv", "polars"),
        ("csv", "arrow"),
        ("xlsx", "pandas"),
        ("xlsx", "polars"),
        ("xlsx", "arrow"),
        ("parquet", "arrow"),
        ("parquet", "pandas"),
        ("ndjson", "dict"),
        ("json", "dict"),
    ],
)
def test_it_writes_the_bytes_of_the_command_line(tmp_path: Path, kind: str, fetched: str) -> None:
    path = tmp_path / f"own.{kind}"
    assert write_table(frame(fetched), str(path)) == path
    assert path.read_bytes() == cli_bytes(tmp_path, kind)


def test_every_kind_of_table_in_every_format(tmp_path: Path, output: str) -> None:
    for kind in tables.FORMATS:
        write_table(frame(output), tmp_path / f"t.{kind}")
    found = pl.read_parquet(tmp_path / "t.parquet")
    assert found["id"].to_list() == ["e1", "e2", "e3"]
    assert json.loads(found["value"][0]) == ROWS[0]["value"]
    assert duckdb.read_csv(str(tmp_path / "t.csv"), all_varchar=True).fetchall()[0][0]
    for kind in ("ndjson", "json"):
        text = (tmp_path / f"t.{kind}").read_text("utf-8")
        rows = (
            json.loads(text) if kind == "json" else [json.loads(one) for one in text.splitlines()]
        )
        assert [row["id"] for row in rows] == ["e1", "e2", "e3"]
        assert rows[0]["onset"] == 1500
        assert rows[0]["timestamp"].startswith("2026-03-02T09:00:00.123")
        assert rows[0]["timestamp"].endswith("Z")
        assert rows[0]["big"] == 2**53 + 1
    sheet = openpyxl.load_workbook(tmp_path / "t.xlsx")["data"]
    assert sheet.max_row == 4
    if output != "dict":
        assert pd.read_parquet(tmp_path / "t.parquet").shape[0] == 3
        read = pd.read_csv(tmp_path / "t.csv", dtype=str, keep_default_na=False)
        assert read["timestamp"].tolist() == [
            "2026-03-02T09:00:00.123000Z", "2026-07-02T09:00:00.000001Z", "",
        ]  # fmt: skip
        assert read["big"].tolist() == ["9007199254740993", "7", ""]
        assert read["flag"].tolist() == ["True", "", ""]
        assert json.loads(read["value"][0]) == ROWS[0]["value"]


def test_the_report_travels_with_parquet(tmp_path: Path) -> None:
    write_table(frame("pandas"), tmp_path / "t.parquet")
    assert fetch_report(pq.read_table(tmp_path / "t.parquet")).what == "events of room r1"


JSON = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(2**70), 2**70)
    | st.sampled_from([2**53, 2**53 + 1, 10**15, 1])
    | st.floats()
    | st.sampled_from(["1E5", "007", '"quoted"', "null", "a\rb", "{}", "\ud83d"])
    | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=6,
)
WRITING = settings(
    suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=25
)
MOMENTS = st.datetimes(datetime(1900, 1, 1), datetime(2200, 1, 1))
OWN: dict[str, tuple[st.SearchStrategy[Any], str | None]] = {
    "integer": (st.integers(-(2**63), 2**63 - 1), "Int64"),
    "truth": (st.booleans(), "boolean"),
    "number": (st.floats(allow_nan=False), None),
    "text": (st.text(), None),
    "day": (st.dates(), None),
    "naive": (MOMENTS, None),
    "zoned": (MOMENTS.map(lambda one: one.replace(tzinfo=UTC)), None),
    "duration": (st.timedeltas(timedelta(-999), timedelta(999)), None),
    "list": (st.lists(st.integers(-(2**63), 2**63 - 1) | st.none(), min_size=1), None),
    "object": (
        st.tuples(st.integers(0, 2**60), st.text()).map(lambda one: {"a": one[0], "b": one[1]}),
        None,
    ),
}


def written(table: Any, folder: Path) -> list[Any]:
    """Give the texts and cells that a table becomes."""
    found: list[Any] = []
    for excel in (False, True):
        write_table(table, folder / "t.csv", excel=excel)
        found.append((folder / "t.csv").read_bytes())
    write_table(table, folder / "t.xlsx")
    sheet: Any = openpyxl.load_workbook(folder / "t.xlsx").active
    found.append([[(type(cell.value), cell.value) for cell in row] for row in sheet])
    return found


@pytest.mark.filterwarnings("ignore::hyperstudy.HyperStudyWarning")
@settings(WRITING)
@given(
    values=st.lists(
        st.fixed_dictionaries(
            {},
            optional={
                "value": JSON,
                "metadata": st.none() | st.dictionaries(st.sampled_from(["type", "x"]), st.text()),
                "content": st.none() | st.text() | JSON,
                "onset": st.none() | st.integers(-(2**70), 2**70) | st.floats() | st.text(),
                "timestamp": st.none() | st.just("2026-03-02T09:00:00.1Z") | JSON,
            },
        ),
        min_size=1,
        max_size=4,
    )
)
def test_rows_give_the_same_text_and_cells_however_they_were_fetched(
    tmp_path: Path, values: list[dict[str, Any]]
) -> None:
    rows = [{"id": f"e{number}", **one} for number, one in enumerate(values)]
    one, *others = (
        written(frame(output, rows), tmp_path) for output in ("pandas", "polars", "arrow")
    )
    for other in others:
        assert other == one


OF_POLARS: dict[str, Any] = {"zoned": {"zoned": pl.Datetime("us", "UTC")}}


@settings(WRITING)
@given(data=st.data(), name=st.sampled_from(sorted(OWN)))
def test_a_table_of_ones_own_gives_the_same_text_and_cells_whatever_it_is(
    tmp_path: Path, data: st.DataObject, name: str
) -> None:
    of_column, dtype = OWN[name]
    values = data.draw(st.lists(of_column | st.none(), min_size=1, max_size=4))
    if all(one is None for one in values):
        values.append(data.draw(of_column))
    rows = [{"id": "e", name: one} for one in values]
    # Its lowest version takes moments for such without a zone where the first is missing.
    of_polars = pl.DataFrame(rows, schema_overrides=OF_POLARS.get(name))
    frames_of_pandas = [pd.DataFrame({"id": "e", name: pd.Series(values, dtype=dtype or object)})]
    if dtype is None:
        frames_of_pandas.append(pd.DataFrame(rows))
    one, *others = (
        written(table, tmp_path)
        for table in (rows, of_polars, pa.Table.from_pylist(rows), *frames_of_pandas)
    )
    for other in others:
        assert other == one


class TestFramesOfOnesOwn:
    def test_a_named_index_is_written_and_others_are_not(self, tmp_path: Path) -> None:
        counts = frame("pandas").groupby("roomId").size().to_frame("n")
        write_table(counts, tmp_path / "t.csv")
        assert pd.read_csv(tmp_path / "t.csv", dtype=str).to_dict("list") == {
            "roomId": ["00123", "1E5"], "n": ["1", "1"],
        }  # fmt: skip
        write_table(frame("pandas")[["id"]].iloc[1:], tmp_path / "t.csv")
        assert (tmp_path / "t.csv").read_text() == "id\ne2\ne3\n"

    def test_times_of_other_zones_none_and_nanoseconds(self, tmp_path: Path) -> None:
        moments = pd.to_datetime(["2026-03-02T09:00:00.123456789Z", None], utc=True).as_unit("ns")
        made = pd.DataFrame({
            "berlin": moments.tz_convert("Europe/Berlin"),
            "naive": moments.tz_localize(None).as_unit("us"),
        })  # fmt: skip
        write_table(made, tmp_path / "t.csv")
        assert (tmp_path / "t.csv").read_text().splitlines() == [
            "berlin,naive",
            "2026-03-02T09:00:00.123456789Z,2026-03-02T09:00:00.123456",
            ",",
        ]

    @pytest.mark.parametrize("kind", tables.FORMATS)
    def test_a_named_index_is_in_files_of_every_format(self, tmp_path: Path, kind: str) -> None:
        counts = frame("pandas").groupby(["roomId", "flag"], dropna=False).size().to_frame("n")
        write_table(counts, tmp_path / f"t.{kind}")
        assert header(tmp_path / f"t.{kind}") == ["roomId", "flag", "n"]
        clash = frame("pandas").groupby("roomId").size().to_frame("roomId")
        write_table(clash, tmp_path / f"t.{kind}")
        assert header(tmp_path / f"t.{kind}") == ["roomId", "roomId_2"]

    def test_the_report_travels_beside_an_index(self, tmp_path: Path) -> None:
        write_table(frame("pandas").set_index("id"), tmp_path / "t.parquet")
        read = pq.read_table(tmp_path / "t.parquet")
        assert fetch_report(read).what == "events of room r1"
        assert read["id"].to_pylist() == ["e1", "e2", "e3"]

    @pytest.mark.parametrize("kind", tables.FORMATS)
    def test_names_of_several_levels_become_one(self, tmp_path: Path, kind: str) -> None:
        made = frame("pandas").groupby("roomId")[["onset", "big"]].agg(["min", "max"])
        made[("note", "")] = "x"
        write_table(made, tmp_path / f"t.{kind}")
        assert header(tmp_path / f"t.{kind}") == [
            "roomId", "onset_min", "onset_max", "big_min", "big_max", "note",
        ]  # fmt: skip

    @pytest.mark.parametrize("kind", tables.FORMATS)
    def test_columns_of_one_name(self, tmp_path: Path, kind: str) -> None:
        made = pd.DataFrame([[1, 2]], columns=["value", "value"])
        write_table(made, tmp_path / f"t.{kind}")
        assert header(tmp_path / f"t.{kind}") == ["value", "value_2"]
        assert made.columns.tolist() == ["value", "value"]

    def test_times_and_lists_of_arrow(self, tmp_path: Path) -> None:
        moments = pd.to_datetime(["2026-03-02T09:00:00.123456Z", None], utc=True).as_unit("us")
        lists: Any = pd.ArrowDtype(pa.list_(pa.string()))
        made = pd.DataFrame({
            "zoned": pd.Series(moments, dtype=pd.ArrowDtype(pa.timestamp("us", "UTC"))),
            "naive": pd.Series(moments.tz_localize(None), dtype=pd.ArrowDtype(pa.timestamp("us"))),
            "list": pd.Series([["a", "ü"], None], dtype=lists),
        })  # fmt: skip
        write_table(made, tmp_path / "t.csv")
        assert list(csv.reader((tmp_path / "t.csv").read_text("utf-8").splitlines())) == [
            ["zoned", "naive", "list"],
            ["2026-03-02T09:00:00.123456Z", "2026-03-02T09:00:00.123456", '["a","ü"]'],
            ["", "", ""],
        ]
        write_table(made, tmp_path / "t.xlsx")
        assert header(tmp_path / "t.xlsx") == ["zoned", "zoned_local", "naive", "list"]

    @pytest.mark.parametrize("kind", ["csv", "xlsx"])
    def test_objects_with_numbers_of_numpy_and_arrays_are_json(
        self, tmp_path: Path, kind: str
    ) -> None:
        values: list[Any] = [{"n": np.int64(3)}, np.arange(2000), ("a", None), {1: 2}, 2**70]
        write_table(pd.DataFrame({"value": values}), tmp_path / f"t.{kind}")
        if kind == "csv":
            cells = [one[0] for one in csv.reader(io.StringIO((tmp_path / "t.csv").read_text()))]
        else:
            sheet: Any = openpyxl.load_workbook(tmp_path / "t.xlsx").active
            cells = [row[0] for row in sheet.iter_rows(values_only=True)]
        read = [json.loads(one) for one in cells[1:]]
        assert read == [{"n": 3}, list(range(2000)), ["a", None], {"1": 2}, 2**70]

    @pytest.mark.parametrize("kind", tables.FORMATS)
    def test_integers_in_lists_and_structures_stay_exact(self, tmp_path: Path, kind: str) -> None:
        big = 2**53 + 1
        made = pa.table({"list": [[big, None], None], "struct": [{"n": big}, {"n": None}]})
        write_table(made, tmp_path / f"t.{kind}")
        if kind == "parquet":
            assert pq.read_table(tmp_path / "t.parquet").to_pylist() == made.to_pylist()
            return
        if kind == "xlsx":
            sheet: Any = openpyxl.load_workbook(tmp_path / "t.xlsx").active
            text = str(list(sheet.iter_rows(values_only=True)))
        else:
            text = (tmp_path / f"t.{kind}").read_text().replace('""', '"')
        assert f"[{big},null]" in text
        assert f'{{"n":{big}}}' in text
        assert '{"n":null}' in text

    def test_days_stay_days(self, tmp_path: Path) -> None:
        made = frame("pandas")[["timestamp"]].dropna()
        made["day"] = made["timestamp"].dt.date
        write_table(made, tmp_path / "t.parquet")
        days = [date(2026, 3, 2), date(2026, 7, 2)]
        assert pq.read_table(tmp_path / "t.parquet")["day"].to_pylist() == days
        assert to_json_columns(made)["day"].tolist() == days

    def test_what_is_no_table_is_refused(self, tmp_path: Path) -> None:
        for wrong in ({"a": 1}, "text", None, [1, 2], pd.Series([1])):
            with pytest.raises(InputError, match="is no table"):
                write_table(wrong, tmp_path / "t.csv")
        with pytest.raises(InputError, match="does not tell the format"):
            write_table(frame("pandas"), tmp_path / "t.txt")
        with pytest.raises(InputError, match="excel=True is for CSV"):
            write_table(frame("pandas"), tmp_path / "t.parquet", excel=True)
        with pytest.raises(InputError, match=r"path=<DataFrame> .* table first, then the file"):
            write_table(str(tmp_path / "t.csv"), frame("pandas"))
        with pytest.raises(InputError, match="path=None"):
            write_table(frame("pandas"), None)  # type: ignore[arg-type]
        with pytest.raises(InputError, match="no folder"):
            write_table(frame("pandas"), tmp_path / "absent" / "t.csv")
        assert not list(tmp_path.iterdir())

    @pytest.mark.parametrize("package", ["xlsxwriter", "pyarrow.parquet"])
    def test_a_missing_package_is_named_before_anything_is_written(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, package: str
    ) -> None:
        monkeypatch.setitem(sys.modules, package, None)
        kind = "xlsx" if package == "xlsxwriter" else "parquet"
        with pytest.raises(ImportError, match=r"hyperstudy\[(excel|arrow)\]"):
            write_table(frame("pandas"), tmp_path / f"t.{kind}")
        assert not list(tmp_path.iterdir())


class TestPlainColumns:
    def test_what_pandas_could_not_do_works(self, tmp_path: Path) -> None:
        made = to_json_columns(frame("pandas"))
        made.to_parquet(tmp_path / "t.parquet")
        assert duckdb.sql(f"select value ->> 'text' from '{tmp_path}/t.parquet'").fetchall() == [
            ("Grüße",), (None,), (None,),
        ]  # fmt: skip
        made.to_csv(tmp_path / "t.csv")
        read = pd.read_csv(tmp_path / "t.csv")
        assert json.loads(read["value"][0]) == ROWS[0]["value"]
        assert len(pd.concat([made, made]).drop_duplicates()) == 3
        assert made.groupby("value").ngroups == 3
        assert pl.from_pandas(made)["value"].to_list() == frame("polars")["value"].to_list()

    def test_the_frame_is_as_it_was(self) -> None:
        before = frame("pandas")
        made = to_json_columns(before)
        assert before["value"][0] == ROWS[0]["value"]
        assert list(made.columns) == list(before.columns)
        assert fetch_report(made).what == "events of room r1"
        assert made["roomId"].tolist()[:2] == ["00123", "1E5"]
        other = before.set_index("id")
        assert to_json_columns(other).index.equals(other.index)

    def test_other_frames_have_it_already(self) -> None:
        for output in ("polars", "arrow"):
            made = frame(output)
            assert to_json_columns(made) is made
        with pytest.raises(InputError, match="output='pandas'"):
            to_json_columns(ROWS)

    @given(st.lists(
        st.none() | st.booleans() | st.integers() | st.text() | st.lists(st.text(), max_size=2)
        | st.dictionaries(st.text(), st.integers(), max_size=2),
        max_size=5,
    ))  # fmt: skip
    def test_the_columns_are_those_of_the_other_frames(self, values: list[Any]) -> None:
        rows = [{"id": str(number), "value": one} for number, one in enumerate(values)]
        made = to_json_columns(frame("pandas", rows))
        expected = frame("arrow", rows)["value"].to_pylist()
        assert [None if one != one else one for one in made["value"].tolist()] == expected
        assert str(made["value"].dtype) == str(made["id"].dtype)


class TestExcel:
    @pytest.fixture(autouse=True)
    def berlin(self, monkeypatch: pytest.MonkeyPatch) -> Any:
        if not hasattr(time, "tzset"):
            pytest.skip("the zone of Windows is set in its settings")
        monkeypatch.setenv("TZ", "Europe/Berlin")
        time.tzset()
        yield
        monkeypatch.undo()
        time.tzset()

    def test_csv_is_marked_harmless_and_local(self, tmp_path: Path, output: str) -> None:
        if output == "dict":
            pytest.skip("without a contract times are text")
        path = write_table(frame(output), tmp_path / "t.csv", excel=True)
        content = path.read_bytes()
        assert content.startswith(b"\xef\xbb\xbf")
        rows = list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline="")))
        assert [row["content"] for row in rows] == ["'=1+1", "'@x", 'Zoë\nsaid "hi"; ok']
        assert rows[0]["timestamp"] == "2026-03-02T09:00:00.123000Z"
        # One in winter, one in summer.
        assert [row["timestamp_local"] for row in rows] == [
            "2026-03-02 10:00:00", "2026-07-02 11:00:00", "",
        ]  # fmt: skip
        assert [row["onset"] for row in rows] == ["1500.0", "", "-0.5"]
        assert json.loads(rows[0]["value"])["text"] == "Grüße"

    def test_without_it_nothing_is_changed(self, tmp_path: Path) -> None:
        path = write_table(frame("pandas"), tmp_path / "t.csv")
        assert not path.read_bytes().startswith(b"\xef")
        assert "timestamp_local" not in path.read_text("utf-8")
        assert pd.read_csv(path)["content"].tolist()[:2] == ["=1+1", "@x"]

    @given(st.lists(st.text("=+-@\t\r\n 1aﾡ＝－", max_size=4), min_size=1, max_size=4))
    def test_no_cell_and_no_name_computes(
        self, tmp_path_factory: pytest.TempPathFactory, texts: list[str]
    ) -> None:
        folder = tmp_path_factory.mktemp("excel")
        made = pd.DataFrame({"=name": texts, "n": [-1] * len(texts)})
        path = write_table(made, folder / "t.csv", excel=True)
        with path.open(encoding="utf-8-sig", newline="") as opened:
            cells = list(csv.reader(opened))
        assert cells[0] == ["'=name", "n"]
        for text, (cell, number) in zip(texts, cells[1:], strict=True):
            assert cell in {text, f"'{text}"}
            assert number == "-1"
            if cell == text and text.strip()[:1] in set("=+-@＝－"):
                assert text.strip() == "" or text == "-1" or text == "+1" or text.strip("+-1") == ""
        sheet = openpyxl.load_workbook(write_table(made, folder / "t.xlsx"))["data"]
        for text, (cell, _) in zip(texts, sheet.iter_rows(min_row=2), strict=True):
            assert cell.data_type != "f"
            assert (cell.value or "").replace("_x000D_", "\r") == text

    def test_a_sheet_has_texts_numbers_truth_and_dates(self, tmp_path: Path, output: str) -> None:
        if output == "dict":
            pytest.skip("without a contract times are text")
        path = write_table(frame(output), tmp_path / "t.xlsx")
        sheet = openpyxl.load_workbook(path)["data"]
        names = [cell.value for cell in sheet[1]]
        rows = [dict(zip(names, row, strict=True)) for row in sheet.iter_rows(min_row=2)]
        first, second, third = ({name: cell.value for name, cell in row.items()} for row in rows)
        assert (first["content"], second["content"]) == ("=1+1", "@x")
        assert {row["content"].data_type for row in rows} == {"s"}
        assert (first["roomId"], second["roomId"]) == ("00123", "1E5")
        assert third["content"] == 'Zoë\nsaid "hi"; ok'
        assert first["onset"] == 1500
        assert third["onset"] == -0.5
        assert second["onset"] is None
        assert first["flag"] is True
        assert first["big"] == "9007199254740993"  # Excel would make ...992 of the number
        assert second["big"] == 7
        assert first["timestamp"] == "2026-03-02T09:00:00.123000Z"
        assert second["timestamp"] == "2026-07-02T09:00:00.000001Z"
        assert first["timestamp_local"] == datetime(2026, 3, 2, 10, 0, 0, 123000)
        assert rows[0]["timestamp_local"].is_date
        assert third["timestamp_local"] is None
        assert json.loads(first["value"]) == ROWS[0]["value"]
        # And another reader.
        read = pd.read_excel(path, dtype={"roomId": str})
        assert read["roomId"].tolist()[:2] == ["00123", "1E5"]
        assert read["timestamp_local"].dtype.kind == "M"

    def test_the_same_table_has_the_same_bytes(self, tmp_path: Path) -> None:
        first = write_table(frame("pandas"), tmp_path / "a.xlsx").read_bytes()
        time.sleep(1.1)
        assert write_table(frame("pandas"), tmp_path / "b.xlsx").read_bytes() == first

    def test_what_a_cell_cannot_hold_is_cut_and_told(self, tmp_path: Path) -> None:
        made = pd.DataFrame({"answer": ["x" * 40_000, "short"], "note": ["y", "y" * 33_000]})
        with pytest.warns(IncompleteDataWarning, match="1 of 'answer', 1 of 'note'") as caught:
            path = write_table(made, tmp_path / "t.xlsx")
        assert caught[0].filename == __file__
        sheet = openpyxl.load_workbook(path)["data"]
        assert sheet["A2"].value == "x" * 32_766 + "…"
        assert sheet["A3"].value == "short"

    def test_what_a_sheet_cannot_hold_is_refused(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(spreadsheets, "MOST_ROWS", 2)
        with pytest.raises(InputError, match="3 rows"):
            write_table(frame("pandas"), tmp_path / "t.xlsx")
        assert not list(tmp_path.iterdir())

    def test_odd_values(self, tmp_path: Path) -> None:
        texts = ["cut \ud83d", "a\x00\x01b", "http://example.org/?a=1"]
        made = pd.DataFrame({
            "number": [float("inf"), float("nan"), -1e300],
            "text": pd.Series(texts, dtype=object),
            "when": pd.to_datetime(["1850-01-01", None, "2026-01-01"], utc=True),
            "span": pd.to_timedelta([1, None, 2], unit="s"),
        })  # fmt: skip
        sheet = openpyxl.load_workbook(write_table(made, tmp_path / "t.xlsx"))["data"]
        assert [sheet.cell(row, 1).value for row in (2, 3, 4)] == ["inf", None, "-1e+300"]
        assert sheet["B2"].value == "cut \\ud83d"
        assert sheet["B4"].value == "http://example.org/?a=1"
        assert sheet["B4"].hyperlink is None
        assert sheet["D2"].value.startswith("1850-01-01")

    def test_a_column_of_the_name_that_a_local_time_would_have(self, tmp_path: Path) -> None:
        made = pd.DataFrame({
            "t": [datetime(2026, 3, 2, 9, tzinfo=UTC)], "t_local": ["mine"],
        })  # fmt: skip
        path = write_table(made, tmp_path / "t.csv", excel=True)
        assert path.read_text("utf-8-sig").splitlines() == [
            "t,t_local,t_local_2", "2026-03-02T09:00:00.000000Z,2026-03-02 10:00:00,mine",
        ]  # fmt: skip

    def test_an_empty_table(self, tmp_path: Path) -> None:
        path = write_table(frame("pandas", []), tmp_path / "t.xlsx")
        assert openpyxl.load_workbook(path)["data"].max_row == 1


def test_they_are_public() -> None:
    assert hyperstudy.write_table is tables.write_table
    assert {"write_table", "to_json_columns"} <= set(hyperstudy.__all__)
    assert isinstance(pa.table({}), pa.Table)


@pytest.mark.parametrize(
    ("ending", "what"), [("sav", "pyreadstat"), ("DTA", "write_dta"), ("rds", "read_parquet")]
)
def test_files_of_other_programs_have_another_way(tmp_path: Path, ending: str, what: str) -> None:
    with pytest.raises(InputError, match="does not tell the format") as caught:
        write_table([{"id": "e"}], tmp_path / f"events.{ending}")
    assert what in str(caught.value)
    assert list(tmp_path.iterdir()) == []
