"""Some rows of a table, in an order, and only those parts of the files that are asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from ..study.layout import ORDER, ROW
from ..study.optional_packages import load
from ..study.parquet_files import opened

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
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
        columns = list(dict.fromkeys([*sort, ORDER]))
        tables = [self._scanned(one, columns, conditions) for one in self._files]
        self._file: NDArray[np.int64] = np.repeat(
            np.arange(len(tables)), [len(one) for one in tables]
        )
        pa = load("pyarrow")
        found = pa.concat_tables(tables) if tables else schema.empty_table().select(columns)
        places = load("pyarrow.compute").sort_indices(
            found, [(name, "ascending") for name in columns]
        )
        place: NDArray[np.int64] = places.to_numpy().astype(np.int64)
        self._place = place[::-1] if descending else place
        self._orders: NDArray[np.int64] = found.column(ORDER).to_numpy()

    def __len__(self) -> int:
        return len(self._place)

    @property
    def files(self) -> Sequence[DataFile]:
        """The files that can hold such rows."""
        return self._files

    def _scanned(
        self, file: DataFile, columns: Sequence[str], conditions: Sequence[Condition]
    ) -> Any:
        """Read columns of the rows of a file that meet the conditions."""
        needed = list(dict.fromkeys([*columns, *(one for c in conditions for one in c.columns)]))
        with opened(self._folder, file.path) as parquet:
            groups = list(range(parquet.metadata.num_row_groups))
            for one in conditions:
                if one.low is not None or one.high is not None:
                    place = parquet.schema_arrow.get_field_index(one.columns[0])
                    told = parquet.metadata
                    groups = [
                        group
                        for group in groups
                        if one.may_hold(told.row_group(group).column(place).statistics)
                    ]
            if not groups:  # pyarrow before 20 cannot read none
                return parquet.schema_arrow.empty_table().select(list(columns))
            table = parquet.read_row_groups(groups, columns=needed).select(needed)
        for one in conditions:
            table = table.filter(one.test(table))
        return table.select(list(columns))

    def lines(self, start: int = 0, stop: int | None = None) -> list[str]:
        """Give rows as JSON text, from one place up to, not including, another."""
        found: list[str] = self.columns([ROW], start, stop).column(ROW).to_pylist()
        return found

    def columns(self, names: Sequence[str], start: int = 0, stop: int | None = None) -> Any:
        """Give columns of rows as an Arrow table."""
        pa = load("pyarrow")
        place = self._place[start:stop]
        wanted, file = self._orders[place], self._file[place]
        parts: list[Any] = []
        found: list[NDArray[np.int64]] = []
        numbers: list[int] = np.unique(file).tolist()
        for at in numbers:
            orders = np.sort(wanted[file == at])
            parts.append(self._read(self._files[at], names, orders))
            found.append(orders)
        if not parts:
            return self._schema.empty_table().select(list(names))
        table = pa.concat_tables(parts)
        orders = np.concatenate(found)
        if np.array_equal(orders, wanted):
            return table
        sorter = np.argsort(orders)
        return table.take(sorter[np.searchsorted(orders, wanted, sorter=sorter)])

    def _read(self, file: DataFile, names: Sequence[str], orders: NDArray[np.int64]) -> Any:
        """Read the rows of a file that have these numbers, which are sorted."""
        columns = list(dict.fromkeys([*names, ORDER]))
        with opened(self._folder, file.path) as parquet:
            place = parquet.schema_arrow.get_field_index(ORDER)
            groups: list[int] = []
            for group in range(parquet.metadata.num_row_groups):
                told = parquet.metadata.row_group(group).column(place).statistics
                least: int = told.min
                first = int(np.searchsorted(orders, least))
                if first < len(orders) and orders[first] <= told.max:
                    groups.append(group)
            table = parquet.read_row_groups(groups, columns=columns).select(columns)
        there: NDArray[np.int64] = table.column(ORDER).to_numpy()
        chosen: Any = table.select(list(names))
        return chosen if len(there) == len(orders) else chosen.take(np.searchsorted(there, orders))
