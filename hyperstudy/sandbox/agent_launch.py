"""Starting rooms that AI agents play: whether they can, and as far as the budget reaches."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .agent_course import Seat, draw_turns
from .agent_rooms import AgentRoom
from .json_members import object_in
from .refusal import Refusal, invalid_body

if TYPE_CHECKING:
    from collections.abc import Iterator

    from .call import Call
    from .keys import Key
    from .study.table import Row
    from .world import World

__all__ = ["launch", "refuse_too_many_rooms", "refuse_unready", "spend"]

_MOST_ROOMS = 1000
_MOST_SEATS = 100
"""In one request, and in one room: the sandbox holds them all in memory."""


def refuse_unready(world: World, key: Key, experiment: Row) -> None:
    """Check that every agent role can work, before anything is spent."""
    problems: list[Row] = []
    if experiment.get("runtime") != "v2":
        problems.append({"role": "", "reason": "the experiment's runtime must be v2"})
    roles = list(_agent_roles(experiment))
    if not roles:
        problems.append({"role": "", "reason": "no role has mode agent"})
    for name, role in roles:
        persona = world.personas.get(role.get("personaId") or "")
        if not role.get("personaId"):
            reason = "no persona assigned"
        elif persona is None or (
            persona["ownerId"] != key.user_id and persona.get("visibility") == "private"
        ):
            reason = f"persona '{role['personaId']}' not found"
        elif persona.get("provider") == "custom":
            reason = "the endpoint of the custom provider does not answer"
        elif role.get("participantCount", 1) > _MOST_SEATS:
            reason = f"the sandbox has {_MOST_SEATS} seats in a room for a role"
        else:
            continue
        problems.append({"role": name, "reason": reason})
    if problems:
        raise Refusal(
            400,
            "VALIDATION_ERROR",
            "The agents of this experiment cannot start",
            {"errors": problems},
        )


def refuse_too_many_rooms(rooms: float) -> None:
    """Refuse more rooms in one request than the sandbox can hold."""
    if rooms > _MOST_ROOMS:
        raise invalid_body(
            f"The sandbox starts {_MOST_ROOMS} rooms at once at most",
            [f"rooms: must be {_MOST_ROOMS} or less, is {rooms:.0f}"],
        )


def launch(world: World, call: Call, deployment: Row, rooms: int, budget: float) -> None:
    """Start rooms as far as the budget reaches; the others fail to start."""
    identity = deployment["id"]
    launched = world.launched(deployment_id=identity)
    now = world.instant
    before = sum(spend(world, identity).values())
    world.budgets[identity] = world.budgets.get(identity, before) + budget
    committed = before + sum(
        room.planned_cost - room.spend(now) for room in launched if room.ended(now) is None
    )
    failing = call.fault("spawn-failure")
    unlucky = int(failing.setting) if failing else 0
    for number in range(rooms):
        room = _new_room(world, deployment, now)
        if number < unlucky or committed + room.planned_cost > world.budgets[identity]:
            room.failed = True
        else:
            committed += room.planned_cost
        world.agent_rooms[room.id] = room


def spend(world: World, deployment_id: str) -> dict[str, float]:
    """Give what the agents of each room of a deployment have cost so far, in USD."""
    try:
        per_room = dict(world.study.spend(deployment_id)["perRoom"])
    except KeyError:
        per_room = {}
    now = world.instant
    return per_room | {
        room.id: room.spend(now) for room in world.launched(deployment_id=deployment_id)
    }


def _new_room(world: World, deployment: Row, now: int) -> AgentRoom:
    experiment = world.experiments[deployment["experimentId"]]
    number = len(world.study.rooms) + len(world.agent_rooms) + 1
    seats: list[Seat] = []
    for name, role in _agent_roles(experiment):
        persona = world.personas.get(role.get("personaId") or "")
        wanted = int(role.get("participantCount", 1)) if persona is not None else 0
        for _ in range(min(wanted, _MOST_SEATS)):
            seats.append(Seat(f"agent_r{number}_p{len(seats) + 1}", name, persona or {}))
    room_id = world.new_id(f"room_agents_{number:05}")
    return AgentRoom(
        id=room_id,
        experiment=experiment,
        deployment=deployment,
        seats=tuple(seats),
        created=now,
        failed=not seats,
        turns=draw_turns(room_id, experiment, seats, now=now, seed=world.seed, pace=world.pace),
    )


def _agent_roles(experiment: Row) -> Iterator[tuple[str, Row]]:
    for name, role in object_in(experiment, "roles").items():
        if role.get("mode") == "agent":
            yield name, role
