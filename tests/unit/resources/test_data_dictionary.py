"""The data dictionary says what each column of a frame is."""

from __future__ import annotations

import pytest

from hyperstudy import HyperStudy, InputError, contract, describe
from hyperstudy.lists.report import FetchReport
from hyperstudy.lists.results import convert


@pytest.mark.parametrize("table", contract.DATA_TYPES)
def test_every_column_of_a_frame_is_described(table: str) -> None:
    dictionary = describe(table)
    frame = convert([], table, "pandas", FetchReport())
    assert set(dictionary["column"]) >= set(frame.columns) - {"onset_sec"}
    assert dictionary["meaning"].str.len().gt(0).all()
    assert set(dictionary["certainty"]) <= {"documented", "observed", "inferred"}


def test_units_are_told() -> None:
    dictionary = describe("ratings_sparse").set_index("column")
    assert dictionary.loc["onset", "unit"] == "ms"
    assert dictionary.loc["timestamp", "type"] == "time"


def test_words_that_are_in_use_are_told() -> None:
    meaning = describe("events").set_index("column").loc["eventType", "meaning"]
    for word in ("`consent.shown`", "`media.ended`", "`experiment.completed`", "`scanner_pulse`"):
        assert word in meaning


def test_it_comes_in_each_form() -> None:
    rows = describe("events", output="dict")
    assert describe("events", output="polars").to_dicts() == rows
    assert describe("events", output="arrow").to_pylist() == rows
    assert HyperStudy.describe("events", output="dict") == rows


def test_a_type_that_there_is_not_names_the_closest() -> None:
    with pytest.raises(InputError, match="mean 'events'"):
        describe("event")
