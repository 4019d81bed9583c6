"""Reading what a caller typed, before any request: the value to send, or an error that helps."""

from __future__ import annotations

import operator
import re
import unicodedata
from datetime import UTC, date, datetime
from math import inf, isfinite, nan
from numbers import Integral, Real
from typing import TYPE_CHECKING, Any

from .exceptions import InputError

if TYPE_CHECKING:
    from collections.abc import Iterable

Moment = str | date | datetime
"""A time as callers may give it; without a zone it is read as UTC."""


# The one spelling of ISO 8601 that goes out as it was typed: its fraction of a second may be finer
# than what a datetime holds.
_AS_THE_SERVICE_WRITES_IT = re.compile(
    r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}(\.[0-9]+)?Z"
)


LISTINGS = {
    "experiment": "list_experiments",
    "deployment": "list_deployments",
    "persona": "list_personas",
}
"""The methods that list what has names, by what that is."""


def short_repr(value: object) -> str:
    """Write a value as a message shows it: what is long or has lines only by its kind."""
    text = repr(value)
    return text if len(text) <= 100 and "\n" not in text else f"<{type(value).__name__}>"


def choice(parameter: str, value: object, allowed: Iterable[str]) -> str:
    """Read one of a few words.

    Raises
    ------
    InputError
        Naming the parameter, the value, what is allowed, and the closest word.
    """
    words = tuple(allowed)
    # Enum members are strings too; `str()` of one would give its name.
    text = str(getattr(value, "value", value)) if isinstance(value, str) else None
    if text in words:
        return text
    raise InputError(
        f"{parameter}={short_repr(value)} is not one of {_listed(words)}.{_closest(value, words)}"
    )


def _listed(words: Iterable[str]) -> str:
    return ", ".join(repr(word) for word in words)


def _closest(value: object, words: Iterable[str]) -> str:
    from difflib import get_close_matches

    begun = [word for word in words if word.startswith(f"{value}_")]
    near = begun or get_close_matches(str(value).lower(), list(words), n=1, cutoff=0.5)
    return f" Did you mean {' or '.join(map(repr, near))}?" if near else ""


def identifier(parameter: str, value: object, thing: str = "") -> str:
    """Read an id that becomes part of an address.

    Parameters
    ----------
    parameter : str
        Its name, for the error.
    value : object
        What was given.
    thing : str, optional
        What the id is of, such as ``room``; default: what the parameter's name says.

    Raises
    ------
    InputError
        If it is no text, empty, or holds a slash or white space: no id does, and a request
        would reach something else than meant. A whole number is taken as its digits, since rows
        may hold such ids.
    """
    if not isinstance(value, bool) and isinstance(value, Integral):
        value = str(int(value))
    if is_missing(value):
        raise InputError(
            f"{parameter}={short_repr(value)} is not an id but a missing value.",
            hint=for_row_without_id(thing or parameter.removesuffix("_id").removesuffix("s")),
        )
    if not isinstance(value, str):
        raise InputError(
            f"{parameter}={short_repr(value)} is not an id: ids are text, such as 'room_31'.",
            hint=_id_within(value),
        )
    if not value:
        raise InputError(f"{parameter} is empty. Give the id as HyperStudy shows it.")
    if value != value.strip() or any(sign.isspace() for sign in value):
        listing = LISTINGS.get(thing or parameter.removesuffix("_id"))
        raise InputError(
            f"{parameter}={short_repr(value)} holds white space, which no id does.",
            hint=listing and f"If it is a name: {listing}() lists names with their ids.",
        )
    if "/" in value or "\\" in value or value in {".", ".."}:
        raise InputError(
            f"{parameter}={short_repr(value)} is not an id: give the id alone, not a path "
            "or an address."
        )
    if not value.isprintable():
        raise InputError(
            f"{parameter}={short_repr(value)} holds a character that cannot be printed."
        )
    return value


def is_missing(value: Any) -> bool:
    """Return whether a value is how a table writes that there is none: None, nan, pandas.NA."""
    if value is None or type(value).__name__ in {"NAType", "NaTType"}:
        return True
    if hasattr(value, "as_py"):  # a cell of Arrow
        return not value.is_valid
    return isinstance(value, Real) and bool(value != value)


