"""Who is in a study: people, rooms, and everything that names a person."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from attrs import define, field

from .study_rows import batches, columns_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ..offline.reader import StudyReader

_IDS = ("participantId", "senderId")
_NAMES = ("participantName", "senderName")
_ACCOUNTS = ("email", "prolificPid")
_ROOM_TABLE = "rooms"


@define
class People:
    """The people and rooms of a study.

    Attributes
    ----------
    persons : set of str
        Ids of participants, also of those whom only rows name.
    agents : set of str
        Those of them that are AI agents.
    rooms : set of str
        Ids of rooms.
    members : dict of str to set of str
        Who is in each room.
    names : dict of str to set of str
        Display names, each with whom it may mean.
    accounts : dict of str to set of str
        E-mail addresses and ids of other platforms, likewise.
    """

    persons: set[str] = field(factory=set[str])
    agents: set[str] = field(factory=set[str])
    rooms: set[str] = field(factory=set[str])
    members: dict[str, set[str]] = field(factory=dict[str, set[str]])
    names: dict[str, set[str]] = field(factory=dict[str, set[str]])
    accounts: dict[str, set[str]] = field(factory=dict[str, set[str]])

    def rooms_of(self, person: str) -> list[str]:
        """Give the rooms of a person, sorted."""
        return sorted(room for room, there in self.members.items() if person in there)


def find_people(study: StudyReader) -> People:
    """Look through all tables for people and rooms."""
    found = People()
    for table in study.tables:
        for row in _distinct(study, table):
            _take(found, table, row)
    for room in found.members:
        found.rooms.add(room)
    for person in found.persons:
        # Whoever comes over a platform has its id within the participant's.
        if person.startswith("prolific_"):
            found.accounts.setdefault(person.removeprefix("prolific_"), set()).add(person)
    return found


def _take(found: People, table: str, row: dict[str, Any]) -> None:
    person = next((row[name] for name in _IDS if row.get(name)), None)
    if table == "participants":
        person = person or row.get("id")
    room = row.get("id") if table == _ROOM_TABLE else row.get("roomId")
    if room:
        found.rooms.add(room)
    if not person:
        return
    found.persons.add(person)
    if table.startswith("agent_"):
        found.agents.add(person)
    if room:
        found.members.setdefault(room, set()).add(person)
    for name in _NAMES:
        if row.get(name):
            found.names.setdefault(row[name], set()).add(person)
    for name in _ACCOUNTS:
        if row.get(name):
            found.accounts.setdefault(row[name], set()).add(person)


def _distinct(study: StudyReader, table: str) -> Iterator[dict[str, Any]]:
    wanted = {"roomId", *_IDS, *_NAMES, *_ACCOUNTS}
    if table in (_ROOM_TABLE, "participants"):
        wanted.add("id")
    columns = [name for name in columns_of(study, table) if name in wanted]
    if not columns:
        return
    seen: set[tuple[Any, ...]] = set()
    for batch in batches(study, table, columns=columns):
        for row in batch.group_by(columns).aggregate([]).to_pylist():
            key = tuple(row[name] for name in columns)
            if key not in seen:
                seen.add(key)
                yield row
