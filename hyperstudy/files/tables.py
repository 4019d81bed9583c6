"""Tables on disk that other programs read as they are meant, whole or absent."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any

from ..exceptions import InputError
from ..validation import choice
from . import atomic

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path
    from typing import TextIO

    import pandas as pd

OUTPUT_OF = {"csv": "pandas", "parquet": "arrow", "ndjson": "dict", "json": "dict"}
"""Each format, and the ``output`` that a table must be fetched as to be written in it."""
FORMATS = tuple(OUTPUT_OF)


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
            f"{', '.join('.' + one for one in FORMATS)}, or name the format."
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
    if kind == "parquet":
        _parquet()


def write(table: Any, path: Path, kind: str | None = None) -> None:
    """Write a table to a file.

    Parameters
    ----------
    table : object
        Fetched with the ``output`` that :data:`OUTPUT_OF` names for the format.
    path : pathlib.Path
        Where to.
    kind : {"csv", "parquet", "ndjson", "json"}, optional
        The format; default: by the ending of the file.

    Raises
    ------
    InputError
        If the format is not known.
    ImportError
        If it is Parquet and pyarrow is missing.
    """
    kind = format_of(path, kind)
    with atomic.whole(path) as part:
        if kind == "parquet":
            _parquet().write_table(table, part, compression="zstd")
            return
        # Half of a surrogate pair, where a text was cut in an emoji, is no UTF-8.
        with part.open("w", encoding="utf-8", errors="backslashreplace", newline="") as stream:
            write_text(table, stream, kind)


def write_text(table: Any, stream: TextIO, kind: str) -> None:
    """Write a table as text: CSV, or JSON with every value as the server sent it.

    Parameters
    ----------
    table : object
        As for :func:`write`.
    stream : text file
        Where to.
    kind : {"csv", "ndjson", "json"}
        The format.
    """
    if kind == "csv":
        _csv(table, stream)
    elif kind == "ndjson":
        stream.writelines(f"{one}\n" for one in _json_texts(table))
    else:
        first = True
        stream.write("[")
        for one in _json_texts(table):
            stream.write(f"{'' if first else ','}\n{one}")
            first = False
        stream.write("]\n" if first else "\n]\n")


def write_csv(frame: pd.DataFrame, path: Path) -> None:
    """Write a frame as CSV, with objects and lists as JSON text.

    Parameters
    ----------
    frame : pandas.DataFrame
        The table.
    path : pathlib.Path
        Where to; UTF-8, times in ISO 8601.
    """
    write(frame, path, "csv")


def _csv(frame: pd.DataFrame, stream: TextIO) -> None:
    import pandas as pd

    columns: dict[str, Any] = {}
    for name in frame.columns:
        column: Any = frame[name]
        if column.dtype == object:
            # pandas would write Python's notation, which nothing but Python reads.
            cells = [_cell(value) for value in column]
            column = pd.Series(cells, index=frame.index, dtype=object)
        columns[str(name)] = column
    type(frame)(columns, index=frame.index).to_csv(
        stream, index=False, date_format="%Y-%m-%dT%H:%M:%S.%fZ", lineterminator="\n"
    )


def _cell(value: Any) -> Any:
    if isinstance(value, (dict, list)):
        from ..frames.json_text import json_text

        return json_text(value)
    return value


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
