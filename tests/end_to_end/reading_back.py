"""Reads a BIDS export as its README says, with pandas alone, and gives the rows of the study back.

Nothing of the package is used here: whoever has only the dataset (and the file of pseudonyms)
could do the same.
"""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import pandas as pd

Row = dict[str, Any]
EVENTS = ("events", "components", "ratings_sparse", "chat", "videochat", "sync")
SAMPLED = {"eyetracking": "eye", "ratings_continuous": "rating"}
DERIVED = ("onset_sec", "experimentId")
"""What follows from another column, or stands once for all in dataset_description.json."""

_ESCAPE = re.compile(r'\\(?:([tnr\\"e])|u([0-9a-f]{4}))')
_MEANING = {"t": "\t", "n": "\n", "r": "\r", "\\": "\\", '"': '"', "e": ""}
_GAZE = {
    "timestamp": "onset",
    "x_coordinate": "gazeX",
    "y_coordinate": "gazeY",
    "pupil_size": "pupilDiameter",
}


def text_of(cell: str) -> str:
    return _ESCAPE.sub(lambda one: chr(int(one[2], 16)) if one[2] else _MEANING[one[1]], cell)


def read(file: Path) -> pd.DataFrame:
    """Read a table; cells are texts, and missing ones None."""
    shape: Any = {}
    if file.name.endswith(".tsv.gz"):
        sidecar = json.loads(Path(str(file).replace(".tsv.gz", ".json")).read_text("utf-8"))
        shape = {"header": None, "names": sidecar["Columns"]}
    frame = pd.read_csv(
        file, sep="\t", dtype=str, keep_default_na=False, quoting=csv.QUOTE_NONE, **shape
    )
    for name in frame.columns:
        cells = [None if one == "n/a" else text_of(one) for one in frame[name]]
        frame[name] = pd.Series(cells, dtype=object)
    return frame.rename(columns=text_of)


class Pseudonyms:
    """Undoes labels and moved times with the file that stays beside the study."""

    def __init__(self, file: Path) -> None:
        with file.open(encoding="utf-8", newline="") as opened:
            rows = list(csv.reader(opened, delimiter="\t"))
        prefixes = {"person": "sub-", "room": "ses-"}
        self.ids = {prefixes[kind] + label: one for kind, label, one in rows if kind in prefixes}
        (self.days,) = (int(label) for kind, label, _ in rows if kind == "days moved back")
        self._labels = re.compile("|".join(self.ids))

    def text(self, text: str) -> str:
        found = self._labels.sub(lambda one: self.ids[one[0]], text)
        found = re.sub(r"(?<![\w-])18\d\d-\d\d-\d\d(?=[T ]\d|(?![\w-]))", self._day, found)
        return re.sub(r"-[12]\d{12}(?:\.\d+)?\b", self._epoch, found)

    def number(self, number: float) -> float:
        return number + self.days * 86_400_000 if -4e12 < number < -1e11 else number

    def time(self, time: datetime) -> datetime:
        return time + timedelta(days=self.days)

    def _epoch(self, found: re.Match[str]) -> str:
        return str(Decimal(found[0]) + self.days * 86_400_000)

    def _day(self, found: re.Match[str]) -> str:
        return (date.fromisoformat(found[0]) + timedelta(days=self.days)).isoformat()


class NamedPeople:
    """Labels of an export that keeps the ids beside them."""

    def __init__(self, folder: Path) -> None:
        people = read(folder / "participants.tsv")
        self.ids = dict(zip(people["participant_id"], people["hyperstudy_id"], strict=True))
        for file in folder.glob("sub-*/*_sessions.tsv"):
            sessions = read(file)
            self.ids |= zip(sessions["session_id"], sessions["hyperstudy_id"], strict=True)

    def text(self, text: str) -> str:
        return text

    def number(self, number: float) -> float:
        return number

    def time(self, time: datetime) -> datetime:
        return time


