"""Rows of other experiments that a server put into the lists of one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..imports.optional_packages import load

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

_COLUMN = "experimentId"


def count_foreign_rows(files: Iterable[Path], experiment_id: str) -> int:
    """Count the rows that name another experiment than theirs.

    Of groups of rows that name one experiment only, the statistics say which: nothing is read.

    Parameters
    ----------
    files : iterable of Path
        The Parquet files of a table.
    experiment_id : str
        The experiment that was asked for. Rows that name none belong to it.
    """
    parquet, compute = load("pyarrow.parquet"), load("pyarrow.compute")
    count = 0
    for path in files:
        with parquet.ParquetFile(path) as file:
            names: list[str] = file.schema_arrow.names
            if _COLUMN not in names:
                continue
            for group in range(file.num_row_groups):
                rows = file.metadata.row_group(group)
                statistics = rows.column(names.index(_COLUMN)).statistics
                if statistics is not None and (
                    statistics.null_count == rows.num_rows
                    or (
                        statistics.has_min_max and statistics.min == statistics.max == experiment_id
                    )
                ):
                    continue
                ids = file.read_row_group(group, columns=[_COLUMN])[_COLUMN]
                other = compute.not_equal(ids, experiment_id)
                count += int(compute.sum(other).as_py() or 0)
    return count
