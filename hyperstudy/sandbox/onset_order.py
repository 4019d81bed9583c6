"""The rows of several rooms by onset, a page at a time, however many rows there are."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, overload

from .paging import identity_of
from .study.table import Row

if TYPE_CHECKING:
    from .study.table import Table

__all__ = ["OnsetOrder"]


class OnsetOrder(Sequence[Row]):
    """Rows ordered by onset, then by id. Only the rows of a slice are ever made.

    Parameters
    ----------
    rooms
        Each room's onset zero, in ms since 1970, with its rows in the order of their time.
    """

    def __init__(self, rooms: Sequence[tuple[int, Table]]) -> None:
        self._rooms = [(zero, table) for zero, table in rooms if len(table)]
        self._length = sum(len(table) for _, table in self._rooms)

    def __len__(self) -> int:
        return self._length

    @overload
    def __getitem__(self, index: int) -> Row: ...

    @overload
    def __getitem__(self, index: slice) -> list[Row]: ...

    def __getitem__(self, index: int | slice) -> Row | list[Row]:
        if isinstance(index, int):
            at = range(self._length)[index]
            return self[at : at + 1][0]
        wanted = range(self._length)[index]
        if not wanted:
            return []
        # The onsets of the first and of the last row wanted; all rows between them are candidates.
        first, last = self._onset_at(wanted.start), self._onset_at(wanted.stop - 1)
        rows = [
            row
            for zero, table in self._rooms
            for row in table.between(zero + first, zero + last)[:]
        ]
        rows.sort(key=lambda row: (row["onset"], identity_of(row)))
        skipped = wanted.start - self._count_before(first)
        return rows[skipped : skipped + len(wanted)]

    def _onset_at(self, index: int) -> int:
        """Find the largest onset with no more than so many rows before it."""
        low = min(table.instant(0) - zero for zero, table in self._rooms)
        high = max(table.instant(len(table) - 1) - zero for zero, table in self._rooms)
        while low < high:
            middle = (low + high + 1) // 2
            if self._count_before(middle) <= index:
                low = middle
            else:
                high = middle - 1
        return low

    def _count_before(self, onset: int) -> int:
        return sum(len(table.between(None, zero + onset - 1)) for zero, table in self._rooms)
