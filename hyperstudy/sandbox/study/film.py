"""One showing of a film: when it ran, and when it stood still for a rating."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from hyperstudy.sandbox.study.moments import SECOND
from hyperstudy.sandbox.study.randomness import stream

if TYPE_CHECKING:
    import random

    from hyperstudy.sandbox.study.design import Design
    from hyperstudy.sandbox.study.people import Person
    from hyperstudy.sandbox.study.table import Row

_SERVER_BUFFER: Final = 2 * SECOND
"""The server waits this much longer than the limit before it ends a pause (documented)."""


class Rating(NamedTuple):
    """The question at a pause as one participant met it."""

    seat: int
    shown: int
    took: int | None
    """Response time in ms; None when nothing was answered in time."""


class Pause(NamedTuple):
    """The film stands still for a rating."""

    number: int
    position: int
    """Where in the film, in ms."""
    paused: int
    resumed: int
    ratings: tuple[Rating, ...]


class Segment(NamedTuple):
    """The film runs, from one position to another, in ms."""

    state_id: str
    video_id: str
    begin: int
    end: int
    instant: int
    """When the first of the two positions was shown."""


class Film(NamedTuple):
    """One showing of a film."""

    video_id: str
    duration: int
    segments: tuple[Segment, ...]
    pauses: tuple[Pause, ...]
    finished: bool

    @property
    def stopped(self) -> int:
        """When the last picture was shown."""
        last = self.segments[-1]
        return last.instant + last.end - last.begin


def _pause_positions(config: Row, duration: int, rng: random.Random) -> list[int]:
    parameters: Row = config["distribution"]["parameters"]
    bins = int(parameters["numBins"])
    width = duration / bins
    return [round(width * (at + 0.5 + rng.uniform(-0.18, 0.18))) for at in range(bins)]


def show(
    design: Design, state: Row, room_id: str, start: int, people: list[Person], seed: int
) -> Film:
    """Show a film to people, with the pauses that the definition asks for.

    Parameters
    ----------
    design, state
        The study, and the state that shows the film.
    room_id
        The room; with the state it decides where the pauses are.
    start
        When the state began, in ms since 1970.
    people
        Who is there.
    seed
        Seed of the study.
    """
    # The service draws the pauses from room and state too, so that everybody has the same.
    rng = stream(seed, room_id, state["id"], "film")
    config: Row = state["focusComponent"]["config"]
    video_id, duration = str(config["videoId"]), int(config["duration"])
    sparse: Row = design.global_components.get("sparserating", {}).get("config", {})
    per_state: Row | None = sparse.get("stateConfigurations", {}).get(state["id"])
    segments: list[Segment] = []
    pauses: list[Pause] = []
    position, instant = 0, start + rng.randint(900, 2_400)
    for number, at in enumerate(_pause_positions(per_state, duration, rng) if per_state else []):
        segments.append(Segment(str(state["id"]), video_id, position, at, instant))
        paused = instant + at - position
        limit = int(per_state["responseTimeLimit"]) if per_state else 0
        ratings: list[Rating] = []
        for person in people:
            took = min(round(rng.lognormvariate(8.0, 0.4)), limit - 500)
            missed = rng.random() < 0.05
            shown = paused + rng.randint(80, 260)
            ratings.append(Rating(person.seat, shown, None if missed else took))
        if any(rating.took is None for rating in ratings):
            resumed = paused + limit + _SERVER_BUFFER
        else:
            resumed = max(rating.shown + (rating.took or 0) for rating in ratings)
            resumed += rng.randint(120, 400)
        pauses.append(Pause(number, at, paused, resumed, tuple(ratings)))
        position, instant = at, resumed
    segments.append(Segment(str(state["id"]), video_id, position, duration, instant))
    return Film(video_id, duration, tuple(segments), tuple(pauses), True)


def cut(film: Film, at: int) -> Film:
    """Leave out what was still to come at an instant after the first picture."""
    segments = [segment for segment in film.segments if segment.instant < at]
    last = segments[-1]
    shown = min(last.end, last.begin + at - last.instant)
    segments[-1] = last._replace(end=shown)
    pauses = tuple(pause for pause in film.pauses if pause.paused < at)
    return Film(film.video_id, film.duration, tuple(segments), pauses, False)
