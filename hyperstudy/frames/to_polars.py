"""Polars frames. Needs polars."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import polars as pl

from hyperstudy.frames import times
from hyperstudy.frames.json_text import json_texts

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    import numpy as np
    from numpy.typing import NDArray

    from hyperstudy.contract.schemas import Kind

MOMENTS = (times.FIRST, times.LAST)


def text(values: Sequence[Any]) -> pl.Series:
    """Turn a chunk of text and None into a series; raise for anything else."""
    return pl.Series(values=values, dtype=pl.String)


def json(values: Sequence[Any], *, finite: bool = False) -> pl.Series:
    """Turn a chunk of JSON values into a series of JSON text."""
    return text(json_texts(values, finite=finite))


def no_text(length: int) -> pl.Series:
    """Make a series of nulls."""
    return pl.Series(values=[None], dtype=pl.String).new_from_index(0, length)


no_json = no_text


def text_column(pieces: list[pl.Series]) -> pl.Series:
    """Put series together to one without chunks."""
    return pl.concat(pieces, rechunk=True) if pieces else text([])


json_column = text_column


def number_column(values: NDArray[np.float64]) -> pl.Series:
    """Make a Float64 series; NaN is null."""
    return pl.Series(values=values, dtype=pl.Float64, nan_to_null=True)


def integer_column(values: NDArray[np.int64], missing: NDArray[np.bool_]) -> pl.Series:
    """Make an Int64 series."""
    return _masked(pl.Series(values=values, dtype=pl.Int64), missing)


def boolean_column(values: NDArray[np.bool_], missing: NDArray[np.bool_]) -> pl.Series:
    """Make a Boolean series."""
    return _masked(pl.Series(values=values, dtype=pl.Boolean), missing)


def time_column(values: NDArray[np.datetime64]) -> pl.Series:
    """Make a Datetime series in UTC; NaT is null."""
    return pl.Series(values=values, dtype=pl.Datetime("us", "UTC"))


def from_stored(kind: Kind, values: Any) -> pl.Series:  # noqa: ARG001
    """Make a series of an array, of which numbers are not even copied."""
    made: Any = pl.from_arrow(values)  # pyright: ignore[reportUnknownMemberType]
    assert isinstance(made, pl.Series)  # noqa: S101
    return made


def frame(columns: Mapping[str, Any], length: int) -> pl.DataFrame:  # noqa: ARG001
    """Make a frame."""
    return pl.DataFrame(dict(columns))


def _masked(values: pl.Series, missing: NDArray[np.bool_]) -> pl.Series:
    return (
        values.set(pl.Series(values=missing, dtype=pl.Boolean), None) if missing.any() else values
    )
