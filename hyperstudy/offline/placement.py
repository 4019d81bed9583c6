"""Rows that do not say where they belong: found by their participant, or counted."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ..imports.optional_packages import load
from ..resources.all_data import participant_key
from ..study.layout import ROOM
from .filters import conditions, in_room, is_missing
from .row_selection import Condition, Selection

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping
    from pathlib import Path

    from ..study.manifest import Manifest, TableEntry
    from ..study.tables import Table

    RoomsOf = Callable[[str], Iterable[str]]

# Whoever never entered a room is in none: that is no gap.
_WITHOUT_ROOMS = frozenset({"participants"})
_TIMES = frozenset({"start_time", "end_time"})


class Placement:
    """Tells to which rooms the rows of a study belong that name none.

    Parameters
    ----------
    folder : Path
        The study.
    manifest : Manifest
        Its manifest.
    schema : callable
        Gives the Arrow schema of a table, by its entry.
    """

    def __init__(
        self, folder: Path, manifest: Manifest, schema: Callable[[TableEntry], Any]
    ) -> None:
        self._folder = folder
        self._manifest = manifest
        self._schema = schema
        self._homes: dict[str, str] | None = None

    def in_room(self, of: Table, room: str) -> Condition:
        """Give the condition that a row belongs to a room, by itself or by its participant."""
        person = self._person(of)
        if person is None:
            return in_room(room)
        people = [one for one, home in self.rooms_by_participant().items() if home == room]
        pa, pc = load("pyarrow"), load("pyarrow.compute")
        values = pa.array(people, pa.large_string())

        def test(table: Any) -> Any:
            named = table.column(ROOM)
            theirs = pc.is_in(table.column(person), value_set=values)
            return pc.if_else(pc.is_null(named), theirs, pc.equal(named, room))

        return Condition((ROOM, person), test)

    def rooms_by_participant(self) -> dict[str, str]:
        """Give the room of each participant who was in one room only."""
        if self._homes is None:
            self._homes = {}
            entry = self._manifest.tables.get("participants")
            if entry is not None:
                schema = self._schema(entry)
                ids = [name for name in ("participantId", "id") if name in schema.names]
                rows = Selection(self._folder, entry.files, schema).columns([ROOM, *ids])
                rooms: dict[str, set[str]] = {}
                for row in rows.to_pylist():
                    for name in ids:
                        if row[name] is not None and row[ROOM] is not None:
                            rooms.setdefault(row[name], set()).add(row[ROOM])
                self._homes = {who: next(iter(own)) for who, own in rooms.items() if len(own) == 1}
        return self._homes

    def gaps(
        self, of: Table, arguments: Mapping[str, Any], rooms: Iterable[str], rooms_of: RoomsOf
    ) -> Iterator[str]:
        """Return how many rows could not be compared with what was asked for: they lack it."""
        entry = self._manifest.tables[of.name]
        names = set(self._schema(entry).names)
        asked_rooms = list(rooms)

        def count(gap: Condition, without: frozenset[str], *, in_rooms: bool) -> int:
            left = {name: value for name, value in arguments.items() if name not in without}
            wanted = [gap, *conditions(of, left, names, rooms_of)]
            wanted += [self.in_room(of, one) for one in asked_rooms if in_rooms]
            return len(Selection(self._folder, entry.files, self._schema(entry), wanted))

        if asked_rooms and self._roomless(of):
            found = count(self._homeless(of), frozenset(), in_rooms=False)
            if found:
                yield (
                    f"{found} rows name no room, and no participant who was in one room only: "
                    "which of them belong here is not known, and none was taken"
                )
        if "deployment_id" in arguments and "deploymentId" in names and self._roomless(of):
            found = count(
                self._homeless(of, "deploymentId"), frozenset({"deployment_id"}), in_rooms=True
            )
            if found:
                yield (
                    f"{found} rows name neither deployment nor room: which of them belong here is "
                    "not known, and none was taken"
                )
        time = of.time or "timestamp"
        if arguments.keys() & _TIMES and time in names:
            found = count(is_missing(time), _TIMES, in_rooms=True)
            if found:
                yield (
                    f"{found} rows have no {time} that could be read: whether they are within the "
                    "times asked for is not known, and none was taken"
                )

    def _roomless(self, of: Table) -> bool:
        files = self._manifest.tables[of.name].files
        return of.name not in _WITHOUT_ROOMS and any(one.roomless for one in files)

    def _person(self, of: Table) -> str | None:
        """Give the column with the participant, for tables with rows that name no room."""
        name = participant_key(of.columns)
        names = {column for column, _ in self._manifest.tables[of.name].schema}
        return name if self._roomless(of) and name in names else None

    def _homeless(self, of: Table, *also_missing: str) -> Condition:
        """Give the condition that nothing tells the room of a row."""
        person = self._person(of)
        pa, pc = load("pyarrow"), load("pyarrow.compute")
        values = pa.array(list(self.rooms_by_participant()), pa.large_string())

        def test(table: Any) -> Any:
            found = pc.is_null(table.column(ROOM))
            if person is not None:
                found = pc.and_(found, pc.invert(pc.is_in(table.column(person), value_set=values)))
            for name in also_missing:
                found = pc.and_(found, pc.is_null(table.column(name)))
            return found

        return Condition((ROOM, *also_missing, *([person] if person else ())), test)
