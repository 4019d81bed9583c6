"""Whatever the server lists, every recording has its row in the report."""

from __future__ import annotations

import csv
import warnings
from typing import Any

import httpx
import pandas as pd
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from hyperstudy.downloads import plan
from hyperstudy.downloads.check import check_recordings
from hyperstudy.downloads.engine import Engine
from hyperstudy.downloads.run import run_plan
from hyperstudy.downloads.spreadsheet_safety import cell
from hyperstudy.exceptions import HyperStudyError
from hyperstudy.lists.report import FetchReport
from hyperstudy.lists.results import convert

texts = st.text(max_size=8)
values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | texts,
    lambda inner: st.lists(inner, max_size=2) | st.dictionaries(texts, inner, max_size=2),
    max_leaves=4,
)
OURS = ("local_path", "download_status", "bytes", "error", "source", "=1+1", "metadata")
keys = st.sampled_from(OURS) | st.text(alphabet="abc =+@-,;'", max_size=4)
rows = st.lists(st.dictionaries(keys, values, max_size=5), max_size=4)


def no_link(_: Any) -> str:
    raise HyperStudyError("no link\nfor this")


@settings(max_examples=15)
@example(rows=[{"-": "first", "'-": "second"}])
@given(rows=rows)
@example(rows=[{"a": "\r", "b": 'c"\n', "source": "mine"}])
def test_any_listing_is_reported_row_by_row(
    tmp_path_factory: pytest.TempPathFactory, rows: list[dict[str, Any]]
) -> None:
    folder = tmp_path_factory.mktemp("any")
    listing = convert(rows, "recordings", "pandas", FetchReport())
    planned = plan.make(rows, folder, "skip", use_names=True)
    with httpx.Client() as storage, warnings.catch_warnings():
        warnings.simplefilter("ignore")
        frame = run_plan(
            planned,
            listing,
            Engine(link=no_link, new_link=no_link, storage=storage),
            progress=False,
        )
    assert len(frame) == len(rows)
    assert frame["download_status"].tolist() == ["failed"] * len(rows)
    assert frame["error"].tolist() == ["no link for this"] * len(rows)
    assert set(listing.columns) - set(frame.columns) == set()
    with (folder / "recordings_metadata.csv").open(encoding="utf-8", newline="") as file:
        table = list(csv.reader(file))
    assert len(table) == len(rows) + 1
    assert {len(line) for line in table} == {len(frame.columns) + 2}
    for text in (text for line in table for text in line):
        assert text[:1] not in set("=+@\t\r\n")
        assert not text.startswith("-") or float(text) < 0
    assert check_recordings(folder).complete == (not rows)


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        ("/data/x?expires=1&hmac=secret", "/data/x?…"),
        ("https://st/x?sig=ab'secret", "https://st/x?…"),
        ("https://st/x?sig=ab secret", "https://st/x?…"),
        ("https%3A%2F%2Fst%2Fx%3FSignature%3Dsecret", "https%3A%2F%2Fst%2Fx%3F…"),
        ("X-Amz-Signature=secret&Expires=3", "X-Amz-Signature=…&Expires=3"),
        ({"u": "st.com/x&Signature=secret"}, '{"u":"st.com/x&Signature=…"}'),
        # What a person wrote stays as it is.
        ("Was it loud? a=b, he said", "Was it loud? a=b, he said"),
        ("why?", "why?"),
    ],
)
def test_no_signature_is_written(value: object, shown: str) -> None:
    assert cell(value) == shown


def test_what_has_no_json_is_written_all_the_same() -> None:
    assert cell({"at": {1, 2}}) == '{"at":"{1, 2}"}'
    assert cell({1: "a"}) == "{1: 'a'}"
    assert cell(pd.Timestamp("2026-03-02T09:00:00.25Z")) == "2026-03-02T09:00:00.250000+00:00"
    assert cell(pd.NaT) == cell(pd.NA) == cell(float("nan")) == cell(None) == ""
