"""What is on disk of a table already: its order, and any part of its rows."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from .layout import ORDER, ROW
from .manifest import state_of
from .parquet_files import difference, opened
from .rows import identity, parse

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from numpy.typing import NDArray

    from ..lists.row_accounting import Row
    from .manifest import DataFile, TableEntry
    from .tables import Table


_NEVER = np.iinfo(np.int64).min


class Stored(NamedTuple):
    """A row of a file."""

    order: int
    line: str


class KnownRows:
    """The rows of a table that earlier pulls brought, in the server's order.

    Parameters
    ----------
    folder : Path
        The study.
    table : Table
        The table.
    entry : TableEntry or None
        What the manifest says of it; None if it was never pulled.

    Attributes
    ----------
    files : list of DataFile
        The files with these rows.
    lost : list of str
        Files that are missing or damaged: their rows count as rows that never came.
    """

    def __init__(self, folder: Path, table: Table, entry: TableEntry | None) -> None:
        self._folder = folder
        self._table = table
        self.entry = entry
        self.files: Sequence[DataFile] = entry.files if entry else ()
        self.lost: Sequence[str] = ()
        self._sorted: NDArray[np.int64] | None = None

    def look(self) -> KnownRows:
        """Find out which files are missing or damaged, and do without them; gives itself."""
        whole: list[DataFile] = []
        lost: list[str] = []
        for one in self.files:
            if difference(self._folder / one.path, one.bytes, one.sha256) is None:
                whole.append(one)
            else:
                lost.append(one.path)
        self.files, self.lost = whole, lost
        return self

    @property
    def state(self) -> str | None:
        """Stands for these rows."""
        return state_of(self.files) if self.entry else None

    @property
    def count(self) -> int:
        """How many rows there are."""
        return sum(one.rows for one in self.files)

    def orders(self) -> NDArray[np.int64]:
        """Give the numbers of all rows, sorted."""
        if self._sorted is None:
            # Filled file by file: numbers of all rows are much, and twice as many twice as much.
            joined: NDArray[np.int64] = np.empty(sum(one.rows for one in self.files), np.int64)
            place = 0
            for one in self.files:
                joined[place : place + one.rows] = self._column(one, ORDER)
                place += one.rows
            joined.sort()
            self._sorted = joined
        return self._sorted

    def forget(self) -> None:
        """Free memory."""
        self._sorted = None

    def _column(self, file: DataFile, name: str) -> NDArray[Any]:
        with opened(self._folder, file.path) as parquet:
            values: NDArray[Any] = parquet.read(columns=[name]).column(name).to_numpy()
        return values

    def identity_at(self, place: int) -> bytes | None:
        """Give the identity of the row at a place of the list; None if there is none."""
        orders = self.orders()
        if place >= len(orders):
            return None
        wanted = int(orders[place])
        for file in self.files:
            for row in self.rows(file, wanted, wanted):
                return self.identity(row.line)
        return None

    def identity(self, line: str) -> bytes:
        """Give the identity of a row."""
        (row,) = parse([line])
        return identity(row, line, self._table.identifier)

    def rows(
        self, file: DataFile, first: int | None = None, last: int | None = None
    ) -> Iterator[Stored]:
        """Read the rows of a file, from one number up to and including another."""
        with opened(self._folder, file.path) as parquet:
            place = parquet.schema_arrow.get_field_index(ORDER)
            for group in range(parquet.metadata.num_row_groups):
                told = parquet.metadata.row_group(group).column(place).statistics
                if (first is not None and told.max < first) or (
                    last is not None and told.min > last
                ):
                    continue
                rows = parquet.read_row_group(group, columns=[ORDER, ROW])
                for batch in rows.to_batches(max_chunksize=2000):
                    orders: list[int] = batch.column(0).to_pylist()
                    for order, line in zip(orders, batch.column(1).to_pylist(), strict=True):
                        if (first is None or order >= first) and (last is None or order <= last):
                            yield Stored(order, line)

    def listed(self) -> list[Row]:
        """Read all rows, in the server's order; for lists that fit into memory."""
        stored = sorted(one for file in self.files for one in self.rows(file))
        return parse([one.line for one in stored])

    def start(self, overlap: timedelta | None, page_size: int) -> int:
        """Tell from which place on the list is to be read again.

        Parameters
        ----------
        overlap : timedelta or None
            How far back from the last row's time; None for all.
        page_size : int
            Rows of a page; the place is the start of one, since a part of a page costs the same.
        """
        entry = self.entry
        if entry is None or not self.count or overlap is None or self._table.changing:
            return 0
        if self._table.time is None or entry.missing or entry.problems or self.lost:
            return 0
        if self._table.time not in {name for name, _ in entry.schema}:
            return 0
        last = [int(np.max(times)) for one in self.files if len(times := self._times(one))]
        if not last or max(last) == _NEVER:
            return 0
        edge = max(last) - overlap // timedelta(microseconds=1)
        first = min(
            int(self._column(one, ORDER)[recent].min())
            for one in self.files
            if (recent := self._times(one) >= edge).any()
        )
        return int(np.searchsorted(self.orders(), first)) // page_size * page_size

    def _times(self, file: DataFile) -> NDArray[np.int64]:
        """Give the times of the rows of a file in microseconds; missing ones come before all."""
        assert self._table.time is not None  # noqa: S101
        times: NDArray[Any] = self._column(file, self._table.time).astype("M8[us]")
        return times.view(np.int64)
