"""Tables on disk that other programs read as they are meant, whole or absent."""

from __future__ import annotations

import os
from contextlib import suppress
from datetime import datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, cast

from ..exceptions import InputError
from ..frames.interchange import (
    as_arrow,
    as_pandas,
    as_rows,
    iso_text,
    json_cell,
    kind_of,
    time_texts,
)
from ..frames.names import settle
from ..validation import choice, is_missing, short_repr
from . import atomic, spreadsheets

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from typing import TextIO

    import pandas as pd

OUTPUT_OF = {
    "csv": "pandas",
    "parquet": "arrow",
    "ndjson": "dict",
    "json": "dict",
    "xlsx": "pandas",
}
"""Each format, and the ``output`` that a table must be fetched as to be written in it."""
FORMATS = tuple(OUTPUT_OF)
_R = "R reads .parquet (arrow::read_parquet) and .csv."
_OF_OTHERS = {
    "sav": "The package pyreadstat writes it: write_sav(hyperstudy.to_json_columns(frame), path).",
    "dta": "The package pyreadstat writes it: write_dta(hyperstudy.to_json_columns(frame), path).",
    "rds": _R,
    "rda": _R,
    "rdata": _R,
    "xls": "Excel opens .xlsx as well.",
    "tsv": "Most programs open .csv as well.",
}
"""Endings of other programs, and what to do instead."""
BINARY = ("parquet", "xlsx")
"""Formats that are no text to print."""


def format_of(path: Path | None, wanted: str | None = None) -> str:
    """Decide in which format to write.

    Parameters
    ----------
    path : pathlib.Path or None
        The file; its ending decides if nothing else is wanted.
    wanted : str, optional
        The format that was asked for.

    Raises
    ------
    InputError
        If there is no such format, or the file has no ending that tells one.
    """
    if wanted is not None:
        return choice("format", wanted, FORMATS)
    ending = path.suffix.lstrip(".").lower() if path is not None else "csv"
    if ending not in OUTPUT_OF:
        raise InputError(
            f"The name {str(path)!r} does not tell the format: let it end with "
            f"{', '.join('.' + one for one in FORMATS)}, or name the format.",
            hint=_OF_OTHERS.get(ending),
        )
    return ending


def check_place(path: Path, kind: str) -> None:
    """See that a file can be written, before anything is fetched for it.

    Raises
    ------
    InputError
        If its folder is not there, or a folder has its name.
    ImportError
        If a package is missing.
    """
    if path.is_dir():
        raise InputError(f"{path} is a folder: name the file to write.")
    try:
        final = atomic.target(path).absolute()
    except OSError as error:
        raise InputError(
            f"{path} cannot be written: {error.strerror}.",
            hint="Name another file, or make it writable if it may be replaced.",
        ) from None
    if not final.parent.is_dir():
        raise InputError(f"There is no folder {final.parent} to write {final.name} to.")
    if not atomic.is_device(path) and not os.access(final.parent, os.W_OK | os.X_OK):
        raise InputError(
            f"{path} cannot be written: you may not make files in the folder {final.parent}."
        )
    check_package(kind)


def check_package(kind: str) -> None:
    """See that the package is there which a format needs.

    Raises
    ------
    ImportError
        If it is missing.
    """
    if kind == "parquet":
        _parquet()
    elif kind == "xlsx":
        spreadsheets.load_writer()


def write_table(
    table: Any,
    path: str | os.PathLike[str],
    *,
    format: Literal["csv", "parquet", "ndjson", "json", "xlsx"] | None = None,
    excel: bool = False,
) -> Path:
    """Write a table to a file, as the command line does.

    Parameters
    ----------
    table : pandas.DataFrame, polars.DataFrame, pyarrow.Table or list of dict
        What a ``get_*`` method returned, or what became of it. A named index of pandas becomes
        the first columns; others are left out. Names of several levels become one
        (``value_mean``), and of two columns of one name the second gets ``_2``.
    path : str or path
        The file: it is written whole or not at all. One that is there keeps its mode; where a
        link leads is written.
    format : {"csv", "parquet", "ndjson", "json", "xlsx"}, optional
        Default: by the ending of the file. ``csv``: objects and lists as JSON text, times in ISO
        8601 (UTC). ``ndjson`` and ``json``: of rows (``output="dict"``) every value as the server
        sent it, of a frame its cells. ``xlsx``: for Excel and LibreOffice, see `excel`.
    excel : bool, optional
        Write CSV so that Excel opens it as it is meant: with a byte order mark, with an
        apostrophe before text that it would compute (``=1+1``, ``@x``), and with a column of
        local times beside each column of times. ``xlsx`` has no need of marks and apostrophes;
        its local times are dates that Excel can compute with.

    Returns
    -------
    pathlib.Path
        The file. The table fetched as pandas, Polars or Arrow and written as CSV or xlsx, fetched
        as Arrow or pandas and written as Parquet, and fetched as dict and written as JSON, has the
        same bytes as what ``hyperstudy get ... -o`` writes. In columns that the contract does not
        know and that mix text with other values, frames of Polars and Arrow have JSON text.

    Raises
    ------
    InputError
        If it is no table, the file cannot be written, or the format cannot hold the table.
    ImportError
        If a package is missing: pyarrow for Parquet, XlsxWriter for xlsx.
    OSError
        If the disk refuses the file.

    Examples
    --------
    >>> hyperstudy.write_table(hs.get_chat("exp_7"), "chat.csv", excel=True)  # doctest: +SKIP
    """
    if not isinstance(cast("object", path), (str, os.PathLike)):
        raise InputError(
            f"path={short_repr(path)} is no path: write_table takes the table first, then the file."
        )
    file = Path(path)
    kind = format_of(file, format)
    if excel and kind not in ("csv", "xlsx"):
        raise InputError(f"excel=True is for CSV and xlsx; {file.name} is to be {kind}.")
    check_place(file, kind)
    if kind_of(table) == "pandas":
        table = in_plain_columns(table)
    converted = {"pandas": as_pandas, "arrow": as_arrow, "dict": as_rows}[OUTPUT_OF[kind]](table)
    write(converted, file, kind, excel=excel)
    return file


