"""Shared variables of a room: every assignment, and what they held in each state."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from hyperstudy.sandbox.study.moments import iso
from hyperstudy.sandbox.study.ratings import pause_answers, state_answer

if TYPE_CHECKING:
    from collections.abc import Iterable

    from hyperstudy.sandbox.study.design import Design
    from hyperstudy.sandbox.study.people import Person
    from hyperstudy.sandbox.study.room import Run, Visit
    from hyperstudy.sandbox.study.table import Row


class Write(NamedTuple):
    """One assignment."""

    instant: int
    variable: str
    value: Any
    person: Person | None
    visit: Visit
    component_id: str | None


def writes(design: Design, run: Run, seed: int) -> list[Write]:
    """Follow all assignments of a room, in the order of their time."""
    if not run.visits:
        return []
    first = run.visits[0]
    done = [
        Write(first.start, name, definition["initialValue"], None, first, None)
        for name, definition in design.experiment.get("variables", {}).items()
        if definition["initialValue"] is not None
    ]
    for visit in run.visits:
        output = visit.config.get("outputVariable")
        if output is None:
            continue
        for seat, took in visit.took.items():
            person = run.people[seat]
            computed = design.computed.get(visit.state_id)
            if computed is None:
                value = state_answer(design, run, seed, visit, person).value
            else:
                value = computed(held(write for write in done if write.instant <= visit.start))
            if value is not None:
                done.append(
                    Write(visit.start + took, output, value, person, visit, visit.component_id)
                )
    done += [
        Write(
            at.rating.shown + (at.rating.took or 0),
            at.settings["outputVariable"],
            at.answer.value,
            at.person,
            at.visit,
            "sparserating",
        )
        for at in pause_answers(design, run, seed)
        if at.answer is not None
    ]
    return sorted(done, key=lambda write: write.instant)


def held(done: Iterable[Write]) -> Row:
    """Give what each variable holds after some assignments, in the order of time."""
    values: Row = {}
    for write in sorted(done, key=lambda write: write.instant):
        values[write.variable] = write.value
    return values


def reconstruction(design: Design, run: Run, seed: int) -> Row:
    """Reconstruct the variables of a room as the variables route answers it."""
    done = writes(design, run, seed)
    names = list(dict.fromkeys(write.variable for write in done))
    timeline: list[Row] = []
    for visit in run.visits:
        values = held(write for write in done if write.instant <= visit.end)
        timeline.append(
            {
                "stateId": visit.state_id,
                "stateName": visit.state["name"],
                "timestamp": iso(visit.start),
                "onset": visit.start - run.zero,
                **{name: values.get(name) for name in names},
            }
        )
    dropped: list[Row] = []
    if run.away is not None and names:
        # Sent twice around a lost connection; the second copy did not match.
        dropped.append({"variable": names[-1], "reason": "mismatch"})
    return {
        "writes": [_row(run, write) for write in done],
        "timeline": timeline,
        "variableNames": names,
        "matrixColumns": ["stateId", "stateName", "timestamp", "onset", *names],
        "droppedWrites": dropped,
        "mode": "replay",
    }


def _row(run: Run, write: Write) -> Row:
    source = "agent" if write.person and write.person.agent else "human"
    return {
        "variable": write.variable,
        "value": write.value,
        "source": "seed" if write.person is None else source,
        "persisted": True,
        "timestamp": iso(write.instant),
        "onset": write.instant - run.zero,
        "roomId": run.room_id,
        "stateId": write.visit.state_id,
        "participantId": None if write.person is None else write.person.id,
        "componentId": write.component_id,
    }
