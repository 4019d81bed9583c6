"""Who is in a study: people, rooms, and everything that names a person."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, cast

from attrs import define, field

from .study_rows import batches, columns_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ..offline.reader import StudyReader

_IDS = ("participantId", "senderId")
_RECIPIENTS = "recipientIds"
_SESSION = "sessionId"
_NAMES = {"participantName": "participantId", "senderName": "senderId"}
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
    sessions: dict[str, set[str]] = {}
    for table in study.tables:
        for row in _distinct(study, table):
            _take(found, table, row)
            person = next((row[name] for name in _IDS if row.get(name)), None)
            if person and row.get(_SESSION) and not row.get("roomId"):
                sessions.setdefault(row[_SESSION], set()).add(person)
    for session, persons in sessions.items():
        if session in found.rooms:  # old rows call their room so
            found.members.setdefault(session, set()).update(persons)
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
    found.persons.update(row[name] for name in _IDS if row.get(name))
    found.persons.update(_recipients(row.get(_RECIPIENTS)))
    found.persons.add(person)
    if table.startswith("agent_"):
        found.agents.add(person)
    if room:
        found.members.setdefault(room, set()).add(person)
    for name, whose in _NAMES.items():
        if row.get(name):
            found.names.setdefault(row[name], set()).add(row.get(whose) or person)
    own = ["id"] if table == "participants" and row.get("id") not in found.persons else []
    for name in (*_ACCOUNTS, *own):
        if row.get(name):
            found.accounts.setdefault(row[name], set()).add(person)


def _recipients(text: str | None) -> list[str]:
    try:
        parsed: Any = json.loads(text) if text else []
    except ValueError:
        return []
    if not isinstance(parsed, list):
        return []
    return [one for one in cast("list[object]", parsed) if isinstance(one, str) and one]


def _distinct(study: StudyReader, table: str) -> Iterator[dict[str, Any]]:
    wanted = {"roomId", _SESSION, *_IDS, *_NAMES, *_ACCOUNTS, _RECIPIENTS}
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
