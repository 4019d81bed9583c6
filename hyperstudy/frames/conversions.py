"""Values of another JSON type than their column's, read where that loses nothing.

The contract is inferred in many places: a service may send an id as a number where text is
expected, a number as text, or a time as epoch seconds. Only what has one meaning is read:

========  ===========================================================================
column    what is read beside its own type
========  ===========================================================================
text      a number or truth value: its JSON text
integer,  text that is a number as JSON writes it, if the column holds it exactly
number
boolean   the texts ``true`` and ``false``
time      seconds, milliseconds, microseconds or nanoseconds since 1970, as number or
          text: a number of 10, 13, 16 or 19 digits before its point, that is a moment
          from 2001 to 2286; ``{"_seconds": ..., "_nanoseconds": ...}``, as Firestore
          writes them, with or without the underscores
========  ===========================================================================

Smaller numbers are no times: they may as well count from the start of a room.
"""

from __future__ import annotations

import re
from decimal import Decimal
from math import isfinite
from typing import TYPE_CHECKING, Any

import numpy as np

from hyperstudy.exact_json import is_object
from hyperstudy.frames import times
from hyperstudy.frames.json_text import json_text

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from hyperstudy.contract.schemas import Kind

_NUMBER = re.compile(r"-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][+-]?[0-9]{1,3})?")
# More digits than this hold no number that a column could have.
_LONGEST = 400
# Digits before the point of an epoch time, and how many of its units make a second.
_UNITS = {10: 1, 13: 10**3, 16: 10**6, 19: 10**9}
_SECOND = 10**6
_PAIRS = (("_seconds", "_nanoseconds"), ("seconds", "nanoseconds"))


def converted(kind: Kind, value: Any) -> Any:
    """Read a value that does not fit a column as it came.

    Parameters
    ----------
    kind : Kind
        Kind of the column.
    value : object
        Any JSON value.

    Returns
    -------
    object
        What the column takes; None if the value cannot be read without loss. It may still be
        beyond what the column holds.
    """
    read = _READ.get(kind)
    return None if read is None else read(value)


def _text(value: Any) -> str | None:
    if isinstance(value, float):
        return json_text(value) if isfinite(value) else None
    try:
        # The text of more than some thousand digits takes too long to make: Python refuses it.
        return json_text(value) if isinstance(value, int) else None
    except ValueError:
        return None


def _number(value: Any) -> int | float | None:
    """Read a number of text; None if it is none, or a float would not be it exactly."""
    if not _is_number(value):
        return None
    if value.lstrip("-").isdigit():
        return int(value)
    read = float(value)
    # As much as the number's own text says: 0.1 is 0.1, whatever its last bits are.
    return read if isfinite(read) and Decimal(repr(read)) == Decimal(value) else None


def _integer(value: Any) -> int | None:
    if not _is_number(value):
        return None
    exact = Decimal(value)
    small = exact.adjusted() < _LONGEST
    return int(exact) if small and exact == exact.to_integral_value() else None


def _boolean(value: Any) -> bool | None:
    return value == "true" if value in ("true", "false") else None


def _time(value: Any) -> str | None:
    """Give the ISO 8601 text of a moment that came in another form."""
    moment = _since_epoch(value) if not is_object(value) else _pair(value)
    if moment is None or not times.FIRST <= moment <= times.LAST:
        return None
    return f"{np.datetime64(moment, 'us')}Z"


def _since_epoch(value: Any) -> int | None:
    """Read microseconds since 1970 of a number whose digits say its unit."""
    if type(value) is int or (type(value) is float and isfinite(value)):
        text = repr(value)
    elif _is_number(value):
        text = value
    else:
        return None
    exact = Decimal(text)
    units = _UNITS.get(exact.adjusted() + 1)
    return None if units is None or exact < 0 else _whole(exact * _SECOND / units)


def _pair(value: Mapping[str, Any]) -> int | None:
    for names in _PAIRS:
        if set(value) == set(names):
            seconds, nanoseconds = (value[name] for name in names)
            if type(seconds) is int and type(nanoseconds) is int and 0 <= nanoseconds < 10**9:
                return _whole(seconds * _SECOND + Decimal(nanoseconds) / 1000)
    return None


def _whole(exact: Decimal) -> int | None:
    """Give a number of microseconds; None for what is finer."""
    return int(exact) if exact == exact.to_integral_value() else None


def _is_number(value: Any) -> bool:
    return (
        isinstance(value, str) and len(value) <= _LONGEST and _NUMBER.fullmatch(value) is not None
    )


_READ: Mapping[Kind, Callable[[Any], Any]] = {
    "text": _text,
    "integer": _integer,
    "number": _number,
    "boolean": _boolean,
    "time": _time,
}
