r"""Values as the text of a cell, so that a reader can undo it.

A missing value is ``n/a`` in a TSV file and empty in a CSV file. In text, a backslash begins an
escape: ``\t``, ``\n`` and ``\r``, ``\\`` for the backslash itself, ``\"`` for a double quote at the
start, ``\uXXXX`` for other characters that end a line or cannot be seen, and ``\e`` for nothing. It
stands before a text that readers would take for a missing value (``n/a``, ``NA``, ``null``) and
alone for an empty text. In a TSV file the first of an odd number of double quotes is ``\u0022``:
Polars would look for another one beyond the end of the line.
"""

from __future__ import annotations

import re
from decimal import Decimal
from functools import partial
from typing import TYPE_CHECKING, Any

from ..imports.optional_packages import load

if TYPE_CHECKING:
    import os
    from collections.abc import Callable, Sequence

    import pandas as pd

MISSING = "n/a"

# What pandas takes for missing in its default reading, in the order of its documentation.
_TAKEN_FOR_MISSING = (
    *("#N/A", "#N/A N/A", "#NA", "-1.#IND", "-1.#QNAN", "-NaN", "-nan", "1.#IND", "1.#QNAN"),
    *("<NA>", "N/A", "NA", "NULL", "NaN", "None", "n/a", "nan", "null"),
)
_NAMED = {"\t": r"\t", "\n": r"\n", "\r": r"\r", "\\": r"\\"}
_SPECIAL = re.compile("[\\\\\x00-\x1f\x7f\x80-\x9f\u2028\u2029\ufeff]")
_MISSING_WORD = re.compile("|".join(map(re.escape, _TAKEN_FOR_MISSING)))
_ESCAPED = re.compile(r'\\(?:([tnr\\"e])|u([0-9a-f]{4}))')
_MEANING = {"t": "\t", "n": "\n", "r": "\r", "\\": "\\", '"': '"', "e": ""}
# The same in the syntax of RE2, to find the few cells that need Python at all.
_ODD_QUOTES = r'^[^"]*"(?:[^"]*"[^"]*")*[^"]*$'
_NEEDS_ESCAPE = (
    r'[\\\x00-\x1f\x7f\x{80}-\x{9f}\x{2028}\x{2029}\x{feff}]|^"|^$|^ | $|^(?:'
    + "|".join(map(re.escape, _TAKEN_FOR_MISSING))
    + ")$"
)


def escape(text: str, *, quoted: bool = False) -> str:
    """Write a text so that it fits into a cell.

    Parameters
    ----------
    text : str
        The text.
    quoted : bool, optional
        The table is a CSV file, in which what has double quotes stands in double quotes.
    """
    if not text or _MISSING_WORD.fullmatch(text):
        return "\\e" + text
    written = _SPECIAL.sub(lambda sign: _NAMED.get(sign[0], f"\\u{ord(sign[0]):04x}"), text)
    if not quoted and written.count('"') % 2:
        written = written.replace('"', r"\u0022", 1)
    if written.startswith('"'):
        written = "\\" + written
    if written.startswith(" "):
        written = "\\u0020" + written[1:]
    if written.endswith(" "):
        written = written[:-1] + "\\u0020"
    return written


def escape_header(name: str) -> str:
    """Write a name so that it fits into the header of a CSV file.

    Polars keeps both of two double quotes that stand for one in a header.
    """
    return re.sub(r'^\\"|"', r"\\u0022", escape(name))


def unescape(cell: str) -> str:
    """Give the text that :func:`escape` wrote."""
    return _ESCAPED.sub(
        lambda found: chr(int(found[2], 16)) if found[2] else _MEANING[found[1]], cell
    )


def escaped_array(array: Any, *, quoted: bool = False) -> Any:
    """Escape an Arrow array of text; what needs no escape is not touched."""
    texts, places = distinct_texts(array)
    pattern = _NEEDS_ESCAPE if quoted else f"{_NEEDS_ESCAPE}|{_ODD_QUOTES}"
    written = replaced_where(texts, pattern, partial(escape, quoted=quoted))
    return written if places is None else written.take(places)


def replaced_where(array: Any, pattern: str, change: Callable[[str], str]) -> Any:
    """Change the texts of an Arrow array in which a pattern (of RE2) is found."""
    arrow, compute = load("pyarrow"), load("pyarrow.compute")
    found = compute.fill_null(compute.match_substring_regex(array, pattern), False)
    if not compute.any(found).as_py():
        return array
    texts = [change(text) for text in compute.filter(array, found).to_pylist()]
    return compute.replace_with_mask(array, found, arrow.array(texts, array.type))


