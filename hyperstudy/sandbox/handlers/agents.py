"""AI participants: their decisions and their runs."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

from ..call import Answer, Call
from ..refusal import not_found

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from ..study.table import Row
    from ..world import World

__all__ = ["HANDLERS"]


def get_experiment_agent_decisions(world: World, call: Call) -> Answer:
    """List decisions and runs of all rooms of an experiment."""
    experiment_id = call["experimentId"]
    world.experiment(experiment_id, call.key)
    return _decisions(world, call, "experiment", experiment_id)


def get_room_agent_decisions(world: World, call: Call) -> Answer:
    """List decisions and runs of one room."""
    room_id = call["roomId"]
    world.experiment_of_room(room_id, call.key)
    return _decisions(world, call, "room", room_id)


def get_agent_decision(world: World, call: Call) -> Answer:
    """Read one decision in full."""
    room_id, decision_id = call["roomId"], call["decisionId"]
    world.experiment_of_room(room_id, call.key)
    metadata = {"dataType": "agentDecisions", "scope": "room", "scopeId": room_id}
    launched = world.agent_rooms.get(room_id)
    if launched is not None:
        for row in launched.decisions(world.instant, detail=True):
            if row["id"] == decision_id:
                return Answer(row, metadata)
        raise not_found(f"Decision '{decision_id}' in room '{room_id}'")
    try:
        return Answer(world.study.decision(room_id, decision_id), metadata)
    except KeyError:
        raise not_found(f"Decision '{decision_id}' in room '{room_id}'") from None


def get_agent_runs(world: World, call: Call) -> Answer:
    """List one run for each agent of each room."""
    experiment_id = call["experimentId"]
    world.experiment(experiment_id, call.key)
    rows = [
        {**run, "roomStatus": "abandoned", "orphaned": True}
        if run["roomId"] in world.stopped
        else run
        for run in _of_study(lambda: world.study.runs(experiment_id))
    ] + [
        run
        for room in world.launched(experiment_id=experiment_id)
        for run in room.runs(world.instant)
    ]
    metadata = {"dataType": "agentRuns", "scope": "experiment", "scopeId": experiment_id}
    return Answer.rows(rows, metadata)


def _decisions(world: World, call: Call, scope: str, scope_id: str) -> Answer:
    detail: bool = call["detail"]
    now = world.instant
    rows = _of_study(lambda: world.study.decisions(scope, scope_id, detail=detail))
    for room in world.launched(experiment_id=scope_id if scope == "experiment" else None):
        if scope == "experiment" or room.id == scope_id:
            rows += [{"_type": "decision", **row} for row in room.decisions(now, detail=detail)]
            rows += [
                {"_type": "run"}
                | {name: run[name] for name in run if name not in {"roomStatus", "orphaned"}}
                for run in room.runs(now)
            ]
    kept: list[Row] = []
    seen: Counter[str] = Counter()
    for row in rows:
        decided = row["_type"] == "decision"
        seen[row["roomId"]] += decided
        if not decided or seen[row["roomId"]] <= call["limit"]:
            kept.append(row)
    metadata: dict[str, Any] = {"dataType": "agentDecisions", "scope": scope, "scopeId": scope_id}
    if len(kept) < len(rows):
        metadata["truncated"] = True
    return Answer.rows(kept, metadata)


def _of_study(rows: Callable[[], list[Row]]) -> list[Row]:
    """Ask the study, which does not know what was made since it began."""
    try:
        return list(rows())
    except KeyError:
        return []


HANDLERS: Mapping[str, Callable[[World, Call], Answer]] = {
    "get_experiment_agent_decisions": get_experiment_agent_decisions,
    "get_room_agent_decisions": get_room_agent_decisions,
    "get_agent_decision": get_agent_decision,
    "get_agent_runs": get_agent_runs,
}
