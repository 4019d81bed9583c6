"""The clock of a room: onset, film time, the place in each recording, and UTC."""

from __future__ import annotations

from math import isfinite, nan
from typing import TYPE_CHECKING, Any, Protocol

import numpy as np

from .. import validation
from ..downloads.recording_files import recording_files
from ..exceptions import InputError
from .onset_input import floats, texts
from .pulled_tables import has_table
from .recording_placement import place_recordings, recordings_frame
from .room_films import RoomFilms, room_films
from .segment_arrays import SegmentArrays

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    import pandas as pd
    from numpy.typing import NDArray

    from .media_files import MediaFile
    from .onset_input import Numbers
    from .recording_spans import RecordingSpan

__all__ = ["RoomClock", "Source", "room_clock"]

_MS = 1000.0
_FURTHER = {
    "recordings": "no recording is on this clock",
    "sync": "how fast players ran is not known, and the uncertainty is larger",
    "participants": "how far the clocks of browsers were corrected is not known",
}
"""Tables that a clock does without, and what is lacking then."""
_CLOSE = 1e-6
"""Seconds (and ms) by which two ways to compute the same place in a file may differ."""


class Source(Protocol):
    """What the data come from: a client, or a study on disk."""

    def get_events(self, scope_id: str, *, scope: str) -> pd.DataFrame:
        """Give the events."""
        ...

    def get_sync(self, scope_id: str, *, scope: str) -> pd.DataFrame:
        """Give the sync metrics."""
        ...

    def get_recordings(self, scope_id: str, *, scope: str) -> pd.DataFrame:
        """Give the list of recordings."""
        ...

    def get_participants(self, scope_id: str, *, scope: str) -> pd.DataFrame:
        """Give the participants."""
        ...


