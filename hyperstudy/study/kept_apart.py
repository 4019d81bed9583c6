"""Events that a server keeps apart from the others, and gives only to who asks for their category.

They become tables of their own, so that the list of events stays what the server says it is. Where
they are among the events, no table is made, and no request.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ..exact_json import id_text
from ..imports.optional_packages import load
from ..lists.merged_rows import merged
from ..lists.query import Query
from ..lists.report import FetchReport
from .known_rows import KnownRows
from .parquet_files import opened

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
    from pathlib import Path

    from ..lists.row_accounting import Row
    from .manifest import Manifest
    from .reading import Source
    from .staging import Staging
    from .tables import Table

_KIND_COLUMNS = ("category", "eventType")


class _IgnoredFilterError(Exception):
    """The server gave rows of other categories than the one that it was asked for."""


def is_asked_for(folder: Path, manifest: Manifest, events: Table, table: Table) -> bool:
    """Return whether a kind of these rows is not among the events that are here.

    Parameters
    ----------
    folder : Path
        The study.
    manifest : Manifest
        Its manifest, which has the events.
    events : Table
        The table of the events.
    table : Table
        The table of rows that may be kept apart.
    """
    pairs: dict[tuple[Any, ...], None] = {}
    for rows in _columns(folder, manifest, events, _KIND_COLUMNS):
        distinct = rows.group_by(rows.column_names, use_threads=False).aggregate([])
        pairs.update(dict.fromkeys(tuple(one.items()) for one in distinct.to_pylist()))
    return table.lacking(dict(one) for one in pairs)


def read(
    table: Table, staging: Staging, source: Source, folder: Path, manifest: Manifest, events: Table
) -> None:
    """Read a table, so that its journal has an end.

    Parameters
    ----------
    table, staging, source
        As for `reading.read`.
    folder, manifest, events
        As for `is_asked_for`.

    Raises
    ------
    HyperStudyError
        If the server refuses or cannot be reached.
    """
    if staging.ended is not None:
        return
    staging.begin(0)
    accepted = {fixed["category"] for fixed in table.query.fixed}

    def is_new(rows: Sequence[Row]) -> bool:
        return bool(_not_among(rows, folder, manifest, events))

    parts: list[list[Row]] = []
    problems: list[str] = []
    warnings: list[str] = []
    missing = 0
    for fixed in table.query.fixed:
        part, report = _part(table, fixed, accepted, source, is_new)
        parts.append(part)
        missing += report.missing
        problems += [f"{report.what}: {text}" for text in report.problems]
        warnings += [text for text in report.server_warnings if text not in warnings]
    every, _ = merged(parts, table.identifier, str(table.time))
    rows = _not_among(every, folder, manifest, events)
    state = {"promised": len(rows) + missing, "problems": problems, "warnings": warnings}
    if rows:
        staging.add(0, rows, state)
    source.received(table.name, len(rows), len(rows))
    staging.end(**state)


def _part(
    table: Table,
    fixed: Mapping[str, str],
    accepted: Collection[str],
    source: Source,
    is_new: Callable[[Sequence[Row]], bool],
) -> tuple[list[Row], FetchReport]:
    """Ask for one category; nothing came of it where the server does not look at what is asked."""
    found: list[Row] = []

    def take(rows: Sequence[Row]) -> None:
        categories = {row.get("category") for row in rows}
        silent = categories == {None} and not is_new(rows)
        if rows and (silent or not categories & {None, *accepted}):
            # It would be the whole list once more, page after page.
            raise _IgnoredFilterError
        found.extend(rows)

    query = Query(
        table.query.operation, table.query.table, table.query.values, fixed=(fixed,),
        thing=f"{fixed['category']} events",
    )  # fmt: skip
    reports: list[FetchReport] = []
    try:
        source.fetcher.rows(query, take, stop=source.stop, reports=reports)
    except _IgnoredFilterError:
        found, reports = [], [FetchReport(what=reports[0].what, pages=1)]
    for _ in range(reports[0].pages):
        source.sent()
    return found, reports[0]


def _not_among(
    rows: Sequence[Row], folder: Path, manifest: Manifest, events: Table
) -> Sequence[Row]:
    """Leave out rows that are among the events, too."""
    name = events.identifier
    if not rows or name is None:
        return rows
    pa, pc = load("pyarrow"), load("pyarrow.compute")
    keys = [id_text(row.get(name)) for row in rows]
    there = pa.array([False] * len(rows))
    wanted = pa.array(keys, pa.large_string())
    for known in _columns(folder, manifest, events, (name,)):
        ids = pc.drop_null(known.column(name).cast(pa.large_string()))
        there = pc.or_(there, pc.is_in(wanted, value_set=ids))
    return [row for row, twice in zip(rows, there.to_pylist(), strict=True) if not twice]


def _columns(
    folder: Path, manifest: Manifest, events: Table, names: Sequence[str]
) -> Iterator[Any]:
    """Give columns of the events that are here, file by file."""
    base = KnownRows(folder, events, manifest.tables[events.name])
    for file in base.files:
        with opened(folder, file.path) as parquet:
            there = set(parquet.schema_arrow.names)
            yield parquet.read(columns=[one for one in names if one in there])
