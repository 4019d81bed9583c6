"""When films ran in a room, for each of its participants."""

from __future__ import annotations

from math import inf, isfinite, nan
from typing import TYPE_CHECKING, Any, NamedTuple, cast

import numpy as np

from .film_segments import Segment, film_segments
from .host_segments import host_segments
from .playback_events import Action, PlaybackEvent, playback_events
from .playback_rates import NO_METRICS, SyncMetrics
from .precision import CORRECTED_CLOCK, EVENT_TO_PICTURE, UNCORRECTED_CLOCK

if TYPE_CHECKING:
    import pandas as pd
    from numpy.typing import NDArray

__all__ = ["RoomFilms", "room_films"]


class RoomFilms(NamedTuple):
    """The showings of a room.

    Attributes
    ----------
    segments : dict of str to list of Segment
        The pieces of each participant, by onset. Their `slack` is the whole uncertainty (ms).
    zero : float
        When onset is 0, in ms since 1970; NaN if nothing tells.
    host : str or None
        Whose player the others follow.
    findings : list of str
        What contradicts itself.
    """

    segments: dict[str, list[Segment]]
    zero: float
    host: str | None
    findings: list[str]


def room_films(
    events: pd.DataFrame, sync: pd.DataFrame, participants: pd.DataFrame | None = None
) -> RoomFilms:
    """Find when films ran in a room.

    Parameters
    ----------
    events, sync, participants : pandas.DataFrame
        Its events, sync metrics and participants, as the ``get_*`` methods give them.
    """
    metrics = _metrics(sync)
    onsets = events["onset"].to_numpy(np.float64, na_value=nan)
    owners = events["participantId"].to_numpy(object)
    kinds = events["eventType"].fillna("").astype(str).str.startswith("media.").to_numpy(bool)
    rows = events.loc[kinds, [one for one in _COLUMNS if one in events]].to_dict("records")
    by_person: dict[str, list[dict[str, Any]]] = {}
    for row in rows:
        if isinstance(row["participantId"], str):
            by_person.setdefault(row["participantId"], []).append(
                {str(k): v for k, v in row.items()}
            )
    playback = {person: playback_events(of) for person, of in by_person.items()}
    there = {
        str(person): onsets[(owners == person) & np.isfinite(onsets)]
        for person in sorted({one for one in owners if isinstance(one, str)})
    }
    host = _host(events, playback, metrics)
    clocks = _clocks(events, participants)
    findings: list[str] = []
    found: dict[str, list[Segment]] = {}
    for person, one in playback.items():
        played = film_segments(
            one,
            metrics=metrics.get(person, NO_METRICS),
            follows=person != host and len(there) > 1,
            until=_until(
                one, [other for name, other in playback.items() if name != person], onsets
            ),
        )
        findings += [f"{person}: {text}" for text in played.findings]
        found[person] = played.segments
    films = {one.media for of in found.values() for one in of}
    for person, own in there.items():
        mine = found.setdefault(person, [])
        lacking = films - {one.media for one in mine}
        model = found.get(host or "", [])
        if lacking and own.size:
            segments = host_segments(
                [one for one in model if one.media in lacking and person != host],
                metrics.get(person, NO_METRICS), float(own.min()), float(own.max()),
            )  # fmt: skip
            mine += [one for one in segments if not _overlaps(one, mine)]
        mine.sort(key=lambda one: one.onset_start)
    for person, mine in found.items():
        clock = clocks.get(person, UNCORRECTED_CLOCK) + EVENT_TO_PICTURE
        found[person] = [one._replace(slack=round(one.slack + clock, 1)) for one in mine]
    return RoomFilms(found, _zero(events), host, findings)


_LATEST = 4e12
"""ms since 1970, in the year 2096: an onset that puts its room beyond is none."""
_AGREEING = 0.05
"""So many of the rows have to agree on when onset is 0; fewer do so by chance."""
_COLUMNS = (
    "id", "participantId", "onset", "eventType", "value", "data", "componentId", "stateId",
)  # fmt: skip