class RoomClock:
    """The clock of a room, made by `Study.clock` and `HyperStudy.clock`.

    Onsets are ms since the first state of the room began, places in films and in files are
    seconds.

    Attributes
    ----------
    room_id : str
        The room.
    zero : pandas.Timestamp
        When onset is 0, in UTC; NaT where no row tells.
    participants : list of str
        Everybody of whom there is an event or a recording.
    films : pandas.DataFrame
        One row for each segment on which the film ran for somebody, by participant and onset:
        ``participantId``, ``mediaId``, ``segment`` (from 0, for each participant),
        ``onset_start``, ``onset_end`` (ms), ``film_start``, ``film_end`` (s), ``rate`` (film ms
        for each ms), ``uncertainty`` (ms), ``source``.
    recordings : pandas.DataFrame
        One row for each recording: ``recordingId``, ``participantId``, ``onset_start``,
        ``onset_end`` (ms; missing while it runs), ``file_start`` (s, the time in the file at
        ``onset_start``), ``drift`` (ppm by which its clock is faster than the room's; missing
        where nothing tells), ``uncertainty`` (ms), ``source``, ``findings`` (text, empty if there
        are none).
    findings : list of str
        What contradicts itself in the data of the room.
    media : dict of str to MediaFile
        What the packets of each file say that was looked into, by recording.
    """

    def __init__(
        self,
        room_id: str,
        films: RoomFilms,
        spans: list[RecordingSpan],
        media: dict[str, MediaFile] | None = None,
    ) -> None:
        import pandas as pd

        self.media = media or {}
        self.room_id = room_id
        self._films = films
        self._segments = {person: SegmentArrays(of) for person, of in films.segments.items()}
        self._spans = {one.recording: one for one in spans}
        recorded = {one.participant for one in spans if one.participant is not None}
        self.participants = sorted({*films.segments, *recorded})
        self.zero = pd.to_datetime(films.zero, unit="ms", utc=True)
        self.films = _films_frame(films)
        self.recordings = recordings_frame(spans)
        self.findings = [
            *films.findings,
            *(f"{one.recording}: {text}" for one in spans for text in one.findings),
        ]

    # -- film time ---------------------------------------------------------------------------

    def to_film(
        self, onset: Numbers, *, participant: Any = None
    ) -> tuple[Any, float | NDArray[np.float64]]:
        """Return which film ran at an onset, and where it was.

        Parameters
        ----------
        onset : float or array-like
            ms; one or many.
        participant : str or array-like of str, optional
            Whose player; with many onsets also one for each. May be left out in a room with one
            participant.

        Returns
        -------
        mediaId : str or None, or array of them
            The film; None where none ran.
        seconds : float or array of float
            Its place; NaN before, between and after films and while the film stood still.

        Raises
        ------
        InputError
            If the room has no film, there is no such participant, or the onset is no number.
        """
        self._need_films()
        onsets, single = floats("onset", onset, "onsets in ms")
        media = np.full(onsets.size, None, dtype=object)
        seconds = np.full(onsets.size, nan)
        for segments, rows in self._players(participant, onsets.size):
            number, place = segments.at(onsets[rows])
            ran = number >= 0
            names = np.full(ran.size, None, dtype=object)
            names[ran] = segments.media[number[ran]]
            media[rows], seconds[rows] = names, place
        return (media[0], float(seconds[0])) if single else (media, seconds)

    def to_onset(
        self, media_id: str, seconds: Numbers, *, participant: Any = None, viewing: int = 1
    ) -> float | NDArray[np.float64]:
        """Return when a place of a film was seen.

        Parameters
        ----------
        media_id : str
            The film.
        seconds : float or array-like
            Places in the film.
        participant : str, optional
            By whom, as for `to_film`.
        viewing : int, optional
            Which time, from 1: films may be seen twice, and parts of them after a seek.

        Returns
        -------
        float or array of float
            Onsets in ms; NaN for places that were not seen.

        Raises
        ------
        InputError
            If the film was not shown in the room, there is no such participant, or a value is no
            number.
        """
        self._need_films()
        validation.choice("media_id", media_id, sorted(set(self.films["mediaId"])))
        viewing = validation.whole_number("viewing", viewing, 1)
        places, single = floats("seconds", seconds, "seconds in the film")
        onsets = np.full(places.size, nan)
        for segments, rows in self._players(participant, places.size):
            onsets[rows] = segments.when(media_id, places[rows], viewing)
        return float(onsets[0]) if single else onsets

    def _need_films(self) -> None:
        if self.films.empty:
            raise InputError(
                f"no film ran in room {self.room_id}: it has no events of a player. It has "
                f"{len(self.participants)} participants and {len(self.recordings)} recordings."
            )

    def _players(self, participant: Any, count: int) -> list[tuple[SegmentArrays, Any]]:
        """Give the segments of each player that values are of, with the positions of its values."""
        if participant is None:
            if len(self._segments) != 1:
                raise InputError(
                    f"participant is missing: room {self.room_id} has "
                    f"{', '.join(map(repr, self.participants))}, and each has a player."
                )
            return [(next(iter(self._segments.values())), slice(None))]
        if isinstance(participant, str):
            return [(self._player(participant), slice(None))]
        people = texts("participant", participant)
        if len(people) != count:
            raise InputError(
                f"there are {len(people)} participants for {count} values: give one for all, or "
                "one for each."
            )
        column = np.array(people, dtype=object)
        return [
            (self._player(one), np.flatnonzero(column == one))
            for one in dict.fromkeys(people)
            if one is not None
        ]

    def _player(self, participant: str) -> SegmentArrays:
        validation.choice("participant", participant, self.participants)
        return self._segments.get(participant) or SegmentArrays([])

    # -- recordings --------------------------------------------------------------------------

    def to_recording(self, recording_id: str, onset: Numbers) -> float | NDArray[np.float64]:
        """Return the place in a recording of what happened at an onset.

        Parameters
        ----------
        recording_id : str
            A recording of the room.
        onset : float or array-like
            ms; one or many.

        Returns
        -------
        float or array of float
            Seconds in the file, by its own times; NaN outside of it.

        Raises
        ------
        InputError
            If the room has no such recording, or the onset is no number.
        """
        span = self._span(recording_id)
        onsets, single = floats("onset", onset, "onsets in ms")
        with np.errstate(invalid="ignore"):
            inside = onsets >= span.onset_start
            if isfinite(span.onset_end):
                inside &= onsets <= span.onset_end
        place = span.file_start + (onsets - span.onset_start) * span.rate / _MS
        place = np.where(inside, place, nan)
        return float(place[0]) if single else place

    def from_recording(self, recording_id: str, seconds: Numbers) -> float | NDArray[np.float64]:
        """Return the onset of a place in a recording, the reverse of `to_recording`.

        Parameters
        ----------
        recording_id : str
            A recording of the room.
        seconds : float or array-like
            Places in the file, by its own times.

        Returns
        -------
        float or array of float
            Onsets in ms; NaN outside of the file.

        Raises
        ------
        InputError
            If the room has no such recording, or a place is no number.
        """
        span = self._span(recording_id)
        places, single = floats("seconds", seconds, "seconds in the file")
        onsets = span.onset_start + (places - span.file_start) * _MS / span.rate
        with np.errstate(invalid="ignore"):
            inside = places >= span.file_start - _CLOSE
            if isfinite(span.onset_end):
                inside &= onsets <= span.onset_end + _CLOSE
        onsets = np.where(inside, onsets, nan)
        return float(onsets[0]) if single else onsets

    def _span(self, recording_id: str) -> RecordingSpan:
        if str(recording_id) in self._spans:
            return self._spans[str(recording_id)]
        raise InputError(
            f"recording_id={validation.short_repr(recording_id)} is no recording of room "
            f"{self.room_id}.",
            hint=f"It has {', '.join(map(repr, self._spans)) or 'no recordings'}.",
        )

    # -- everybody's time --------------------------------------------------------------------

    def to_utc(self, onset: Numbers) -> Any:
        """Return the time of an onset.

        Parameters
        ----------
        onset : float or array-like
            ms; one or many.

        Returns
        -------
        pandas.Timestamp or pandas.DatetimeIndex
            In UTC; NaT where the onset is missing.

        Raises
        ------
        InputError
            If an onset is no number.
        """
        import pandas as pd

        onsets, single = floats("onset", onset, "onsets in ms")
        times = pd.DatetimeIndex(self.zero + pd.to_timedelta(onsets, unit="ms"))
        return times[0] if single else times

    def to_dict(self) -> dict[str, Any]:
        """Give everything as plain values: what is missing is None."""
        return {
            "roomId": self.room_id,
            "zero": None if self.zero != self.zero else self.zero.isoformat(),
            "participants": self.participants,
            "films": _records(self.films),
            "recordings": _records(self.recordings),
            "findings": self.findings,
        }

    def __repr__(self) -> str:
        films = ", ".join(dict.fromkeys(self.films["mediaId"])) or "no films"
        return (
            f"<RoomClock {self.room_id}: {len(self.participants)} participants, {films}, "
            f"{len(self.recordings)} recordings>"
        )