def distinct_texts(array: Any) -> tuple[Any, Any]:
    """Give the distinct texts of an Arrow array and the place of each of its texts among them.

    Where most are distinct, the array itself comes back, with None: looking for them costs more
    than it saves.
    """
    arrow = load("pyarrow")
    if isinstance(array, arrow.ChunkedArray):
        array = array.combine_chunks()
    encoded = array.dictionary_encode()
    if 4 * len(encoded.dictionary) > len(array):
        return array, None
    return encoded.dictionary, encoded.indices


def cells(array: Any, *, missing: str | None = MISSING, quoted: bool = False) -> Any:
    """Write an Arrow array as text of cells, of a CSV file if ``quoted``.

    Times become ISO 8601 in UTC with six digits, numbers their shortest form that reads back equal.
    Numbers that are none (not finite) are missing.
    """
    arrow, compute = load("pyarrow"), load("pyarrow.compute")
    kind = array.type
    if arrow.types.is_timestamp(kind):
        # strftime would take twenty times as long.
        blank = compute.cast(compute.cast(array, arrow.timestamp("us")), arrow.string())
        array = compute.binary_join_element_wise(
            compute.binary_replace_slice(blank, 10, 11, "T"), "Z", ""
        )
    elif arrow.types.is_floating(kind):
        finite = compute.is_finite(array)
        array = compute.cast(compute.if_else(finite, array, None), arrow.string())
    elif arrow.types.is_string(kind) or arrow.types.is_large_string(kind):
        array = escaped_array(compute.cast(array, arrow.string()), quoted=quoted)
    else:
        array = compute.cast(array, arrow.string())
    return array if missing is None else compute.fill_null(array, missing)


def second_cells(milliseconds: Any) -> Any:
    """Write an Arrow array of milliseconds as seconds, with the point three digits to the left.

    Dividing alone would give other digits: 1000 times the float next to 0.0011 is not 1.1. A reader
    that takes the cell times 1000 as decimals has what the study has.
    """
    arrow, compute = load("pyarrow"), load("pyarrow.compute")
    numpy = load("numpy")
    numbers = compute.cast(milliseconds, arrow.float64())
    values = numpy.asarray(numbers.to_numpy(zero_copy_only=False), dtype=float)
    divided = values / 1000.0
    left = numpy.isfinite(values)
    for scale in (1.0, 1e3, 1e6):  # whole milliseconds, microseconds, nanoseconds
        with numpy.errstate(over="ignore"):
            counted = numpy.rint(values * scale)
        here = left & (numpy.abs(counted) < 1e15) & (counted / scale == values)
        divided[here] = counted[here] / (1000.0 * scale)
        left &= ~here
    written = cells(arrow.array(divided, from_pandas=True))
    if not left.any():
        return written
    exact = [str(Decimal(repr(float(one))).scaleb(-3)) for one in values[left]]
    return compute.replace_with_mask(written, arrow.array(left), arrow.array(exact))


def read_table(path: str | os.PathLike[str]) -> pd.DataFrame:
    r"""Read a table of an export as the texts that stood in the study.

    Parameters
    ----------
    path : str or path
        A ``.tsv`` or ``.csv`` file of an export that has a header.

    Returns
    -------
    pandas.DataFrame
        Every column as text, with escapes undone; missing values are missing. The sidecars of the
        export tell which columns are numbers.

    Examples
    --------
    >>> read_table("bids/participants.tsv")  # doctest: +SKIP
    """
    import csv
    from pathlib import Path

    import pandas as pd

    place = Path(path)
    comma = place.suffix == ".csv"
    frame = pd.read_csv(
        place,
        sep="," if comma else "\t",
        dtype=str,
        keep_default_na=False,
        na_values=[] if comma else [MISSING],
        quoting=csv.QUOTE_MINIMAL if comma else csv.QUOTE_NONE,
        encoding="utf-8",
    )
    for name in frame.columns:
        column = frame[name]
        if comma:
            column = column.where(column != "", None)
        frame[name] = column.map(unescape, na_action="ignore")
    frame.columns = [unescape(str(name)) for name in frame.columns]
    return frame


def tsv(rows: Sequence[Sequence[str]]) -> str:
    """Give the text of a file with a tab between cells, which are escaped already."""
    return "".join("\t".join(row) + "\n" for row in rows)
