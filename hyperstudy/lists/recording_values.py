"""Durations, sizes and times of recordings that cannot be what their columns are for.

Recordings come from other programs than the rest of the data. What a recorder writes in its own
form - nanoseconds where the API has milliseconds, 0 or a negative number for "not known" - is a
number like any other, and would reach a sum or a picture as one. The values stay as they came; the
report names them.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Any

from ..frames.interchange import as_rows, kind_of
from .instants import instant

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

COLUMNS = ("recordingId", "duration", "fileSize", "startTime", "endTime", "status")
"""What is looked at."""
_DAY_MS = 86_400_000
# How many of a unit make a millisecond, and how far both may differ: files begin and end late.
_UNITS = {"nanoseconds": 1e6, "microseconds": 1e3, "seconds": 1e-3}
_APART_MS = 2_000.0
# No room is older than the service. A recorder that knows no time tends to say 1970.
_FIRST_YEAR = 2015


def implausible(rows: Iterable[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """Find values of recordings that cannot be meant as they stand.

    Parameters
    ----------
    rows : iterable of mappings
        The recordings, with the members of :data:`COLUMNS` as far as they have them.

    Returns
    -------
    list of dict
        For each column and reason: ``column``, ``why``, ``count``, ``first`` (the value that came
        first) and ``recording`` (whose it is).
    """
    found: defaultdict[tuple[str, str], list[tuple[Any, Any]]] = defaultdict(list)
    for row in rows:
        for column, why in _reasons(row):
            found[column, why].append((row.get(column), row.get("recordingId")))
    return [
        {
            "column": column,
            "why": why,
            "count": len(those),
            "first": those[0][0],
            "recording": those[0][1],
        }
        for (column, why), those in found.items()
    ]


def implausible_in(result: Any) -> list[dict[str, Any]]:
    """Do the same for a result of any kind: a frame, or rows."""
    kind = kind_of(result)
    if kind == "dict":
        return implausible(result)
    names = result.column_names if kind == "arrow" else list(result.columns)
    wanted = [name for name in COLUMNS if name in names]
    return implausible(as_rows(result.select(wanted) if kind != "pandas" else result[wanted]))


def in_words(one: Mapping[str, Any]) -> str:
    """Return what :func:`implausible` found."""
    return (
        f"{one['count']} values of column {one['column']!r} are {one['why']} (the first: "
        f"{one['first']}, of recording {one['recording']})"
    )


def _reasons(row: Mapping[str, Any]) -> Iterable[tuple[str, str]]:
    start, end = instant(row.get("startTime")), instant(row.get("endTime"))
    for column, moment in (("startTime", start), ("endTime", end)):
        if moment is not None and moment.year < _FIRST_YEAR:
            yield column, f"before {_FIRST_YEAR}, as recorders write that they know no time"
    length = None
    if start and end and min(start.year, end.year) >= _FIRST_YEAR:
        length = (end - start).total_seconds() * 1000
        if length < 0:
            yield "endTime", "before the start"
    duration = _number(row.get("duration"))
    if duration is not None and (why := _of_duration(duration, length)):
        yield "duration", why
    size = _number(row.get("fileSize"))
    if size is not None and size < 0:
        yield "fileSize", "negative"
    elif size == 0 and (end is not None or duration):
        yield "fileSize", "0, although the recording ended"


def _of_duration(duration: float, length: float | None) -> str | None:
    if duration < 0:
        return "negative"
    if duration == 0:
        return "0" if length is None or length > 0 else None
    if length is None or length <= 0:
        return "longer than a day, if they are milliseconds" if duration > _DAY_MS else None
    if abs(duration - length) <= max(_APART_MS, length / 2):
        return None
    for unit, each in _UNITS.items():
        if abs(duration / each - length) <= max(_APART_MS, length / 10) and duration != 0:
            return f"{unit} and not milliseconds, by their start and end"
    return "longer than a day, if they are milliseconds" if duration > _DAY_MS else None


def _number(value: Any) -> float | None:
    if isinstance(value, bool) or value is None:
        return None
    try:
        number = float(value)
    except (TypeError, ValueError, OverflowError):
        return None
    return number if number == number else None