def room_clock(
    source: Source, room_id: str, folder: Path | None = None, *, files: bool = True
) -> RoomClock:
    """Make the clock of a room.

    Parameters
    ----------
    source : HyperStudy or study on disk
        Where the data come from: events, sync metrics, recordings and participants of the room.
    room_id : str
        The room.
    folder : Path or None
        Where files of recordings are, with their sidecar; None if nowhere.
    files : bool, optional
        Look into files that are there.

    Raises
    ------
    InputError
        If the room is unknown or nothing happened in it.
    HyperStudyError
        If the data cannot be had.
    """
    import pandas as pd

    events = source.get_events(room_id, scope="room")
    lacking = [one for one in _FURTHER if not has_table(source, one)]

    def rows(table: str, get: Callable[..., pd.DataFrame]) -> pd.DataFrame:
        return pd.DataFrame() if table in lacking else get(room_id, scope="room")

    recordings = rows("recordings", source.get_recordings)
    if events.empty and recordings.empty:
        raise InputError(f"there is nothing to put on a clock: room {room_id!r} has no events.")
    films = room_films(
        events,
        rows("sync", source.get_sync),
        None if "participants" in lacking else source.get_participants(room_id, scope="room"),
    )
    films.findings.extend(f"{one} was not pulled: {_FURTHER[one]}" for one in lacking)
    there = recording_files(folder) if files and folder is not None else {}
    spans, media = place_recordings(recordings, films.zero, there)
    return RoomClock(room_id, films, spans, media)


def _records(frame: pd.DataFrame) -> list[dict[str, Any]]:
    return [
        {str(name): None if value != value else value for name, value in row.items()}
        for row in frame.to_dict("records")
    ]


def _films_frame(films: RoomFilms) -> pd.DataFrame:
    import pandas as pd

    rows = [
        (person, one.media, number, one.onset_start, one.onset_end, one.film_start, one.film_end,
         one.rate, one.slack, one.source)
        for person, of in sorted(films.segments.items())
        for number, one in enumerate(of)
    ]  # fmt: skip
    names = (
        "participantId", "mediaId", "segment", "onset_start", "onset_end", "film_start",
        "film_end", "rate", "uncertainty", "source",
    )  # fmt: skip
    kinds = ["str", "str", "int64", *["float64"] * 6, "str"]
    frame = pd.DataFrame(rows, columns=list(names))
    return frame.astype(dict(zip(names, kinds, strict=True)))
