"""Sync metrics averaged over windows of time, as far as the contract infers how."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from statistics import fmean
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ..lists.row_accounting import Row


def aggregated(rows: Sequence[Row], window: int) -> list[Row]:
    """Average each participant's rows over windows that start at multiples of their length.

    Parameters
    ----------
    rows : sequence of dict
        Sync metrics in the order of their time.
    window : int
        Length of a window in ms.

    Returns
    -------
    list of dict
        The start of the window in ``timestamp`` and ``onset``, means of the numbers, and how many
        rows they are of in ``sampleCount``.
    """
    windows: dict[tuple[Any, Any, int], list[Row]] = {}
    for row in rows:
        key = (row.get("roomId"), row.get("participantId"), int(row.get("onset", 0) // window))
        windows.setdefault(key, []).append(row)
    return [_mean(members, number * window) for (_, _, number), members in windows.items()]


def _mean(rows: Sequence[Row], onset: int) -> Row:
    first = rows[0]
    start = datetime.fromisoformat(first["timestamp"]).astimezone(UTC)
    start -= timedelta(milliseconds=round(first["onset"] - onset))
    averaged = {
        name: fmean(each[name] for each in rows)
        for name, value in first.items()
        if isinstance(value, (int, float)) and not isinstance(value, bool)
    }
    bounds = {
        "timestamp": start.isoformat(timespec="milliseconds").replace("+00:00", "Z"),
        "onset": onset,
        "sampleCount": len(rows),
    }
    return first | averaged | bounds
