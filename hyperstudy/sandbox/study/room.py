"""How one room went: who was there when, when each state began, when the film stood still."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Final, NamedTuple

from hyperstudy.sandbox.study.film import Film, cut, show
from hyperstudy.sandbox.study.moments import SECOND
from hyperstudy.sandbox.study.people import Person, invite
from hyperstudy.sandbox.study.randomness import stream

if TYPE_CHECKING:
    import random
    from collections.abc import Sequence

    from hyperstudy.sandbox.study.design import Campaign, Design, Fate
    from hyperstudy.sandbox.study.table import Row

_COUNTDOWN: Final = 5 * SECOND


@dataclass(frozen=True)
class Visit:
    """One state of the experiment as the room went through it."""

    index: int
    state: Row
    start: int
    end: int
    """When the state ended; of a state that still runs, how far the data reach."""
    finished: bool
    took: dict[int, int]
    """Response time by seat, of those who answered, in ms."""
    film: Film | None

    @property
    def state_id(self) -> str:
        """Id of the state."""
        return str(self.state["id"])

    @property
    def kind(self) -> str:
        """Type of the focus component."""
        return str(self.state["focusComponent"]["type"])

    @property
    def config(self) -> Row:
        """Configuration of the focus component."""
        config: Row = self.state["focusComponent"]["config"]
        return config

    @property
    def component_id(self) -> str:
        """Id of the focus component."""
        return str(self.state["focusComponent"]["id"])

    def shows(self, component: str) -> bool:
        """Return whether a global component is to be seen in this state."""
        visible: dict[str, bool] = self.state.get("globalComponentsVisibility", {})
        return visible.get(component, False)


class Reply(NamedTuple):
    """When a question of the closing questionnaire was answered."""

    page: int
    question: int
    at: int
    took: int


@dataclass(frozen=True, eq=False)
class Run:
    """One room, or a visit that ended in the lobby, from the first arrival to the last click."""

    index: int
    number: int
    """Number of the room, from 1."""
    room_id: str | None
    campaign: Campaign
    fate: Fate
    people: tuple[Person, ...]
    created: int
    started: int | None = None
    """Start of the first state: where onsets are zero."""
    ended: int | None = None
    """When the room closed; None while it runs."""
    visits: tuple[Visit, ...] = ()
    replies: dict[int, tuple[Reply, ...]] = field(default_factory=dict[int, tuple[Reply, ...]])
    """Answers to the closing questionnaire by seat."""
    away: tuple[int, int, int] | None = None
    """Seat, begin and end of a lost connection."""

    @property
    def zero(self) -> int:
        """Onset zero: the first state's start, or, without one, the room's creation."""
        return self.created if self.started is None else self.started

    @property
    def until(self) -> int:
        """When the last thing happened."""
        return max(
            [self.ended or 0, self.zero]
            + [person.lobby.left for person in self.people]
            + [visit.end for visit in self.visits]
            + [replies[-1].at + 3 * SECOND for replies in self.replies.values() if replies]
        )

    def visit_at(self, instant: int) -> Visit:
        """Find the state that was on at an instant between the first and the last."""
        return next(visit for visit in self.visits if visit.start <= instant < visit.end)


_PACE: Final[dict[str, tuple[int, int]]] = {
    "showtext": (3_000, 14_000),
    "showimage": (2_500, 9_000),
    "vasrating": (2_000, 9_000),
    "likertscale": (1_800, 7_000),
    "multiplechoice": (2_200, 10_000),
    "textinput": (8_000, 35_000),
    "ranking": (6_000, 22_000),
    "rapidrate": (4_000, 12_000),
    "audiorecording": (9_000, 19_000),
    "code": (150, 900),
    "trigger": (600, 3_000),
}
"""Shortest and longest response by component type, in ms."""


def _visit(
    design: Design, seed: int, room_id: str, index: int, start: int, people: list[Person]
) -> Visit:
    state = design.states[index]
    kind = str(state["focusComponent"]["type"])
    rules: Row = state.get("transitionRules", {})
    if kind == "showvideo":
        film = show(design, state, room_id, start, people, seed)
        return Visit(index, state, start, film.stopped + 400, True, {}, film)
    if rules.get("type") == "TIMED":
        return Visit(index, state, start, start + int(rules["durationMs"]), True, {}, None)
    rng = stream(seed, room_id, index, "pace")
    shortest, longest = _PACE[kind]
    if people and people[0].agent:
        shortest, longest = 900, 6_000
    answering = design.answering.get(str(state["id"]))
    took = {
        person.seat: rng.randint(shortest, longest)
        for person in people
        if answering is None or person.role == answering
    }
    return Visit(index, state, start, start + max(took.values()) + 250, True, took, None)


def _cut(visits: Sequence[Visit], at: int, end: int) -> tuple[Visit, ...]:
    """Leave out what was still to come at an instant; the state that was on ends later."""
    kept = [visit for visit in visits if visit.start < at]
    last = kept[-1]
    film = None if last.film is None else cut(last.film, at)
    took = {seat: took for seat, took in last.took.items() if last.start + took < at}
    kept[-1] = replace(last, end=end, finished=False, film=film, took=took)
    return tuple(kept)


def _crisis(visits: Sequence[Visit], state_id: str, rng: random.Random) -> int:
    visit = next(visit for visit in visits if visit.state_id == state_id)
    at = visit.start + round((visit.end - visit.start) * rng.uniform(0.35, 0.65))
    # Nobody leaves while the film stands still: a pause always has its end.
    for pause in visit.film.pauses if visit.film else ():
        if pause.paused - SECOND <= at <= pause.resumed:
            at = pause.resumed + 1_500
    return at


def _replies(design: Design, seed: int, index: int, person: Person, at: int) -> tuple[Reply, ...]:
    questionnaire: Row = design.experiment.get("postExperimentQuestionnaire", {})
    rng = stream(seed, index, person.seat, "questionnaire")
    replies: list[Reply] = []
    at += 1_200
    for page, content in enumerate(questionnaire.get("pages", [])):
        for question in range(len(content["questions"])):
            took = rng.randint(2_500, 14_000)
            at += took
            replies.append(Reply(page, question, at, took))
        at += 900
    return tuple(replies)


def run(
    design: Design,
    seed: int,
    index: int,
    number: int,
    campaign: Campaign,
    fate: Fate,
    slot: int,
    again: tuple[Person, ...] | None,
) -> Run:
    """Let a group go through the experiment.

    Parameters
    ----------
    design
        The study on paper.
    seed
        Seed of the study.
    index
        Position of the visit in the study.
    number
        Number of the room, from 1.
    campaign
        The deployment that collects the room.
    fate
        How it goes.
    slot
        The appointment, in ms since 1970.
    again
        People of a room that failed, who get a second appointment.
    """
    people = invite(design, seed, index, number, slot, fate, again)
    created = min(person.joined for person in people)
    course = Run(index, number, None, campaign, fate, tuple(people), created)
    if fate in ("declined", "excluded"):
        return course
    suffix = f"{stream(seed, index, 'room').getrandbits(20):05x}"
    course = replace(course, room_id=f"room_{design.key}_{number}_{suffix}")
    rng = stream(seed, index, "course")
    if fate == "failed":
        waited = rng.randint(60, 120) * SECOND
        return replace(course, ended=max(person.joined for person in people) + waited)
    course = _through_the_states(design, seed, _begin(design, course, rng))
    if fate == "dropped":
        course = _drop_out(design, course, rng)
    elif fate == "active":
        now = _crisis(course.visits, design.crisis, rng)
        course = replace(course, visits=_cut(course.visits, now, now), ended=None)
    elif fate == "reconnected":
        lost = _crisis(course.visits, design.interruption, rng)
        course = replace(course, away=(len(people) - 1, lost, lost + rng.randint(6, 11) * SECOND))
    return replace(course, replies=_questionnaires(design, seed, course))


def _begin(design: Design, course: Run, rng: random.Random) -> Run:
    people = list(course.people)
    late = course.fate == "late" and not design.waits_for_late
    ready = [person.joined for person in people[: -1 if late else None]]
    started = max(ready) + _COUNTDOWN + rng.randint(0, 999)
    if course.index == 0:
        # A study begins on the full second, so that times without a fraction are met early.
        started -= started % SECOND
    if late:
        joined = max(people[-1].joined, started + rng.randint(9, 16) * SECOND)
        people[-1] = people[-1]._replace(joined=joined)
    return replace(course, people=tuple(people), started=started)


def _through_the_states(design: Design, seed: int, course: Run) -> Run:
    visits: list[Visit] = []
    at = course.zero
    for index in range(len(design.states)):
        there = [person for person in course.people if person.present(at)]
        visits.append(_visit(design, seed, str(course.room_id), index, at, there))
        at = visits[-1].end
    return replace(course, visits=tuple(visits), ended=at)


def _drop_out(design: Design, course: Run, rng: random.Random) -> Run:
    """Lose the last of the group; a pair waits for a while and then gives up."""
    people, seat = list(course.people), len(course.people) - 1
    left = _crisis(course.visits, design.crisis, rng)
    if not people[seat].agent:
        people[seat] = people[seat]._replace(left=left)
    course = replace(course, people=tuple(people))
    if len(people) > 2:
        return replace(course, visits=tuple(_without(visit, seat, left) for visit in course.visits))
    timeout: Row = design.experiment.get("disconnectTimeout", {})
    partner_waits = len(people) > 1 and timeout.get("enabled", False)
    ended = left + (int(timeout["durationMs"]) if partner_waits else SECOND)
    return replace(course, visits=_cut(course.visits, left, ended), ended=ended)


def _questionnaires(design: Design, seed: int, course: Run) -> dict[int, tuple[Reply, ...]]:
    last = course.visits[-1]
    if course.ended is None or not last.finished:
        return {}
    return {
        person.seat: _replies(design, seed, course.index, person, last.end)
        for person in course.people
        if person.left is None and not person.agent
    }


def _without(visit: Visit, seat: int, left: int) -> Visit:
    if seat not in visit.took or visit.start + visit.took[seat] < left:
        return visit
    return replace(visit, took={key: took for key, took in visit.took.items() if key != seat})
