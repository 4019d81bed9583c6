"""Deployments: list, read, start, run more, stop and retry rooms, what agents have spent."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ..agent_launch import launch, refuse_too_many_rooms, refuse_unready, spend
from ..call import Answer, Call
from ..refusal import invalid_body, not_found
from ..study.moments import iso
from ..tables import served_table

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from ..keys import Key
    from ..study.table import Row
    from ..world import World

__all__ = ["HANDLERS"]

_AGENT_ONLY = "agent-only"
_ONLY_IN_SINGLE = frozenset({"participantCount", "maxParticipants", "updatedAt"})
_SESSION = ("id", "experimentId", "deploymentId", "status", "participantCount", "createdAt")


def list_deployments(world: World, call: Call) -> Answer:
    """List the deployments of experiments that the caller sees."""
    rows = [
        {name: value for name, value in row.items() if name not in _ONLY_IN_SINGLE}
        for row in (_row(world, each) for each in _visible(world, call.key))
        if call["experimentId"] in {None, row["experimentId"]}
        and call["status"] in {None, row["status"]}
    ]
    metadata = {"dataType": "deployments", "scope": "user", "scopeId": call.key.user_id}
    return Answer.rows(rows, metadata)


def create_deployment(world: World, call: Call) -> Answer:
    """Start a data collection run; one with agents only starts its rooms at once."""
    experiment = world.experiment(call.body["experimentId"], call.key, may="edit")
    config: Mapping[str, Any] = call.body["config"]
    agents: Mapping[str, Any] | None = None
    if config.get("type") == _AGENT_ONLY:
        agents = config.get("agentDeployment")
        if agents is None:
            raise invalid_body(
                "An agent-only deployment needs agentDeployment",
                ["config.agentDeployment: is required, but missing"],
            )
        refuse_too_many_rooms(agents["rooms"])
        refuse_unready(world, call.key, experiment)
    now = iso(world.instant)
    deployment: Row = {
        "id": world.new_id("dep"),
        "experimentId": experiment["id"],
        "name": config.get("name") or f"Deployment {len(world.deployments) + 1}",
        "status": "active",
        "ownerId": call.key.user_id,
        "ownerName": call.key.user_email.partition("@")[0].title(),
        "participantCount": 0,
        "maxParticipants": 0,
        "createdAt": now,
        "updatedAt": now,
    }
    if config.get("type") is not None:
        deployment["type"] = config["type"]
    world.deployments[deployment["id"]] = deployment
    if agents is not None:
        launch(world, call, deployment, int(agents["rooms"]), agents["budgetUsd"])
    return Answer(_row(world, deployment), _about(deployment))


def get_deployment(world: World, call: Call) -> Answer:
    """Read one deployment."""
    deployment = _deployment(world, call)
    return Answer(_row(world, deployment), _about(deployment))


def get_deployment_sessions(world: World, call: Call) -> Answer:
    """List the rooms of a deployment."""
    deployment = _deployment(world, call)
    rooms = served_table(
        world,
        "rooms",
        "experiment",
        deployment["experimentId"],
        deployment_id=deployment["id"],
    )
    rows = [{name: row[name] for name in _SESSION if name in row} for row in rooms]
    return Answer.rows(rows, _about(deployment) | {"dataType": "sessions"})


def get_agent_spend(world: World, call: Call) -> Answer:
    """Sum up what the agents have cost so far."""
    deployment = _deployment(world, call)
    per_room = spend(world, deployment["id"])
    spent = {"total": round(sum(per_room.values()), 6), "perRoom": per_room}
    return Answer(spent, _about(deployment))


def run_more(world: World, call: Call) -> Answer:
    """Start more rooms; the budget is added to the cap."""
    deployment = _deployment(world, call, agent_only=True)
    refuse_too_many_rooms(call.body["rooms"])
    rooms = int(call.body["rooms"])
    launch(world, call, deployment, rooms, call.body["budgetUsd"])
    return Answer({"batchId": world.new_id("batch"), "requestedRooms": rooms}, _about(deployment))


def stop_room(world: World, call: Call) -> Answer:
    """End a running agent room."""
    deployment = _deployment(world, call, agent_only=True)
    room_id = call["roomId"]
    if _status_of_room(world, deployment, room_id) != "active":
        raise invalid_body(f"Room '{room_id}' is not running", ["the room is not running"])
    if (launched := world.agent_rooms.get(room_id)) is not None:
        launched.stopped = world.instant
    else:
        events = world.study.table("events", "room", room_id)
        world.stopped[room_id] = events.instant(len(events) - 1)
    return Answer({"stopped": True}, _about(deployment))


def retry_room(world: World, call: Call) -> Answer:
    """Replace a room that failed to start, from the budget that is there."""
    deployment = _deployment(world, call, agent_only=True)
    if _status_of_room(world, deployment, call["roomId"]) != "failed":
        raise invalid_body(
            f"Room '{call['roomId']}' did not fail to start", ["only failed rooms can be retried"]
        )
    launch(world, call, deployment, 1, 0.0)
    return Answer({"batchId": world.new_id("batch"), "requestedRooms": 1}, _about(deployment))


def _about(deployment: Row) -> dict[str, Any]:
    return {"dataType": "deployment", "scope": "deployment", "scopeId": deployment["id"]}


def _visible(world: World, key: Key) -> Iterator[Row]:
    for deployment in world.deployments.values():
        experiment = world.experiments.get(deployment["experimentId"])
        if experiment is not None and world.access(experiment, key):
            yield deployment


def _deployment(world: World, call: Call, *, agent_only: bool = False) -> Row:
    wanted = call["deploymentId"]
    found = next((each for each in _visible(world, call.key) if each["id"] == wanted), None)
    if found is None:
        raise not_found(f"Deployment '{wanted}'")
    if agent_only and found.get("type") != _AGENT_ONLY:
        raise invalid_body(
            f"Deployment '{wanted}' is not of type {_AGENT_ONLY}", ["people take part in its rooms"]
        )
    return found


def _row(world: World, deployment: Row) -> Row:
    """Write a deployment as it stands now."""
    launched = world.launched(deployment_id=deployment["id"])
    if not launched:
        return deployment
    now = world.instant
    ends = [room.ended(now) for room in launched]
    seats = [0 if room.failed else len(room.seats) for room in launched]
    known = [end for end in ends if end is not None]
    return {
        **deployment,
        "status": "active" if None in ends else "completed",
        "participantCount": deployment["participantCount"] + sum(seats),
        "maxParticipants": deployment["maxParticipants"]
        + sum(len(room.seats) for room in launched),
        "updatedAt": iso(max(known)) if known else deployment["updatedAt"],
    }


def _status_of_room(world: World, deployment: Row, room_id: str) -> str:
    rooms = served_table(
        world, "rooms", "experiment", deployment["experimentId"], deployment_id=deployment["id"]
    )
    for row in rooms:
        if row["id"] == room_id:
            return str(row["status"])
    raise not_found(f"Room '{room_id}' of deployment '{deployment['id']}'")


HANDLERS: Mapping[str, Callable[[World, Call], Answer]] = {
    "list_deployments": list_deployments,
    "create_deployment": create_deployment,
    "get_deployment": get_deployment,
    "get_deployment_sessions": get_deployment_sessions,
    "get_agent_spend": get_agent_spend,
    "run_more": run_more,
    "stop_room": stop_room,
    "retry_room": retry_room,
}
