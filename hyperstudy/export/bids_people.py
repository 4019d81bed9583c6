"""Who took part, as BIDS has it: participants.tsv, and a sessions.tsv for each participant."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Any

from .bids_names import column_name
from .cell_text import MISSING, cells, escape, tsv
from .described_columns import DescribedColumn, describe_column
from .other_tables import concatenated
from .study_rows import batches

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ..offline.reader import StudyReader
    from .export_report import ExportReport
    from .other_tables import OtherTables
    from .output_folder import OutputFolder
    from .preparation import Preparation

__all__ = ["PeopleFiles"]

_MEMBERS, _ID = "room_members", "hyperstudy_id"


class PeopleFiles:
    """Writes the files about people and their rooms, which BIDS calls sessions.

    Parameters
    ----------
    study : StudyReader
        The study.
    out : OutputFolder
        Where files go.
    report : ExportReport
        Counts rows.
    prepared : Preparation
        Who took part, what each is called, and what must not be exported.
    others : OtherTables
        Takes rows of participants that have no file here.
    """

    def __init__(
        self,
        study: StudyReader,
        out: OutputFolder,
        report: ExportReport,
        prepared: Preparation,
        others: OtherTables,
    ) -> None:
        self._study = study
        self._out = out
        self._report = report
        self._people, self._labels, self._redaction = prepared
        self._others = others

    def write(self, scans: Mapping[tuple[str, str], list[str]]) -> None:
        """Write the files, and count the rows of participants that are in them.

        Parameters
        ----------
        scans : mapping
            The files of each participant in each room.
        """
        table = "participants"
        present = table in self._study.tables
        every = concatenated(batches(self._study, table)) if present else None
        placed: dict[tuple[str, str], int] = {}
        persons = [] if every is None else _ids(every)
        if every is not None:
            there = "roomId" in every.column_names
            rooms: list[str] = every["roomId"].to_pylist() if there else []
            for place, key in enumerate(zip(persons, rooms, strict=False)):
                if key in scans and key not in placed:
                    placed[key] = place
        roles = _by_person(every, persons, "role")
        self._sessions(every, placed, scans)
        if every is not None:
            self._report.exported(table, len(placed), "sub-*/sub-*_sessions.tsv")
            left = sorted(set(range(every.num_rows)) - set(placed.values()))
            if left:
                self._others.add(table, every.take(left))
        if scans:
            # Where nobody has a folder, a validator refuses whoever the file lists.
            self._participants_file(roles)

    def acquired(self, room: str) -> str:
        """Give ``acq_time`` of a room: when its first state began, or "n/a"."""
        return self._rooms.get(room, {}).get("firstStateStartedAt", MISSING)

    def _participants_file(self, roles: dict[str, set[str]]) -> None:
        rows: list[list[str]] = []
        for person in sorted(self._people.persons, key=self._labels.person):
            agent = person in self._people.agents
            role = roles.get(person, set())
            row = [
                self._labels.person(person),
                MISSING if agent else "homo sapiens",
                "true" if agent else "false",
                escape(next(iter(role))) if len(role) == 1 else MISSING,
                str(len(self._people.rooms_of(person))),
            ]
            rows.append([*row, escape(person)] if self._redaction.keeps_names else row)
        header = ["participant_id", "species", "agent", "role", "rooms"]
        sidecar: dict[str, Any] = {
            "species": {"Description": "Species of the participant; none for an AI agent."},
            "agent": {"Description": "Whether an AI agent took this part."},
            "role": {"Description": "Role, where it was the same in all rooms; see sessions.tsv."},
            "rooms": {"Description": "How many rooms there are data of."},
        }
        if self._redaction.keeps_names:
            header.append("hyperstudy_id")
            sidecar["hyperstudy_id"] = {"Description": "Id of the participant on the platform."}
        self._out.text("participants.tsv", tsv([header, *rows]))
        self._out.json("participants.json", sidecar)

    def _sessions(
        self,
        every: Any,
        placed: dict[tuple[str, str], int],
        scans: Mapping[tuple[str, str], list[str]],
    ) -> None:
        columns, described = self._session_columns(every)
        persons = sorted({person for person, _ in scans})
        for person in persons:
            rows = [
                self._session_row(room, placed.get((person, room)), columns, described)
                for _, room in sorted(key for key in scans if key[0] == person)
            ]
            for row in rows:
                for cell, column in zip(row[2:], described.values(), strict=True):
                    column.note([] if cell == MISSING else [cell])
            label = self._labels.person(person)
            header = ["session_id", "acq_time", *map(escape, described)]
            self._out.text(f"{label}/{label}_sessions.tsv", tsv([header, *sorted(rows)]))
        sidecar = {escape(name): one.sidecar() for name, one in described.items()}
        for person in persons:
            label = self._labels.person(person)
            self._out.json(f"{label}/{label}_sessions.json", sidecar)

    def _session_columns(
        self, every: Any
    ) -> tuple[dict[str, list[str]], dict[str, DescribedColumn]]:
        """Give the cells of the columns of participants, and the description of each column."""
        columns: dict[str, list[str]] = {}
        described: dict[str, DescribedColumn] = {}
        of_rooms = [f"room_{name}" for name in next(iter(self._rooms.values()), dict[str, str]())]
        taken = {"session_id", "acq_time", _MEMBERS, _ID, *of_rooms}
        if every is not None:
            kept = self._redaction.apply("participants", every)
            for name in kept.column_names:
                own = name == "id" and every["id"].to_pylist() != _ids(every)
                if own or name not in ("id", "participantId", "roomId", "experimentId"):
                    others = taken | ({*kept.column_names} - {name})
                    shown = column_name(name, "participants", others)
                    columns[shown] = cells(kept[name]).to_pylist()
                    described[shown] = describe_column("participants", name, shown)
        for shown in of_rooms:
            described[shown] = describe_column("rooms", shown.removeprefix("room_"), shown)
        described[_MEMBERS] = DescribedColumn(
            _MEMBERS, "Everybody of whom there are data in the room, with commas between."
        )
        if self._redaction.keeps_names:
            described[_ID] = DescribedColumn(_ID, "Id of the room on the platform.")
        return columns, described

    def _session_row(
        self,
        room: str,
        place: int | None,
        columns: Mapping[str, list[str]],
        described: Mapping[str, DescribedColumn],
    ) -> list[str]:
        row = [self._labels.room(room), self.acquired(room)]
        row += [MISSING if place is None else of_column[place] for of_column in columns.values()]
        of_room = self._rooms.get(room, {})
        row += [
            of_room.get(name.removeprefix("room_"), MISSING)
            for name in described
            if name not in columns and name not in (_MEMBERS, _ID)
        ]
        row.append(",".join(sorted(map(self._labels.person, self._people.members[room]))))
        return [*row, escape(room)] if self._redaction.keeps_names else row

    @cached_property
    def _rooms(self) -> dict[str, dict[str, str]]:
        """The cells of each room's row, by room and column."""
        found: dict[str, dict[str, str]] = {}
        if "rooms" not in self._study.tables:
            return found
        for batch in batches(self._study, "rooms"):
            kept = self._redaction.apply("rooms", batch)
            names = [one for one in kept.column_names if one not in ("id", "experimentId")]
            written = [cells(kept[name]).to_pylist() for name in names]
            for place, room in enumerate(batch["id"].to_pylist()):
                found[room] = {
                    name: column[place] for name, column in zip(names, written, strict=True)
                }
        return found


def _ids(participants: Any) -> list[str]:
    names = [one for one in ("participantId", "id") if one in participants.column_names]
    return [
        next((row[n] for n in names if row[n]), "")
        for row in participants.select(names).to_pylist()
    ]


def _by_person(participants: Any, persons: list[str], column: str) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    if participants is None or column not in participants.column_names:
        return found
    for person, value in zip(persons, participants[column].to_pylist(), strict=True):
        if value is not None:
            found.setdefault(person, set()).add(str(value))
    return found
