"""The data dictionary says what each column of a frame is."""

from __future__ import annotations

import pytest

from hyperstudy import HyperStudy, InputError, contract, describe
from hyperstudy.lists.report import FetchReport
from hyperstudy.lists.results import convert


@pytest.mark.parametrize("table", contract.DATA_TYPES)
def test_every_column_of_a_frame_is_described(table: str) -> None:
    told = describe(table)
    frame = convert([], table, "pandas", FetchReport())
    assert set(told["column"]) >= set(frame.columns) - {"onset_sec"}
    assert told["meaning"].str.len().gt(0).all()
    assert set(told["certainty"]) <= {"documented", "observed", "inferred"}


def test_units_are_told() -> None:
    told = describe("ratings_sparse").set_index("column")
    assert told.loc["onset", "unit"] == "ms"
    assert told.loc["timestamp", "type"] == "time"


def test_words_that_are_in_use_are_told() -> None:
    told = describe("events").set_index("column").loc["eventType", "meaning"]
    for word in ("`consent.shown`", "`media.ended`", "`experiment.completed`", "`scanner_pulse`"):
        assert word in told


def test_it_comes_in_each_form() -> None:
    rows = describe("events", output="dict")
    assert describe("events", output="polars").to_dicts() == rows
    assert describe("events", output="arrow").to_pylist() == rows
    assert HyperStudy.describe("events", output="dict") == rows


def test_a_type_that_there_is_not_names_the_closest() -> None:
    with pytest.raises(InputError, match="mean 'events'"):
        describe("event")
