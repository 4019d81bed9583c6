"""Pandas frames, of pandas 2.2 or 3, with or without pyarrow."""

from __future__ import annotations

from functools import cache
from itertools import chain
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from numpy.typing import NDArray


@cache
def _text_type() -> Any:
    """Give what this pandas makes of text by itself: object in pandas 2, str from 3 on."""
    return pd.Series(["text"]).dtype


@cache
def _arrow() -> Any:
    """Give the backend that makes Arrow arrays if pandas keeps its text in them, else None."""
    if getattr(_text_type(), "storage", None) != "pyarrow":
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


def json(values: Sequence[Any]) -> NDArray[np.object_]:
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
        return _text_type().__from_arrow__(arrow.text_column(pieces))
    return pd.Series(list(chain.from_iterable(pieces)), dtype=_text_type(), copy=False)


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
    return pd.array(values, dtype="datetime64[us, UTC]", copy=False)


def frame(columns: Mapping[str, Any], length: int) -> pd.DataFrame:
    """Make a frame whose rows are counted from 0."""
    return pd.DataFrame(dict(columns), index=pd.RangeIndex(length), copy=False)
