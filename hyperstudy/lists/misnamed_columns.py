"""Columns that are empty because the server calls what belongs there by another name.

Which names rows have is inferred for some tables. Where a server writes ``participant_id`` for
``participantId``, or an object ``participant``, its values have a column of their own, and the one
that everybody groups and joins by is empty.
"""

from __future__ import annotations

from typing import Any

from .. import contract
from ..frames.interchange import kind_of

__all__ = ["misnamed"]


def misnamed(table: str, frame: Any) -> list[dict[str, Any]]:
    """Find the columns that have no value, and whose values seem to stand elsewhere.

    Parameters
    ----------
    table : str
        What the rows are.
    frame : pandas.DataFrame, polars.DataFrame or pyarrow.Table
        The rows.

    Returns
    -------
    list of dict
        For each: ``column``, and ``key``, which has the same letters; of an id, also without
        ``id`` at its end.
    """
    names = list(map(str, frame.column_names if kind_of(frame) == "arrow" else frame.columns))
    known = [one.name for one in contract.columns(table) if len(one.path) == 1]
    others = {_letters(name): name for name in names if name not in known}
    found: list[dict[str, Any]] = []
    for column in known:
        letters = _letters(column)
        key = others.get(letters) or others.get(letters.removesuffix("id"))
        if key is not None and len(frame) and _is_empty(frame, column):
            found.append({"column": column, "key": key})
    return found


def _letters(name: str) -> str:
    return name.replace("_", "").replace("-", "").casefold()


def _is_empty(frame: Any, column: str) -> bool:
    values = frame[column]
    kind = kind_of(frame)
    if kind == "pandas":
        return bool(values.isna().all())
    return int(values.null_count() if kind == "polars" else values.null_count) == len(values)