def write(table: Any, path: Path, kind: str | None = None, *, excel: bool = False) -> None:
    """Write a table to a file.

    Parameters
    ----------
    table : object
        Fetched with the ``output`` that :data:`OUTPUT_OF` names for the format.
    path : pathlib.Path
        Where to.
    kind : {"csv", "parquet", "ndjson", "json", "xlsx"}, optional
        The format; default: by the ending of the file.
    excel : bool, optional
        As for :func:`write_table`.

    Raises
    ------
    InputError
        If the format is not known.
    ImportError
        If a package for the format is missing.
    """
    kind = format_of(path, kind)
    with atomic.whole(path) as part:
        if kind == "parquet":
            _parquet().write_table(table, part, compression="zstd")
            return
        if kind == "xlsx":
            spreadsheets.write_xlsx(in_plain_columns(table), part)
            return
        # Half of a surrogate pair, where a text was cut in an emoji, is no UTF-8.
        with part.open("w", encoding="utf-8", errors="backslashreplace", newline="") as stream:
            write_text(table, stream, kind, excel=excel)


def write_text(table: Any, stream: TextIO, kind: str, *, excel: bool = False) -> None:
    """Write a table as text: CSV, or JSON with every value as the server sent it.

    Parameters
    ----------
    table : object
        As for :func:`write`.
    stream : text file
        Where to.
    kind : {"csv", "ndjson", "json"}
        The format.
    excel : bool, optional
        As for :func:`write_table`.
    """
    if kind == "csv":
        if excel:
            stream.write("\ufeff")
        _csv(in_plain_columns(table), stream, excel)
    elif kind == "ndjson":
        stream.writelines(f"{one}\n" for one in _json_texts(table))
    else:
        first = True
        stream.write("[")
        for one in _json_texts(table):
            stream.write(f"{'' if first else ','}\n{one}")
            first = False
        stream.write("]\n" if first else "\n]\n")


def write_csv(frame: pd.DataFrame, path: Path, *, excel: bool = False) -> None:
    """Write a frame as CSV, with objects and lists as JSON text.

    Parameters
    ----------
    frame : pandas.DataFrame
        The table.
    path : pathlib.Path
        Where to; UTF-8, times in ISO 8601.
    excel : bool, optional
        As for :func:`write_table`.
    """
    write(frame, path, "csv", excel=excel)


def in_plain_columns(frame: pd.DataFrame) -> pd.DataFrame:
    """Give a frame as all formats can hold it: nothing but columns, each with a name of its own.

    Parameters
    ----------
    frame : pandas.DataFrame
        The table.

    Returns
    -------
    pandas.DataFrame
        A named index stands in the first columns: it says what the rows are. Names of several
        levels are one, as in ``value_mean``. Times that Arrow keeps are kept by pandas.
    """
    made = _with_own_times(_with_index(frame))
    names = [_one_name(name) for name in made.columns]
    if len(set(names)) < len(names):
        names = settle(names)
    if names != list(made.columns):
        made = made.copy(deep=False)
        made.columns = _index_of(names)
    return made


def _one_name(name: Any) -> str:
    if not isinstance(name, tuple):
        return str(name)
    return "_".join(str(part) for part in cast("Any", name) if part != "")


