"""Some rows of a table, in an order, and only those parts of the files that are asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from ..imports.optional_packages import load
from ..study.layout import ORDER, ROW
from ..study.parquet_files import opened

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path

    from numpy.typing import NDArray

    from ..study.manifest import DataFile


# Row groups that are read before those of their rows that are not wanted are let go.
_GROUPS_AT_ONCE = 8


class Condition(NamedTuple):
    """What rows have to meet.

    Attributes
    ----------
    columns : tuple of str
        What it looks at.
    test : callable
        Takes these columns of some rows as an Arrow table, and tells of each row whether it
        meets it; null is no.
    low, high : object
        If not None, no row meets it whose first column is below, or above: row groups without
        other rows are not read.
    missing : bool
        Only rows whose first column holds nothing meet it.
    """

    columns: tuple[str, ...]
    test: Callable[[Any], Any]
    low: Any = None
    high: Any = None
    missing: bool = False

    @property
    def is_in_statistics(self) -> bool:
        """Return whether statistics can say that no row of a row group meets it."""
        return self.missing or self.low is not None or self.high is not None

    def may_hold(self, statistics: Any) -> bool:
        """Return by its statistics whether a row group may hold such rows."""
        if statistics is None:
            return True
        if self.missing:
            return not statistics.has_null_count or statistics.null_count > 0
        if not statistics.has_min_max:
            return True
        return not (
            (self.low is not None and statistics.max < self.low)
            or (self.high is not None and statistics.min > self.high)
        )


class Selection:
    """Rows of a table that meet conditions.

    Parameters
    ----------
    folder : Path
        The study.
    files : sequence of DataFile
        The files that can hold such rows.
    schema : pyarrow.Schema
        Their columns.
    conditions : sequence of Condition
        What rows have to meet, all of them.
    sort : sequence of str
        Columns to sort by, nothing last; without any, the server's order.
    descending : bool
        The other way round, ties included.
    """

    def __init__(
        self,
        folder: Path,
        files: Sequence[DataFile],
        schema: Any,
        conditions: Sequence[Condition] = (),
        sort: Sequence[str] = (),
        *,
        descending: bool = False,
    ) -> None:
        self._folder = folder
        self._files = [one for one in files if one.rows]
        self._schema = schema
        self._conditions = conditions
        self._sort = list(dict.fromkeys([*sort, ORDER]))
        self._descending = descending
        self._found: _Found | None = None

    @property
    def files(self) -> Sequence[DataFile]:
        """The files that can hold such rows."""
        return self._files

    def __len__(self) -> int:
        if not self._conditions:
            return sum(one.rows for one in self._files)
        return len(self._places())

    def _places(self, start: int = 0, stop: int | None = None) -> _Found:
        """Find the rows, in order; those outside of a slice of the order may be left out."""
        if self._found is not None:
            return self._found
        plain = not self._conditions and not self._descending and self._sort == [ORDER]
        span = self._span(start, stop) if plain and (start or stop is not None) else _EVERYTHING
        found = self._in_order([self._scanned(one, span) for one in self._files])[0]
        result = _Found(found.file, found.rows, span.before)
        if span is _EVERYTHING:
            self._found = result
        return result

    def _in_order(self, found: Sequence[_Scanned]) -> tuple[_Found, NDArray[np.int64]]:
        """Put rows of all files in order; gives also the place of each in what was scanned."""
        pa = load("pyarrow")
        tables = [one.keys for one in found]
        keys = pa.concat_tables(tables) if tables else self._schema.empty_table().select(self._sort)
        order = load("pyarrow.compute").sort_indices(
            keys, [(name, "ascending") for name in self._sort]
        )
        place: NDArray[np.int64] = order.to_numpy().astype(np.int64)
        if self._descending:
            place = place[::-1]
        sizes = [len(one.rows) for one in found]
        file = np.repeat(np.arange(len(found)), sizes)
        rows = np.concatenate([one.rows for one in found]) if found else place
        return _Found(file[place], rows[place]), place

    def _span(self, start: int, stop: int | None) -> _Span:
        """Return by the statistics alone between which numbers a slice of the order lies."""
        groups: list[tuple[int, int, int]] = []
        for one in self._files:
            with opened(self._folder, one.path) as parquet:
                for group, statistics in _statistics(parquet, ORDER):
                    rows = parquet.metadata.row_group(group).num_rows
                    groups.append((statistics.min, statistics.max, rows))
        # No row before the slice is numbered below this, if so few rows can be.
        low, count = None, 0
        for least, _, rows in sorted(groups):
            if count > start:
                break
            low = least
            count += rows
        high, count = None, 0
        for _, most, rows in sorted(groups, key=lambda one: one[1]):
            count += rows
            if stop is not None and count >= stop:
                high = most
                break
        before = sum(rows for _, most, rows in groups if low is not None and most < low)
        return _Span(low, high, before)

    def _groups(self, parquet: Any, span: _Span) -> list[int]:
        """Give the row groups of a file that can hold rows that meet the conditions."""
        metadata = parquet.metadata
        groups = list(range(metadata.num_row_groups))
        if span is not _EVERYTHING:
            groups = [group for group, one in _statistics(parquet, ORDER) if span.meets(one)]
        for one in self._conditions:
            if one.is_in_statistics:
                place = parquet.schema_arrow.get_field_index(one.columns[0])
                groups = [
                    group
                    for group in groups
                    if one.may_hold(metadata.row_group(group).column(place).statistics)
                ]
        return groups

    def _scanned(self, file: DataFile, span: _Span, names: Sequence[str] = ()) -> _Scanned:
        """Find the rows of a file that meet the conditions: their place, and what sorts them.

        With `names`, these columns of them come along.
        """
        conditions = self._conditions
        of_conditions = [one for c in conditions for one in c.columns]
        needed = list(dict.fromkeys([*names, *self._sort, *of_conditions]))
        kept = list(dict.fromkeys([*names, *self._sort]))
        tables: list[Any] = []
        places: list[NDArray[np.int64]] = []
        with opened(self._folder, file.path) as parquet:
            groups = self._groups(parquet, span)
            step = _GROUPS_AT_ONCE if names else max(1, len(groups))
            for at in range(0, len(groups), step):
                some = groups[at : at + step]
                table = parquet.read_row_groups(some, columns=needed).select(needed)
                rows = _rows_of(parquet.metadata, some)
                for one in conditions:
                    mask = load("pyarrow.compute").fill_null(one.test(table), False)
                    meets = np.asarray(mask)
                    if not meets.all():
                        table = table.filter(mask)
                        rows = rows[meets]
                tables.append(table.select(kept))
                places.append(rows)
            if not tables:
                empty = parquet.schema_arrow.empty_table()
                return _Scanned(empty.select(self._sort), np.empty(0, np.int64), empty.select(kept))
        table = load("pyarrow").concat_tables(tables)
        return _Scanned(table.select(self._sort), np.concatenate(places), table.select(kept))

    def lines(self, start: int = 0, stop: int | None = None) -> list[str]:
        """Give rows as JSON text, from one place up to, not including, another."""
        found: list[str] = self.columns([ROW], start, stop).column(ROW).to_pylist()
        return found

    def columns(self, names: Sequence[str], start: int = 0, stop: int | None = None) -> Any:
        """Give columns of rows as an Arrow table."""
        if self._found is None and self._conditions and not start and stop is None:
            return self._filtered(names)
        pa = load("pyarrow")
        places = self._places(start, stop)
        wanted = slice(start - places.begin, None if stop is None else stop - places.begin)
        file, rows = places.file[wanted], places.rows[wanted]
        numbers: list[int] = np.unique(file).tolist()
        parts: list[Any] = []
        # Where each wanted row stands among those that are read, file by file.
        where = np.empty(len(rows), np.int64)
        count = 0
        for at in numbers:
            of_file = file == at
            table, place = self._read(self._files[at], names, rows[of_file])
            parts.append(table)
            where[of_file] = place + count
            count += len(table)
        if not parts:
            return self._schema.empty_table().select(list(names))
        table = pa.concat_tables(parts)
        parts.clear()
        return self._taken(table, names, where)

    def _filtered(self, names: Sequence[str]) -> Any:
        """Give columns of all rows that meet the conditions, in one pass over the files."""
        found = [self._scanned(one, _EVERYTHING, names) for one in self._files]
        self._found, where = self._in_order(found)
        tables = [one.table for one in found]
        if not tables:
            return self._schema.empty_table().select(list(names))
        del found
        table = load("pyarrow").concat_tables(tables).select(list(names))
        tables.clear()
        return self._taken(table, names, where)

    def _taken(self, table: Any, names: Sequence[str], where: NDArray[np.int64]) -> Any:
        """Give rows of a table by their places, column by column: only one is there twice."""
        if len(where) == len(table) and (np.diff(where) == 1).all():
            return table
        pa = load("pyarrow")
        indices = pa.array(where)
        columns: list[Any] = []
        for name in names:
            column = table.column(name).combine_chunks()
            table = table.drop_columns([name])
            columns.append(column.take(indices))
        return pa.table(columns, schema=pa.schema([self._schema.field(name) for name in names]))

    def _read(
        self, file: DataFile, names: Sequence[str], rows: NDArray[np.int64]
    ) -> tuple[Any, NDArray[np.int64]]:
        """Read the row groups with these rows; gives also the place of each among what was read."""
        with opened(self._folder, file.path) as parquet:
            metadata = parquet.metadata
            sizes = [metadata.row_group(group).num_rows for group in range(metadata.num_row_groups)]
            ends = np.cumsum(sizes, dtype=np.int64)
            group_of = np.searchsorted(ends, rows, side="right")
            groups: list[int] = np.unique(group_of).tolist()
            table = parquet.read_row_groups(groups, columns=list(names)).select(list(names))
        skipped = np.zeros(len(sizes), np.int64)
        before = 0
        for group in groups:
            skipped[group] = ends[group] - sizes[group] - before
            before += sizes[group]
        return table, rows - skipped[group_of]


class _Found(NamedTuple):
    """Rows in order: the number of the file of each, and its place in the file.

    The first of them has the place `begin` of the order.
    """

    file: NDArray[np.int64]
    rows: NDArray[np.int64]
    begin: int = 0

    def __len__(self) -> int:
        return len(self.rows)


class _Scanned(NamedTuple):
    """Rows of a file: what sorts them, the place of each, and columns that were asked for."""

    keys: Any
    rows: NDArray[np.int64]
    table: Any


class _Span(NamedTuple):
    """Numbers of rows between which a slice of the order lies, and how many rows are before."""

    low: int | None
    high: int | None
    before: int

    def meets(self, statistics: Any) -> bool:
        """Return by its statistics whether a row group may hold such rows."""
        return not (
            (self.low is not None and statistics.max < self.low)
            or (self.high is not None and statistics.min > self.high)
        )


_EVERYTHING = _Span(None, None, 0)


def _statistics(parquet: Any, name: str) -> Iterator[tuple[int, Any]]:
    """Give the statistics of a column of each row group."""
    place = parquet.schema_arrow.get_field_index(name)
    metadata = parquet.metadata
    for group in range(metadata.num_row_groups):
        yield group, metadata.row_group(group).column(place).statistics


def _rows_of(metadata: Any, groups: Sequence[int]) -> NDArray[np.int64]:
    """Give the places of the rows of row groups in their file."""
    sizes = [metadata.row_group(group).num_rows for group in range(metadata.num_row_groups)]
    begins = np.cumsum([0, *sizes])
    places: list[NDArray[np.int64]] = [np.arange(begins[one], begins[one + 1]) for one in groups]
    return np.concatenate(places)
