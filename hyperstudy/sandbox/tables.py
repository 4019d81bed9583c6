"""The tables that are served: the study's, and what has happened in the sandbox since."""

from __future__ import annotations

from typing import TYPE_CHECKING

from attrs import frozen

from .agent_rooms import AgentRoom
from .study.moments import instant_of
from .study.table import Row, Rows, Table, Timed

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from .world import World

__all__ = ["served_table"]


@frozen
class _Whole:
    """A table as a part of another one; its rows may be told anew."""

    table: Table
    retold: Callable[[Row], Row] | None = None

    def __len__(self) -> int:
        return len(self.table)

    def instant(self, index: int) -> int:
        """Give the time of one row in ms since 1970."""
        return self.table.instant(index)

    def rows(self, start: int, stop: int) -> list[Row]:
        """Make the rows from start up to, not including, stop."""
        rows = self.table[start:stop]
        return rows if self.retold is None else [self.retold(row) for row in rows]


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
        table = Table([])
    if data_type == "rooms" and world.stopped:
        table = Table([_Whole(table, lambda row: _as_it_stands(world, row))])
    wanted = {
        f"{scope}Id": scope_id,
        "roomId": room_id,
        "deploymentId": deployment_id,
    } | ({"roomId": scope_id} if scope == "room" else {})
    added = sorted(_added(world, data_type, wanted), key=lambda timed: (timed.instant, timed.id))
    if not added:
        return table
    if not len(table) or table.instant(len(table) - 1) <= added[0].instant:
        return Table([_Whole(table), Rows(lambda: added)])
    merged = [Timed(table.instant(at), "", row) for at, row in enumerate(table)] + added
    merged.sort(key=lambda timed: timed.instant)
    return Table([Rows(lambda: merged)])


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


def _as_it_stands(world: World, room: Row) -> Row:
    """Write a room of the study as it is after it was stopped."""
    stopped = world.stopped.get(room["id"])
    if stopped is None:
        return room
    began = room.get("firstStateStartedAt")
    return room | {
        "status": "abandoned",
        "completionReason": "ABANDONED",
        "duration": None if began is None else stopped - instant_of(began),
    }


def _room(room: AgentRoom, now: int) -> Iterator[Timed]:
    yield Timed(room.created, room.id, room.row(now))


_FROM_AGENT_ROOMS: Mapping[str, Callable[[AgentRoom, int], Iterator[Timed]]] = {
    "events": AgentRoom.events,
    "chat": AgentRoom.chat,
    "participants": AgentRoom.participants,
    "rooms": _room,
}
