"""A frame against the rows that the server sent, cell by cell, written apart from the product.

Only the names and kinds of the columns come from the contract.
"""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import Any

from hyperstudy import contract

_MOST = 5
# As pandas, polars and Arrow call them.
_TYPES = {
    "text": ("str", "object", "String", "large_string"),
    "integer": ("Int64", "int64"),
    "number": ("float64", "Float64", "double"),
    "boolean": ("boolean", "Boolean", "bool"),
    "time": (
        "datetime64[us, UTC]",
        "Datetime(time_unit='us', time_zone='UTC')",
        "timestamp[us, tz=UTC]",
    ),
    "json": ("object", "String", "large_string"),
}


def differences(frame: Any, rows: list[dict[str, Any]], table: str) -> list[str]:
    """Return where a frame holds something else than the rows; nothing if nowhere."""
    columns = {column.name: column for column in contract.columns(table)}
    wanted = {name: [_value(row, one.path) for row in rows] for name, one in columns.items()}
    kinds = {name: one.kind for name, one in columns.items()}
    if "onset" in wanted:
        wanted["onset_sec"] = [None if one is None else one / 1000 for one in wanted["onset"]]
        kinds["onset_sec"] = "number"
    for row in rows:
        for key, value in row.items():
            _more(wanted, key, (key,), rows)
            if key in contract.flattened_names() and isinstance(value, dict):
                for member in value:
                    _more(wanted, f"{key}_{member}", (key, member), rows)
    found = _columns(frame)
    types = _types(frame)
    wrong = [f"{table}: no column {name}" for name in wanted if name not in found]
    wrong += [f"{table}: a column {name} that nobody sent" for name in found if name not in wanted]
    for name, cells in found.items():
        if name in wanted:
            wrong += _compare(f"{table}.{name}", cells, wanted[name], kinds.get(name))
        if name in kinds and types[name] not in _TYPES[kinds[name]]:
            wrong.append(f"{table}.{name}: {types[name]} is no type for {kinds[name]}")
    return wrong[:_MOST]


def _more(wanted: dict[str, Any], name: str, path: tuple[str, ...], rows: list[Any]) -> None:
    if name not in wanted:
        wanted[name] = [_value(row, path) for row in rows]


def _value(row: Any, path: tuple[str, ...]) -> Any:
    for key in path:
        row = row.get(key) if isinstance(row, dict) else None
    return row


def _compare(name: str, cells: list[Any], sent: list[Any], kind: str | None) -> list[str]:
    if len(cells) != len(sent):
        return [f"{name}: {len(cells)} cells, {len(sent)} rows"]
    for place, (cell, value) in enumerate(zip(cells, sent, strict=True)):
        if not _same(cell, value, kind):
            return [f"{name}, row {place}: {cell!r} instead of {value!r}"]
    return []


def _same(cell: Any, value: Any, kind: str | None) -> bool:
    if value is None or cell is None:
        return cell is value
    if kind == "time" or isinstance(cell, datetime):
        return bool(cell == datetime.fromisoformat(value).astimezone(UTC))
    if isinstance(value, dict | list) or kind == "json":
        return (json.loads(cell) if isinstance(cell, str) else cell) == value
    return bool(cell == value and isinstance(cell, bool) == isinstance(value, bool))


def _types(frame: Any) -> dict[str, str]:
    kind = type(frame).__module__.partition(".")[0]
    if kind == "polars":
        return {name: str(dtype) for name, dtype in frame.schema.items()}
    if kind == "pyarrow":
        return {one.name: str(one.type) for one in frame.schema}
    return {name: str(dtype) for name, dtype in frame.dtypes.items()}


def _columns(frame: Any) -> dict[str, list[Any]]:
    """Give the cells of any frame as plain values, None where one is missing."""
    kind = type(frame).__module__.partition(".")[0]
    if kind == "polars":
        return frame.to_dict(as_series=False)
    if kind == "pyarrow":
        return frame.to_pydict()
    import pandas as pd

    def plain(value: Any) -> Any:
        if isinstance(value, dict | list):
            return value
        return None if pd.isna(value) else value

    return {name: [plain(value) for value in frame[name].tolist()] for name in frame.columns}
