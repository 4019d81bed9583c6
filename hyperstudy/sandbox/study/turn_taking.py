"""Groups of three or four with roles: a director describes a figure, the matchers find it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from hyperstudy.sandbox.study.definitions import check, course, enrichment, state, variable
from hyperstudy.sandbox.study.design import Campaign, Design

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from hyperstudy.sandbox.study.table import Row

_FIGURES: Final = ("dancer", "heron", "teapot", "lighthouse")
_LINES: Final = (
    "is it the one with the long neck?", "no, shorter", "like a bird?",
    "more like a person sitting",
    "left or right?", "left I think", "hmm", "the triangle on top, is it a hat?", "yes a hat",
    "ok got it", "wait, me too", "not sure at all", "say it again please", "two legs, one arm up",
    "ah the dancer", "🙂", "next!", "can the director answer?", "yes: pointing down",
)  # fmt: skip
_DESCRIPTIONS: Final = (
    "A person who kneels and looks to the left.",
    "Big bird, long neck, one leg.",
    "like a teapot without its lid",
    "Tall, with a light on top. Stripes?",
)


def _round(number: int, order: int) -> list[Row]:
    waits = {"matcher": {"prompt": "Wait for the director."}}
    return [
        state(
            order, f"Look {number}", f"look_{number}", "showimage",
            {"imageUrl": f"https://images.lab.example/figures/{_FIGURES[number % 4]}.png",
             "size": "large", "altText": "the figure", "showContinueButton": True},
            role_configs={"matcher": {"imageUrl": "https://images.lab.example/figures/all.png"}},
        ),
        state(
            order + 1, f"Describe {number}", f"describe_{number}", "textinput",
            {"prompt": "Describe the figure.", "inputType": "shortAnswer", "required": True,
             "outputVariable": "description"},
            role_configs=waits,
        ),
        state(
            order + 2, f"Talk {number}", f"talk_{number}", "textchat",
            {"allowSendingMessages": True, "allowMessageDeletion": False},
            seconds=40, shows=("textchat",),
        ),
        state(
            order + 3, f"Choose {number}", f"choose_{number}", "multiplechoice",
            {"question": "Which figure was described?", "options": list(_FIGURES),
             "required": True, "outputVariable": f"choice{number}"},
            role_configs={"director": {"question": "Wait for the others."}},
        ),
        state(
            order + 4, f"Score {number}", f"score_{number}", "code",
            {"script": f"vars.score += vars.choice{number} === vars.target{number} ? 1 : 0",
             "displayCode": False, "autoRun": True, "outputVariable": "score"},
        ),
    ]  # fmt: skip


def _score(number: int) -> Callable[[Mapping[str, Any]], int]:
    def add(values: Mapping[str, Any]) -> int:
        hit: bool = values.get(f"choice{number}") == values[f"target{number}"]
        return int(values.get("score") or 0) + hit

    return add


def _experiment(rounds: int) -> Row:
    states = [
        state(
            0, "Welcome", "welcome", "showtext",
            {"text": "<p>One of you describes, the others find.</p>", "showContinueButton": True},
        ),
    ]  # fmt: skip
    for number in range(1, rounds + 1):
        states += _round(number, len(states))
    states.append(
        state(
            len(states), "Teamwork", "teamwork", "rapidrate",
            {"prompt": "How was your group?",
             "dimensions": [{"label": "effort", "initialValue": 50},
                            {"label": "harmony", "initialValue": 50},
                            {"label": "fun", "initialValue": 50}],
             "outputVariable": "teamwork"},
        )
    )  # fmt: skip
    states.append(
        state(
            len(states), "Fairness", "fairness", "likertscale",
            {"question": "Turns were shared fairly.", "scale": 5, "minLabel": "no",
             "maxLabel": "yes", "required": True, "outputVariable": "fairness"},
        )
    )  # fmt: skip
    targets = {
        f"target{number}": variable("string", _FIGURES[number % 4], f"Figure of round {number}")
        for number in range(1, rounds + 1)
    }
    definition: Row = {
        "name": "Turn-taking: describe and match",
        "description": "Groups with a director and matchers who find figures together.",
        "requiredParticipants": 3,
        "randomizeStates": False,
        "states": states,
        "roles": {
            "director": {"name": "Director", "participantCount": 1, "mode": "human"},
            "matcher": {"name": "Matcher", "participantCount": 3, "mode": "human"},
        },
        "globalComponents": {
            "textchat": {"enabled": True,
                         "config": {"allowSendingMessages": True, "allowMessageDeletion": False}},
        },
        "variables": {
            "score": variable("number", 0, "Rounds won"),
            "round": variable("object", {"number": 1, "of": rounds}, "Where we are"),
            **targets,
        },
        "stimulusMappings": {
            "figures": {"type": "category", "strategy": "without_replacement",
                        "drawScope": "room",
                        "items": [f"https://images.lab.example/figures/{name}.png"
                                  for name in _FIGURES]},
        },
        "waitingRoomConfig": {"maxWaitTimeMs": 300_000, "countdownTimeMs": 5_000},
        "disconnectTimeout": {"enabled": False, "durationMs": 60_000, "autoReconnectDelay": 2_000},
        "consentFormEnabled": True,
        "consentFormTitle": "Consent",
        "consentFormContent": "What you write is stored without your name.",
        "instructionsEnabled": True,
        "instructionsTitle": "Your task",
        "instructionsContent": "<p>Find the figure.</p>",
        "instructionsPages": [
            {"title": "Roles", "content": "<p>The director sees one figure, the others all.</p>",
             "questions": check([
                 {"id": "director_sees", "type": "numeric",
                  "question": "How many figures does the director see?", "correctAnswer": 1,
                  "validation": {"exact": True}, "explanation": "Just the one to describe."},
             ], passing=100)},
        ],
    }  # fmt: skip
    return enrichment(
        "exp_turn_taking", "2026-01-26T13:20:00Z", "2026-02-18T09:12:44.006Z", **definition
    )


def design(minutes: float | None) -> Design:
    """Write the study on paper, with a round for every two of the given minutes."""
    length = 8.0 if minutes is None else minutes
    rounds = max(1, round(length / 2))
    numbers = range(1, rounds + 1)
    return Design(
        name="turn-taking",
        key="turns",
        experiment=_experiment(rounds),
        sizes=(3, 4, 4),
        roles=("director", "matcher", "matcher", "matcher"),
        campaigns=(
            Campaign("dep_turn_taking_first", "First term", "completed", legacy=True),
            Campaign("dep_turn_taking_second", "Second term", "paused"),
        ),
        rooms=8,
        minutes=length,
        fates=course(
            {2: "reconnected", 3: "late", 4: "dropped", 6: "late", 7: "failed"}, last_runs=False
        ),
        crisis=f"choose_{max(1, rounds // 2)}",
        interruption="talk_1",
        prolific=0.6,
        lines=_LINES,
        texts={f"describe_{number}": _DESCRIPTIONS for number in numbers},
        computed={f"score_{number}": _score(number) for number in numbers},
        answering={f"describe_{number}": "director" for number in numbers}
        | {f"choose_{number}": "matcher" for number in numbers}
        | {f"score_{number}": "director" for number in numbers},
        waits_for_late=False,
    )
