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
    table
        The rows in the order of their time. Within a piece of it, that is the order of onsets.
    """

    def __init__(self, table: Table) -> None:
        self._pieces = [(piece.part.zero, piece) for piece in table.pieces]
        self._length = len(table)

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
        rows: list[Row] = []
        skipped = wanted.start
        for zero, piece in self._pieces:
            begin, end = piece.before(zero + first), piece.before(zero + last + 1)
            rows += piece.part.rows(piece.start + begin, piece.start + end)
            skipped -= begin
        rows.sort(key=lambda row: (row["onset"], identity_of(row)))
        return rows[skipped : skipped + len(wanted)]

    def _onset_at(self, index: int) -> int:
        """Find the largest onset with no more than so many rows before it."""
        low = min(piece.part.instant(piece.start) - zero for zero, piece in self._pieces)
        high = max(piece.part.instant(piece.stop - 1) - zero for zero, piece in self._pieces)
        below, above = 0, self._length
        steady = False
        while low < high:
            # Samples come at a steady rate, which tells where to look; a gap leads astray, but
            # every other step halves what is left.
            share = (index - below) / (above - below) if steady else 0.5
            probe = min(low + 1 + int((high - low) * share), high)
            before = self._count_before(probe)
            if before <= index:
                low, below = probe, before
            else:
                high, above = probe - 1, before
            steady = not steady
        return low

    def _count_before(self, onset: int) -> int:
        return sum(piece.before(zero + onset) for zero, piece in self._pieces)
