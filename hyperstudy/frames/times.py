"""ISO 8601 text to moments: microseconds since 1970 in UTC, exactly or not at all."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

_FORM = re.compile(
    r"([0-9]{4})-([0-9]{2})-([0-9]{2})"
    r"(?:[Tt ]([01][0-9]|2[0-3]):([0-5][0-9])(?::([0-5][0-9])(?:[.,]([0-9]+))?)?"
    r"(?:[Zz]|([+-])([01][0-9]|2[0-3]):?([0-5][0-9])?)?)?"
)
_EPOCH = date(1970, 1, 1).toordinal()
_SECOND = 1_000_000
_DAY = 86_400 * _SECOND
FIRST = (date.min.toordinal() - _EPOCH) * _DAY
LAST = (date.max.toordinal() - _EPOCH + 1) * _DAY - 1
MISSING: Any = np.datetime64("NaT", "us")

# The forms that a server writes by itself, by their length: the least and the greatest sign at
# each place. There many moments at once are quickly checked, and each digit is worth a fixed time.
_UNIFORM = {
    len(least): (np.frombuffer(least, np.uint8), np.frombuffer(most, np.uint8))
    for least, most in [(b"0000-00-00T00:00:00Z", b"9999-99-99T29:59:59Z")]
    + [
        (b"0000-00-00T00:00:00.%bZ" % (b"0" * digits), b"9999-99-99T29:59:59.%bZ" % (b"9" * digits))
        for digits in range(1, 7)
    ]
}
_DATE = len("0000-00-00")
_HOUR = len("0000-00-00T")
_WORTH = _SECOND * np.array(
    [36000, 3600, 0, 600, 60, 0, 10, 1, 0, *(10.0**-place for place in range(1, 7))]
)


def microseconds(value: Any) -> int | None:
    """Read one moment.

    Parameters
    ----------
    value : object
        Any JSON value.

    Returns
    -------
    int or None
        Microseconds since the start of 1970 in UTC; None if the value is not text that names a
        moment of the years 1 to 9999 to the microsecond.
    """
    found = _FORM.fullmatch(value) if isinstance(value, str) else None
    if found is None:
        return None
    year, month, day, hour, minute, second, fraction, sign, hours, minutes = found.groups()
    try:
        days = date(int(year), int(month), int(day)).toordinal() - _EPOCH
    except ValueError:  # the 30th of February, the year 0
        return None
    fraction = fraction or ""
    if fraction[6:].strip("0"):
        return None
    ahead = (int(hours or 0) * 60 + int(minutes or 0)) * (-1 if sign == "-" else 1)
    seconds = (int(hour or 0) * 60 + int(minute or 0) - ahead) * 60 + int(second or 0)
    moment = days * _DAY + seconds * _SECOND + int(fraction[:6].ljust(6, "0"))
    return moment if FIRST <= moment <= LAST else None


def read(values: Sequence[Any]) -> NDArray[np.datetime64]:
    """Read a chunk of moments.

    Parameters
    ----------
    values : sequence
        Text or None.

    Returns
    -------
    numpy.ndarray
        ``datetime64[us]``; None is NaT.

    Raises
    ------
    TypeError, ValueError
        If a value cannot be read.
    """
    if None in values:
        there = np.array([value is not None for value in values], np.bool_)
        spread = np.full(len(values), MISSING)
        if there.any():
            spread[there] = read([value for value in values if value is not None])
        return spread
    moments = _read_usual(values)
    if moments is not None:
        return moments
    each = [microseconds(value) for value in values]
    if None in each:
        raise ValueError("not a time")
    return np.array(each, np.int64).view("M8[us]")


def within(moments: NDArray[np.datetime64], first: int, last: int) -> bool:
    """Return whether all moments stand between two, in microseconds since 1970."""
    if first <= FIRST and last >= LAST:
        return True
    # What is missing compares as neither.
    early, late = moments < np.datetime64(first, "us"), moments > np.datetime64(last, "us")
    return not bool((early | late).any())


def _read_usual(values: Sequence[str]) -> NDArray[np.datetime64] | None:
    """Read moments that all have forms of the server's own; None if they do not."""
    length_of = np.fromiter(map(len, values), np.int64, len(values))
    lengths = set(length_of.tolist())
    text = "".join(values).encode()
    if not lengths <= _UNIFORM.keys() or len(text) != length_of.sum():
        return None
    signs = np.frombuffer(text, np.uint8)
    if len(lengths) == 1:
        (length,) = lengths
        return _read_uniform(signs.reshape(-1, length), length)
    ends = length_of.cumsum()
    moments = np.full(len(values), MISSING)
    for length in lengths:
        these = length_of == length
        part = _read_uniform(signs[ends[these, None] - np.arange(length, 0, -1)], length)
        if part is None:
            return None
        moments[these] = part
    return moments


def _read_uniform(signs: NDArray[np.uint8], length: int) -> NDArray[np.datetime64] | None:
    """Read moments of one of the server's forms, a row each; None if one has another form."""
    least, most = _UNIFORM[length]
    digits = signs - least
    if (
        not (digits <= most - least).all()
        or (digits[:, _HOUR] * 10 + digits[:, _HOUR + 1]).max() > 23
    ):
        return None
    dates = np.ascontiguousarray(signs[:, :_DATE]).view(f"S{_DATE}")[:, 0]
    # Rows are mostly in the order of time, so that few dates need to be read.
    starts = np.flatnonzero(np.concatenate([[True], dates[1:] != dates[:-1]]))
    # numpy refuses a 30th of February with a ValueError, but has a year 0.
    days = dates[starts].astype("M8[D]").astype("M8[us]")
    if np.min(days.view(np.int64)) < FIRST:
        return None
    # Not as a matrix product, which would wake up the threads of the linear algebra.
    clock = np.einsum("ij,j->i", digits[:, _HOUR:-1], _WORTH[: length - _HOUR - 1])
    midnights = np.repeat(days, np.diff(starts, append=len(dates)))
    moments: NDArray[np.datetime64] = midnights + clock.round().astype("m8[us]")
    return moments
