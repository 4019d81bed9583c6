"""What agents do in a room: drawn once, when the room is launched."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING, Any

from attrs import frozen

from .json_members import list_in, object_in

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from .study.table import Row

__all__ = ["Seat", "Turn", "draw_turns", "model_of", "provider_of"]

_USD_PER_INPUT_TOKEN = 3e-6
_USD_PER_OUTPUT_TOKEN = 15e-6
_TALK = (
    "What did you notice first?",
    "The pause before the answer.",
    "I would go with the second one.",
    "Same here, for another reason.",
    "Shall we move on?",
    "Yes, I am ready.",
)
_CHAT_TURNS = 4
_MOST_TURNS = 100
"""The platform's default guardrail."""


@frozen(eq=False)
class Seat:
    """An agent's place in a room; each is itself only."""

    participant_id: str
    role: str
    persona: Row


@frozen
class Turn:
    """One decision."""

    seat: Seat
    seq: int
    instant: int
    state: Row
    kind: str
    value: Any
    latency: int
    input_tokens: int
    output_tokens: int

    @property
    def cost(self) -> float:
        """What the decision cost, in USD."""
        return self.input_tokens * _USD_PER_INPUT_TOKEN + self.output_tokens * _USD_PER_OUTPUT_TOKEN


def model_of(persona: Row) -> str:
    """Name the model that plays a persona."""
    return str(persona.get("model") or f"{provider_of(persona)}-default")


def provider_of(persona: Row) -> str:
    """Name the provider of that model."""
    return str(persona.get("provider") or "anthropic")


def draw_turns(
    room_id: str, experiment: Row, seats: Sequence[Seat], *, now: int, seed: int, pace: int
) -> tuple[Turn, ...]:
    """Draw the course of a room.

    Parameters
    ----------
    room_id, experiment, seats
        What is launched.
    now
        Its start, in ms since 1970.
    seed
        Decides the course, together with the room's id.
    pace
        Time from one turn to the next, in ms; 0 lets everything happen at once.
    """
    chance = random.Random(f"agents {seed} {room_id}")
    turns: list[Turn] = []
    count = dict.fromkeys(seats, 0)
    for state, seat, kind, value in _course(experiment, seats, chance):
        most = object_in(seat.persona, "guardrails").get("maxTurns", _MOST_TURNS)
        if count[seat] >= most:
            continue
        count[seat] += 1
        turns.append(
            Turn(
                seat=seat,
                seq=count[seat],
                instant=now + pace * (len(turns) + 1),
                state=state,
                kind=kind,
                value=value,
                latency=chance.randint(400, 3200),
                input_tokens=chance.randint(700, 2400),
                output_tokens=chance.randint(20, 160),
            )
        )
    return tuple(turns)


_ANSWERS: Mapping[str, Callable[[Mapping[str, Any], random.Random], Any]] = {
    "vasrating": lambda _, chance: chance.randint(0, 100),
    "likertscale": lambda config, chance: chance.randint(1, int(_number(config, 5))),
    "textinput": lambda _, chance: chance.choice(_TALK),
    "multiplechoice": lambda config, chance: _choice(config, chance),
    "ranking": lambda config, chance: chance.sample(_options(config), len(_options(config))),
    "rapidrate": lambda config, chance: {
        str(dimension.get("label") or dimension.get("name")): chance.randint(0, 100)
        for dimension in list_in(config, "dimensions")
    },
}


def _course(
    experiment: Row, seats: Sequence[Seat], chance: random.Random
) -> Iterator[tuple[Row, Seat, str, Any]]:
    """Go through the states: every agent answers what asks, and they talk where there is a chat."""
    if not seats:
        return
    states = list_in(experiment, "states") or [{"id": "state_1", "name": "Only state"}]
    chat_for_all = "textchat" in object_in(experiment, "globalComponents")
    talked = False
    for state in states:
        component = object_in(state, "focusComponent")
        answer = _ANSWERS.get(component.get("type", ""))
        if answer is not None:
            for seat in seats:
                yield state, seat, "component", answer(object_in(component, "config"), chance)
        shown = object_in(state, "globalComponentsVisibility")
        here = shown.get("textchat", chat_for_all) or component.get("type") == "textchat"
        if here or (state is states[-1] and not talked and answer is None):
            talked = True
            for number in range(_CHAT_TURNS):
                yield state, seats[number % len(seats)], "chat", chance.choice(_TALK)


def _number(config: Mapping[str, Any], otherwise: int) -> float:
    """Read the number of points of a Likert scale, which has two spellings."""
    value = config.get("scalePoints", config.get("scale", otherwise))
    return value if isinstance(value, (int, float)) and value >= 1 else otherwise


def _options(config: Mapping[str, Any]) -> list[Any]:
    options = list_in(config, "options") or list_in(config, "choices") or ["yes", "no"]
    return [_value_of(option) for option in options]


def _value_of(option: Any) -> Any:
    """Read the value of an option, which may be the value itself."""
    if not isinstance(option, dict):
        return option
    written = object_in({"option": option}, "option")
    return next((written[name] for name in ("value", "text", "label") if name in written), None)


def _choice(config: Mapping[str, Any], chance: random.Random) -> Any:
    return chance.choice(_options(config))
