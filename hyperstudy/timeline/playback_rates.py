"""How fast a player ran between two of its events, from sync metrics."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from .precision import LINE

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]

__all__ = ["SyncMetrics", "course", "simplified"]

_LEAST, _MOST = 0.25, 4.0
"""Rates that a player can be told to run at; anything else is no rate."""
_LONGEST_SILENCE = 5_000.0
"""Further away from the nearest sync metric than this (ms) nothing is known of the rate."""


class SyncMetrics(NamedTuple):
    """The sync metrics of one participant, by onset."""

    onset: Floats
    """ms."""
    rate: Floats
    """``playbackRate``; NaN where none was told."""
    lag: Floats
    """``timeDrift``: ms that the player is ahead of the host's, negative behind (documented)."""

    @classmethod
    def of(cls, onset: Floats, rate: Floats, lag: Floats) -> SyncMetrics:
        """Sort by onset, and leave out rates that cannot be."""
        there = np.isfinite(onset)
        order = np.argsort(onset[there], kind="stable")
        rate = np.where((rate >= _LEAST) & (rate <= _MOST), rate, np.nan)
        return cls(onset[there][order], rate[there][order], lag[there][order])


NO_METRICS = SyncMetrics(np.empty(0), np.empty(0), np.empty(0))


def course(metrics: SyncMetrics, start: float, end: float) -> tuple[Floats, Floats, bool]:
    """Sum up the rates from one onset to another.

    Returns
    -------
    onsets, played : arrays
        Onsets (ms), the first is `start` and the last is `end`, and how much of the film (ms)
        had been played by each.
    measured : bool
        Whether sync metrics cover it; at places that they do not cover the rate is 1.
    """
    near = np.isfinite(metrics.rate)
    near &= (metrics.onset > start - _LONGEST_SILENCE) & (metrics.onset < end + _LONGEST_SILENCE)
    onset, rate = metrics.onset[near], metrics.rate[near]
    if not onset.size:
        return np.array([start, end]), np.array([0.0, end - start]), False
    inside = (onset > start) & (onset < end)
    nodes = np.unique(np.concatenate(([start], onset[inside], [end])))
    at_nodes = np.interp(nodes, onset, rate)
    nearest = np.abs(nodes[:, None] - onset[None, :]).min(axis=1) if onset.size < 5 else None
    if nearest is None:
        right = np.clip(np.searchsorted(onset, nodes), 1, onset.size - 1)
        nearest = np.minimum(np.abs(nodes - onset[right - 1]), np.abs(nodes - onset[right]))
    at_nodes = np.where(nearest > _LONGEST_SILENCE, 1.0, at_nodes)
    steps = np.diff(nodes) * (at_nodes[1:] + at_nodes[:-1]) / 2
    covered = bool(nearest.max() <= _LONGEST_SILENCE) and bool(
        np.diff(nodes).max() <= 2 * _LONGEST_SILENCE
    )
    return nodes, np.concatenate(([0.0], np.cumsum(steps))), covered


def simplified(onsets: Floats, played: Floats, tolerance: float = LINE) -> list[int]:
    """Choose the nodes of a course between which a straight line is close enough.

    The way of Ramer, Douglas and Peucker, with the difference in played time as the distance.
    """
    kept = {0, len(onsets) - 1}
    open_pieces = [(0, len(onsets) - 1)]
    while open_pieces:
        first, last = open_pieces.pop()
        if last - first < 2:
            continue
        inner = slice(first + 1, last)
        slope = (played[last] - played[first]) / (onsets[last] - onsets[first])
        away = np.abs(played[inner] - played[first] - slope * (onsets[inner] - onsets[first]))
        worst = int(away.argmax())
        if away[worst] > tolerance:
            middle = first + 1 + worst
            kept.add(middle)
            open_pieces += [(first, middle), (middle, last)]
    return sorted(kept)
