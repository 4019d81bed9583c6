"""From one kind of frame to another, and frames whose columns other programs take."""

from __future__ import annotations

from contextlib import suppress
from datetime import date, time
from decimal import Decimal
from functools import cache
from typing import TYPE_CHECKING, Any, cast

from ..exact_json import is_object, loads
from ..exceptions import InputError

if TYPE_CHECKING:
    from collections.abc import Sequence

    import pandas as pd

_REPORT = "hyperstudy"
# What the names of companion columns end with.
_RECEIVED = "_as_received"
# Objects of pandas that Arrow, CSV and `drop_duplicates` know: `frame["timestamp"].dt.date`.
_TAKEN_AS_THEY_ARE = {date, time, Decimal}
_LISTS: tuple[type[Any], ...] = (dict, list, tuple)


def kind_of(table: Any) -> str:
    """Return what a table is: ``pandas``, ``polars``, ``arrow`` or ``dict`` (rows).

    Raises
    ------
    InputError
        If it is none of them.
    """
    package, name = type(table).__module__.partition(".")[0], type(table).__name__
    known = {("pandas", "DataFrame"): "pandas", ("polars", "DataFrame"): "polars"}
    known[("pyarrow", "Table")] = "arrow"
    found = known.get((package, name))
    if found is None and any(one.__name__ == "DataFrame" for one in type(table).__mro__):
        found = next((one for one in ("pandas", "polars") if _descends(table, one)), None)
    if found is None and isinstance(table, (list, tuple)):
        rows = cast("Sequence[Any]", table)
        if all(isinstance(row, dict) for row in rows):
            return "dict"
    if found is None:
        raise InputError(
            f"A {name} is no table: give a DataFrame of pandas or Polars, an Arrow "
            "table, or a list of dicts."
        )
    return found


def _descends(table: Any, package: str) -> bool:
    return any(one.__module__.partition(".")[0] == package for one in type(table).__mro__)


def to_json_columns(frame: Any) -> Any:
    """Give a frame whose objects and lists are JSON text, which every tool takes.

    A pandas frame holds objects and lists as Python values, in columns such as ``value`` and
    ``metadata``. Other programs cannot take these: ``to_parquet`` refuses them, ``to_csv`` writes
    Python's notation, and ``drop_duplicates`` finds them unhashable.

    Parameters
    ----------
    frame : pandas.DataFrame, polars.DataFrame or pyarrow.Table
        What a ``get_*`` method returned. Frames of Polars and Arrow have JSON text already.

    Returns
    -------
    pandas.DataFrame, polars.DataFrame or pyarrow.Table
        The same kind; a pandas frame is a copy with the same index and the same fetch report.
        Each value of such a column is JSON text, a text among them in quotes, as
        ``output="polars"`` and ``output="arrow"`` have it.

    Raises
    ------
    InputError
        If it is no frame.

    Examples
    --------
    >>> events = hyperstudy.to_json_columns(hs.get_events("exp_7"))  # doctest: +SKIP
    >>> events.to_parquet("events.parquet")  # doctest: +SKIP
    """
    kind = kind_of(frame)
    if kind == "dict":
        raise InputError("A list of dicts has no columns: fetch it with output='pandas'.")
    if kind != "pandas":
        return frame
    made = frame.copy(deep=False)
    for place, name in enumerate(frame.columns):
        if _holds_json(frame.iloc[:, place], str(name)):
            made.isetitem(place, _json_text_of(frame.iloc[:, place]))
    return made


def _holds_json(column: pd.Series[Any], name: str) -> bool:
    """Return whether a column holds Python values; before pandas 3, text is kept so, too."""
    import pandas as pd

    from . import to_pandas

    if column.dtype != object:
        return False
    if name in _json_names():
        return True
    kinds: set[type[Any]] = {type(value) for value in column if not _is_missing(value)}
    if len(kinds) == 1 and kinds <= _TAKEN_AS_THEY_ARE:
        return False
    if not pd.api.types.is_object_dtype(to_pandas.text_type()):
        return True
    return not all(issubclass(kind, str) for kind in kinds)


@cache
def _json_names() -> frozenset[str]:
    from .. import contract

    return frozenset(
        column.name
        for table in contract.DATA_TYPES
        for column in contract.columns(table)
        if column.kind == "json"
    )