_MISSING_AS_TEXT = frozenset({"nan", "NaN", "NaT", "None", "<NA>"})


def is_missing_as_text(value: object) -> bool:
    """Return whether a text is what becomes of a missing value where a column is made text."""
    return str(value) in _MISSING_AS_TEXT


_THINGS = frozenset({"experiment", "deployment", "room", "participant", "persona"})


def for_row_without_id(thing: str) -> str:
    """Return what to do where the id of a row was asked for, and the row has none."""
    column = f"'{thing}Id'" if thing in _THINGS else "..."
    return (
        f"A row of a table without {with_article(thing) if thing in _THINGS else 'an id'} gives "
        f"such a value: leave these rows out first, with frame.dropna(subset=[{column}])."
    )


def with_article(noun: str) -> str:
    """Write a noun with the article that it has, as in ``an experiment``."""
    return f"{'an' if noun[:1] in 'aeiou' else 'a'} {noun}"


def _id_within(value: Any) -> str | None:
    """Return how to come to one id from what holds one or many: an experiment, a row, a frame."""
    if isinstance(value, (str, bytes)) or not hasattr(value, "__iter__"):
        return _id_of_cell(value)
    if hasattr(value, "columns"):
        return "Give one id at a time, such as frame['id'].iloc[0]."
    # A row of a frame has the names of its columns in its index; experiments are dicts.
    names: Any = value.index if hasattr(value, "iloc") else value
    if (hasattr(value, "iloc") or isinstance(value, dict)) and "id" in names:
        return "Give the id that is in it, under 'id'."
    return "Give one id at a time: for one in ids: ..."


def _id_of_cell(value: Any) -> str | None:
    if isinstance(value, float) and value.is_integer():
        return (
            "pandas makes such numbers of whole ones where some of the column are missing: "
            "column.astype('Int64') gives the ids back."
        )
    if hasattr(value, "as_py"):
        return "Give its text, which is value.as_py(); column.to_pylist() gives all of them."
    return None


def whole_number(
    parameter: str, value: object, least: int | None = None, most: int | None = None
) -> int:
    """Read a whole number; NumPy's count, truth values do not.

    Raises
    ------
    InputError
        If it is none, or not between ``least`` and ``most``.
    """
    try:
        if isinstance(value, bool):
            raise TypeError
        number = operator.index(value)  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
    except TypeError:
        raise InputError(f"{parameter}={short_repr(value)} is not a whole number.") from None
    if least is not None and number < least:
        raise InputError(f"{parameter}={number} is too small; the least is {least}.")
    if most is not None and number > most:
        raise InputError(f"{parameter}={number} is too large; the most is {most}.")
    return number


def number(
    parameter: str, value: object, least: float | None = None, most: float | None = None
) -> float:
    """Read a number that is finite; NumPy's count, truth values do not.

    Raises
    ------
    InputError
        If it is none, or not between ``least`` and ``most``.
    """
    try:
        read = nan if isinstance(value, bool) or not isinstance(value, Real) else float(value)
    except OverflowError:
        read = inf
    if not isfinite(read):
        raise InputError(f"{parameter}={short_repr(value)} is not a finite number.")
    if least is not None and read < least:
        raise InputError(f"{parameter}={value} is too small; the least is {least:g}.")
    if most is not None and read > most:
        raise InputError(f"{parameter}={value} is too large; the most is {most:g}.")
    return read


def yes_or_no(parameter: str, value: object) -> bool:
    """Read a truth value, and nothing that only looks like one.

    Raises
    ------
    InputError
        If it is anything but True or False.
    """
    if isinstance(value, bool):
        return value
    raise InputError(f"{parameter}={short_repr(value)} is neither True nor False.")


def text(parameter: str, value: object) -> str:
    """Read a text that is not empty.

    Raises
    ------
    InputError
        If it is no text or empty.
    """
    if isinstance(value, str) and value:
        return str(getattr(value, "value", value))
    raise InputError(f"{parameter}={short_repr(value)} is not a text with at least one character.")


