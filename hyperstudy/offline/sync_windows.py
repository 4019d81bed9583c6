"""Sync metrics averaged over windows of time, as far as the contract infers how."""

from __future__ import annotations

from contextlib import suppress
from datetime import UTC, timedelta
from math import isfinite
from statistics import fmean
from typing import TYPE_CHECKING, Any

from .. import contract
from ..exact_json import id_text
from ..frames.conversions import converted
from ..frames.json_text import json_text
from ..lists.instants import instant
from ..study.rows import room_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ..lists.row_accounting import Row

_MEASURES = ("integer", "number")


def aggregated(rows: Sequence[Row], window: int) -> list[Row]:
    """Average each participant's rows over windows that start at multiples of their length.

    Parameters
    ----------
    rows : sequence of dict
        Sync metrics in the order of their time. One whose onset cannot be read is in no window,
        and stays as it is.
    window : int
        Length of a window in ms.

    Returns
    -------
    list of dict
        The start of the window in ``timestamp`` and ``onset``, means of the numbers that are
        there, and how many rows they are of in ``sampleCount``. What is no number is that of the
        first row.
    """
    windows: dict[tuple[Any, ...], list[Row]] = {}
    for place, row in enumerate(rows):
        onset = _number(row.get("onset"))
        if onset is None:
            windows[(place,)] = [row]
        else:
            key = (room_of(row), _participant(row), int(onset // window))
            windows.setdefault(key, []).append(row)
    return [
        members[0] if len(key) == 1 else _mean(members, key[-1] * window)
        for key, members in windows.items()
    ]


def place_of(value: Any) -> tuple[int, float, str]:
    """Give what sorts values of any kind: numbers, then texts and what else there is, then none."""
    if value is None:
        return 2, 0.0, ""
    number = None if isinstance(value, str) else _number(value)
    if number is not None:
        return 0, number, ""
    return 1, 0.0, value if isinstance(value, str) else json_text(value)


def _mean(rows: Sequence[Row], onset: int) -> Row:
    first = rows[0]
    kinds = {one.name: one.kind for one in contract.columns("sync") if len(one.path) == 1}
    averaged: Row = {}
    for name in dict.fromkeys(name for row in rows for name in row):
        there = [row[name] for row in rows if row.get(name) is not None]
        if name in kinds and kinds[name] not in _MEASURES:
            continue  # an id that came as a number is no measure
        numbers = [_number(one) for one in there]
        found = [one for one in numbers if one is not None]
        if found and (name in kinds or len(found) == len(there)):
            averaged[name] = fmean(found)
    bounds: Row = {"onset": onset, "sampleCount": len(rows)}
    moment = instant(first.get("timestamp")) or instant(converted("time", first.get("timestamp")))
    offset = _number(first.get("onset"))
    if moment is not None and offset is not None:
        with suppress(OverflowError):  # in the year 1, where no window may start before it
            start = moment.astimezone(UTC) - timedelta(milliseconds=round(offset - onset))
            bounds["timestamp"] = start.isoformat(timespec="milliseconds").replace("+00:00", "Z")
    return first | averaged | bounds


def _participant(row: Row) -> str | None:
    value = row.get("participantId")
    return None if value is None else id_text(value) or json_text(value)


def _number(value: Any) -> float | None:
    """Read a number as a column of numbers does; None if it is none."""
    if isinstance(value, str):
        value = converted("number", value)
    if not isinstance(value, (int, float)) or isinstance(value, bool):
        return None
    try:
        return float(value) if isfinite(value) else None
    except OverflowError:
        return None
