"""Rooms in which AI agents take part: what they decide, say, answer and cost, as time goes by.

A room's whole course is drawn when it is launched; what has not happened yet is not shown. So a
script that polls sees decisions, spend and status grow, and two runs see the same course.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from attrs import define, field

from .agent_course import Seat, Turn, model_of, provider_of
from .json_members import object_in
from .study.moments import iso
from .study.table import Row, Timed

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["AgentRoom"]

_COMMIT = "5a4d0c8"


@define
class AgentRoom:
    """One room of an agent-only deployment."""

    id: str
    experiment: Row
    deployment: Row
    seats: tuple[Seat, ...]
    created: int
    """Instant in ms since 1970, as all instants here."""
    failed: bool = False
    """Whether it never got started."""
    stopped: int | None = None
    turns: tuple[Turn, ...] = field(default=(), repr=False)

    @property
    def planned_cost(self) -> float:
        """What the whole course costs."""
        return sum(turn.cost for turn in self.turns)

    def ended(self, now: int) -> int | None:
        """When the room closed, if it has."""
        last = self.turns[-1].instant if self.turns else self.created
        end = self.created if self.failed else self.stopped if self.stopped is not None else last
        return end if end <= now else None

    def status(self, now: int) -> str:
        """Return where the room stands, in the words of the contract."""
        if self.failed:
            return "failed"
        if self.ended(now) is None:
            return "active"
        return "completed" if self.stopped is None else "abandoned"

    def spend(self, now: int) -> float:
        """Sum up what was spent so far, in USD."""
        return round(sum(turn.cost for turn in self._past(now)), 6)

    def row(self, now: int) -> Row:
        """Write the room as the rooms list has it."""
        end = self.ended(now)
        started = None if self.failed else iso(self.created)
        return {
            "id": self.id,
            "experimentId": self.experiment["id"],
            "deploymentId": self.deployment["id"],
            "deploymentName": self.deployment.get("name"),
            "status": self.status(now),
            "participantCount": 0 if self.failed else len(self.seats),
            "createdAt": iso(self.created),
            "startTime": started,
            "firstStateStartedAt": started,
            "duration": None if end is None or self.failed else end - self.created,
            "completionReason": {
                "completed": "SUCCESS",
                "failed": "TECHNICAL",
                "abandoned": "ABANDONED",
            }.get(self.status(now)),
        }

    def participants(self, now: int) -> Iterator[Timed]:
        """Write the agents as participants."""
        end = self.ended(now)
        outcome = "IN_PROGRESS" if end is None else self.row(now)["completionReason"]
        for seat in () if self.failed else self.seats:
            yield Timed(
                self.created,
                seat.participant_id,
                {
                    "id": seat.participant_id,
                    "participantId": seat.participant_id,
                    "experimentId": self.experiment["id"],
                    "deploymentId": self.deployment["id"],
                    "roomId": self.id,
                    "email": None,
                    "role": seat.role,
                    "status": "active" if end is None else "completed",
                    "joinedAt": iso(self.created),
                    "completedAt": None if end is None else iso(end),
                    "completionCode": outcome,
                    "completionOutcome": outcome,
                },
            )

    def decisions(self, now: int, *, detail: bool) -> list[Row]:
        """Write the decisions so far; with detail also what led to them."""
        return [self._decision(turn, detail=detail) for turn in self._past(now)]

    def runs(self, now: int) -> list[Row]:
        """Write one run for each agent."""
        end = self.ended(now)
        orphaned = self.failed or self.stopped is not None
        return [
            {
                "id": seat.participant_id,
                "participantId": seat.participant_id,
                "roomId": self.id,
                "personaId": seat.persona["id"],
                "model": model_of(seat.persona),
                "provider": provider_of(seat.persona),
                "seed": seat.persona.get("seed"),
                "totalInputTokens": sum(turn.input_tokens for turn in turns),
                "totalOutputTokens": sum(turn.output_tokens for turn in turns),
                "totalCostUsd": round(sum(turn.cost for turn in turns), 6),
                "turns": len(turns),
                "codeCommitSha": _COMMIT,
                "startedAt": iso(self.created),
                "endedAt": None if end is None or orphaned else iso(end),
                "roomStatus": self.status(now),
                "orphaned": orphaned,
            }
            for seat in self.seats
            for turns in [[turn for turn in self._past(now) if turn.seat is seat]]
        ]

    def events(self, now: int) -> Iterator[Timed]:
        """Write the states as they were entered, and the agents' answers."""
        entered: set[str] = set()
        for number, turn in enumerate(self._past(now)):
            state_id = turn.state["id"]
            if state_id not in entered:
                entered.add(state_id)
                yield self._event(turn, f"{number:04}a", "state", "state.enter", None)
            if turn.kind == "component":
                yield self._event(turn, f"{number:04}b", "component", "component.response", turn)
            else:
                yield self._event(
                    turn, f"{number:04}b", "communication", "communication.message", turn
                )

    def chat(self, now: int) -> Iterator[Timed]:
        """Write the text messages."""
        for number, turn in enumerate(self._past(now)):
            if turn.kind == "chat":
                identity = f"msg_{self.id}_{number:04}"
                yield Timed(
                    turn.instant,
                    identity,
                    {
                        "messageId": identity,
                        **self._place(turn),
                        "senderId": turn.seat.participant_id,
                        "senderName": turn.seat.persona["name"],
                        "content": turn.value,
                        "recipientIds": [
                            seat.participant_id for seat in self.seats if seat is not turn.seat
                        ],
                        "messageType": "text",
                    },
                )

    def variables(self, now: int) -> Row:
        """Reconstruct the shared variables: every answer that has an output variable writes it."""
        writes: list[Row] = []
        timeline: list[Row] = []
        held: Row = {}
        for turn in self._past(now):
            component = object_in(turn.state, "focusComponent")
            name = object_in(component, "config").get("outputVariable")
            if turn.kind == "component" and name:
                held = held | {name: turn.value}
                place = self._place(turn)
                writes.append(
                    {
                        "variable": name,
                        "value": turn.value,
                        "source": "agent",
                        "persisted": True,
                        "stateId": turn.state["id"],
                        "componentId": component.get("id"),
                        **{
                            key: place[key]
                            for key in ("roomId", "participantId", "timestamp", "onset")
                        },
                    }
                )
            row = {"stateId": turn.state["id"]} | held
            if timeline and timeline[-1]["stateId"] == row["stateId"]:
                timeline[-1] = row
            else:
                timeline.append(row)
        return {
            "writes": writes,
            "timeline": [dict.fromkeys(held) | row for row in timeline],
            "variableNames": list(held),
            "matrixColumns": ["stateId", *held],
            "droppedWrites": [],
            "mode": "replay",
        }

    def _past(self, now: int) -> list[Turn]:
        end = self.ended(now)
        if self.failed:
            return []
        return [turn for turn in self.turns if turn.instant <= (now if end is None else end)]

    def _place(self, turn: Turn) -> Row:
        return {
            "experimentId": self.experiment["id"],
            "deploymentId": self.deployment["id"],
            "roomId": self.id,
            "participantId": turn.seat.participant_id,
            "timestamp": iso(turn.instant),
            "onset": turn.instant - self.created,
        }

    def _event(
        self, turn: Turn, number: str, category: str, event_type: str, answered: Turn | None
    ) -> Timed:
        identity = f"evt_{self.id}_{number}"
        component = object_in(turn.state, "focusComponent")
        row: Row = {
            "id": identity,
            **self._place(turn),
            "participantRole": turn.seat.role,
            "category": category,
            "eventType": event_type,
            "componentId": component.get("id"),
            "componentType": component.get("type"),
            "stateId": turn.state["id"],
            "stateName": turn.state.get("name"),
            "content": None if answered is None else str(answered.value),
        }
        if answered is not None and category == "component":
            row["response"] = {"value": answered.value, "responseTime": answered.latency}
        return Timed(turn.instant, identity, row)

    def _decision(self, turn: Turn, *, detail: bool) -> Row:
        persona = turn.seat.persona
        row: Row = {
            "id": f"{turn.seat.participant_id}_{turn.seq}",
            "participantId": turn.seat.participant_id,
            "roomId": self.id,
            "seq": turn.seq,
            "stateId": turn.state["id"],
            "stateName": turn.state.get("name"),
            "turnKind": turn.kind,
            "action": "send_message" if turn.kind == "chat" else "respond",
            "value": turn.value,
            "model": model_of(persona),
            "provider": provider_of(persona),
            "latencyMs": turn.latency,
            "inputTokens": turn.input_tokens,
            "outputTokens": turn.output_tokens,
            "timestamp": iso(turn.instant),
        }
        if detail:
            others = [seat.role for seat in self.seats if seat is not turn.seat]
            row |= {
                "prompt": _prompt(persona),
                "reasoning": f"It is my turn in {turn.state.get('name') or turn.state['id']}.",
                "chain": [
                    {"stage": "perceive", "output": f"a {turn.kind} turn"},
                    {"stage": "act", "output": str(turn.value)},
                ],
                "peerModelSnapshot": {
                    role: {"inferredGoal": "to finish the task"} for role in others
                },
                "predictionUpdate": {"predictionError": round((turn.seq % 7) / 10, 2)},
            }
        return row


def _prompt(persona: Row) -> str:
    layer = object_in(persona, "prompt")
    return f"You are {persona['name']}. {layer.get('persona') or ''}".strip()
