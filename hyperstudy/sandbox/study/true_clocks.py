"""What the rows of a room do not say: where each player and each recorder really was.

Rows tell of a room as the service would, with the errors of its clocks. This is what was really so;
the files of recordings are made of it, and tests compare with it.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Final, NamedTuple

from hyperstudy.sandbox.study.feelings import waves
from hyperstudy.sandbox.study.moments import SECOND
from hyperstudy.sandbox.study.randomness import stream

if TYPE_CHECKING:
    from collections.abc import Sequence

    from hyperstudy.sandbox.study.film import Film, Segment
    from hyperstudy.sandbox.study.records import Recording
    from hyperstudy.sandbox.study.room import Run, Visit

_CATCHING_UP: Final = 1.04
"""How fast a player runs that has fallen behind: with its swings it stays below 1.05, which is the
most that players do (documented)."""
_LAG: Final = 200.0
_LONG_ENOUGH: Final = 25 * SECOND
_HALF: Final = 500


class Stall(NamedTuple):
    """A player waits for its data."""

    at: int
    """ms since 1970."""
    position: int
    """Where in the film, in ms."""
    took: int

    def stands(self, at: float) -> bool:
        """Return whether the player waits at an instant."""
        return 0 <= at - self.at < self.took

    def behind(self, at: float) -> float:
        """Return by how many ms the player is behind at an instant: it makes up for the wait."""
        gone = at - self.at
        if gone < self.took:
            return max(0.0, gone)
        return max(0.0, self.took - (gone - self.took) * (_CATCHING_UP - 1))

    def catching_up(self, at: float) -> float:
        """Return by how much the rate is raised in the second around an instant."""
        begin = self.at + self.took
        end = begin + self.took / (_CATCHING_UP - 1)
        shared = max(0.0, min(at + _HALF, end) - max(at - _HALF, begin))
        return (_CATCHING_UP - 1) * shared / (2 * _HALF)


def stall(run: Run, seed: int, seat: int, visit: Visit) -> Stall | None:
    """Return whether a player had to wait in the first piece of a film."""
    assert visit.film is not None  # noqa: S101
    rng = stream(seed, run.index, seat, visit.index, "buffering")
    if rng.random() >= 0.4 or run.campaign.faultless:
        return None
    first = visit.film.segments[0]
    position = first.begin + round((first.end - first.begin) * rng.uniform(0.2, 0.8))
    took = min(rng.randint(80, 700), first.end - position)
    return Stall(first.instant + position - first.begin, position, took)


def stalls(run: Run, seed: int) -> dict[tuple[int, int], Stall]:
    """Give all waits of players in a room, by the instant of the piece of film and by seat."""
    return {
        (visit.film.segments[0].instant, person.seat): waited
        for visit in run.visits
        if visit.film is not None
        for person in run.people
        if (waited := stall(run, seed, person.seat, visit)) is not None
    }


def position(
    run: Run, seed: int, seat: int, segment: Segment, since: float, waited: Stall | None
) -> float:
    """Return where a viewer's film is (ms), so long (ms) after the begin of a piece."""
    at = segment.instant + since
    if waited is not None and waited.stands(at):
        since = waited.at - segment.instant
        at = waited.at
    here = segment.begin + since + ahead(run, seed, seat, segment, since)
    return here if waited is None else here - waited.behind(at)


def ahead(run: Run, seed: int, seat: int, segment: Segment, since: float) -> float:
    """By how many ms a viewer's player is ahead of the room's film, negative behind.

    It begins and ends each piece with the room; between them it swings a little, and one player in
    some rooms lags.
    """
    if run.people[seat].role == "host" or len(run.people) < 2:
        return 0.0
    length = segment.end - segment.begin
    if not 0 < since < length:
        return 0.0
    at = segment.begin + since
    swing = min(12.0, length / 2_000) * sum(
        height * math.sin(speed * at + phase)
        for height, speed, phase in waves(seed, run.index, seat, "drift")
    )
    lags = run.index % 4 == 1 and seat == len(run.people) - 1 and length >= _LONG_ENOUGH
    if lags and not run.campaign.faultless:
        swing -= min(_LAG, 0.006 * length)
    return swing * math.sin(math.pi * since / length) ** 2


def rate(run: Run, seed: int, seat: int, segment: Segment, since: float) -> float:
    """At which rate a viewer's player runs, by the second around a moment."""
    before, after = (ahead(run, seed, seat, segment, since + way) for way in (-_HALF, _HALF))
    return 1 + (after - before) / (2 * _HALF)


