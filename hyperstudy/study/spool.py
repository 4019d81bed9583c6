"""Rows sorted into rooms, on disk, since a study does not fit into memory."""

from __future__ import annotations

from typing import IO, TYPE_CHECKING

from .journal import pack, unpack
from .known_rows import Stored

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_HELD_BYTES = 8_000_000


class Spool:
    """Takes rows in the server's order, and gives back those of one room.

    What is in it can be made again from the pages: it need not survive anything.

    Parameters
    ----------
    path : Path
        Its file; one for all rooms, since there may be thousands of them.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._file: IO[bytes] | None = None
        self._places: dict[str | None, list[int]] = {}
        self._held: dict[str | None, list[str]] = {}
        self._bytes = 0
        self._first: dict[str | None, int] = {}
        self._counts: dict[str | None, int] = {}
        path.parent.mkdir(parents=True, exist_ok=True)

    @property
    def rooms(self) -> dict[str | None, int]:
        """The rooms that have rows, and how many each has."""
        return self._counts

    def first(self, room: str | None) -> int | None:
        """Give the smallest number of a row of a room; None if it has no rows."""
        return self._first.get(room)

    def add(self, room: str | None, order: int, line: str) -> None:
        """Take a row."""
        if room not in self._first:
            self._first[room] = order
            self._counts[room] = 0
            self._places[room] = []
        self._counts[room] += 1
        self._held.setdefault(room, []).append(f"{order}\t{line}")
        self._bytes += len(line)
        if self._bytes >= _HELD_BYTES:
            self.flush()

    def flush(self) -> None:
        """Write what is held in memory."""
        if self._file is None:
            self._file = self._path.open("w+b")
        self._file.seek(0, 2)
        for room, lines in self._held.items():
            self._places[room].append(self._file.tell())
            self._file.write(pack("\n".join(lines).encode()))
        self._file.flush()
        self._held = {}
        self._bytes = 0

    def rows(self, room: str | None) -> Iterator[Stored]:
        """Give the rows of a room in the order in which they came."""
        for place in self._places.get(room, ()):
            assert self._file is not None  # noqa: S101
            self._file.seek(place)
            record = next(unpack(self._file))
            for line in record.content.decode().split("\n"):
                order, _, row = line.partition("\t")
                yield Stored(int(order), row)

    def close(self) -> None:
        """Close the file."""
        if self._file is not None:
            self._file.close()
            self._file = None
