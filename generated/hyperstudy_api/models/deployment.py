from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any, ClassVar, Self

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.deployment_status import DeploymentStatus
from ..models.deployment_type import DeploymentType
from ..types import (
    UNSET,
    Unset,
    parse_enum,
    parse_time,
)
from ..types import Model as _Model


@_attrs_define
class Deployment(_Model[Any]):
    """A data collection run of an experiment. Data from before deployments may show up as a
    virtual, read-only entry.

    Attributes:
        id (str): Identifier of the deployment. Example: dep_4.
        experiment_id (str): Experiment that the row belongs to. Example: exp_7.
        name (None | str | Unset): Its name. Example: Pilot.
        status (DeploymentStatus | Unset): Where a deployment stands. New values may come; keep
            a value you don't know.
        type_ (DeploymentType | None | Unset): Kind of deployment.
        owner_id (None | str | Unset): User id of the owner. Example: user_1.
        owner_name (None | str | Unset): Name of the owner. Example: Dana O..
        participant_count (int | None | Unset): Number of participants so far; single
            deployments only. Example: 12.
        max_participants (int | None | Unset): Number of participants at most; single
            deployments only. Example: 40.
        created_at (datetime.datetime | None | Unset): When it was made. Example:
            2026-03-02T09:00:04.250Z.
        updated_at (datetime.datetime | None | Unset): When it was last changed. Example:
            2026-03-02T09:07:01.250Z.
    """

    id: str
    experiment_id: str
    name: None | str | Unset = UNSET
    status: DeploymentStatus | Unset = UNSET
    type_: DeploymentType | None | Unset = UNSET
    owner_id: None | str | Unset = UNSET
    owner_name: None | str | Unset = UNSET
    participant_count: int | None | Unset = UNSET
    max_participants: int | None | Unset = UNSET
    created_at: datetime.datetime | None | Unset = UNSET
    updated_at: datetime.datetime | None | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    _members: ClassVar[Mapping[str, str]] = {
        "id": "id",
        "experimentId": "experiment_id",
        "name": "name",
        "status": "status",
        "type": "type_",
        "ownerId": "owner_id",
        "ownerName": "owner_name",
        "participantCount": "participant_count",
        "maxParticipants": "max_participants",
        "createdAt": "created_at",
        "updatedAt": "updated_at",
    }

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        """Return the object of a JSON object. Values that the contract does not allow stay as they are."""
        rest = dict(src_dict)
        model = cls(
            id=rest.pop("id", UNSET),
            experiment_id=rest.pop("experimentId", UNSET),
            name=rest.pop("name", UNSET),
            status=parse_enum(DeploymentStatus, str, rest.pop("status", UNSET)),
            type_=parse_enum(DeploymentType, str, rest.pop("type", UNSET)),
            owner_id=rest.pop("ownerId", UNSET),
            owner_name=rest.pop("ownerName", UNSET),
            participant_count=rest.pop("participantCount", UNSET),
            max_participants=rest.pop("maxParticipants", UNSET),
            created_at=parse_time(rest.pop("createdAt", UNSET)),
            updated_at=parse_time(rest.pop("updatedAt", UNSET)),
        )
        model.additional_properties = rest
        return model
