"""One clock for a room: film time, everybody's time, and the place in each recording.

The way of a number, and the module that knows it::

    rows of a room                source             events, sync metrics, recordings, participants
      -> what players said        playback_events    play, pause, end, seek, with their positions
      -> when the film ran        film_segments      segments on which film time is a line of onset
           at another rate        playback_rates     sync metrics between two events
      -> who lacks events         host_segments      the host's segments, with the measured lag
      -> where a file lies        recording_spans    startTime, endTime, and what its packets say
           of a whole room        recording_placement   a span for each row of the list
           what the file says     media_files        container, first and last packet, gaps (PyAV)
    how sure each of them is      precision          every assumption, once, with its reason
      -> asked by researchers     room_clock         RoomClock: to_film, to_onset, to_recording
           many at once           segment_arrays     the segments of a player as NumPy arrays
      -> tables on film time      film_grid          a regular grid of film seconds
           from samples to it     resampling         previous, linear, nearest, mean

Onsets are milliseconds since the first state of the room began, film time and places in files are
seconds, as in the API (documented).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .room_clock import RoomClock as RoomClock

__all__ = ["RoomClock"]


def __getattr__(name: str) -> object:
    if name == "RoomClock":
        from .room_clock import RoomClock

        return RoomClock
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