class ReadBack:
    """A BIDS export as the tables of the study that it was made from.

    ``kinds`` names the Arrow type of each column of each table, as the sidecars do in words.
    """

    def __init__(
        self, folder: Path, kinds: dict[str, dict[str, str]], people: Pseudonyms | NamedPeople
    ) -> None:
        self.folder = folder
        self.kinds = kinds
        self.people = people

    def rows(self, table: str) -> list[Row]:
        """Give the rows of a table, with the columns that are there."""
        found: list[Row] = []
        if table in EVENTS:
            found += self._events(table)
        if table in SAMPLED:
            found += self._samples(table)
        if table == "participants":
            found += self._participants()
        aside = self.folder / f"sourcedata/hyperstudy/{table}.tsv"
        if aside.exists():
            for row in read(aside).to_dict("records"):
                found.append({name: self._value(table, name, row[name]) for name in row})
        return found

    def _value(self, table: str, name: str, cell: str | None) -> Any:
        if cell is None:
            return None
        kind = self.kinds[table].get(name, "large_string")
        if kind == "double":
            return self.people.number(float(cell))
        if kind == "int64":
            return int(self.people.number(int(cell)))
        if kind == "bool":
            return {"true": True, "false": False}[cell]
        if kind.startswith("timestamp"):
            return self.people.time(datetime.fromisoformat(cell))
        return self.people.text(cell)

    def _rooms(self) -> Iterator[tuple[str, list[tuple[str, Path]]]]:
        folders: dict[str, list[tuple[str, Path]]] = {}
        for beh in self.folder.glob("sub-*/ses-*/beh"):
            person, room = self.people.ids[beh.parts[-3]], self.people.ids[beh.parts[-2]]
            folders.setdefault(room, []).append((person, beh))
        for room, of_room in sorted(folders.items()):
            yield room, sorted(of_room)

    def _events(self, table: str) -> Iterator[Row]:
        for room, folders in self._rooms():
            of_nobody: list[list[Row]] = []
            for person, beh in folders:
                (file,) = beh.glob("*_events.tsv")
                rows = read(file)
                rows = rows[rows["source_table"] == table]
                shared = rows[rows["actor"].isna()]
                of_nobody.append(self._of_events(table, shared, room, None))
                yield from self._of_events(table, rows[rows["actor"].notna()], room, person)
            assert all(one == of_nobody[0] for one in of_nobody)
            yield from of_nobody[0]

    def _of_events(
        self, table: str, rows: pd.DataFrame, room: str, person: str | None
    ) -> list[Row]:
        found: list[Row] = []
        for cells in rows.to_dict("records"):
            actor = cells["actor"]
            assert person == (None if actor is None else self.people.ids[actor])
            old = cells.get("room_from") == "sessionId"
            row: Row = {"roomId": None if old else room, "participantId": person}
            for name in self.kinds[table]:
                shown = f"{table}_{name}" if f"{table}_{name}" in cells else name
                shown = "reported_duration" if name == "duration" else shown
                if name == "onset":
                    row[name] = milliseconds(cells["onset"])
                elif shown in cells and (name != "participantId" or table == "chat"):
                    row[name] = self._value(table, name, cells[shown])
            found.append(row)
        return found

    def _samples(self, table: str) -> Iterator[Row]:
        for room, folders in self._rooms():
            for person, beh in folders:
                for file in sorted(beh.glob(f"*_recording-{SAMPLED[table]}*_physio.tsv.gz")):
                    if whole_samples(file):
                        yield from self._of_samples(table, read(file), room, person)

    def _of_samples(self, table: str, rows: pd.DataFrame, room: str, person: str) -> Iterator[Row]:
        named = _GAZE if table == "eyetracking" else {"timestamp": "onset"}
        for cells in rows.to_dict("records"):
            old = cells.pop("room_from", None) == "sessionId"
            row: Row = {"roomId": None if old else room, "participantId": person}
            for shown, cell in cells.items():
                name = named.get(shown, shown.removeprefix(f"{table}_"))
                row[name] = (
                    milliseconds(cell) if name == "onset" else self._value(table, name, cell)
                )
            yield row

    def _participants(self) -> Iterator[Row]:
        for file in sorted(self.folder.glob("sub-*/*_sessions.tsv")):
            person = self.people.ids[file.parent.name]
            for cells in read(file).to_dict("records"):
                row: Row = {"roomId": self.people.ids[cells["session_id"]], "participantId": person}
                row["id"] = person
                shown = {
                    name: f"participants_{name}" if f"participants_{name}" in cells else name
                    for name in self.kinds["participants"]
                }
                given = {name: cells[one] for name, one in shown.items() if one in cells}
                row |= {name: self._value("participants", name, given[name]) for name in given}
                if any(cell is not None for cell in given.values()):
                    yield row


def milliseconds(cell: str | None) -> float | None:
    return None if cell is None else float(Decimal(cell) * 1000)


def whole_samples(file: Path) -> bool:
    """Whether a recording has samples as the service gives them, not those of a single eye."""
    sidecar = json.loads(Path(str(file).replace(".tsv.gz", ".json")).read_text("utf-8"))
    return "SourceRecording" not in sidecar
