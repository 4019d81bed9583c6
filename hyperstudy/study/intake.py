"""Rows of a table that is not there yet are sorted into rooms in the order in which they came."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .changes import STEP, Repeats
from .column_reader import ColumnReader

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from .schema import Extras
    from .spool import Spool
    from .tables import Table

# Rows that are parsed at a time, so that their values fit into the processor's cache; fewer if they
# are long, so that few copies of a large page are in memory together.
_PARSED = 1000
_PARSED_LENGTH = 8_000_000


class Intake:
    """Takes the rows of a table, page by page.

    Parameters
    ----------
    table : Table
        The table.
    extras : Extras
        Takes the keys that the contract does not know.
    spool : Spool
        Takes the rows.
    page_rows : int
        Rows of the first page.

    Attributes
    ----------
    repeats : Repeats
        Knows those that came again.
    rows : int
        How many were taken.
    """

    def __init__(self, table: Table, extras: Extras, spool: Spool, page_rows: int) -> None:
        # Servers may have smaller pages than asked for; how large they are, the first one tells.
        self.repeats = Repeats(page_rows)
        self.rows = 0
        self._spool = spool
        self._reader = ColumnReader(table, extras)
        self._in_pages = table.page_size is not None and table.identifier is not None

    def take(self, lines: Sequence[str], check_running: Callable[[], None]) -> None:
        """Take the rows of a page that did not come before.

        Parameters
        ----------
        lines : sequence of str
            The rows as JSON text.
        check_running : callable
            Is called now and then, and raises if the work is to stop.
        """
        for start in range(0, len(lines), _PARSED):
            for some in _halved(lines[start : start + _PARSED]):
                check_running()
                self._take(some)

    def _take(self, lines: Sequence[str]) -> None:
        read = self._reader.read(lines)
        if self._in_pages:
            # Hashes of Python are good for as long as this program runs.
            kept = self.repeats.first_places(read.identities, list(map(hash, lines)))
            if len(kept) < len(lines):
                if not kept:
                    return
                read = self._reader.read([lines[place] for place in kept])
        first, count = self.rows + 1, len(read.lines)
        orders = range(STEP * first, STEP * (first + count), STEP)
        for rows in self._reader.take(read, orders):
            self._spool.add(rows)
        self.rows += count

    def finish(self) -> None:
        """Take no more rows."""
        for rows in self._reader.rest():
            self._spool.add(rows)


def _halved(lines: Sequence[str]) -> Iterator[Sequence[str]]:
    """Part rows until each part is short enough, or one row."""
    if len(lines) > 1 and sum(map(len, lines)) > _PARSED_LENGTH:
        middle = len(lines) // 2
        yield from _halved(lines[:middle])
        yield from _halved(lines[middle:])
    else:
        yield lines
