"""A sandbox in which every operation of the contract finds something to work on."""

from __future__ import annotations

from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any, NamedTuple

from hyperstudy import Experiment, FocusComponent, Role, State, sandbox, vas_rating

if TYPE_CHECKING:
    from collections.abc import Iterator

    from hyperstudy import HyperStudy

SPARE = 40
RUNNING = 8


class Populated(NamedTuple):
    """A running sandbox, and what is in it."""

    sandbox: sandbox.Sandbox
    stories: list[dict[str, str]]
    """Ids that belong together, by the names of the contract's parameters; and ``for``, the
    operation that can do nothing with others."""
    spare: dict[str, list[str]]
    """Experiments and personas that are there to be deleted."""


@contextmanager
def populated() -> Iterator[Populated]:
    """Start a sandbox with people, with agents that are through, at work or failed, and drafts."""
    ago = timedelta(days=1)
    with sandbox.start(
        rooms=3, minutes=1, agent_pace=600, now=lambda: datetime.now(UTC) - ago
    ) as running:
        with running.client() as hs:
            persona = str(hs.create_persona(name="Ana", provider="anthropic")["id"])
            talking = _talking_agents(hs, persona)
            through = _deployed(hs, talking, persona, rooms=1)
            ago = timedelta()
            stories = [
                _of_people(running, persona),
                *({**story, **_decision(hs, story["roomId"])} for story in through),
                *_deployed(hs, talking, persona, rooms=RUNNING, serves="stop_room"),
                *_deployed(hs, talking, persona, rooms=1, budget_usd=0, serves="retry_room"),
            ]
            spare = {
                "experimentId": [
                    str(hs.create_experiment(name=f"Draft {i}")["id"]) for i in range(SPARE)
                ],
                "personaId": [
                    str(hs.create_persona(name=f"Spare {i}")["id"]) for i in range(SPARE)
                ],
            }
        yield Populated(running, stories, spare)


def _of_people(running: sandbox.Sandbox, persona: str) -> dict[str, str]:
    recording = next(row for row in running.study.recordings if row.get("downloadPath"))
    participant = next(
        row for row in running.study.participants if row["roomId"] == recording["roomId"]
    )
    return {
        "experimentId": running.experiment_id,
        "roomId": recording["roomId"],
        "participantId": participant["id"],
        "recordingId": recording["recordingId"],
        "deploymentId": participant["deploymentId"],
        "personaId": persona,
    }


def _talking_agents(hs: HyperStudy, persona: str) -> str:
    made = hs.create_experiment(
        experiment=Experiment(
            name="Agents talk",
            runtime="v2",
            required_participants=2,
            roles={"viewer": Role(participant_count=2, mode="agent", persona_id=persona)},
            states=[
                State(id="talk", focus_component=FocusComponent(type="textchat")),
                State(id="rate", focus_component=vas_rating("How?", output_variable="mood")),
            ],
        )
    )
    return str(made["id"])


def _deployed(
    hs: HyperStudy,
    experiment: str,
    persona: str,
    *,
    rooms: int,
    budget_usd: float = 500,
    serves: str = "",
) -> list[dict[str, str]]:
    """Deploy agents; what no budget is left for fails to start, and can be retried."""
    deployment = hs.create_deployment(
        experiment, type="agent-only", agent_deployment={"rooms": rooms, "budget_usd": budget_usd}
    )["id"]
    return [
        {
            "experimentId": experiment,
            "deploymentId": deployment,
            "roomId": row["id"],
            "personaId": persona,
            "for": serves,
        }
        for row in hs.get_deployment_sessions(deployment, output="dict")
    ]


def _decision(hs: HyperStudy, room: str) -> dict[str, Any]:
    rows = hs.get_agent_decisions(room, scope="room", output="dict")
    decision = next(row for row in rows if row["_type"] == "decision")
    return {"decisionId": decision["id"], "participantId": decision["participantId"]}
