from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any, ClassVar, Self

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.completion_outcome import CompletionOutcome
from ..models.room_status import RoomStatus
from ..types import (
    UNSET,
    Unset,
    parse_enum,
    parse_time,
)
from ..types import Model as _Model


@_attrs_define
class Room(_Model[Any]):
    """One run of an experiment by one group. Members beyond those of a deployment's sessions are
    known from the app and release notes.

    Attributes:
        id (str): Identifier of the room. Example: room_31.
        experiment_id (str | Unset): Experiment that the row belongs to. Example: exp_7.
        deployment_id (None | str | Unset): Deployment of the room; none for rooms from before
            deployments. Example: dep_4.
        deployment_name (None | str | Unset): Name of the deployment, added by the server. The
            name of the member is inferred. Example: Pilot.
        status (RoomStatus | Unset): Where a room stands. `completed` and `failed` are observed,
            the others are inferred from the app. New values may come; keep a value you don't know.
        participant_count (int | None | Unset): Number of participants without recording bots.
            Wrong in data before v0.6.34. Example: 2.
        created_at (datetime.datetime | None | Unset): When the room was made. Example:
            2026-03-02T09:00:04.250Z.
        start_time (datetime.datetime | None | Unset): When the run began. Example:
            2026-03-02T09:00:04.250Z.
        first_state_started_at (datetime.datetime | None | Unset): When the first experiment
            state began: the zero of every onset in the room. The name is inferred. Example:
            2026-03-02T09:00:04.250Z.
        duration (float | None | Unset): Length of the run. Unit: ms. Example: 1260000.
        completion_reason (CompletionOutcome | None | Unset): How the room ended.
    """

    id: str
    experiment_id: str | Unset = UNSET
    deployment_id: None | str | Unset = UNSET
    deployment_name: None | str | Unset = UNSET
    status: RoomStatus | Unset = UNSET
    participant_count: int | None | Unset = UNSET
    created_at: datetime.datetime | None | Unset = UNSET
    start_time: datetime.datetime | None | Unset = UNSET
    first_state_started_at: datetime.datetime | None | Unset = UNSET
    duration: float | None | Unset = UNSET
    completion_reason: CompletionOutcome | None | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    _members: ClassVar[Mapping[str, str]] = {
        "id": "id",
        "experimentId": "experiment_id",
        "deploymentId": "deployment_id",
        "deploymentName": "deployment_name",
        "status": "status",
        "participantCount": "participant_count",
        "createdAt": "created_at",
        "startTime": "start_time",
        "firstStateStartedAt": "first_state_started_at",
        "duration": "duration",
        "completionReason": "completion_reason",
    }

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        """Return the object of a JSON object. Values that the contract does not allow stay as they are."""
        rest = dict(src_dict)
        model = cls(
            id=rest.pop("id", UNSET),
            experiment_id=rest.pop("experimentId", UNSET),
            deployment_id=rest.pop("deploymentId", UNSET),
            deployment_name=rest.pop("deploymentName", UNSET),
            status=parse_enum(RoomStatus, str, rest.pop("status", UNSET)),
            participant_count=rest.pop("participantCount", UNSET),
            created_at=parse_time(rest.pop("createdAt", UNSET)),
            start_time=parse_time(rest.pop("startTime", UNSET)),
            first_state_started_at=parse_time(rest.pop("firstStateStartedAt", UNSET)),
            duration=rest.pop("duration", UNSET),
            completion_reason=parse_enum(
                CompletionOutcome, str, rest.pop("completionReason", UNSET)
            ),
        )
        model.additional_properties = rest
        return model
