"""When a film ran for a participant: segments on which film time is a straight line of onset."""

from __future__ import annotations

from itertools import pairwise
from math import inf, isfinite, nan
from typing import TYPE_CHECKING, NamedTuple

from .playback_events import LONGEST, Action, PlaybackEvent
from .playback_rates import NO_METRICS, SyncMetrics, course, simplified
from .precision import LINE, UNMEASURED_PLAYBACK

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["Played", "Segment", "film_segments"]

_MS = 1000.0
_JUMP = 1_500.0
"""More than this (ms) between where a film should be and where it is means that it jumped."""
_SLOWEST, _FASTEST = 0.25, 4.0


class Segment(NamedTuple):
    """A segment of a showing: from one onset to another, from one place in the film to another."""

    media: str
    onset_start: float
    """ms."""
    onset_end: float
    film_start: float
    """s."""
    film_end: float
    slack: float
    """By how much (ms) the line may be off, apart from what is off about the clock."""
    source: str

    @property
    def rate(self) -> float:
        """Film ms for each ms."""
        return _MS * (self.film_end - self.film_start) / (self.onset_end - self.onset_start)


class Played(NamedTuple):
    """What is known of the showings of one participant."""

    segments: list[Segment]
    findings: list[str]


class _Running(NamedTuple):
    onset: float
    position: float


def film_segments(
    events: Sequence[PlaybackEvent],
    *,
    metrics: SyncMetrics = NO_METRICS,
    follows: bool = False,
    until: float = inf,
) -> Played:
    """Join the events of one player to segments.

    Parameters
    ----------
    events
        The events, by onset.
    metrics
        The sync metrics of the participant: at what rate the film ran between two events.
    follows
        The player follows a host's, so that its rate changes even where no metrics tell it.
    until
        Onset (ms) at which a film that nobody stopped counts as stopped.
    """
    segments: list[Segment] = []
    findings: list[str] = []
    running: dict[str, _Running] = {}
    stalled: set[str] = set()
    stopped_at: dict[str, float] = {}
    lengths = {one.media: one.length for one in events if isfinite(one.length)}

    def close(media: str, onset: float, position: float, source: str = "media events") -> None:
        begun = running.pop(media)
        if onset <= begun.onset:
            return
        between, finding = _segments_between(
            media, begun, onset, position, metrics, follows, source
        )
        segments.extend(between)
        if finding:
            findings.append(finding)
        stopped_at[media] = between[-1].film_end

    for event in events:
        media, position = event.media, event.position
        was_running = media in running
        if event.action is Action.REPORT and not isfinite(position):
            continue
        if was_running:
            before = nan if event.action is Action.JUMP else position
            close(media, event.onset, before)
        if not isfinite(position):
            position = stopped_at.get(media, 0.0)
        goes_on = was_running
        if event.action is Action.RUN:
            for other in list(running):
                close(other, event.onset, nan, "media events, no end")
            goes_on = True
        elif event.action in (Action.STOP, Action.END):
            goes_on = False
            stalled.discard(media)
        elif event.action is Action.STALL:
            goes_on = False
            if was_running:
                stalled.add(media)
        elif event.action is Action.GO_ON and media in stalled:
            stalled.discard(media)
            goes_on = True
        if goes_on:
            stalled.discard(media)
            running[media] = _Running(event.onset, position)
        stopped_at[media] = 0.0 if event.action is Action.END else position
    for media, begun in list(running.items()):
        left = (lengths.get(media, LONGEST) - begun.position) * _MS
        end = min(begun.onset + max(left, 0.0), until)
        if isfinite(end) and end > begun.onset:
            close(media, end, nan, "media events, no end")
            findings.append(
                f"nothing says when {media} stopped that ran from onset {begun.onset:.0f} ms: "
                f"taken to be {end:.0f} ms"
            )
    return Played(segments, findings)


def _segments_between(
    media: str,
    begun: _Running,
    onset: float,
    position: float,
    metrics: SyncMetrics,
    follows: bool,
    source: str,
) -> tuple[list[Segment], str]:
    """Give the segments from one event to the next, and a finding if they contradict each other."""
    nodes, played, measured = course(metrics, begun.onset, onset)
    span = onset - begun.onset
    slack = 0.0
    if measured:
        source = f"{source}, sync metrics"
    elif follows:
        # However short a segment, it cannot be off by more than its rate allows.
        slack = min(UNMEASURED_PLAYBACK, 0.05 * span)
    if isfinite(position):
        left = (position - begun.position) * _MS - float(played[-1])
        if abs(left) > _JUMP + 0.05 * span:
            rate = (position - begun.position) * _MS / span
            finding = (
                f"{media} was at {begun.position:.3f} s at onset {begun.onset:.0f} ms and at "
                f"{position:.3f} s {span / _MS:.3f} s later: it jumped, or ran at another rate, "
                "which no event tells"
            )
            if _SLOWEST <= rate <= _FASTEST:
                line = Segment(
                    media, begun.onset, onset, begun.position, position, slack + abs(left), source
                )
                return [line], finding
            line = Segment(
                media, begun.onset, onset, begun.position, begun.position + span / _MS,
                slack + abs(left), source,
            )  # fmt: skip
            return [line], finding
        slack += abs(left)
        bent = played + left * (nodes - begun.onset) / span
        # Where the rates do not fit between the two events, the events count.
        if (bent[1:] > bent[:-1]).all():
            played = bent
        elif position > begun.position:
            nodes = nodes[[0, -1]]
            played = bent[[0, -1]]
        else:
            # It did not move between two events that say that it ran: two reports of one moment.
            nodes, played = nodes[[0, -1]], played[[0, -1]]
    kept = simplified(nodes, played)
    if len(kept) < len(nodes):
        slack += LINE
    return [
        Segment(
            media,
            float(nodes[first]),
            float(nodes[last]),
            begun.position + float(played[first]) / _MS,
            begun.position + float(played[last]) / _MS,
            slack,
            source,
        )
        for first, last in pairwise(kept)
    ], ""
