"""Rows sorted into rooms, on disk, since a study does not fit into memory."""

from __future__ import annotations

from array import array
from struct import Struct
from typing import IO, TYPE_CHECKING

from .journal import pack, unpack
from .known_rows import Stored

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

_HELD_BYTES = 8_000_000
_COUNT = Struct("<q")


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
        self._held: dict[str | None, tuple[list[int], list[str]]] = {}
        self._bytes = 0
        self._first: dict[str | None, int] = {}
        self._counts: dict[str | None, int] = {}
        path.parent.mkdir(parents=True, exist_ok=True)

    @property
    def rooms(self) -> dict[str | None, int]:
        """The rooms that have rows, and how many each has; of those that were flushed."""
        return self._counts

    def first(self, room: str | None) -> int | None:
        """Give the smallest number of a row of a room; None if it has no rows."""
        return self._first.get(room)

    def add(self, rooms: Sequence[str | None], orders: Sequence[int], lines: Sequence[str]) -> None:
        """Take rows."""
        held = self._held
        for room, order, line in zip(rooms, orders, lines, strict=True):
            if room not in held:
                held[room] = [], []
            numbers, texts = held[room]
            numbers.append(order)
            texts.append(line)
        self._bytes += sum(map(len, lines))
        if self._bytes >= _HELD_BYTES:
            self.flush()

    def flush(self) -> None:
        """Write what is held in memory."""
        if self._file is None:
            self._file = self._path.open("w+b")
        self._file.seek(0, 2)
        for room, (orders, lines) in self._held.items():
            self._first.setdefault(room, orders[0])
            self._counts[room] = self._counts.get(room, 0) + len(lines)
            self._places.setdefault(room, []).append(self._file.tell())
            text = "\n".join(lines).encode()
            numbers = array("q", orders).tobytes()
            self._file.write(pack(_COUNT.pack(len(orders)) + numbers + text))
        self._file.flush()
        self._held = {}
        self._bytes = 0

    def parts(self, room: str | None) -> Iterator[tuple[list[int], list[str]]]:
        """Give numbers and texts of the rows of a room in the order in which they came."""
        for place in self._places.get(room, ()):
            assert self._file is not None  # noqa: S101
            self._file.seek(place)
            content = next(unpack(self._file)).content
            (count,) = _COUNT.unpack_from(content)
            orders = array("q")
            begin = _COUNT.size + count * orders.itemsize
            orders.frombytes(content[_COUNT.size : begin])
            yield orders.tolist(), content[begin:].decode().split("\n")

    def rows(self, room: str | None) -> Iterator[Stored]:
        """Give the rows of a room one by one."""
        for orders, lines in self.parts(room):
            yield from map(Stored, orders, lines)

    def close(self) -> None:
        """Close the file."""
        if self._file is not None:
            self._file.close()
            self._file = None
