"""A Psych-DS export by the published rules of schema 1.5.0, each a test; its validator is on no
registry that Python reads."""

from __future__ import annotations

import csv
import json
import re
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

pytest.importorskip("pyarrow")
pytest.importorskip("polars")

from exported_studies import HOSTILE, NAMES, exported_study

from hyperstudy import contract
from hyperstudy.client.study import Study
from hyperstudy.exceptions import InputError
from hyperstudy.export import ExportReport, read_table

NAME = re.compile(r"([a-z]+-[a-zA-Z0-9]+)(_[a-z]+-[a-zA-Z0-9]+)*_data\.csv")
KEYS = {"study", "site", "subject", "session", "task", "condition", "trial", "stimulus"}
KEYS |= {"description"}


class Exported:
    def __init__(self, name: str, folder: Path) -> None:
        self.name = name
        self.study: Study = exported_study(name)
        self.folder = folder / "psychds"
        self.report: ExportReport = self.study.export_psych_ds(self.folder)
        self.named = folder / "named"
        self.study.export_psych_ds(self.named, names=True, media="none")

    @property
    def tables(self) -> list[Path]:
        return sorted((self.folder / "data").glob("*.csv"))

    @property
    def description(self) -> dict[str, Any]:
        return json.loads((self.folder / "dataset_description.json").read_text("utf-8"))


@pytest.fixture(scope="module", params=[*NAMES, HOSTILE])
def exported(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Exported:
    return Exported(request.param, tmp_path_factory.mktemp(request.param))


def rows_of(table: Path) -> list[list[str]]:
    with table.open(encoding="utf-8", newline="") as file:
        return list(csv.reader(file, strict=True))


def test_files_are_named_by_keys_that_the_standard_knows(exported: Exported) -> None:
    assert exported.tables
    for table in exported.tables:
        assert NAME.fullmatch(table.name)
        pairs = [one.split("-") for one in table.name.removesuffix("_data.csv").split("_")]
        keys = [key for key, _ in pairs]
        assert set(keys) <= KEYS
        assert len(set(keys)) == len(keys)


def test_tables_are_utf_8_with_a_header_that_names_each_column_once(exported: Exported) -> None:
    for table in exported.tables:
        header, *rows = rows_of(table)
        assert rows
        assert len(set(header)) == len(header)
        assert all(header)
        assert {len(row) for row in rows} == {len(header)}
        assert not table.read_bytes().startswith(b"\xef\xbb\xbf")


def test_the_variables_are_the_columns_both_ways(exported: Exported) -> None:
    columns = {name for table in exported.tables for name in rows_of(table)[0]}
    variables = exported.description["variableMeasured"]
    names = [one["name"] for one in variables]
    assert len(set(names)) == len(names)
    assert set(names) == columns
    assert all(one["@type"] == "PropertyValue" and one["description"] for one in variables)


def test_variables_say_what_they_mean_in_each_table(exported: Exported) -> None:
    variables = {one["name"]: one for one in exported.description["variableMeasured"]}
    units: dict[str, set[str | None]] = {}
    compared = 0
    for table in exported.study.tables:
        name = table.removesuffix("_detail")
        if name not in contract.DATA_TYPES or not exported.study.manifest.tables[table].rows:
            continue
        kinds = dict(exported.study.manifest.tables[table].schema)
        for column in contract.columns(name):
            if column.name not in variables or column.name not in kinds:
                continue
            compared += 1
            assert column.description.strip() in variables[column.name]["description"]
            numeric = column.kind in ("integer", "number")
            units.setdefault(column.name, set()).add(column.unit if numeric else None)
    assert compared > 50
    for name, there in units.items():
        assert variables[name].get("unitText") in (there if len(there) == 1 else {None})
        if len(there) > 1:
            assert all(f"({one})" in variables[name]["description"] for one in there if one)
    assert variables["onset"]["unitText"] == "ms"


def test_the_description_is_json_ld_of_a_dataset(exported: Exported) -> None:
    description = exported.description
    assert description["@context"] == "https://schema.org/"
    assert description["@type"] == "Dataset"
    assert description["name"]
    assert description["description"]


def test_everything_else_is_where_the_standard_allows_it(exported: Exported) -> None:
    top = {one.name for one in exported.folder.iterdir()} - {".hyperstudy-export.json"}
    assert top == {"data", "dataset_description.json", "README.md", "CHANGES.md"}
    inside = {one.name for one in (exported.folder / "data").iterdir() if one.is_dir()}
    assert inside <= {"raw"}
    assert ("raw" in inside) == (exported.name == "movie-dyads")


def test_row_ids_where_there_are_any_are_unique(exported: Exported) -> None:
    for table in exported.tables:
        header, *rows = rows_of(table)
        if "row_id" in header:
            place = header.index("row_id")
            assert len({row[place] for row in rows}) == len(rows)


def test_each_row_is_exported(exported: Exported) -> None:
    assert exported.report.complete
    counts = exported.report.rows.groupby("table")["exported"].sum()
    for table, entry in exported.study.manifest.tables.items():
        assert counts[table] == entry.rows


@pytest.mark.parametrize("table", ["events", "chat", "ratings_sparse", "participants"])
def test_tables_read_back_equal_the_study(table: str, exported: Exported) -> None:
    stored = exported.study.scan(table).collect()
    files = list((exported.named / "data").glob(f"*description-{table.replace('_', '')}_data.csv"))
    assert len(files) == (stored.height > 0)
    if not files:
        return
    back = read_table(files[0])
    assert list(back.columns) == stored.columns
    for row, (_, cells) in zip(stored.to_dicts(), back.iterrows(), strict=True):
        for name, value in row.items():
            cell = cells[name]
            if value is None:
                assert pd.isna(cell)
            elif isinstance(value, bool):
                assert cell == str(value).lower()
            elif isinstance(value, int | float):
                assert float(cell) == value
            elif isinstance(value, str):
                assert cell == value
            else:
                assert pd.Timestamp(cell) == pd.Timestamp(value)


def test_a_folder_is_of_one_standard_only(exported: Exported) -> None:
    with pytest.raises(InputError, match="Psych-DS"):
        exported.study.export_bids(exported.folder)
