"""How often something was sampled, from the times of its samples: what a BIDS sidecar says of it.

BIDS wants one frequency and a start, and readers compute the time of each sample from them. The
services' samples have gaps (between films, while a tab was hidden) and jitter. The frequency that
is told is the one that holds between neighbours: filters and velocities are right with it. The
times themselves are in the column ``timestamp``, and the sidecar says how far off the computed ones
would be.
"""

from __future__ import annotations

from collections import Counter
from typing import Any

from ..imports.optional_packages import load

_MOST_KINDS = 20_000  # of intervals; beyond it they are counted ten times as coarse
_UNKNOWN = 1.0
_NO_RATE = (
    "Too few samples to tell how often they were taken: SamplingFrequency means nothing here. The "
    "column timestamp has the time of each sample."
)


class SamplingRate:
    """Counts the intervals between samples, in little memory."""

    def __init__(self) -> None:
        self._first: float | None = None
        self._last: float | None = None
        self._before: float | None = None
        self._timed = 0
        self._unit = 1e-6  # seconds that an interval is counted in
        self._counts: Counter[int] = Counter()
        self._longest = 0.0

    def add(self, times: Any) -> None:
        """Note the times of the next samples, in seconds; NaN for those without one."""
        numpy = load("numpy")
        there = times[numpy.isfinite(times)]
        if not len(there):
            return
        low, high = float(there.min()), float(there.max())
        self._first = low if self._first is None else min(self._first, low)
        self._last = high if self._last is None else max(self._last, high)
        self._timed += len(there)
        started = there if self._before is None else numpy.concatenate([[self._before], there])
        self._before = float(there[-1])
        intervals = numpy.diff(started)
        intervals = intervals[intervals > 0]
        if not len(intervals):
            return
        self._longest = max(self._longest, float(intervals.max()))
        kinds, counts = numpy.unique(numpy.rint(intervals / self._unit), return_counts=True)
        for kind, count in zip(kinds.tolist(), counts.tolist(), strict=True):
            self._counts[int(kind)] += count
        while len(self._counts) > _MOST_KINDS:
            self._coarsen()

    def _coarsen(self) -> None:
        self._unit *= 10
        coarse: Counter[int] = Counter()
        for kind, count in self._counts.items():
            coarse[round(kind / 10)] += count
        self._counts = coarse

    @property
    def usual_interval(self) -> float | None:
        """The median of the seconds between neighbours; None if there are none."""
        half = (self._counts.total() + 1) // 2
        for kind in sorted(self._counts):
            half -= self._counts[kind]
            if half <= 0:
                return (kind * self._unit) or None
        return None

    def sidecar(self) -> dict[str, Any]:
        """Give what BIDS wants to know of the times of a recording."""
        usual = self.usual_interval
        start = {"StartTime": self._first or 0.0}
        if usual is None or self._first is None or self._last is None:
            return {"SamplingFrequency": _UNKNOWN, **start, "Description": _NO_RATE}
        computed = self._first + (self._timed - 1) * usual
        description = (
            "Samples are not evenly spaced, and may have gaps: use the column timestamp, which has "
            "the time of each as it was measured. SamplingFrequency is the usual rate between "
            f"neighbours, SamplingFrequencyEffective the mean over all. The longest gap has "
            f"{self._longest:.6g} s. Computed from StartTime and SamplingFrequency, the last "
            f"sample would be off by {computed - self._last:.6g} s."
        )
        return {
            "SamplingFrequency": round(1 / usual, 6),
            "SamplingFrequencyEffective": round((self._timed - 1) / (self._last - self._first), 6),
            **start,
            "Description": description,
        }
