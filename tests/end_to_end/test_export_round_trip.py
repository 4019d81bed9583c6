"""A BIDS export read back equals the study, cell by cell: with pandas alone, and with pybids."""

from __future__ import annotations

import json
import os
from collections import Counter
from functools import cache
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

pytest.importorskip("pyarrow")
pytest.importorskip("polars")

from exported_studies import HOSTILE, NAMES, exported_study
from reading_back import DERIVED, EVENTS, SAMPLED, NamedPeople, Pseudonyms, ReadBack, Row, read

from hyperstudy.client.study import Study
from hyperstudy.export import ExportReport

MUST = bool(os.environ.get("HYPERSTUDY_STANDARDS"))
TABLES = (*EVENTS, *SAMPLED, "participants")
LOSSY = ("ids and names", "parts of names", "members that", "links lost", "e-mail addresses")
"""Decisions that no file of pseudonyms can undo, by how they begin."""


class Exported:
    def __init__(self, name: str, folder: Path) -> None:
        self.name = name
        self.study: Study = exported_study(name)
        self.kinds = {
            table: {name: kind for name, kind in entry.schema if not name.startswith("_")}
            for table, entry in self.study.manifest.tables.items()
        }
        self.named = folder / "named"
        self.study.export_bids(self.named, names=True, media="none")
        self.pseudonymous = folder / "pseudonymous"
        self.report: ExportReport = self.study.export_bids(self.pseudonymous, media="none")

    def stored(self, table: str) -> list[Row]:
        return self.study.scan(table).collect().to_dicts()

    @property
    def rooms(self) -> set[str]:
        return set(self.study.scan("rooms").collect()["id"])

    @cache  # noqa: B019 - as long as the module's fixture
    def back(self, table: str) -> list[Row]:
        return ReadBack(self.named, self.kinds, NamedPeople(self.named)).rows(table)

    def undone(self, table: str) -> list[Row]:
        place = self.study.folder.parent / f"{self.study.folder.name}.pseudonyms.tsv"
        return ReadBack(self.pseudonymous, self.kinds, Pseudonyms(place)).rows(table)


