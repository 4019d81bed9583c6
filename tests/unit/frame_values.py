"""What frames hold, as plain Python values: for the tests of frames."""

from __future__ import annotations

import importlib.util
import json
from datetime import UTC
from importlib.metadata import version
from typing import Any

from hyperstudy import frames
from hyperstudy.contract import Column

OUTPUTS = [
    output
    for output, package in (("pandas", "pandas"), ("polars", "polars"), ("arrow", "pyarrow"))
    if importlib.util.find_spec(package)
]

# What pandas itself makes of times: nanoseconds in pandas 2, microseconds from 3 on.
TIME_UNIT = "ns" if version("pandas").startswith("2.") else "us"

# A data type with a column of each kind, an onset, and a flattened property.
COLUMNS = (
    Column("id", "text", ("id",)),
    Column("count", "integer", ("count",)),
    Column("onset", "number", ("onset",), unit="ms", description="Since the start."),
    Column("done", "boolean", ("done",)),
    Column("timestamp", "time", ("timestamp",)),
    Column("value", "json", ("value",)),
    Column("metadata", "json", ("metadata",), flatten=True),
    Column("metadata_word", "text", ("metadata", "word")),
    Column("metadata_index", "integer", ("metadata", "index")),
)
KNOWN = [*(column.name for column in COLUMNS), "onset_sec"]


def values(frame: Any) -> dict[str, list[Any]]:
    """Give the columns of any frame: None where a value is missing, times as datetimes.

    JSON text of polars and Arrow stays text, since only the reader knows that it is JSON.
    """
    kind = type(frame).__module__.partition(".")[0]
    if kind == "polars":
        return frame.to_dict(as_series=False)
    if kind == "pyarrow":
        return frame.to_pydict()
    import pandas as pd

    def plain(value: Any) -> Any:
        if value is None or value is pd.NA or value is pd.NaT or value != value:
            return None
        if isinstance(value, pd.Timestamp):
            return value.to_pydatetime().astimezone(UTC)
        return value

    return {name: [plain(value) for value in frame[name].tolist()] for name in frame.columns}


def types(frame: Any) -> dict[str, str]:
    """Give the type of each column, by name."""
    kind = type(frame).__module__.partition(".")[0]
    if kind == "polars":
        return {name: str(dtype) for name, dtype in frame.schema.items()}
    if kind == "pyarrow":
        return {field.name: str(field.type) for field in frame.schema}
    return {name: str(dtype) for name, dtype in frame.dtypes.items()}


def built(rows: list[Any], output: str = "pandas", columns: Any = COLUMNS) -> Any:
    """Build a frame and give its values and notes."""
    made = frames.build(rows, columns, output)
    return values(made.frame), made.notes


def loads(text: str | None) -> Any:
    """Read JSON text of a column, with Python's own reader, which takes any integer."""
    return None if text is None else json.loads(text)