def _delay(run: Run, seed: int, seat: int) -> float:
    """How much later (ms) than its events say a player's pictures were, by the room's clock."""
    rng = stream(seed, run.index, seat, "true clock")
    clock_sync = run.people[seat].diagnostics.get("clockSync", {"roundTripMs": 60})
    # The two ways of a message over the network do not take the same time.
    return rng.uniform(0, 20) + float(clock_sync["roundTripMs"]) * rng.uniform(-0.25, 0.25)


class TrueRecording(NamedTuple):
    """What a recorder really recorded."""

    late: int
    """ms from the start of the recording to its first packet; the file says so, a WAV cannot."""
    end: int
    """ms from the start to the end of the last packet."""
    drift: float
    """ppm by which its clock is faster."""
    lost_at: int
    """ms from the start to where something is lost that the file's times do not show."""
    lost: int
    """ms."""
    uplink: float
    """ms from the microphone to the recorder."""

    @property
    def length(self) -> int:
        """Length of the file in ms, from its first packet."""
        return max(1, round((self.end - self.late) * (1 + self.drift * 1e-6)) - self.lost)

    def place(self, since: float) -> float:
        """Give the place in the file (s) of what came to the recorder so long (ms) after start."""
        if not self.late <= since <= self.end or self.lost_at < since < self.lost_at + self.lost:
            return math.nan
        lost = self.lost if since >= self.lost_at + self.lost else 0
        return (self.late + (since - self.late) * (1 + self.drift * 1e-6) - lost) / SECOND


def true_recording(run: Run, seed: int, made: Recording) -> TrueRecording:
    """Return what a finished recording really holds."""
    rng = stream(seed, run.index, made.id, "true clock")
    late = 0 if made.form == "wav" else round(300 * rng.random() ** 2)
    late = min(late, made.duration // 4)
    end = made.duration - min(rng.randint(0, 25), made.duration // 8)
    drift = rng.uniform(-500, 500) if rng.random() < 0.3 else rng.gauss(0, 40)
    lost = 0
    long = not made.audio and made.duration > 60 * SECOND
    planned = not run.campaign.faultless and run.index % 8 == 2
    if planned and long and made.person.seat == 0:
        lost = rng.randint(3, 8) * SECOND
    return TrueRecording(
        late, end, round(drift, 1), round(made.duration * 0.6), lost, rng.uniform(0, 8)
    )


class RoomTruth:
    """What was really so in a room; onsets in ms, as in its rows.

    Parameters
    ----------
    run, seed
        The room, and the seed of its study.
    recordings
        The recordings of the room.
    """

    def __init__(self, run: Run, seed: int, recordings: Sequence[Recording]) -> None:
        self._run, self._seed = run, seed
        self._made = {one.id: one for one in recordings}
        self._seats = {person.id: person.seat for person in run.people}

    @property
    def participants(self) -> list[str]:
        """Who was there."""
        return list(self._seats)

    @property
    def recordings(self) -> list[str]:
        """The finished recordings."""
        return [one.id for one in self._made.values() if one.end is not None]

    def film(self, onset: float, participant: str) -> tuple[str | None, float]:
        """Return which film somebody really saw, and where it was (s); None and NaN if none ran."""
        seat = self._seats[participant]
        for visit in self._run.visits:
            if visit.film is None:
                continue
            found = self._place(visit, visit.film, seat, onset)
            if found is not None:
                return visit.film.video_id, found / SECOND
        return None, math.nan

    def _place(self, visit: Visit, film: Film, seat: int, onset: float) -> float | None:
        at = self._run.zero + onset - seat - _delay(self._run, self._seed, seat)
        for number, segment in enumerate(film.segments):
            since = at - segment.instant
            if not 0 <= since < segment.end - segment.begin:
                continue
            waited = stall(self._run, self._seed, seat, visit) if number == 0 else None
            if waited is not None and waited.stands(at):
                return None
            return position(self._run, self._seed, seat, segment, since, waited)
        return None

    def recording(self, onset: float, recording_id: str) -> float:
        """Return where in a file (s) really is what happened at an onset; NaN if nowhere."""
        made = self._made[recording_id]
        true = self.of(recording_id)
        return true.place(self._run.zero + onset + true.uplink - made.begin)

    def of(self, recording_id: str) -> TrueRecording:
        """Give everything that was really so of a finished recording."""
        return true_recording(self._run, self._seed, self._made[recording_id])
