"""Any text fits into a cell, and is what it was when it is read back, by pandas and by Polars."""

from __future__ import annotations

import csv
from decimal import Decimal
from io import StringIO
from typing import TYPE_CHECKING

import pandas as pd
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

pytest.importorskip("pyarrow")
pytest.importorskip("polars")

import polars as pl
import pyarrow as pa

from hyperstudy.export.cell_text import (
    MISSING,
    cells,
    escape,
    read_table,
    second_cells,
    unescape,
)

if TYPE_CHECKING:
    from pathlib import Path

ODD = st.sampled_from(
    [
        *("n/a", "NA", "null", "None", "nan", "", '"', '""', "\\", "\\e", "\\n", "\t", "\r", "\n"),
        *("\u2028", "\x85", "\ufeff", "\x00", " ", "  a ", "#N/A", "\\u0041", "🦊"),
    ]
)
TEXTS = st.lists(ODD | st.text(alphabet=st.characters(exclude_categories=["Cs"])), max_size=4).map(
    "".join
)


@given(TEXTS)
def test_any_text_comes_back(text: str) -> None:
    cell = escape(text)
    assert unescape(cell) == text
    assert cell
    assert cell != MISSING
    assert cell.splitlines() == [cell]
    assert "\t" not in cell
    assert not cell.startswith('"')
    assert cell.count('"') % 2 == 0


@given(st.lists(TEXTS | st.none(), min_size=1, max_size=6))
def test_arrow_pandas_and_polars_agree(texts: list[str | None]) -> None:
    written = cells(pa.array(texts, pa.string())).to_pylist()
    assert written == [MISSING if one is None else escape(one) for one in texts]
    table = "first\ttext\n" + "".join(f"{n}\t{cell}\n" for n, cell in enumerate(written))
    default = pd.read_csv(StringIO(table), sep="\t", dtype=str)["text"]
    plain = pd.read_csv(
        StringIO(table), sep="\t", dtype=str, keep_default_na=False, na_values=MISSING,
        quoting=csv.QUOTE_NONE,
    )["text"]  # fmt: skip
    other = pl.read_csv(
        table.encode(), separator="\t", null_values=MISSING, quote_char=None, infer_schema=False
    )["text"].to_list()
    other_default = pl.read_csv(
        table.encode(), separator="\t", null_values=MISSING, infer_schema=False
    )["text"].to_list()
    for read in (list(default), list(plain), other, other_default):
        back = [None if pd.isna(one) else unescape(one) for one in read]
        assert back == texts


@given(st.lists(st.floats() | st.none(), min_size=1, max_size=6))
def test_numbers_read_back_equal_and_what_is_none_is_missing(numbers: list[float | None]) -> None:
    written = cells(pa.array(numbers, pa.float64())).to_pylist()
    for number, cell in zip(numbers, written, strict=True):
        finite = number is not None and abs(number) < float("inf")
        assert (float(cell) == number) if finite else cell == MISSING


def test_whole_numbers_stay_whole_beside_missing_ones() -> None:
    assert cells(pa.array([2**53 + 1, None], pa.int64())).to_pylist() == ["9007199254740993", "n/a"]
    assert cells(pa.array([True, None])).to_pylist() == ["true", "n/a"]


TIMES = (
    st.floats(allow_nan=False, allow_infinity=False)
    | st.integers(-(10**9), 10**9).map(float)
    | st.decimals(-(10**7), 10**8, places=3).map(float)
    | st.decimals(-(10**7), 10**8, places=6).map(float)
)


@given(st.lists(TIMES | st.none(), min_size=1, max_size=6))
@example([4250.1, 1001.0, 0.1 + 0.2, 5e-324, 1e300, -0.0011, 21799.123456789, 1.7e302])
def test_seconds_times_a_thousand_are_the_milliseconds_again(times: list[float | None]) -> None:
    for sliced in (
        pa.array(times, pa.float64()),
        pa.chunked_array([pa.array(times, pa.float64())]),
    ):
        written = second_cells(sliced).to_pylist()
        for time, cell in zip(times, written, strict=True):
            if time is None:
                assert cell == MISSING
            else:
                assert float(Decimal(cell) * 1000) == time
                assert len(cell) <= len(repr(time)) + 6


def test_seconds_of_whole_milliseconds_have_three_digits_at_most() -> None:
    assert second_cells(pa.array([4250, 1001, 0, -1, None])).to_pylist() == [
        *("4.25", "1.001", "0", "-0.001", "n/a"),
    ]


def test_times_have_six_digits() -> None:
    moments = pa.array([1772442121004250, None], pa.timestamp("us", "UTC"))
    assert cells(moments).to_pylist() == ["2026-03-02T09:02:01.004250Z", "n/a"]


def test_a_table_reads_back_as_its_texts(tmp_path: Path) -> None:
    (tmp_path / "a.tsv").write_text('x\ty\n\\en/a\t\\"a\nn/a\t\\e\n', "utf-8")
    (tmp_path / "a.csv").write_text('x,y\n\\en/a,"1,5"\n,\\e\n', "utf-8")
    for name, text in (("a.tsv", '"a'), ("a.csv", "1,5")):
        read = read_table(tmp_path / name)
        assert read["x"].iloc[0] == "n/a"
        assert pd.isna(read["x"].iloc[1])
        assert list(read["y"]) == [text, ""]
