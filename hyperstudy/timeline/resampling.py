"""From samples to a regular grid: previous, linear, nearest, mean; never over a long gap."""

from __future__ import annotations

from math import nan
from typing import TYPE_CHECKING, Final

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from .film_segments import Segment

    Floats = NDArray[np.float64]

__all__ = ["METHODS", "first_seen", "on_grid", "places_in_film"]

METHODS: Final = ("previous", "linear", "nearest", "mean")
_CLOSE: Final = 1e-6


def on_grid(
    segments: Sequence[Segment],
    onset: Floats,
    value: Floats,
    *,
    rate: float,
    count: int,
    method: str,
    max_gap: float,
) -> Floats:
    """Put the samples of one participant onto the grid of a film.

    Parameters
    ----------
    segments
        The pieces of the participant, of this film only, by onset.
    onset, value
        The samples (ms); those whose value is NaN do not count.
    rate, count
        Points of the grid for each second of the film, and how many there are, from 0.
    method
        One of `METHODS`.
    max_gap
        Seconds of the film over which a value may stand for a point.

    Returns
    -------
    array
        One value for each point; NaN where the film was not seen, or no sample is near enough. A
        place that was seen more than once counts when it was seen first.
    """
    there = np.isfinite(onset) & np.isfinite(value)
    if not there.all():
        onset, value = onset[there], value[there]
    if onset.size and (onset[1:] < onset[:-1]).any():
        order = np.argsort(onset, kind="stable")
        onset, value = onset[order], value[order]
    pieces = first_seen(segments)
    if method == "mean":
        return _means(pieces, onset, value, rate, count)
    if not pieces:
        return np.full(count, nan)
    grid = np.arange(count) / rate
    seen = np.zeros(count, dtype=bool)
    for _, low, high in pieces:
        seen |= (grid >= low - _CLOSE) & (grid < high - _CLOSE)
    at, of = places_in_film(pieces, onset, value)
    result = _looked_up(grid, at, of, method, max_gap)
    return np.where(seen, result, nan)


def places_in_film(
    pieces: Sequence[tuple[Segment, float, float]], onset: Floats, value: Floats
) -> tuple[Floats, Floats]:
    """Give the places in the film (s) at which samples were taken, in their order, and the samples.

    Parameters
    ----------
    pieces
        As `first_seen` gives them.
    onset, value
        The samples (ms), by onset. Those taken while the film did not run, or of a place that had
        been seen before, are left out.
    """
    times, values = [np.empty(0)], [np.empty(0)]
    for one, low, high in pieces:
        first, last = np.searchsorted(onset, [one.onset_start, one.onset_end])
        place = one.film_start + (onset[first:last] - one.onset_start) * one.rate / 1000
        inside = slice(*np.searchsorted(place, [low - _CLOSE, high - _CLOSE]))
        times.append(place[inside])
        values.append(value[first:last][inside])
    at, of = np.concatenate(times), np.concatenate(values)
    order = np.argsort(at, kind="stable")
    return at[order], of[order]


def first_seen(segments: Sequence[Segment]) -> list[tuple[Segment, float, float]]:
    """Give each piece with the places (from, up to) that it showed for the first time."""
    found: list[tuple[Segment, float, float]] = []
    seen: list[tuple[float, float]] = []
    for one in segments:
        parts = [(one.film_start, one.film_end)]
        for low, high in seen:
            if high <= one.film_start or low >= one.film_end:
                continue
            parts = [
                (begin, end)
                for first, last in parts
                for begin, end in ((first, min(last, low)), (max(first, high), last))
                if end - begin > _CLOSE
            ]
        found += [(one, low, high) for low, high in parts]
        if seen and abs(seen[-1][1] - one.film_start) <= _CLOSE:
            seen[-1] = seen[-1][0], one.film_end
        else:
            seen.append((one.film_start, one.film_end))
    return found


def _looked_up(grid: Floats, at: Floats, of: Floats, method: str, max_gap: float) -> Floats:
    if not at.size:
        return np.full(grid.size, nan)
    before = np.searchsorted(at, grid + _CLOSE, side="right") - 1
    after = np.minimum(before + 1, at.size - 1)
    has_before, first = before >= 0, np.maximum(before, 0)
    since, until = grid - at[first], at[after] - grid
    if method == "previous":
        return np.where(has_before & (since <= max_gap + _CLOSE), of[first], nan)
    if method == "nearest":
        ahead = (until >= 0) & (~has_before | (until < since))
        away = np.where(ahead, until, np.abs(since))
        return np.where(away <= max_gap + _CLOSE, np.where(ahead, of[after], of[first]), nan)
    span = at[after] - at[first]
    exact = has_before & (np.abs(since) <= _CLOSE)
    between = has_before & (before + 1 < at.size) & (span <= max_gap + _CLOSE)
    share = np.divide(since, span, out=np.zeros(grid.size), where=span > 0)
    line = of[first] + (of[after] - of[first]) * share
    return np.where(exact, of[first], np.where(between, line, nan))


def _means(
    pieces: list[tuple[Segment, float, float]],
    onset: Floats,
    value: Floats,
    rate: float,
    count: int,
) -> Floats:
    """Average what lies between each point and the next.

    Samples are in the order of onset, and so is film time within a piece: only the edges of the
    bins are looked for, not the bin of each sample.
    """
    sums, counts = np.zeros(count), np.zeros(count)
    total = np.concatenate(([0.0], np.cumsum(value)))
    for one, low, high in pieces:
        first = int(np.floor(low * rate + _CLOSE))
        last = min(int(np.ceil(high * rate - _CLOSE)), count)
        if last <= first:
            continue
        edges = np.clip(np.arange(first, last + 1) / rate, low, high)
        edges = one.onset_start + (edges - one.film_start) * 1000 / one.rate
        at = np.searchsorted(onset, edges - _CLOSE)
        sums[first:last] += np.diff(total[at])
        counts[first:last] += np.diff(at)
    means: Floats = np.divide(sums, counts, out=np.full(count, nan), where=counts > 0)
    return means
