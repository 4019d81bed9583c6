"""Agents in the rooms of a study: what they decided, turn by turn, and what it cost."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, NamedTuple

from hyperstudy.sandbox.study.conversation import messages
from hyperstudy.sandbox.study.moments import SECOND, iso
from hyperstudy.sandbox.study.outcomes import room_status
from hyperstudy.sandbox.study.randomness import stream
from hyperstudy.sandbox.study.ratings import state_answer

if TYPE_CHECKING:
    from collections.abc import Iterator

    from hyperstudy.sandbox.study.design import Design
    from hyperstudy.sandbox.study.people import Person
    from hyperstudy.sandbox.study.room import Run, Visit
    from hyperstudy.sandbox.study.table import Row

_PRICES: Final = {"anthropic": (3.0, 15.0), "openai": (0.25, 2.0)}
"""USD for a million tokens in and out, by provider."""
_COMMITS: Final = ("9c1e4a7", "b07d215")


class _Turn(NamedTuple):
    """One decision."""

    person: Person
    seq: int
    instant: int
    visit: Visit
    kind: str
    value: Any
    latency: int
    input_tokens: int
    output_tokens: int


def _cost(persona: Row, turns: list[_Turn]) -> float:
    per_input, per_output = _PRICES.get(persona["provider"], (0.0, 0.0))
    spent = sum(turn.input_tokens * per_input + turn.output_tokens * per_output for turn in turns)
    return round(spent / 1e6, 6)


class AgentRecords:
    """The agents of a study; of a study with people only, there is nothing to tell.

    Parameters
    ----------
    design, seed
        The study on paper, and the seed of chance.
    """

    def __init__(self, design: Design, seed: int) -> None:
        self._design, self._seed = design, seed

    def _persona(self, person: Person) -> Row:
        assert self._design.agents is not None  # noqa: S101  only agents have a persona
        return self._design.agents.personas[person.role]

    def _turns(self, run: Run) -> Iterator[_Turn]:
        if self._design.agents is None:
            return
        turns = [
            (message.instant, message.sender, message.visit, "chat", message.content)
            for message in messages(self._design, run, self._seed)
        ]
        for visit in run.visits:
            for seat, took in visit.took.items():
                person = run.people[seat]
                value = state_answer(self._design, run, self._seed, visit, person).value
                turns.append((visit.start + took, person, visit, "component", value))
        turns.sort(key=lambda turn: (turn[0], turn[1].seat))
        seqs = dict.fromkeys(range(len(run.people)), 0)
        for instant, person, visit, kind, value in turns:
            seqs[person.seat] += 1
            seq = seqs[person.seat]
            rng = stream(self._seed, run.index, person.seat, seq, "turn")
            yield _Turn(
                person,
                seq,
                instant,
                visit,
                kind,
                value,
                rng.randint(600, 4_800),
                620 + 85 * seq + rng.randint(0, 60),
                rng.randint(18, 160),
            )

    def _decision(self, run: Run, turn: _Turn) -> Row:
        persona = self._persona(turn.person)
        return {
            "_type": "decision",
            "id": f"{turn.person.id}_{turn.seq}",
            "participantId": turn.person.id,
            "roomId": run.room_id,
            "seq": turn.seq,
            "stateId": turn.visit.state_id,
            "stateName": turn.visit.state["name"],
            "turnKind": turn.kind,
            "action": "send_message" if turn.kind == "chat" else "respond",
            "value": turn.value,
            "model": persona["model"],
            "provider": persona["provider"],
            "latencyMs": turn.latency,
            "inputTokens": turn.input_tokens,
            "outputTokens": turn.output_tokens,
            "timestamp": iso(turn.instant),
        }

    def _detail(self, run: Run, turn: _Turn) -> Row:
        persona = self._persona(turn.person)
        rng = stream(self._seed, run.index, turn.person.seat, turn.seq, "detail")
        aim = rng.choice(("a quick deal", "a fair price", "to leave", "to be liked"))
        return {
            "prompt": f"{persona['prompt']['persona']}\n{persona['prompt']['objective']}\n\n"
            f"State: {turn.visit.state['name']}. Answer through the tool `respond`.",
            "reasoning": f"The other one seems to want {aim}; I stay with my plan.",
            "chain": [
                {"stage": "appraise", "output": f"turn {turn.seq}: nothing is lost yet"},
                {"stage": "decide", "output": turn.value},
            ],
            "peerModelSnapshot": {
                peer.name: {"inferredGoal": aim} for peer in run.people if peer is not turn.person
            },
            "predictionUpdate": {"predictionError": round(rng.random() ** 2, 3)},
        }

    def decisions(self, run: Run, *, detail: bool) -> list[Row]:
        """List the decisions of a room in the order of time, and then its runs."""
        rows = [
            self._decision(run, turn) | (self._detail(run, turn) if detail else {})
            for turn in self._turns(run)
        ]
        return rows + [{"_type": "run", **row} for row in self._runs(run)]

    def _runs(self, run: Run) -> Iterator[Row]:
        if self._design.agents is None:
            return
        turns = list(self._turns(run))
        whole = room_status(run) == "completed"
        for person in run.people:
            persona = self._persona(person)
            own = [turn for turn in turns if turn.person is person]
            yield {
                "id": person.id,
                "participantId": person.id,
                "roomId": run.room_id,
                "personaId": persona["id"],
                "model": persona["model"],
                "provider": persona["provider"],
                "seed": persona.get("seed"),
                "totalInputTokens": sum(turn.input_tokens for turn in own),
                "totalOutputTokens": sum(turn.output_tokens for turn in own),
                "totalCostUsd": _cost(persona, own),
                "turns": len(own),
                "codeCommitSha": _COMMITS[run.index % 2],
                "startedAt": iso(person.joined),
                "endedAt": iso(run.until + SECOND) if whole else None,
            }

    def runs(self, run: Run) -> list[Row]:
        """List the runs of a room, with what became of it."""
        status = room_status(run)
        orphaned = status in ("failed", "abandoned")
        return [{**row, "roomStatus": status, "orphaned": orphaned} for row in self._runs(run)]

    def cost(self, run: Run) -> float:
        """Sum what a room cost so far, in USD."""
        spent: list[float] = [row["totalCostUsd"] for row in self._runs(run)]
        return round(sum(spent), 6)
