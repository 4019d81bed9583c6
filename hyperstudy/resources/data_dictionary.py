"""The data dictionary: what each column of a frame means."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal, cast, overload

from .. import contract, validation
from ..lists.results import OUTPUTS

if TYPE_CHECKING:
    import pandas as pd
    import polars as pl
    import pyarrow as pa

_TEXTS = ("column", "type", "unit", "meaning", "certainty", "example")


@overload
def describe(table: str, *, output: Literal["pandas"] = "pandas") -> pd.DataFrame: ...


@overload
def describe(table: str, *, output: Literal["polars"]) -> pl.DataFrame: ...


@overload
def describe(table: str, *, output: Literal["arrow"]) -> pa.Table: ...


@overload
def describe(table: str, *, output: Literal["dict"]) -> list[dict[str, Any]]: ...


@overload
def describe(table: str, *, output: str) -> Any: ...


def describe(table: str, *, output: str = "pandas") -> Any:
    """Return what the columns of a frame are.

    Parameters
    ----------
    table : str
        Name of the data type, such as ``"events"``, ``"ratings_sparse"`` or ``"recordings"``.
    output : {"pandas", "polars", "arrow", "dict"}, optional
        Kind of the result.

    Returns
    -------
    pandas.DataFrame, polars.DataFrame, pyarrow.Table or list of dict
        One row for each column of the contract: ``column``, ``type``, ``unit``, ``meaning``,
        ``certainty`` (documented, observed or inferred) and ``example``. Servers may send more
        columns; they come behind these.

    Raises
    ------
    InputError
        If there is no such data type; the error names the closest one.
    """
    output = validation.choice("output", output, OUTPUTS)
    table = validation.choice("table", table, contract.DATA_TYPES)
    rows: list[dict[str, Any]] = [
        {
            "column": one.name,
            "type": one.kind,
            "unit": one.unit,
            "meaning": one.description,
            "certainty": one.certainty,
            "example": None if one.example is None else str(one.example),
        }
        for one in contract.columns(table)
    ]
    if output == "dict":
        return rows
    from .. import frames

    columns = [contract.Column(name=name, kind="text", path=(name,)) for name in _TEXTS]
    return frames.build(rows, columns, cast("frames.Output", output)).frame
