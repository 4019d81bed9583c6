"""The short way to a frame: columns of the files as they are, which Arrow need not leave."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple, cast

from .. import validation
from ..display.notices import keeping, warn_caller
from ..frames import backends, times
from ..frames.columns import shortened
from ..lists.misnamed_columns import misnamed
from ..lists.recording_values import implausible_in
from ..lists.report import FetchReport, attach
from ..lists.results import warn_of_findings
from ..study.manifest import converted_in
from ..study.reading import question
from ..study.rows import parse
from ..study.schema import Schema

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from ..contract.schemas import Kind
    from ..lists.query import Query
    from .query_engine import QueryEngine


def frame_of_columns(answers: QueryEngine, query: Query, output: str) -> Any:
    """Make the frame of a query; None if it has to be made row by row.

    That is so for ``dict``, for questions that several requests answer or that are filtered
    here, and where the columns of some rows are not simply those of all rows.
    """
    if output == "dict" or query.filtered or len(query.fixed) > 1:
        return None
    request = question(query)
    if not request.operation.paged or "aggregation_window" in request.keywords:
        return None
    if len(answers.tables_of(request)) > 1:
        return None
    of = answers.table_of(request)
    entry = answers.entry(of)
    schema = Schema(of.columns, entry.known)
    if schema.renamed or entry.schema != schema.described or of.columns != query.table:
        return None
    offset = validation.whole_number("offset", query.offset, 0)
    limit = query.limit
    if limit is not None:
        limit = validation.whole_number("limit", limit, 0)
    chosen = answers.select(request)
    names = [*schema.names, *schema.companions.values()]
    table = chosen.columns(names, offset, None if limit is None else offset + limit)
    whole = table.num_rows == entry.rows
    place = {name: number for number, name in enumerate(schema.names)}
    converted = sorted(converted_in(chosen.files), key=lambda one: place[one["column"]])
    if converted and not whole:
        return None
    exact = whole and not entry.known.outdated

    def lines(count: int) -> list[str]:
        return chosen.lines(offset, offset + count)

    columns = _columns(schema, table, lines, exact=exact)
    backend = backends.load(output)
    if columns is None or not all(
        _holds(backend, one.values) for one in columns if one.kind == "time"
    ):
        return None
    unknown_words = answers.unknown_words(request)
    report = FetchReport(
        what=request.what,
        notes=[*request.notes, *unknown_words],
        promised=len(chosen),
        promised_at_first=len(chosen),
        received=table.num_rows,
        rows=table.num_rows,
        offset=offset,
        pages=1,
        limited=limit is not None and limit <= table.num_rows,
        server_warnings=list(entry.warnings),
    )
    report.note_converted(converted)
    report.unreadable = list(_unreadable(schema, columns))
    answers.add_pull_findings(query, report)
    del table
    made = {one.name: backend.from_stored(one.kind, one.values) for one in _given_up(columns)}
    frame = backend.frame(made, report.rows)
    report.misnamed = misnamed(query.table, frame)
    if query.table == "recordings":
        report.implausible = implausible_in(frame)
    result = attach(frame, report)
    with keeping(result):
        for text in unknown_words:
            warn_caller(text)
        warn_of_findings(report)
    return result


# Rows in which keys are looked for that decide on the order of columns.
_FIRST_ROWS = 1000


class _Column(NamedTuple):
    """A column of the result, as an Arrow array."""

    name: str
    kind: Kind
    values: Any


def _columns(
    schema: Schema, table: Any, lines: Callable[[int], list[str]], *, exact: bool
) -> list[_Column] | None:
    """Choose the columns of some rows; None if only the rows themselves tell which they are.

    With `exact`, what the schema says of unknown keys is what these rows have.
    """
    unknown: dict[str, Any] = {}
    known: list[_Column] = []
    kinds = schema.kinds
    for name, kind in kinds.items():
        column = _Column(name, kind, _whole(table.column(name)))
        if name in schema.unknown:
            unknown[name] = column
        else:
            known.append(column)
    for name in () if exact else list(unknown):
        described = schema.unknown[name]
        if len(described) != 1 or unknown[name].values.null_count == table.num_rows:
            # Of these rows alone the kind may be another one, or the key may not be there.
            return None
    found = list(unknown.values())
    if len(unknown) > 1:
        paths = {name: schema.paths[name] for name in unknown}
        order = _order_of_appearance(paths, lines, table.num_rows)
        found = [unknown[name] for name in sorted(unknown, key=_place(order, unknown, paths))]
    for companion in schema.companions.values():
        column = _Column(companion, "json", _whole(table.column(companion)))
        if column.values.null_count < table.num_rows:
            found.append(column)
    return known + found


def _order_of_appearance(
    paths: Mapping[str, tuple[str, ...]], lines: Callable[[int], list[str]], rows: int
) -> dict[tuple[str, ...], int]:
    """Give places of the keys that the first rows have, as a frame of them has columns."""
    parents = {path[0] for path in paths.values() if len(path) > 1}
    order: dict[tuple[str, ...], int] = {}
    # Mostly one row has them all.
    for count in sorted({min(rows, 1), min(rows, _FIRST_ROWS)}):
        order.clear()
        for row in parse(lines(count)):
            for key, value in row.items():
                order.setdefault((key,), len(order))
                if key in parents and isinstance(value, dict):
                    for inner in cast("Mapping[str, Any]", value):
                        order.setdefault((key, inner), len(order))
        if order.keys() >= set(paths.values()):
            break
    return order


def _place(
    order: Mapping[tuple[str, ...], int],
    unknown: Mapping[str, _Column],
    paths: Mapping[str, tuple[str, ...]],
) -> Callable[[str], tuple[int, int]]:
    """Give what sorts columns: those of rows before those of members, by where they appear."""
    # The schema has the columns level by level already.
    levels = list(dict.fromkeys(path[:-1] for path in paths.values()))

    def place(name: str) -> tuple[int, int]:
        path, values = paths[name], unknown[name].values
        first: int = values.is_valid().index(True).as_py()
        later = len(order) + (first if first >= 0 else len(values))
        return levels.index(path[:-1]), order.get(path, later)

    return place


def _whole(column: Any) -> Any:
    """Put the chunks of a column together."""
    whole = column.combine_chunks()
    # Which of the two it gives has changed between versions of pyarrow.
    return whole.chunk(0) if hasattr(whole, "chunk") else whole


def _given_up(columns: list[_Column]) -> Iterator[_Column]:
    """Give the columns one by one, and keep none: a frame has its own memory."""
    while columns:
        yield columns.pop(0)


def _unreadable(schema: Schema, columns: list[_Column]) -> Iterator[dict[str, Any]]:
    """Return which values stand in companions, as `frames.Unreadable` does."""
    by_name = {one.name: one.values for one in columns}
    for column, companion in schema.companions.items():
        if companion in by_name:
            there = by_name[companion].drop_null()
            yield {
                "column": column,
                "companion": companion,
                "count": len(there),
                "first": shortened(there[0].as_py()),
            }


def _holds(backend: Any, moments: Any) -> bool:
    """Return whether a frame of this kind holds all moments of a column."""
    read = moments.to_numpy(zero_copy_only=False).astype("M8[us]")
    return times.within(read, *backend.MOMENTS)
