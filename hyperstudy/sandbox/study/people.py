"""The participants of a room: who they are, and their way through the lobby."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, NamedTuple

from hyperstudy.sandbox.study.moments import MINUTE, SECOND
from hyperstudy.sandbox.study.randomness import stream

if TYPE_CHECKING:
    import random
    from collections.abc import Sequence

    from hyperstudy.sandbox.study.design import Design, Fate
    from hyperstudy.sandbox.study.table import Row

_FIRST_NAMES: Final = (
    "Dana", "Zoë", "Łukasz", "Amir", "Noor", "Chiara", "Jonas", "Mei", "Ana/María", "Sam",
    "Priya", "Åsa", "Tomás", "Yuki", "Lea", "Omar", "D'Arcy", "Ines", "Karl-Otto", "Эмма",
    "Ravi", "Fatou", "小林", "Bo",
)  # fmt: skip
"""Names as people give them: what is in a name is data, never a path or a tag."""

_BROWSERS: Final = (
    ("Chrome", "145.0", "Windows"),
    ("Chrome", "144.0", "macOS"),
    ("Firefox", "147.0", "Linux"),
    ("Safari", "26.2", "macOS"),
    ("Edge", "145.0", "Windows"),
)


class Attempt(NamedTuple):
    """One try at the questions about the instructions."""

    page: int
    number: int
    at: int
    answers: Row
    correct: int
    passed: bool


class Lobby(NamedTuple):
    """What somebody did before the room, as instants in ms since 1970."""

    arrived: int
    consent_shown: int
    consent_decided: int
    agreed: bool
    pages: tuple[int, ...]
    attempts: tuple[Attempt, ...]
    left: int
    """Instructions done, or gone."""
    passed: bool


class Person(NamedTuple):
    """One participant of one room."""

    seat: int
    id: str
    name: str
    role: str
    email: str | None
    prolific_pid: str | None
    agent: bool
    clock_offset: int
    """How far the browser's clock runs ahead, in ms."""
    lobby: Lobby
    joined: int
    left: int | None
    """When the person dropped out; None who stayed."""
    diagnostics: Row

    def present(self, instant: int) -> bool:
        """Return whether the person is there."""
        return self.joined <= instant and (self.left is None or instant < self.left)


def _questions(page: Row) -> list[Row]:
    items: list[Row] = page.get("questions", {}).get("items", [])
    return items


def _reply(question: Row, right: bool, rng: random.Random) -> Any:
    correct: Any = question.get("correctAnswer")
    if question["type"] == "short-text":
        return question["acceptableAnswers"][0] if right else "no idea"
    if question["type"] == "true-false":
        return correct if right else not correct
    if question["type"] == "numeric":
        return correct if right else correct + rng.choice((-2, -1, 1, 5))
    if right:
        return correct
    return rng.choice([at for at in range(len(question["options"])) if at != correct])


def _lobby(design: Design, rng: random.Random, arrived: int, fate: Fate) -> Lobby:
    shown = arrived + rng.randint(900, 3_500)
    decided = shown + rng.randint(10 * SECOND, 40 * SECOND)
    if fate == "declined":
        return Lobby(arrived, shown, decided, False, (), (), decided + 800, False)
    pages: list[int] = []
    attempts: list[Attempt] = []
    at = decided + rng.randint(300, 1_200)
    passed = True
    for number, page in enumerate(design.experiment.get("instructionsPages", [])):
        pages.append(at)
        at += rng.randint(8 * SECOND, 22 * SECOND)
        questions = _questions(page)
        if not questions:
            continue
        check: Row = page["questions"]
        for attempt in range(1, int(check["maxAttempts"]) + 1):
            right = [fate != "excluded" and (attempt > 2 or rng.random() < 0.86) for _ in questions]
            if fate == "excluded":
                right[0] = False
            answers = {
                question["id"]: _reply(question, ok, rng)
                for question, ok in zip(questions, right, strict=True)
            }
            passed = 100 * sum(right) >= check["passingScore"] * len(questions)
            attempts.append(Attempt(number, attempt, at, answers, sum(right), passed))
            at += rng.randint(2 * SECOND, 6 * SECOND)
            if passed:
                break
            at += rng.randint(6 * SECOND, 15 * SECOND)
        if not passed:
            break
    return Lobby(arrived, shown, decided, True, tuple(pages), tuple(attempts), at, passed)


def _agent_lobby(arrived: int) -> Lobby:
    return Lobby(arrived, arrived, arrived, True, (), (), arrived, True)


def _diagnostics(rng: random.Random, offset: int) -> Row:
    browser, version, system = rng.choice(_BROWSERS)
    width, height = rng.choice(((1920, 1080), (1536, 864), (2560, 1440), (1440, 900)))
    return {
        "userAgent": {"browser": browser, "version": version, "os": system},
        "window": {"width": width, "height": height - 120},
        "clockSync": {"offsetMs": offset, "roundTripMs": rng.randint(18, 140)},
    }


def invite(
    design: Design,
    seed: int,
    index: int,
    number: int,
    slot: int,
    fate: Fate,
    again: Sequence[Person] | None = None,
) -> list[Person]:
    """Have a group come to an appointment.

    Parameters
    ----------
    design
        The study on paper.
    seed
        Seed of the study.
    index
        Position of the visit in the study, rooms and visits to the lobby alike.
    number
        Number of the room, from 1.
    slot
        The appointment, in ms since 1970.
    fate
        How the visit goes.
    again
        Who has been there before and comes once more.
    """
    if again is not None:
        size = len(again)
    elif fate in ("declined", "excluded"):
        size = 1
    else:
        size = stream(seed, index, "size").choice(design.sizes)
    group = [_person(design, seed, index, number, seat, slot, fate, size) for seat in range(size)]
    return [
        new._replace(id=old.id, name=old.name, email=old.email, prolific_pid=old.prolific_pid)
        for new, old in zip(group, again or group, strict=True)
    ]


def _person(
    design: Design, seed: int, index: int, number: int, seat: int, slot: int, fate: Fate, size: int
) -> Person:
    rng = stream(seed, index, seat, "person")
    role = design.roles[seat]
    offset = max(-180, min(180, round(rng.gauss(12, 45))))
    if design.agents is not None:
        persona = design.agents.personas[role]
        arrived = slot + 400 * seat
        return Person(
            seat, f"agent_r{number}_p{seat + 1}", persona["name"], role, None, None, True, 0,
            _agent_lobby(arrived), arrived, None, {},
        )  # fmt: skip
    name = f"{rng.choice(_FIRST_NAMES)} {rng.choice('ABCDEFGHIJKLMNOPRSTW')}."
    pid = f"{rng.getrandbits(96):024x}"
    identity = f"user_{rng.getrandbits(40):010x}"
    prolific = rng.random() < design.prolific
    late = fate == "late" and seat == size - 1
    arrived = slot + rng.randint(0, 60 * SECOND)
    if late:
        arrived += (3 * MINUTE if design.waits_for_late else 0) + rng.randint(20, 60) * SECOND
    lobby = _lobby(design, rng, arrived, fate)
    return Person(
        seat,
        f"prolific_{pid}" if prolific else identity,
        name,
        role,
        None if prolific else f"{identity[5:]}@participants.example",
        pid if prolific else None,
        False,
        offset,
        lobby,
        lobby.left + rng.randint(400, 2_000),
        None,
        _diagnostics(rng, offset),
    )
