"""Sync metrics averaged over windows of time."""

from __future__ import annotations

from statistics import fmean
from typing import TYPE_CHECKING

from .study.moments import instant_of, iso

if TYPE_CHECKING:
    from collections.abc import Sequence

    from .study.table import Row

__all__ = ["aggregated"]


def aggregated(rows: Sequence[Row], window: int) -> list[Row]:
    """Average each participant's rows over windows that start at multiples of their length.

    Parameters
    ----------
    rows
        Sync metrics in the order of their time.
    window
        Length of a window in ms.

    Returns
    -------
    list of dict
        The window's start in ``timestamp`` and ``onset``, the means of the numbers, the number of
        rows in ``sampleCount`` (inferred: the form is not published).
    """
    windows: dict[tuple[str, str, int], list[Row]] = {}
    for row in rows:
        key = (str(row["roomId"]), str(row["participantId"]), int(row["onset"] // window))
        windows.setdefault(key, []).append(row)
    return [_mean(members, number * window) for (_, _, number), members in windows.items()]


def _mean(rows: Sequence[Row], onset: int) -> Row:
    first = rows[0]
    start = instant_of(first["timestamp"]) - round(first["onset"] - onset)
    averaged = {
        name: fmean(each[name] for each in rows)
        for name, value in first.items()
        if isinstance(value, (int, float)) and not isinstance(value, bool)
    }
    return first | averaged | {"timestamp": iso(start), "onset": onset, "sampleCount": len(rows)}
