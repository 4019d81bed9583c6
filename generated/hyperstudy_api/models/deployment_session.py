from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any, ClassVar, Self

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.room_status import RoomStatus
from ..types import (
    UNSET,
    Unset,
    parse_enum,
    parse_time,
)
from ..types import Model as _Model


@_attrs_define
class DeploymentSession(_Model[Any]):
    """One room of a deployment.

    Attributes:
        id (str): Identifier of the room. Example: room_31.
        experiment_id (str | Unset): Experiment that the row belongs to. Example: exp_7.
        deployment_id (None | str | Unset): Deployment of the room. Example: dep_4.
        status (RoomStatus | Unset): Where a room stands. `completed` and `failed` are observed,
            the others are inferred from the app. New values may come; keep a value you don't know.
        participant_count (int | None | Unset): Number of participants. Example: 2.
        created_at (datetime.datetime | None | Unset): When the room was made. Example:
            2026-03-02T09:00:04.250Z.
    """

    id: str
    experiment_id: str | Unset = UNSET
    deployment_id: None | str | Unset = UNSET
    status: RoomStatus | Unset = UNSET
    participant_count: int | None | Unset = UNSET
    created_at: datetime.datetime | None | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    _members: ClassVar[Mapping[str, str]] = {
        "id": "id",
        "experimentId": "experiment_id",
        "deploymentId": "deployment_id",
        "status": "status",
        "participantCount": "participant_count",
        "createdAt": "created_at",
    }

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        """Return the object of a JSON object. Values that the contract does not allow stay as they are."""
        rest = dict(src_dict)
        model = cls(
            id=rest.pop("id", UNSET),
            experiment_id=rest.pop("experimentId", UNSET),
            deployment_id=rest.pop("deploymentId", UNSET),
            status=parse_enum(RoomStatus, str, rest.pop("status", UNSET)),
            participant_count=rest.pop("participantCount", UNSET),
            created_at=parse_time(rest.pop("createdAt", UNSET)),
        )
        model.additional_properties = rest
        return model
