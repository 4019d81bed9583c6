"""What is on disk of a table already: its order, and any part of its rows."""

from __future__ import annotations

from contextlib import contextmanager
from datetime import timedelta
from itertools import pairwise
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from .layout import ORDER, ROOM, ROW
from .manifest import state_of
from .parquet_files import difference, opened
from .parts import RoomRows
from .rows import identity, parse

if TYPE_CHECKING:
    from array import array
    from collections.abc import Callable, Generator, Iterator, Sequence
    from pathlib import Path

    from numpy.typing import NDArray

    from ..lists.row_accounting import Row
    from .manifest import DataFile, TableEntry
    from .tables import Table


FROM_FILES = (ORDER, ROW, ROOM)
_NEVER = np.iinfo(np.int64).min


class Stored(NamedTuple):
    """A row of a file."""

    order: int
    line: str
    room: str | None = None


def stored(table: Any) -> Iterator[Stored]:
    """Give the rows of an Arrow table with the columns `FROM_FILES`."""
    for batch in table.to_batches(max_chunksize=2000):
        columns = [column.to_pylist() for column in batch.columns]
        yield from map(Stored, *columns)


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
                statistics = parquet.metadata.row_group(group).column(place).statistics
                if (first is not None and statistics.max < first) or (
                    last is not None and statistics.min > last
                ):
                    continue
                rows = parquet.read_row_group(group, columns=[*FROM_FILES])
                for one in stored(rows):
                    if (first is None or one.order >= first) and (
                        last is None or one.order <= last
                    ):
                        yield one

    def rooms(self, file: DataFile, without: array[int] | None = None) -> list[RoomRows]:
        """Return which rooms a file has, and where; its rows are sorted by room.

        Parameters
        ----------
        file : DataFile
            The file.
        without : array of int, optional
            Numbers of rows that do not count, though they keep their place.
        """
        with opened(self._folder, file.path) as parquet:
            table = parquet.read(columns=[ROOM, ORDER])
        if not len(table):
            return []
        coded = table.column(ROOM).combine_chunks().dictionary_encode(null_encoding="encode")
        codes: NDArray[Any] = coded.indices.to_numpy()
        names: list[str | None] = coded.dictionary.to_pylist()
        orders: NDArray[np.int64] = table.column(ORDER).to_numpy()
        gone = np.sort(np.frombuffer(without, np.int64)) if without else None
        edges = [0, *(np.flatnonzero(codes[1:] != codes[:-1]) + 1).tolist(), len(codes)]
        found: list[RoomRows] = []
        for start, stop in pairwise(edges):
            there = orders[start:stop]
            if gone is not None:
                there = there[~np.isin(there, gone)]
            if len(there):
                name = names[int(codes[start])]
                found.append(RoomRows(name, len(there), int(there[0]), start=start, stop=stop))
        return found

    @contextmanager
    def reading(self, file: DataFile) -> Generator[Callable[[int, int], Iterator[Stored]]]:
        """Open a file; gives a function for the rows from one place up to another."""
        with opened(self._folder, file.path) as parquet:
            metadata = parquet.metadata
            sizes = [metadata.row_group(at).num_rows for at in range(metadata.num_row_groups)]
            ends = np.cumsum(sizes, dtype=np.int64)
            # Small rooms share a group, which is not read again for each of them.
            held: tuple[int, Any] = (-1, None)

            def rows(start: int, stop: int) -> Iterator[Stored]:
                nonlocal held
                group = int(np.searchsorted(ends, start, side="right"))
                while start < stop:
                    if held[0] != group:
                        held = (-1, None)
                        held = (group, parquet.read_row_group(group, columns=[*FROM_FILES]))
                    begin = int(ends[group]) - sizes[group]
                    end = min(stop, int(ends[group]))
                    yield from stored(held[1].slice(start - begin, end - start))
                    start, group = end, group + 1

            yield rows

    def listed(self) -> list[Row]:
        """Read all rows, in the server's order; for lists that fit into memory."""
        found = [one for file in self.files for one in self.rows(file)]
        return parse([one.line for one in sorted(found, key=lambda one: one.order)])

    def start(self, overlap: timedelta | None, page_size: int) -> int:
        """Return from which place on the list is to be read again.

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
