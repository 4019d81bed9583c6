"""When the film ran for somebody without media events: as for the host, with the known lag."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from .precision import HOST_INSTEAD, SYNC_SAMPLE

if TYPE_CHECKING:
    from collections.abc import Iterable

    from .film_segments import Segment
    from .playback_rates import SyncMetrics

__all__ = ["host_segments"]

_NEAR = 2_000.0


def host_segments(
    segments: Iterable[Segment], metrics: SyncMetrics, first: float, last: float
) -> list[Segment]:
    """Take the host's segments, as far as the participant was there.

    Parameters
    ----------
    segments
        The host's.
    metrics
        The participant's own: where they cover a segment, it is moved by the lag that they tell.
    first, last
        The onsets (ms) between which the participant was there.
    """
    found: list[Segment] = []
    for one in segments:
        start, end = max(one.onset_start, first), min(one.onset_end, last)
        if end <= start:
            continue
        rate = one.rate / 1000
        near = np.isfinite(metrics.lag)
        near &= (metrics.onset >= start - _NEAR) & (metrics.onset <= end + _NEAR)
        slack, source = one.slack + HOST_INSTEAD, "host's media events"
        lag = 0.0
        if near.any():
            measured = metrics.lag[near]
            lag = float(np.median(measured))
            slack = one.slack + SYNC_SAMPLE + float(np.abs(measured - lag).max())
            source = "host's media events, sync metrics"
        position = [
            one.film_start + rate * (at - one.onset_start) + lag / 1000 for at in (start, end)
        ]
        if position[0] < 0:
            # What lies before the beginning of the film was not seen.
            start = min(end, start - position[0] / rate)
            position[0] = 0.0
        if end > start and position[1] > position[0]:
            found.append(
                one._replace(
                    onset_start=start,
                    onset_end=end,
                    film_start=position[0],
                    film_end=position[1],
                    slack=slack,
                    source=source,
                )
            )
    return found
