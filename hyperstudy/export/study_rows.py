"""Reads the rows of a study table by table, in batches: the one place that knows where they are."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ..imports.optional_packages import load
from ..study.layout import OURS

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    from ..offline.reader import StudyReader

SESSION = "sessionId"
"""What old rows have instead of ``roomId``."""
_BATCH_ROWS = 8_192


def columns_of(study: StudyReader, table: str) -> list[str]:
    """Give the columns of a table in their order, without those that only a study has."""
    return [name for name, _ in study.manifest.tables[table].schema if name not in OURS]


def row_count(study: StudyReader, table: str) -> int:
    """Give how many rows a table has."""
    return study.manifest.tables[table].rows


def has_values(study: StudyReader, table: str, column: str) -> bool:
    """Return whether a column may have a value, by the statistics of the files alone."""
    parquet = load("pyarrow.parquet")
    for entry in study.manifest.tables[table].files:
        metadata = parquet.read_metadata(study.folder / entry.path)
        names = metadata.schema.to_arrow_schema().names
        if column not in names:
            continue
        for group in range(metadata.num_row_groups):
            of_column = metadata.row_group(group).column(names.index(column))
            statistics = of_column.statistics
            if statistics is None or statistics.null_count != of_column.num_values:
                return True
    return False


def _source(study: StudyReader, table: str) -> Any:
    dataset = load("pyarrow.dataset")
    entry = study.manifest.tables[table]
    paths = [str(study.folder / one.path) for one in entry.files]
    # Without these, what was read of a file stays in memory until all of it was read.
    reading = dataset.ParquetFragmentScanOptions(pre_buffer=False, use_buffered_stream=True)
    parquet = dataset.ParquetFileFormat(default_fragment_scan_options=reading)
    return dataset.dataset(paths, format=parquet, partitioning=None)


def batches(
    study: StudyReader,
    table: str,
    *,
    columns: Sequence[str] | None = None,
    room: str | None = None,
    outside: Collection[str] | None = None,
) -> Iterator[Any]:
    """Give the rows of a table as Arrow tables of moderate size, in the order of the server.

    Parameters
    ----------
    study : StudyReader
        The study.
    table : str
        Its name.
    columns : sequence of str, optional
        Only these; all when left out.
    room : str, optional
        Only rows of this room, old rows that name it in ``sessionId`` included.
    outside : collection of str, optional
        Only rows of none of these rooms.
    """
    arrow = load("pyarrow")
    source = _source(study, table)
    there = set(source.schema.names)
    chosen = None
    if room is not None:
        if "roomId" not in there:
            return
        chosen = _in_rooms(there, [room])
    elif outside is not None and "roomId" in there:
        chosen = ~_in_rooms(there, sorted(outside))
    scanner = source.scanner(
        columns=list(columns) if columns is not None else columns_of(study, table),
        filter=chosen,
        batch_size=_BATCH_ROWS,
        batch_readahead=1,
        fragment_readahead=1,
        use_threads=False,
    )
    for batch in scanner.to_batches():
        if batch.num_rows:
            yield arrow.Table.from_batches([batch])
    # Arrow keeps what it needed for one room; over many rooms that adds up.
    arrow.default_memory_pool().release_unused()


def by_session(rows: Any) -> Any:
    """Return which rows name their room in ``sessionId`` alone; None if the table cannot tell."""
    compute = load("pyarrow.compute")
    if not {"roomId", SESSION} <= set(rows.column_names):
        return None
    return compute.and_(compute.is_null(rows["roomId"]), compute.is_valid(rows[SESSION]))


def count_by_session(rows: Any) -> int:
    """Count the rows that name their room in ``sessionId`` alone."""
    found = by_session(rows)
    return 0 if found is None else int(load("pyarrow.compute").sum(found).as_py() or 0)


def _in_rooms(there: set[str], ids: list[str]) -> Any:
    arrow, dataset = load("pyarrow"), load("pyarrow.dataset")
    rooms = arrow.array(ids, arrow.large_string())  # of an empty list Arrow could not tell a type
    named = dataset.field("roomId")
    chosen = named.is_valid() & named.isin(rooms)
    if SESSION in there:
        old = dataset.field(SESSION)
        chosen = chosen | (named.is_null() & old.is_valid() & old.isin(rooms))
    return chosen
