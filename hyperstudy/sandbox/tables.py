"""The tables that are served: the study's, and what has happened in the sandbox since."""

from __future__ import annotations

from functools import partial
from itertools import groupby
from typing import TYPE_CHECKING

from attrs import frozen

from .agent_rooms import AgentRoom
from .study.moments import instant_of, iso
from .study.table import Part, Piece, Row, Rows, Table, Timed

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from .world import World

__all__ = ["served_table"]


@frozen
class _Rewritten:
    """A part whose rows are told anew."""

    part: Part
    rewrite: Callable[[Row], Row]

    @property
    def zero(self) -> int:
        """The instant at which the onset of its rows is 0, in ms since 1970."""
        return self.part.zero

    def __len__(self) -> int:
        return len(self.part)

    def instant(self, index: int) -> int:
        """Give the time of one row in ms since 1970."""
        return self.part.instant(index)

    def before(self, instant: int) -> int:
        """Count the rows that are earlier than an instant."""
        return self.part.before(instant)

    def rows(self, start: int, stop: int) -> list[Row]:
        """Make the rows from start up to, not including, stop."""
        return [self.rewrite(row) for row in self.part.rows(start, stop)]


def served_table(
    world: World,
    data_type: str,
    scope: str,
    scope_id: str,
    *,
    room_id: str | None = None,
    deployment_id: str | None = None,
) -> Table:
    """Open a table of one data type; ids that nothing has leave it empty.

    Parameters
    ----------
    world
        The study and what was added to it.
    data_type
        A data type of the study.
    scope, scope_id
        What the rows belong to.
    room_id, deployment_id
        Keep only rows of this room, of this deployment.
    """
    try:
        table = world.study.table(
            data_type, scope, scope_id, room_id=room_id, deployment_id=deployment_id
        )
    except KeyError:
        table = Table.of([])
    if world.stopped and (rewrite := _ONCE_STOPPED.get(data_type)):
        table = _rewritten(table, partial(rewrite, world.stopped))
    wanted = {
        f"{scope}Id": scope_id,
        "roomId": room_id,
        "deploymentId": deployment_id,
    } | ({"roomId": scope_id} if scope == "room" else {})
    added = sorted(_added(world, data_type, wanted), key=lambda timed: (timed.instant, timed.id))
    return Table(lambda: _merged(table, added)) if added else table


def _rewritten(table: Table, rewrite: Callable[[Row], Row]) -> Table:
    return Table(
        lambda: (piece._replace(part=_Rewritten(piece.part, rewrite)) for piece in table.pieces)
    )


def _merged(table: Table, added: list[Timed]) -> Iterator[Piece]:
    """Cut a table where rows were added, which come after what is there of the same time."""

    def place(timed: Timed) -> tuple[int, int]:
        return table.before(timed.instant + 1), timed.instant - timed.row.get("onset", 0)

    done = 0
    for (upto, zero), group in groupby(added, place):
        yield from table.cut(done, upto)
        new = _added_part(list(group), zero)
        yield Piece(new, 0, len(new))
        done = upto
    yield from table.cut(done, len(table))


def _added_part(rows: list[Timed], zero: int) -> Rows:
    return Rows(lambda: rows, zero)


def _added(world: World, data_type: str, wanted: Mapping[str, str | None]) -> Iterator[Timed]:
    def fits(row: Row) -> bool:
        return all(value is None or row.get(name) == value for name, value in wanted.items())

    write = _FROM_AGENT_ROOMS.get(data_type)
    now = world.instant
    for room in world.agent_rooms.values() if write else ():
        place = {
            "experimentId": room.experiment["id"],
            "deploymentId": room.deployment["id"],
            "roomId": room.id,
        }
        for timed in write(room, now) if write else ():
            if fits({**timed.row, **place}):
                yield timed
    for row in world.recorded if data_type == "events" else ():
        if fits(row):
            yield Timed(instant_of(row["timestamp"]), row["id"], row)


def _room_once_stopped(ends: Mapping[str, int], room: Row) -> Row:
    end = ends.get(room["id"])
    if end is None:
        return room
    began = room.get("firstStateStartedAt")
    return room | {
        "status": "abandoned",
        "completionReason": "ABANDONED",
        "duration": None if began is None else end - instant_of(began),
    }


def _participant_once_stopped(ends: Mapping[str, int], person: Row) -> Row:
    end = ends.get(person["roomId"])
    if end is None or person["status"] != "active":
        return person
    values = {
        "status": "completed",
        "completedAt": iso(end),
        "completionCode": "ABANDONED",
        "completionOutcome": "ABANDONED",
    }
    return person | {name: value for name, value in values.items() if name in person}


_ONCE_STOPPED: Mapping[str, Callable[[Mapping[str, int], Row], Row]] = {
    "rooms": _room_once_stopped,
    "participants": _participant_once_stopped,
}
"""How rows of the study are told anew, given where the data end of rooms that were stopped."""


def _room(room: AgentRoom, now: int) -> Iterator[Timed]:
    yield Timed(room.created, room.id, room.row(now))


_FROM_AGENT_ROOMS: Mapping[str, Callable[[AgentRoom, int], Iterator[Timed]]] = {
    "events": AgentRoom.events,
    "chat": AgentRoom.chat,
    "participants": AgentRoom.participants,
    "rooms": _room,
}
