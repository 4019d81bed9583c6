"""What the sandbox remembers: the made-up study, and all that was created or changed since."""

from __future__ import annotations

import copy
import random
from threading import RLock
from typing import TYPE_CHECKING, Any

from attrs import define, field, frozen

from hyperstudy.contract.schema_validation import SchemaCheck

from .agent_rooms import AgentRoom
from .refusal import Refusal, forbidden, not_found
from .study.moments import instant_of
from .study.table import Row

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping
    from datetime import datetime

    from .keys import Key
    from .study import Study

__all__ = ["Share", "World"]


@frozen
class Share:
    """An experiment that its owner lets others see."""

    experiment_id: str
    target_type: str
    target_id: str
    permissions: Mapping[str, bool]
    expires: int | None
    """Instant in ms since 1970; None: never."""

    def reaches(self, key: Key, now: int) -> bool:
        """Return whether the key's owner, or an organization of theirs, is the target."""
        if self.expires is not None and self.expires <= now:
            return False
        if self.target_type == "userId":
            return self.target_id in {key.user_id, key.user_email}
        return self.target_id in {key.organization, *key.organizations}


@define
class World:
    """The state behind all handlers. Whoever reads or changes it holds ``lock``.

    Parameters
    ----------
    study
        What was there from the start.
    document
        The contract.
    now
        The clock.
    seed
        Decides ids and the course of agent rooms.
    pace
        Time between two decisions in an agent room, in ms.
    """

    study: Study
    document: Mapping[str, Any]
    now: Callable[[], datetime]
    seed: int
    pace: int
    experiments: dict[str, Row] = field(init=False)
    deployments: dict[str, Row] = field(init=False)
    personas: dict[str, Row] = field(init=False)
    budgets: dict[str, float] = field(factory=dict[str, float], init=False)
    """Cumulative cap by agent-only deployment, in USD."""
    agent_rooms: dict[str, AgentRoom] = field(factory=dict[str, AgentRoom], init=False)
    stopped: dict[str, int] = field(factory=dict[str, int], init=False)
    """Where the data of rooms end that were stopped through the API, in ms since 1970.

    A room of the study that runs stands still where its data end, months ago by the clock."""
    recorded: list[Row] = field(factory=list[Row], init=False)
    """Events that were recorded through the API."""
    shares: list[Share] = field(factory=list[Share], init=False)
    lock: RLock = field(factory=RLock, init=False)
    check: SchemaCheck = field(init=False)
    _random: random.Random = field(init=False)

    def __attrs_post_init__(self) -> None:
        self.check = SchemaCheck(self.document)
        self._random = random.Random(f"ids of {self.seed}")
        self.experiments = _by_id(self.study.experiments)
        self.deployments = _by_id(self.study.deployments)
        self.personas = _by_id(self.study.personas)

    @property
    def instant(self) -> int:
        """The present moment in ms since 1970."""
        return round(self.now().timestamp() * 1000)

    def new_id(self, prefix: str) -> str:
        """Make an id that nothing else has; the seed decides which."""
        return f"{prefix}_{self._random.getrandbits(48):012x}"

    def visible_experiments(self, key: Key) -> Iterator[tuple[Row, str]]:
        """Give the experiments that a key may see, each with the reason (``accessType``)."""
        for experiment in self.experiments.values():
            if access := self.access(experiment, key):
                yield experiment, access

    def access(self, experiment: Row, key: Key) -> str:
        """Return why a key sees an experiment: owner, org or shared; empty when it does not."""
        if key.experiment_ids is not None and experiment["id"] not in key.experiment_ids:
            return ""
        if experiment["ownerId"] == key.user_id:
            return "owner"
        if experiment["organizationId"] in {key.organization, *key.organizations}:
            return "org"
        return "shared" if self._permissions(experiment, key).get("view") else ""

    def experiment(self, experiment_id: str, key: Key, *, may: str = "view") -> Row:
        """Find an experiment for which the key's owner has a permission.

        Parameters
        ----------
        experiment_id, key
            What, and for whom.
        may
            view, edit, duplicate, manageAccess or export.

        Raises
        ------
        Refusal
            404 when there is none, or none to be seen; 403 when the permission is missing.
        """
        found = self.experiments.get(experiment_id)
        access = self.access(found, key) if found is not None else ""
        if found is None or not access:
            raise not_found(f"Experiment '{experiment_id}'")
        allowed = {
            "owner": True,
            "org": may in {"view", "duplicate", "export"},
            "shared": self._permissions(found, key).get(may, False),
        }[access]
        if not allowed:
            raise forbidden(f"You lack the permission '{may}' on experiment '{experiment_id}'")
        return found

    def experiment_of_room(self, room_id: str, key: Key, *, may: str = "view") -> str:
        """Find the experiment of a room that the key may see.

        Raises
        ------
        Refusal
            404 or 403, as for the experiment.
        """
        if (launched := self.agent_rooms.get(room_id)) is not None:
            experiment_id = str(launched.experiment["id"])
        elif self._in_study("room", room_id):
            experiment_id = str(self.study.experiment["id"])
        else:
            raise not_found(f"Room '{room_id}'")
        self._admit(experiment_id, key, may, f"Room '{room_id}'")
        return experiment_id

    def experiment_of_participant(self, participant_id: str, key: Key, *, may: str = "view") -> str:
        """Find the experiment of a participant whom the key may see.

        Raises
        ------
        Refusal
            404 or 403, as for the experiment.
        """
        for room in self.agent_rooms.values():
            if any(seat.participant_id == participant_id for seat in room.seats):
                experiment_id = str(room.experiment["id"])
                break
        else:
            if not self._in_study("participant", participant_id):
                raise not_found(f"Participant '{participant_id}'")
            experiment_id = str(self.study.experiment["id"])
        self._admit(experiment_id, key, may, f"Participant '{participant_id}'")
        return experiment_id

    def _admit(self, experiment_id: str, key: Key, may: str, what: str) -> None:
        """Ask for a permission on an experiment, but name what was asked for in a 404."""
        try:
            self.experiment(experiment_id, key, may=may)
        except Refusal as refusal:
            raise (refusal if refusal.status != 404 else not_found(what)) from None

    def _in_study(self, scope: str, scope_id: str) -> bool:
        try:
            self.study.table("events", scope, scope_id)
        except KeyError:
            return False
        return True

    def has_data(self, experiment_id: str) -> bool:
        """Return whether anybody took part in the experiment."""
        return (
            experiment_id == self.study.experiment["id"]
            or any(room.experiment["id"] == experiment_id for room in self.agent_rooms.values())
            or any(event["experimentId"] == experiment_id for event in self.recorded)
        )

    def launched(
        self, *, experiment_id: str | None = None, deployment_id: str | None = None
    ) -> list[AgentRoom]:
        """Give the agent rooms that were launched through the API, in that order."""
        return [
            room
            for room in self.agent_rooms.values()
            if experiment_id in {None, room.experiment["id"]}
            and deployment_id in {None, room.deployment["id"]}
        ]

    def share(self, experiment_id: str, request: Mapping[str, Any]) -> None:
        """Let somebody see an experiment; a new share with the same target replaces the old one."""
        expires = request.get("expiresAt")
        made = Share(
            experiment_id,
            request["targetType"],
            request["targetId"],
            request["permissions"],
            None if expires is None else instant_of(expires),
        )
        same = (made.experiment_id, made.target_type, made.target_id)
        self.shares = [
            each
            for each in self.shares
            if (each.experiment_id, each.target_type, each.target_id) != same
        ] + [made]

    def _permissions(self, experiment: Row, key: Key) -> dict[str, bool]:
        permissions: dict[str, bool] = {}
        for share in self.shares:
            if share.experiment_id == experiment["id"] and share.reaches(key, self.instant):
                for name, allowed in share.permissions.items():
                    permissions[name] = permissions.get(name, False) or allowed
        return permissions


def _by_id(rows: Iterable[Row]) -> dict[str, Row]:
    return {str(row["id"]): copy.deepcopy(row) for row in rows}
