"""What the players of a room said: play, pause, end and seek, each with its place in the film."""

from __future__ import annotations

from enum import Enum
from math import isfinite, nan
from typing import TYPE_CHECKING, Any, Final, NamedTuple, cast

from .row_numbers import number

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

__all__ = ["LONGEST", "Action", "PlaybackEvent", "playback_events"]


class Action(Enum):
    """What a player did."""

    RUN = "run"
    """It runs from here on."""
    STOP = "stop"
    """It stands still from here on."""
    END = "end"
    """It came to its end."""
    STALL = "stall"
    """It stands still until its data have come."""
    GO_ON = "go on"
    """Its data have come: it does what it did before."""
    JUMP = "jump"
    """It is at another place, and does what it did before."""
    REPORT = "report"
    """It says where it is."""


_ACTIONS: Final = {
    "play": Action.RUN,
    "playing": Action.RUN,
    "resume": Action.RUN,
    "start": Action.RUN,
    "pause": Action.STOP,
    "stop": Action.STOP,
    "error": Action.STOP,
    "ended": Action.END,
    "end": Action.END,
    "complete": Action.END,
    "bufferingstart": Action.STALL,
    "buffering": Action.STALL,
    "waiting": Action.STALL,
    "stalled": Action.STALL,
    "bufferingend": Action.GO_ON,
    "seek": Action.JUMP,
    "seeking": Action.JUMP,
    "seeked": Action.JUMP,
}
"""The words after ``media.``, without underscores. Play, pause and ended are documented, buffering
by name only; the others are those of HTML media elements."""


LONGEST: Final = 86_400.0
"""Seconds: a place beyond a day is an error of a player, and would be the end of every grid."""


class PlaybackEvent(NamedTuple):
    """One event of a player."""

    onset: float
    media: str
    action: Action
    position: float
    """Place in the film in seconds; NaN where none was told."""
    length: float
    """Length of the film in seconds; NaN where none was told."""


def playback_events(rows: Iterable[Mapping[str, Any]]) -> list[PlaybackEvent]:
    """Read the media events of one participant, by onset; ties stay in the server's order.

    Parameters
    ----------
    rows : iterable of mappings
        Rows of events with ``onset`` (ms), ``eventType``, and the payload as ``value`` or
        ``data`` (``mediaId``, ``currentTime`` and ``duration`` in seconds, documented).
    """
    read: list[PlaybackEvent] = []
    seen: set[object] = set()
    for row in rows:
        category, _, word = str(row.get("eventType") or "").lower().partition(".")
        onset = number(row.get("onset"))
        if category != "media" or not isfinite(onset):
            continue
        # Retries of the network bring an event twice.
        identity = row.get("id")
        if identity is not None and identity in seen:
            continue
        seen.add(identity)
        payload = _payload(row)
        position = number(payload.get("currentTime"))
        media = payload.get("mediaId") or row.get("componentId") or row.get("stateId")
        read.append(
            PlaybackEvent(
                onset,
                media if isinstance(media, str) else "film",
                _ACTIONS.get(word.replace("_", ""), Action.REPORT),
                position if 0 <= position <= LONGEST else nan,
                number(payload.get("duration")),
            )
        )
    return sorted(read, key=lambda event: event.onset)


def _payload(row: Mapping[str, Any]) -> Mapping[str, Any]:
    for name in ("value", "data"):
        found: Any = row.get(name)
        if isinstance(found, dict):
            return cast("dict[str, Any]", found)
    return {}
