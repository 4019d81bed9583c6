"""Tables that Excel and its like open as they are meant: harmless cells, local times, xlsx."""

from __future__ import annotations

import re
from collections import Counter
from importlib import import_module
from typing import TYPE_CHECKING, Any

from ..display.notices import IncompleteDataWarning, warn_caller
from ..exceptions import InputError
from ..frames.interchange import json_cell, plain, time_texts
from ..frames.names import settle

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    import pandas as pd

LOCAL = "local"
"""What the name of a column of local times ends with: ``timestamp_local``."""
MOST_ROWS, MOST_COLUMNS, MOST_LETTERS = 1_048_575, 16_384, 32_767
"""What a sheet of Excel holds, its first row being the names of the columns (documented)."""
_EXACT = 10**15
"""Excel shows and keeps 15 digits of a number."""

# What makes a spreadsheet compute: also behind white space, and in the wide forms of East Asia.
_FORMULA = re.compile(r"\s*[=+\-@\uff1d\uff0b\uff0d\uff20]|[\t\r\n]")
_NUMBER = re.compile(r"[+-]?\d+(\.\d+)?([eE][+-]?\d+)?")


def harmless(found: str) -> str:
    """Give a text so that a spreadsheet shows it and does not compute it."""
    if _FORMULA.match(found) and not _NUMBER.fullmatch(found):
        return f"'{found}"
    return found


def for_excel(
    frame: pd.DataFrame, names: Sequence[str], columns: Sequence[Any]
) -> tuple[list[str], list[Any]]:
    """Make the columns of a CSV file harmless, and put local times beside those in UTC.

    Parameters
    ----------
    frame : pandas.DataFrame
        The table.
    names, columns : sequences of equal length
        Its columns as they would be written.

    Returns
    -------
    names, columns : lists
        The columns to write.
    """
    import pandas as pd

    made: list[tuple[str, Any]] = []
    for place, (name, column) in enumerate(zip(names, columns, strict=True)):
        texts = [harmless(value) if isinstance(value, str) else value for value in column]
        was_text = any(isinstance(value, str) for value in texts)
        made.append(
            (name, pd.Series(texts, index=frame.index, dtype=object) if was_text else column)
        )
        times = local_times(frame.iloc[:, place])
        if times is not None:
            # Excel of every language reads these as a time; with a fraction only some do.
            shown = [None if one is None else f"{one:%Y-%m-%d %H:%M:%S}" for one in times]
            made.append((f"{name}_{LOCAL}", pd.Series(shown, index=frame.index, dtype=object)))
    return settle([harmless(name) for name, _ in made]), [column for _, column in made]


def local_times(column: Any) -> list[Any] | None:
    """Give times as clocks show them where this computer is; None if it is no column of times."""
    if getattr(column.dtype, "kind", "") != "M" or getattr(column.dtype, "tz", None) is None:
        return None
    times: list[Any] = [
        None if value != value else value.to_pydatetime(warn=False) for value in column
    ]
    return [one if one is None else one.astimezone().replace(tzinfo=None) for one in times]


def load_writer() -> Any:
    """Load the package that writes Excel files.

    Raises
    ------
    ImportError
        If it is missing.
    """
    try:
        return import_module("xlsxwriter")
    except ImportError:
        raise ImportError(
            'Excel files need XlsxWriter: pip install "hyperstudy[excel]". CSV needs nothing more: '
            "excel=True (--for-excel) writes it so that Excel opens it well."
        ) from None


def write_xlsx(frame: pd.DataFrame, path: Path) -> None:
    """Write a frame as an Excel file: text as text, numbers as numbers, never a formula.

    Times stand in two columns: as ISO 8601 text in UTC, exactly, and as a date of Excel in local
    time. Numbers of more than 15 digits are text, since Excel would change them.

    Parameters
    ----------
    frame : pandas.DataFrame
        The table.
    path : pathlib.Path
        The file.

    Raises
    ------
    InputError
        If there are more rows or columns than a sheet holds.
    ImportError
        If XlsxWriter is missing.
    """
    from datetime import datetime

    xlsxwriter = load_writer()
    columns = _sheet_columns(frame)
    if len(frame) > MOST_ROWS or len(columns) > MOST_COLUMNS:
        raise InputError(
            f"The table has {len(frame)} rows and {len(columns)} columns; a sheet of Excel holds "
            f"{MOST_ROWS} and {MOST_COLUMNS}.",
            hint="Write .csv or .parquet, or fewer rows.",
        )
    cut: Counter[str] = Counter()
    with path.open("wb") as opened:
        book: Any = xlsxwriter.Workbook(opened, {"constant_memory": True})
        # A file says of the same table the same, whenever it is written.
        book.set_properties({"created": datetime(2000, 1, 1)})
        sheet = book.add_worksheet("data")
        bold = book.add_format({"bold": True})
        moment = book.add_format({"num_format": "yyyy-mm-dd hh:mm:ss.000"})
        for place, (name, _, is_time) in enumerate(columns):
            sheet.write_string(0, place, _fitting(name, name, cut), bold)
            if is_time:
                sheet.set_column(place, place, 23)
        sheet.freeze_panes(1, 0)
        for number in range(len(frame)):
            for place, (name, cells, is_time) in enumerate(columns):
                value = cells[number]
                if is_time and value is not None and value.year >= 1900:
                    sheet.write_datetime(number + 1, place, value, moment)
                else:
                    _write_cell(sheet, number + 1, place, value, name, cut)
        book.close()
    if cut:
        cut_in = ", ".join(f"{count} of {name!r}" for name, count in cut.items())
        warn_caller(
            f"A cell of Excel holds {MOST_LETTERS} characters: values were cut ({cut_in}). CSV and "
            "Parquet hold all of them.",
            IncompleteDataWarning,
        )


def _sheet_columns(frame: pd.DataFrame) -> list[tuple[str, list[Any], bool]]:
    """Give name and cells of each column, and whether they are times of Excel."""
    made: list[tuple[str, list[Any], bool]] = []
    for place, name in enumerate(frame.columns):
        column: Any = frame.iloc[:, place]
        times = local_times(column)
        if times is not None:
            made.append((str(name), time_texts(column).tolist(), False))
            made.append((f"{name}_{LOCAL}", times, True))
        else:
            made.append((str(name), column.tolist(), False))
    names = settle([name for name, _, _ in made])
    return [(name, cells, is_time) for name, (_, cells, is_time) in zip(names, made, strict=True)]


def _write_cell(sheet: Any, row: int, place: int, value: Any, name: str, cut: Counter[str]) -> None:
    value = plain(json_cell(value))
    if value is None or (isinstance(value, float) and value != value):
        return
    if isinstance(value, bool):
        sheet.write_boolean(row, place, value)
    elif isinstance(value, (int, float)) and abs(value) < _EXACT:
        sheet.write_number(row, place, value)
    else:
        sheet.write_string(row, place, _fitting(str(value), name, cut))


def _fitting(text: str, name: str, cut: Counter[str]) -> str:
    text = text.encode("utf-8", "backslashreplace").decode()
    if len(text) <= MOST_LETTERS:
        return text
    cut[name] += 1
    return text[: MOST_LETTERS - 1] + "…"