def _json_text_of(column: pd.Series[Any]) -> pd.Series[Any]:
    import pandas as pd

    from . import to_pandas
    from .json_text import json_text

    texts = [None if _is_missing(value) else json_text(plain(value)) for value in column]
    return pd.Series(texts, index=column.index, dtype=to_pandas.text_type(), name=column.name)


def _is_missing(value: Any) -> bool:
    if value is None or type(value).__name__ in {"NAType", "NaTType"}:
        return True
    return isinstance(value, float) and value != value


def plain(value: Any) -> Any:
    """Give a value of a cell as JSON knows it: times as ISO 8601, numbers of NumPy as Python's."""
    if is_object(value):
        return {str(name): plain(member) for name, member in value.items()}
    if isinstance(value, (list, tuple)):
        return [plain(member) for member in cast("Sequence[Any]", value)]
    if value is None or isinstance(value, (bool, int, float, str)):
        return value
    if type(value).__name__ in {"NAType", "NaTType"}:
        return None
    if hasattr(value, "isoformat"):
        return iso_text(value)
    if hasattr(value, "tolist"):
        return plain(value.tolist())
    return str(value)


def json_cell(value: Any) -> Any:
    """Give an object, a list or an array as JSON text; any other value as it is."""
    if not isinstance(value, _LISTS) and not getattr(value, "ndim", 0):
        return value
    from .json_text import json_text

    try:
        return json_text(value)
    except TypeError:  # numbers and arrays of NumPy, times
        return json_text(plain(value))


def iso_text(moment: Any) -> str:
    """Write a time as ISO 8601, one with a zone in UTC with ``Z``."""
    from datetime import UTC, datetime

    if not isinstance(moment, datetime):
        return str(moment.isoformat())
    if moment.tzinfo is None:
        return moment.isoformat()
    return f"{moment.astimezone(UTC).replace(tzinfo=None).isoformat()}Z"


def time_texts(column: Any) -> Any:
    """Write times in ISO 8601: with a zone in UTC, to the microsecond, finer ones to theirs."""
    zoned = getattr(column.dtype, "tz", None) is not None
    utc = column.dt.tz_convert("UTC") if zoned else column
    texts = utc.dt.strftime("%Y-%m-%dT%H:%M:%S.%f")
    fine = utc.dt.nanosecond
    if (fine.fillna(0) != 0).any():
        digits = ["" if one != one else f"{int(one):03d}" for one in fine]
        texts = texts + type(texts)(digits, index=texts.index, dtype=texts.dtype)
    return texts + "Z" if zoned else texts


def _may_be_json(name: str) -> bool:
    return name in _json_names() or name.endswith(_RECEIVED)


def _json_values(texts: Sequence[Any]) -> list[Any] | None:
    """Give the values of a column of JSON text; None if it is none that our frames have."""
    there = [text for text in texts if text is not None]
    if not there or not all(isinstance(text, str) for text in there):
        return None
    from .json_text import json_texts

    try:
        values = loads(f"[{','.join(there)}]".encode())
        # A text of one's own may look like JSON by chance; ours is written in one way only.
        if json_texts(values) != there:
            return None
    except (ValueError, RecursionError):
        return None
    found = iter(values)
    return [None if text is None else next(found) for text in texts]


def as_pandas(table: Any) -> pd.DataFrame:
    """Give a table as a pandas frame, with the types that ``output="pandas"`` has."""
    kind = kind_of(table)
    if kind == "pandas":
        made: pd.DataFrame = table
        return made
    if kind == "dict":
        from . import build

        built: pd.DataFrame = build(table, (), "pandas").frame
        return built
    return _pandas_of_polars(table) if kind == "polars" else _pandas_of_arrow(table)


def _pandas_of_polars(table: Any) -> pd.DataFrame:
    # `to_pandas` of Polars needs pyarrow, and makes floats of integers that have gaps.
    import pandas as pd

    columns = {name: _pandas_column(table.get_column(name)) for name in table.columns}
    return pd.DataFrame(columns, index=pd.RangeIndex(table.height))