def moment(parameter: str, value: Any) -> tuple[datetime, str]:
    """Read a time.

    Parameters
    ----------
    parameter : str
        Its name, for the error.
    value : str, date, datetime, pandas.Timestamp or numpy.datetime64
        ISO 8601 if text. Without a zone it is UTC; a date is its first moment, 00:00 UTC.

    Returns
    -------
    tuple of datetime and str
        The time in UTC, and the text to send, with ``Z``.

    Raises
    ------
    InputError
        If it cannot be read as a time.
    """
    original = value
    if type(value).__name__ == "datetime64":
        value = str(value)
    try:
        if isinstance(value, str):
            read = datetime.fromisoformat(value)
        elif isinstance(value, datetime):
            # A pandas Timestamp becomes a plain one; its NaT refuses, as it should.
            read = datetime.fromisoformat(value.isoformat())
        elif isinstance(value, date):
            read = datetime(value.year, value.month, value.day, tzinfo=UTC)
        else:
            raise ValueError
        read = read.replace(tzinfo=UTC) if read.tzinfo is None else read.astimezone(UTC)
    except (ValueError, OverflowError):
        raise InputError(
            f"{parameter}={short_repr(original)} is not a time. Give ISO 8601 text such as "
            "'2026-03-02T09:00:00Z', a date, a datetime or a pandas Timestamp."
        ) from None
    if isinstance(value, str) and _AS_THE_SERVICE_WRITES_IT.fullmatch(value):
        return read, value
    precision = "milliseconds" if read.microsecond % 1000 == 0 else "microseconds"
    return read, read.replace(tzinfo=None).isoformat(timespec=precision) + "Z"


def is_day(value: Any) -> bool:
    """Return whether a time names a whole day: a date, or text without a time of day."""
    if type(value).__name__ == "datetime64":
        value = str(value)
    if isinstance(value, str):
        try:
            date.fromisoformat(value)
        except ValueError:
            return False
        return True
    return isinstance(value, date) and not isinstance(value, datetime)


def has_no_zone(value: Any) -> bool:
    """Return whether a time of day names no zone, so that it may be meant as the local one."""
    if isinstance(value, str):
        value = datetime.fromisoformat(value)
    # Those of NumPy know no zones.
    return getattr(value, "tzinfo", None) is None


def last_moment(parameter: str, value: Any) -> tuple[datetime, str]:
    """Read a time up to which something goes, itself included: of a day, its last moment.

    Parameters
    ----------
    parameter, value
        As for :func:`moment`; a day is the one in UTC.

    Returns
    -------
    tuple of datetime and str
        As for :func:`moment`.

    Raises
    ------
    InputError
        If it cannot be read as a time.
    """
    read = moment(parameter, value)
    if not is_day(value):
        return read
    return moment(parameter, read[0].replace(hour=23, minute=59, second=59, microsecond=999_999))


def interval(start: tuple[str, Any] | None, end: tuple[str, Any] | None) -> None:
    """Refuse an end before its start.

    Parameters
    ----------
    start, end : tuple of str and time, or None
        Name and value of each parameter.

    Raises
    ------
    InputError
        If both are given and the end is the earlier one.
    """
    if start is None or end is None:
        return
    if last_moment(*end)[0] < moment(*start)[0]:
        raise InputError(
            f"{end[0]}={end[1]!r} lies before {start[0]}={start[1]!r}; no row can be in between."
        )


def without_pasted_marks(value: str) -> str:
    """Remove what comes along when a key, an id or an address is copied or kept in a file.

    These are white space and quotes around it, and characters that nobody sees: byte order marks,
    zero-width spaces, marks of the direction of writing.
    """
    visible = "".join(sign for sign in value if unicodedata.category(sign) != "Cf").strip()
    while len(visible) > 1 and _QUOTES.get(visible[0]) == visible[-1]:
        visible = visible[1:-1].strip()
    return visible


_QUOTES = {'"': '"', "'": "'", "`": "`", "“": "”", "”": "”", "„": "“", "‘": "’", "’": "’", "«": "»"}


def character_name(sign: str) -> str:
    """Name a character for people who may not see it, such as ``EN DASH (U+2013)``."""
    named = {"\n": "a line end", "\r": "a line end", "\t": "a tab", " ": "a space"}.get(sign)
    return named or f"{unicodedata.name(sign, 'a character')} (U+{ord(sign):04X})"
