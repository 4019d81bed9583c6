"""Rows sorted into rooms, on disk, since a study does not fit into memory."""

from __future__ import annotations

from typing import TYPE_CHECKING

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
    folder : Path
        Where its files go; it is made.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._numbers: dict[str | None, int] = {}
        self._held: dict[str | None, list[str]] = {}
        self._bytes = 0
        folder.mkdir(parents=True, exist_ok=True)

    @property
    def rooms(self) -> list[str | None]:
        """The rooms that have rows."""
        return list(self._numbers)

    def add(self, room: str | None, order: int, line: str) -> None:
        """Take a row."""
        self._numbers.setdefault(room, len(self._numbers))
        self._held.setdefault(room, []).append(f"{order}\t{line}")
        self._bytes += len(line)
        if self._bytes >= _HELD_BYTES:
            self.flush()

    def flush(self) -> None:
        """Write what is held in memory."""
        for room, lines in self._held.items():
            with self._file(room).open("ab") as file:
                file.write(pack("\n".join(lines).encode()))
        self._held = {}
        self._bytes = 0

    def rows(self, room: str | None) -> Iterator[Stored]:
        """Give the rows of a room in the order in which they came."""
        if room not in self._numbers:
            return
        with self._file(room).open("rb") as file:
            for record in unpack(file):
                for line in record.content.decode().split("\n"):
                    order, _, row = line.partition("\t")
                    yield Stored(int(order), row)

    def _file(self, room: str | None) -> Path:
        return self._folder / f"{self._numbers[room]:06}.rows"