def _metrics(sync: pd.DataFrame) -> dict[str, SyncMetrics]:
    found: dict[str, SyncMetrics] = {}
    if len(sync):
        columns = [
            sync[name].to_numpy(np.float64, na_value=nan)
            if name in sync
            else np.full(len(sync), nan)
            for name in ("onset", "playbackRate", "timeDrift")
        ]
        owners = sync["participantId"].to_numpy(object)
        for person in {one for one in owners if isinstance(one, str)}:
            mine = owners == person
            found[person] = SyncMetrics.of(*(one[mine] for one in columns))
    return found


def _host(
    events: pd.DataFrame,
    playback: dict[str, list[PlaybackEvent]],
    metrics: dict[str, SyncMetrics],
) -> str | None:
    """Whose player the others follow: whom the role calls so, who reports no lag, who said most."""
    if not playback:
        return None
    roles = events.dropna(subset=["participantRole"]).drop_duplicates("participantId")
    role_of = dict(zip(roles["participantId"], roles["participantRole"], strict=True))
    return max(
        sorted(playback),
        key=lambda one: (
            str(role_of.get(one, "")).lower() == "host",
            bool(metrics) and one not in metrics,
            len(playback[one]),
        ),
    )


def _clocks(events: pd.DataFrame, participants: pd.DataFrame | None) -> dict[str, float]:
    """How far the corrected clocks of browsers may be off, by participant."""
    found: dict[str, float] = {}
    if "clockOffsetApplied" in events:
        corrected = events[events["clockOffsetApplied"].notna()]
        found = dict.fromkeys(corrected["participantId"].dropna(), CORRECTED_CLOCK)
    if participants is not None and "diagnostics" in participants:
        identity = "participantId" if "participantId" in participants else "id"
        pairs = zip(participants[identity], participants["diagnostics"], strict=True)
        for person, diagnostics in pairs:
            trip = _member(_member(diagnostics, "clockSync"), "roundTripMs")
            if isinstance(trip, (int, float)) and isfinite(trip) and 0 <= trip < 60_000:
                found[person] = trip / 2
    return found


def _member(of: Any, name: str) -> Any:
    return cast("dict[str, Any]", of).get(name) if isinstance(of, dict) else None


def _until(mine: list[PlaybackEvent], others: list[list[PlaybackEvent]], onsets: Any) -> float:
    """When a film that nobody stopped counts as stopped: with the others', or with all data."""
    if not mine:
        return inf
    last = mine[-1]
    stops = [
        one.onset
        for other in others
        for one in other
        if one.media == last.media
        and one.action in (Action.STOP, Action.END)
        and one.onset > last.onset
    ]
    if stops:
        return min(stops)
    finite = onsets[np.isfinite(onsets)]
    return float(finite.max()) if finite.size else inf


def _overlaps(one: Segment, others: list[Segment]) -> bool:
    return any(
        one.onset_start < other.onset_end and other.onset_start < one.onset_end for other in others
    )


def _zero(events: pd.DataFrame) -> float:
    """When onset is 0: what most rows agree on, or the middle of them where none agree."""
    timed = events.dropna(subset=["onset", "timestamp"])
    if timed.empty:
        return nan
    onsets: NDArray[np.float64] = timed["onset"].to_numpy(np.float64)
    microseconds: NDArray[np.int64] = (
        timed["timestamp"].dt.as_unit("us").astype("int64").to_numpy(np.int64)
    )
    every = np.round(microseconds / 1000 - onsets)
    every = every[(every > 0) & (every < _LATEST)]
    if not every.size:
        return nan
    zeros, counts = np.unique(every, return_counts=True)
    if counts.max() < max(2, _AGREEING * every.size):
        return float(np.median(every))
    return float(zeros[int(np.argmax(counts))])
