"""Which rooms share a file: as many as fit into about a million rows, and each room in one file."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from . import layout

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence


class RoomRows(NamedTuple):
    """The rows of a room in a file.

    Attributes
    ----------
    room : str or None
        Its id; None for rows without one.
    rows : int
        How many rows there are.
    first : int
        The smallest of their numbers.
    source : int or None
        The file that has rows of it already.
    start, stop : int
        Their place among the rows of that file.
    """

    room: str | None
    rows: int
    first: int
    source: int | None = None
    start: int = 0
    stop: int = 0


def assign(parts: Sequence[Iterable[RoomRows]], new: Iterable[RoomRows]) -> list[list[RoomRows]]:
    """Give each room its file.

    Rooms stay in the file where they are, so that a later pull rewrites no file without changed
    rows. A new room comes into the file of the room before it in the server's order, where it
    fits: a list that only grew gets the same files as one that came at once.

    Parameters
    ----------
    parts : sequence
        The rooms of each file that there is.
    new : iterable of RoomRows
        Rooms that are in none of them.

    Returns
    -------
    list of list of RoomRows
        The rooms of each file in the order in which they are written, the files that there were
        first. A file that had several rooms and outgrew two files is parted.
    """
    made = [list(rooms) for rooms in parts]
    homes = {one.room: at for at, rooms in enumerate(made) for one in rooms}
    rows = [_rows(rooms) for rooms in made]
    before: int | None = None
    for one in sorted([*new, *(room for rooms in made for room in rooms)], key=_first):
        if one.room in homes:
            before = homes[one.room]
            continue
        if before is None or rows[before] + one.rows > layout.FILE_ROWS:
            before = len(made)
            made.append([])
            rows.append(0)
        made[before].append(one)
        rows[before] += one.rows
    for rooms in made:
        rooms.sort(key=_first)
    return _parted(made)


def _parted(made: list[list[RoomRows]]) -> list[list[RoomRows]]:
    kept: list[list[RoomRows]] = []
    added: list[list[RoomRows]] = []
    for rooms in made:
        if _rows(rooms) <= 2 * layout.FILE_ROWS:
            kept.append(rooms)
            continue
        packed: list[list[RoomRows]] = []
        for one in rooms:
            if not packed or _rows(packed[-1]) + one.rows > layout.FILE_ROWS:
                packed.append([])
            packed[-1].append(one)
        kept.append(packed[0])
        added += packed[1:]
    return kept + added


def _rows(rooms: Iterable[RoomRows]) -> int:
    return sum(one.rows for one in rooms)


def _first(one: RoomRows) -> int:
    return one.first