def _with_index(frame: pd.DataFrame) -> pd.DataFrame:
    index_names = list(frame.index.names)
    places = [place for place, name in enumerate(index_names) if name is not None]
    if not places:
        return frame
    import pandas as pd

    levels = [frame.index.get_level_values(place) for place in places]
    index = pd.DataFrame(dict(enumerate(levels)), index=range(len(frame)))
    index.columns = _index_of([index_names[place] for place in places])
    below = frame.reset_index(drop=True)
    below.columns = _index_of([_one_name(name) for name in frame.columns])
    made = pd.concat([index, below], axis=1)
    made.attrs = dict(frame.attrs)  # the report
    return made


def _index_of(names: list[Any]) -> Any:
    import pandas as pd

    return pd.Index(names, dtype=object)


def _with_own_times(frame: pd.DataFrame) -> pd.DataFrame:
    """Give times and durations the types of pandas, where they are of Arrow or of Python."""
    made = frame
    for place, dtype in enumerate(frame.dtypes):
        column: Any = frame.iloc[:, place]
        own = _of_objects(column) if dtype.kind == "O" else _of_arrow(column)
        if own is not None:
            made = made.copy(deep=False) if made is frame else made
            made.isetitem(place, own)
    return made


def _of_arrow(column: Any) -> Any:
    import pandas as pd

    dtype = column.dtype
    # As ``convert_dtypes(dtype_backend="pyarrow")`` makes them.
    if not isinstance(dtype, pd.ArrowDtype) or dtype.kind not in "mM":
        return None
    kind: Any = dtype.pyarrow_dtype
    zone = getattr(kind, "tz", None)
    if zone:
        return column.astype(pd.DatetimeTZDtype(kind.unit, zone))
    return column.astype(f"{'datetime' if dtype.kind == 'M' else 'timedelta'}64[{kind.unit}]")


def _of_objects(column: Any) -> Any:
    import pandas

    pd: Any = pandas  # its types know columns of one type only
    there = (one for one in column if not is_missing(one))
    if not isinstance(next(there, None), (datetime, timedelta)):
        return None  # mostly text
    kinds = {_kind_of_time(one) for one in column if not is_missing(one)}
    # Python's times reach further than those of pandas 2.
    with suppress(ValueError, OverflowError):
        if kinds == {"duration"}:
            return pd.Series(pd.to_timedelta(column), index=column.index)
        if kinds in ({"naive"}, {"zoned"}):
            return pd.to_datetime(column, utc=kinds == {"zoned"})
    return None


def _kind_of_time(value: Any) -> str | None:
    if isinstance(value, timedelta):
        return "duration"
    if not isinstance(value, datetime):
        return None
    return "naive" if value.tzinfo is None else "zoned"


def _csv(frame: pd.DataFrame, stream: TextIO, excel: bool) -> None:
    import pandas as pd

    columns: list[Any] = []
    for place in range(frame.shape[1]):
        column: Any = frame.iloc[:, place]
        kind: Any = getattr(column.dtype, "pyarrow_dtype", None)
        if column.dtype == object or getattr(kind, "num_fields", 0):  # lists and structures
            # pandas would write Python's notation, which nothing but Python reads.
            cells = [_cell(value) for value in column]
            column = pd.Series(cells, index=frame.index, dtype=object)
        elif getattr(column.dtype, "kind", "") == "M":
            column = time_texts(column)
        elif getattr(column.dtype, "kind", "") == "m":
            # pandas writes one in another way where all others are whole days.
            cells = [None if is_missing(value) else str(value) for value in column]
            column = pd.Series(cells, index=frame.index, dtype=object)
        columns.append(column)
    names = [str(name) for name in frame.columns]
    if excel:
        names, columns = spreadsheets.for_excel(frame, names, columns)
    made = type(frame)(dict(enumerate(columns)), index=frame.index)
    made.columns = pd.Index(names)
    rows = cast("TextIO", _LineFeeds(stream))
    made.to_csv(rows, index=False, lineterminator=_LineFeeds.ENDING)


def _cell(value: Any) -> Any:
    return iso_text(value) if isinstance(value, datetime) else json_cell(value)


class _LineFeeds:
    """Ends rows of CSV with a line feed, though Python's writer is told of both signs.

    Before Python 3.11.9 and 3.12.3 it quotes of line ends only what rows end with: a lone carriage
    return in a message would make two rows of one.
    """

    ENDING = "\r\n"

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream

    def write(self, row: str) -> int:
        """Write a row, which the writer gives as a whole."""
        return self._stream.write(row.removesuffix(self.ENDING) + "\n")


def _json_texts(rows: Iterable[Mapping[str, Any]]) -> Iterable[str]:
    from ..frames.json_text import json_text

    return (json_text(row) for row in rows)


def _parquet() -> Any:
    try:
        import pyarrow.parquet as parquet
    except ImportError:
        raise ImportError(
            'Parquet files need pyarrow: pip install "hyperstudy[arrow]". CSV needs nothing more.'
        ) from None
    return parquet
