"""Some rows of a table, in an order, and only those parts of the files that are asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from ..study.layout import ORDER, ROW
from ..study.optional_packages import load
from ..study.parquet_files import opened

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path

    from numpy.typing import NDArray

    from ..study.manifest import DataFile


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
    """

    columns: tuple[str, ...]
    test: Callable[[Any], Any]
    low: Any = None
    high: Any = None

    def may_hold(self, told: Any) -> bool:
        """Tell by its statistics whether a row group may hold such rows."""
        if told is None or not told.has_min_max:
            return True
        return not (
            (self.low is not None and told.max < self.low)
            or (self.high is not None and told.min > self.high)
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

    def _places(self, stop: int | None = None) -> _Found:
        """Find the rows, in order; those behind a place of the order may be left out."""
        if self._found is not None:
            return self._found
        plain = not self._conditions and not self._descending and self._sort == [ORDER]
        bound = self._bound(stop) if plain and stop is not None else None
        found = [self._scanned(one, bound) for one in self._files]
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
        result = _Found(file[place], rows[place])
        if bound is None:
            self._found = result
        return result

    def _bound(self, stop: int) -> int | None:
        """Give a number that the first rows of the order do not exceed, by the statistics alone."""
        tops: list[tuple[int, int]] = []
        for one in self._files:
            with opened(self._folder, one.path) as parquet:
                for group, told in _statistics(parquet, ORDER):
                    tops.append((told.max, parquet.metadata.row_group(group).num_rows))
        count = 0
        for top, rows in sorted(tops):
            count += rows
            if count >= stop:
                return top
        return None

    def _scanned(self, file: DataFile, bound: int | None) -> _Scanned:
        """Find the rows of a file that meet the conditions: their place, and what sorts them."""
        conditions = self._conditions
        needed = list(dict.fromkeys([*self._sort, *(one for c in conditions for one in c.columns)]))
        with opened(self._folder, file.path) as parquet:
            told = parquet.metadata
            groups = list(range(told.num_row_groups))
            if bound is not None:
                groups = [group for group, one in _statistics(parquet, ORDER) if one.min <= bound]
            for one in conditions:
                if one.low is not None or one.high is not None:
                    place = parquet.schema_arrow.get_field_index(one.columns[0])
                    groups = [
                        group
                        for group in groups
                        if one.may_hold(told.row_group(group).column(place).statistics)
                    ]
            if not groups:
                empty = parquet.schema_arrow.empty_table().select(self._sort)
                return _Scanned(empty, np.empty(0, np.int64))
            table = parquet.read_row_groups(groups, columns=needed).select(needed)
            rows = _rows_of(told, groups)
        for one in conditions:
            mask = load("pyarrow.compute").fill_null(one.test(table), False)
            table = table.filter(mask)
            rows = rows[np.asarray(mask)]
        return _Scanned(table.select(self._sort), rows)

    def lines(self, start: int = 0, stop: int | None = None) -> list[str]:
        """Give rows as JSON text, from one place up to, not including, another."""
        found: list[str] = self.columns([ROW], start, stop).column(ROW).to_pylist()
        return found

    def columns(self, names: Sequence[str], start: int = 0, stop: int | None = None) -> Any:
        """Give columns of rows as an Arrow table."""
        pa = load("pyarrow")
        places = self._places(stop)
        file, rows = places.file[start:stop], places.rows[start:stop]
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
        if len(where) == count and (np.diff(where) == 1).all():
            return table
        # Column by column, so that no more than one is there twice.
        taken: list[Any] = []
        for name in names:
            column = table.column(name).combine_chunks()
            table = table.drop_columns([name])
            taken.append(column.take(pa.array(where)))
        return pa.table(taken, schema=pa.schema([self._schema.field(name) for name in names]))

    def _read(
        self, file: DataFile, names: Sequence[str], rows: NDArray[np.int64]
    ) -> tuple[Any, NDArray[np.int64]]:
        """Read the row groups with these rows; gives also the place of each among what was read."""
        with opened(self._folder, file.path) as parquet:
            told = parquet.metadata
            sizes = [told.row_group(group).num_rows for group in range(told.num_row_groups)]
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
    """Rows in order: the number of the file of each, and its place in the file."""

    file: NDArray[np.int64]
    rows: NDArray[np.int64]

    def __len__(self) -> int:
        return len(self.rows)


class _Scanned(NamedTuple):
    """Rows of a file: what sorts them, and the place of each."""

    keys: Any
    rows: NDArray[np.int64]


def _statistics(parquet: Any, name: str) -> Iterator[tuple[int, Any]]:
    """Give the statistics of a column of each row group."""
    place = parquet.schema_arrow.get_field_index(name)
    told = parquet.metadata
    for group in range(told.num_row_groups):
        yield group, told.row_group(group).column(place).statistics


def _rows_of(told: Any, groups: Sequence[int]) -> NDArray[np.int64]:
    """Give the places of the rows of row groups in their file."""
    sizes = [told.row_group(group).num_rows for group in range(told.num_row_groups)]
    begins = np.cumsum([0, *sizes])
    places: list[NDArray[np.int64]] = [np.arange(begins[one], begins[one + 1]) for one in groups]
    return np.concatenate(places)