def _pandas_column(series: Any) -> Any:
    import pandas

    from . import to_pandas

    pd: Any = pandas  # its types do not know all of its own arrays
    dtype = series.dtype
    if dtype.is_integer():
        kind = "UInt64" if str(dtype) == "UInt64" else "Int64"
        return pd.array(series.to_list(), dtype=kind)
    if str(dtype) == "Boolean":
        return pd.array(series.to_list(), dtype="boolean")
    if dtype.is_float():
        return series.to_numpy()
    if str(dtype) in {"String", "Categorical", "Enum"}:
        texts = series.to_list()
        values = _json_values(texts) if _may_be_json(series.name) else None
        if values is not None:
            return pd.Series(values, dtype=object)
        return pd.Series(texts, dtype=to_pandas.text_type())
    if str(dtype).startswith("Datetime"):
        if getattr(dtype, "time_zone", None) is None:
            return pd.Series(series.to_numpy())
        utc = series.dt.convert_time_zone("UTC").dt.replace_time_zone(None)
        return pd.Series(utc.to_numpy()).dt.tz_localize("UTC")
    if str(dtype).startswith("Duration"):
        return pd.Series(series.to_numpy())
    return pd.Series(series.to_list(), dtype=object)


def _pandas_of_arrow(table: Any) -> pd.DataFrame:
    import pandas as pd
    import pyarrow as pa

    from . import to_pandas
    from .pandas_metadata import pandas_type

    text = to_pandas.text_type()
    texts = () if pd.api.types.is_object_dtype(text) else (pa.string(), pa.large_string())

    def mapped(kind: Any) -> Any:
        return text if kind in texts else pandas_type(kind)

    made: pd.DataFrame = table.to_pandas(types_mapper=mapped)
    to_pandas.keep_nested_values(made, table)
    for place, name in enumerate(table.column_names):
        is_text = table.schema.types[place] in (pa.string(), pa.large_string())
        if is_text and _may_be_json(name):
            values = _json_values(table.column(place).to_pylist())
            if values is not None:
                own: Any = pd.Series(values, index=made.index, dtype=object)
                made.isetitem(place, own)
    return made


def as_arrow(table: Any) -> Any:
    """Give a table as an Arrow table, with the types that ``output="arrow"`` has.

    Raises
    ------
    ImportError
        If pyarrow is missing.
    """
    kind = kind_of(table)
    if kind == "arrow":
        return table
    from . import backends

    backends.load("arrow")
    if kind == "polars":
        from .pandas_metadata import pandas_metadata

        made = table.to_arrow()
        return made.replace_schema_metadata(pandas_metadata(made.schema))
    if kind == "dict":
        from . import build

        return build(table, (), "arrow").frame
    return _arrow_of_pandas(table)


def _arrow_of_pandas(frame: pd.DataFrame) -> Any:
    import orjson
    import pyarrow as pa

    from .pandas_metadata import pandas_metadata

    made: Any = pa.Table.from_pandas(to_json_columns(frame), preserve_index=False)
    columns = [_arrow_column(column) for column in made.columns]
    # The index of pandas is nothing to other readers, and our own types are kept.
    made = pa.Table.from_arrays(columns, made.column_names)
    report = frame.attrs.get(_REPORT)
    metadata: dict[str, Any] = pandas_metadata(made.schema)
    return made.replace_schema_metadata(
        {**metadata, _REPORT: orjson.dumps(report)} if report else metadata
    )


def _arrow_column(column: Any) -> Any:
    """Give a column that pandas made with the type that our own Arrow tables have."""
    import pyarrow as pa

    if column.type in (pa.string(), pa.null()):  # with pandas 2, text that is missing in all rows
        return column.cast(pa.large_string())
    if pa.types.is_timestamp(column.type) and column.type.unit == "ns":
        # pandas 2 counts nanoseconds; what has none in use is no other for it.
        with suppress(pa.ArrowInvalid):
            return column.cast(pa.timestamp("us", column.type.tz))
    return column


def as_rows(table: Any) -> list[dict[str, Any]]:
    """Give a table as rows of JSON values; of a frame every row has every column."""
    kind = kind_of(table)
    if kind == "dict":
        rows: list[dict[str, Any]] = table
        return rows
    if kind != "pandas":
        names = table.column_names if kind == "arrow" else table.columns
        columns = [
            (column.to_pylist() if kind == "arrow" else column.to_list())
            for column in (table.columns if kind == "arrow" else table.get_columns())
        ]
    else:
        names = [str(name) for name in table.columns]
        columns = [table.iloc[:, place].tolist() for place in range(len(names))]
    cells = [[None if _is_missing(one) else plain(one) for one in column] for column in columns]
    return [dict(zip(names, row, strict=True)) for row in zip(*cells, strict=True)]
