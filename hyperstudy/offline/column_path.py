"""The short way to a frame: columns of the files as they are, where no row holds anything odd."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from .. import validation
from ..frames import backends, times
from ..lists.recording_values import implausible_in
from ..lists.report import FetchReport, attach
from ..lists.results import warn_about
from ..study.manifest import converted_in
from ..study.reading import question
from ..study.rows import parse
from ..study.schema import Extras, Schema

if TYPE_CHECKING:
    from ..lists.query import Query
    from .query_engine import QueryEngine


def quick_frame(answers: QueryEngine, query: Query, output: str) -> Any:
    """Make the frame of a query; None if it has to be made row by row.

    That is so for ``dict``, for questions that several requests answer or that are filtered
    here, and for tables with keys or values that the contract does not know.
    """
    if output == "dict" or query.filtered or len(query.fixed) > 1:
        return None
    asked = question(query)
    if not asked.operation.paged or "aggregation_window" in asked.keywords:
        return None
    of = answers.table_of(asked)
    entry = answers.entry(of)
    schema = Schema(of.columns, Extras())
    if entry.known or entry.schema != schema.told or of.columns != query.table:
        return None
    offset = validation.whole_number("offset", query.offset, 0)
    limit = query.limit
    if limit is not None:
        limit = validation.whole_number("limit", limit, 0)
    chosen = answers.select(asked)
    table = chosen.columns(schema.names, offset, None if limit is None else offset + limit)
    report = FetchReport(
        what=asked.what,
        notes=list(asked.notes),
        promised=len(chosen),
        promised_at_first=len(chosen),
        received=table.num_rows,
        rows=table.num_rows,
        offset=offset,
        pages=1,
        limited=limit is not None and limit <= table.num_rows,
        server_warnings=list(entry.warnings),
    )
    report.note_converted(converted_in(chosen.files))
    answers.remind(query, report)
    backend = backends.load(output)
    kinds = schema.kinds
    if not all(_holds(backend, table.column(name)) for name in kinds if kinds[name] == "time"):
        return None
    columns = {name: _column(backend, kind, table.column(name)) for name, kind in kinds.items()}
    frame = backend.frame(columns, table.num_rows)
    if query.table == "recordings":
        report.implausible = implausible_in(frame)
    result = attach(frame, report)
    warn_about(report)
    return result


def _holds(backend: Any, moments: Any) -> bool:
    """Tell whether a frame of this kind holds all moments of a column."""
    return times.within(moments.to_numpy().astype("M8[us]"), *backend.MOMENTS)


def _column(backend: Any, kind: str, values: Any) -> Any:
    """Turn a column of Arrow into one of the wanted kind of frame."""
    if kind == "text":
        return backend.text_column([backend.text(values.to_pylist())])
    if kind == "json":
        texts = values.to_pylist()
        there = [text for text in texts if text is not None]
        found: Any = iter(parse(there))
        return backend.json_column(
            [backend.json([None if text is None else next(found) for text in texts])]
        )
    array = values.combine_chunks() if values.num_chunks != 1 else values.chunk(0)
    missing = np.asarray(array.is_null())
    if kind == "number":
        return backend.number_column(
            np.array(array.to_numpy(zero_copy_only=False), np.float64, copy=True)
        )
    if kind == "time":
        return backend.time_column(array.to_numpy(zero_copy_only=False).astype("M8[us]"))
    filled = array.fill_null(False if kind == "boolean" else 0)
    plain = np.array(filled.to_numpy(zero_copy_only=False), copy=True)
    return (backend.boolean_column if kind == "boolean" else backend.integer_column)(plain, missing)