@pytest.fixture(scope="module", params=[*NAMES, HOSTILE])
def exported(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Exported:
    return Exported(request.param, tmp_path_factory.mktemp(request.param))


def canonical(row: Row, columns: list[str]) -> tuple[Any, ...]:
    """A row as values that compare; what is not a number is missing."""
    values = (row[name] for name in columns)
    return tuple(None if isinstance(one, float) and one != one else one for one in values)


@pytest.mark.parametrize("table", TABLES)
def test_every_cell_reads_back_as_it_is_in_the_study(exported: Exported, table: str) -> None:
    columns = [name for name in exported.kinds[table] if name not in DERIVED]
    wanted = Counter(canonical(row, columns) for row in exported.stored(table))
    found = Counter(canonical(row, columns) for row in exported.back(table))
    assert found == wanted
    movie = exported.name in ("movie-dyads", HOSTILE)
    assert wanted or (table != "participants" and not movie)


OLD = ("events", "eyetracking", "ratings_continuous", "ratings_sparse")
"""Tables of the hostile study with rows that name their room in ``sessionId`` alone."""


def test_rows_that_are_placed_by_their_session_are_marked(exported: Exported) -> None:
    events, samples = (
        {file: read(file) for file in exported.named.glob(f"sub-*/ses-*/beh/*_{one}")}
        for one in ("events.tsv", "physio.tsv.gz")
    )
    old = {
        table: [
            row
            for row in exported.stored(table)
            if row.get("roomId") is None and row.get("sessionId") in exported.rooms
        ]
        for table in TABLES
    }
    decided = exported.report.decisions
    counted = decided[decided["decision"].str.startswith("null in the study")]
    if exported.name != HOSTILE:
        assert not any(old.values())
        assert counted.empty
        assert not any("room_from" in one for one in (*events.values(), *samples.values()))
        return
    assert [table for table, rows in old.items() if rows] == [one for one in TABLES if one in OLD]
    assert counted[["table", "column", "values"]].to_numpy().tolist() == [
        [table, "roomId", len(old[table])] for table in OLD
    ]
    ids = {row.get("id", row.get("ratingId")) for table in OLD for row in old[table]}
    for one in events.values():
        marked = one[one["room_from"] == "sessionId"]
        mine = one[one["id"].isin(ids) | one["ratingId"].isin(ids)]
        assert list(marked.index) == list(mine.index)
        assert one.drop(marked.index)["room_from"].isna().all()
    sidecars = list(exported.named.glob("*_events.json"))
    for file, one in samples.items():
        if "SourceRecording" in (sidecar := Path(str(file).replace(".tsv.gz", ".json"))).read_text(
            "utf-8"
        ):
            assert "room_from" not in one  # line by line those of the recording named there
            continue
        name = "id" if "x_coordinate" in one else "ratingId"
        assert (one["room_from"] == "sessionId").tolist() == one[name].isin(ids).tolist()
        sidecars.append(sidecar)
    assert len(sidecars) > 2
    for sidecar in sidecars:
        description = json.loads(sidecar.read_text("utf-8"))["room_from"]
        assert "no roomId (null)" in description["Description"]
        assert list(description["Levels"]) == ["sessionId"]


@pytest.mark.parametrize("table", TABLES)
def test_what_is_derived_follows_from_what_is_exported(exported: Exported, table: str) -> None:
    for row in exported.stored(table):
        assert row.get("experimentId", exported.study.experiment_id) == exported.study.experiment_id
        if row.get("onset") is not None:
            assert row["onset_sec"] == row["onset"] / 1000


@pytest.mark.parametrize("table", TABLES)
def test_pseudonyms_are_undone_by_the_file_beside_the_study(exported: Exported, table: str) -> None:
    named, undone = (sorted_rows(one(table)) for one in (exported.back, exported.undone))
    assert len(named) == len(undone)
    columns = [name for name in exported.kinds[table] if name not in DERIVED]
    decided = exported.report.decisions
    decided = decided[decided["table"] == table]
    for name in columns:
        mine = decided[decided["column"] == name]
        if mine["decision"].str.startswith("left out").any():
            assert not any(name in row for row in undone)
            continue
        lossy = mine[mine["decision"].str.startswith(LOSSY)]["values"].sum()
        unequal = [
            (before[name], after[name])
            for before, after in zip(named, undone, strict=True)
            if canonical(before, [name]) != canonical(after, [name])
        ]
        assert len(unequal) <= lossy, (name, unequal[:3])


def sorted_rows(rows: list[Row]) -> list[Row]:
    """Rows by what no pseudonym touches, in the order of the files where that is the same."""
    return sorted(rows, key=lambda row: (str(row["roomId"]), str(row["participantId"])))


@pytest.mark.parametrize("suffix", ["events", "physio", "participants", "sessions", "scans"])
def test_pybids_reads_the_same_cells(
    exported: Exported, suffix: str, recwarn: pytest.WarningsRecorder
) -> None:
    if not MUST:
        pytest.importorskip("bids", reason="needs the group `standards`")
    from bids import BIDSLayout

    layout = BIDSLayout(exported.named)
    extension = ".tsv.gz" if suffix == "physio" else ".tsv"
    files = layout.get(suffix=suffix, extension=extension)
    there = set(exported.named.rglob(f"*{suffix}{extension}"))
    aside = set((exported.named / "sourcedata").rglob("*"))
    assert {Path(one.path) for one in files} == there - aside
    assert files or (suffix == "physio" and exported.name not in ("movie-dyads", HOSTILE))
    for file in files:
        theirs = file.get_df(include_timing=False, float_precision="round_trip")
        mine = read(Path(file.path))
        assert [unescaped(str(one)) for one in theirs.columns] == list(mine.columns)
        for shown, name in zip(theirs.columns, mine.columns, strict=True):
            compare(theirs[shown], mine[name])


def compare(theirs: pd.Series[Any], mine: pd.Series[Any]) -> None:
    for found, wanted in zip(theirs, mine, strict=True):
        if wanted is None:
            assert pd.isna(found)
        elif isinstance(found, str):
            assert unescaped(found) == wanted
        elif isinstance(found, bool):
            assert str(found).lower() == wanted
        else:
            assert float(found) == float(wanted)


def unescaped(cell: str) -> str:
    from hyperstudy.export.cell_text import unescape

    return unescape(cell)
