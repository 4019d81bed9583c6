"""Pandas frames, of pandas 2.2 or 3, with or without pyarrow."""

from __future__ import annotations

from functools import cache
from itertools import chain
from typing import TYPE_CHECKING, Any, Literal

import numpy as np
import pandas as pd

from hyperstudy import exact_json
from hyperstudy.frames import times

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from numpy.typing import NDArray

    from hyperstudy.contract.schemas import Kind

# What pandas itself makes of times: scripts for pandas 2 count nanoseconds and join with them.
TIME_UNIT: Literal["ns", "us"] = "ns" if int(pd.__version__.partition(".")[0]) < 3 else "us"
# As nanoseconds, 64 bits reach from 1677 to 2262.
MOMENTS = (
    (-(2**63 - 1) // 1000 + 1, (2**63 - 1) // 1000)
    if TIME_UNIT == "ns"
    else (times.FIRST, times.LAST)
)


@cache
def text_type() -> Any:
    """Give what this pandas makes of text by itself: object in pandas 2, str from 3 on."""
    return pd.Series(["text"]).dtype


@cache
def _arrow() -> Any:
    """Give the backend that makes Arrow arrays if pandas keeps its text in them, else None."""
    if getattr(text_type(), "storage", None) != "pyarrow":
        return None
    from hyperstudy.frames import to_arrow

    return to_arrow


def text(values: Sequence[Any]) -> Any:
    """Turn a chunk of text and None into a piece; raise for anything else."""
    arrow = _arrow()
    if arrow is not None:
        return arrow.text(values)
    # Raises for what is not text, and for text that no file and no other frame could take.
    "".join([value for value in values if value is not None]).encode()
    return values


def json(values: Sequence[Any], *, finite: bool = False) -> NDArray[np.object_]:  # noqa: ARG001
    """Keep a chunk of JSON values as they are."""
    # Neither numpy nor pandas may look into the values: lists would become a second dimension.
    return np.fromiter(values, object, len(values))


def no_text(length: int) -> Any:
    """Make a piece of missing text."""
    arrow = _arrow()
    return [None] * length if arrow is None else arrow.no_text(length)


def no_json(length: int) -> NDArray[np.object_]:
    """Make a piece of None."""
    return np.full(length, None, object)


def text_column(pieces: list[Any]) -> Any:
    """Make a column of pandas' own text type."""
    arrow = _arrow()
    if arrow is not None:
        return text_type().__from_arrow__(arrow.text_column(pieces))
    return pd.Series(list(chain.from_iterable(pieces)), dtype=text_type(), copy=False)


def json_column(pieces: list[NDArray[np.object_]]) -> Any:
    """Make a column of Python objects."""
    return pd.Series(np.concatenate(pieces), dtype=object, copy=False)


def number_column(values: NDArray[np.float64]) -> Any:
    """Make a float64 column; NaN is missing."""
    return values


def integer_column(values: NDArray[np.int64], missing: NDArray[np.bool_]) -> Any:
    """Make an Int64 column."""
    return pd.arrays.IntegerArray(values, missing)


def boolean_column(values: NDArray[np.bool_], missing: NDArray[np.bool_]) -> Any:
    """Make a boolean column."""
    return pd.arrays.BooleanArray(values, missing)


def time_column(values: NDArray[np.datetime64]) -> Any:
    """Make a column of moments in UTC; NaT is missing."""
    moments = values.astype(f"M8[{TIME_UNIT}]", copy=False)
    kind = pd.DatetimeTZDtype(TIME_UNIT, "UTC")
    return pd.array(moments, dtype=kind, copy=False)


def from_stored(kind: Kind, values: Any) -> Any:
    """Make a column of an Arrow array, without a Python object for each value if it can be."""
    if kind == "text":
        if _arrow() is not None:
            return text_type().__from_arrow__(values)
        return text_column([values.to_pylist()])
    if kind == "json":
        texts = values.to_pylist()
        # All at once: to call the parser for each value takes longer than what it does.
        there = ",".join([one for one in texts if one is not None])
        found = iter(exact_json.loads(f"[{there}]".encode()))
        return json_column([json([None if one is None else next(found) for one in texts])])
    if kind == "number":
        return number_column(np.array(values.to_numpy(zero_copy_only=False), np.float64))
    if kind == "time":
        return time_column(values.to_numpy(zero_copy_only=False).astype("M8[us]"))
    missing = np.array(values.is_null().to_numpy(zero_copy_only=False))
    filled = values.fill_null(False if kind == "boolean" else 0)
    plain = np.array(filled.to_numpy(zero_copy_only=False))
    return (boolean_column if kind == "boolean" else integer_column)(plain, missing)


def from_arrow(table: Any) -> pd.DataFrame:
    """Make a frame of an Arrow table, exact, with times in the unit of pandas if it holds them."""
    from hyperstudy.frames.pandas_metadata import pandas_type

    made: pd.DataFrame = table.to_pandas(types_mapper=pandas_type)
    keep_nested_values(made, table)
    for name, kind in made.dtypes.items():
        if TIME_UNIT == "ns" and kind.kind == "M":
            try:
                made[name] = made[name].dt.as_unit(TIME_UNIT)
            except pd.errors.OutOfBoundsDatetime:
                continue
    return made


def keep_nested_values(made: pd.DataFrame, table: Any) -> None:
    """Put lists and structures of an Arrow table into its frame as Python values.

    Those that pyarrow makes are arrays of floats where an integer beside them is missing, and
    9007199254740993 is 9007199254740992 in them.
    """
    for place, column in enumerate(table.columns):
        if column.type.num_fields:
            values: Any = pd.Series(column.to_pylist(), index=made.index, dtype=object)
            made.isetitem(place, values)


def frame(columns: Mapping[str, Any], length: int) -> pd.DataFrame:
    """Make a frame whose rows are counted from 0."""
    return pd.DataFrame(dict(columns), index=pd.RangeIndex(length), copy=False)
