"""Arrow tables. Needs pyarrow."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

from hyperstudy.frames import times
from hyperstudy.frames.json_text import json_texts
from hyperstudy.frames.pandas_metadata import pandas_metadata

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    import numpy as np
    from numpy.typing import NDArray

    from hyperstudy.contract.schemas import Kind

MOMENTS = (times.FIRST, times.LAST)
# pyarrow has no types of its own.
pa: Any = import_module("pyarrow")


def text(values: Sequence[Any]) -> Any:
    """Turn a chunk of text and None into an Arrow array; raise for anything else."""
    # The 64 bit form of strings is also the one of pandas and of what polars exports.
    kind = pa.large_string()
    first = values[0] if values else None
    # The id of an experiment or a room is mostly the same in all rows.
    if first is not None and first == values[-1] and values.count(first) == len(values):
        return pa.repeat(pa.scalar(first, kind), len(values))
    return pa.array(values, kind)


def json(values: Sequence[Any], *, finite: bool = False) -> Any:
    """Turn a chunk of JSON values into an Arrow array of JSON text."""
    return text(json_texts(values, finite=finite))


def no_text(length: int) -> Any:
    """Make an array of nulls."""
    return pa.nulls(length, pa.large_string())


no_json = no_text


def text_column(pieces: list[Any]) -> Any:
    """Put arrays together to one without chunks."""
    if len(pieces) == 1:
        return pieces.pop()
    whole = pa.chunked_array(pieces, pa.large_string()).combine_chunks()
    # Arrow keeps the memory of the pieces for itself, which other threads allocated: without
    # this a frame would need its size twice before the last column is made.
    pieces.clear()
    pa.default_memory_pool().release_unused()
    # Which of the two combine_chunks gives has changed between versions of pyarrow.
    return whole.chunk(0) if isinstance(whole, pa.ChunkedArray) else whole


json_column = text_column


def number_column(values: NDArray[np.float64]) -> Any:
    """Make a double array; NaN is null."""
    return pa.array(values, from_pandas=True)


def integer_column(values: NDArray[np.int64], missing: NDArray[np.bool_]) -> Any:
    """Make an int64 array."""
    return pa.array(values, mask=missing)


def boolean_column(values: NDArray[np.bool_], missing: NDArray[np.bool_]) -> Any:
    """Make a bool array."""
    return pa.array(values, mask=missing)


def time_column(values: NDArray[np.datetime64]) -> Any:
    """Make an array of timestamps in UTC; NaT is null."""
    return pa.array(values, pa.timestamp("us", tz="UTC"))


def from_stored(kind: Kind, values: Any) -> Any:  # noqa: ARG001
    """Take an array as it is."""
    return values


def frame(columns: Mapping[str, Any], length: int) -> Any:  # noqa: ARG001
    """Make a table, which pandas reads without rounding."""
    table = pa.table(dict(columns))
    return table.replace_schema_metadata(pandas_metadata(table.schema))
