from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, ClassVar, Self

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.completion_outcome import CompletionOutcome
from ..models.participant_status import ParticipantStatus
from ..types import (
    UNSET,
    Unset,
    parse_enum,
    parse_model,
    parse_time,
)
from ..types import Model as _Model

if TYPE_CHECKING:
    from ..models.data_availability import DataAvailability
    from ..models.json_object import JsonObject


@_attrs_define
class Participant(_Model[Any]):
    """One person in one room. No field list is published: the members are known from sort keys,
    filters, the app and release notes.

    Attributes:
        id (str): User id of the participant. Example: user_12.
        participant_id (None | str | Unset): The same id under the name that other record types
            use. Example: user_12.
        experiment_id (None | str | Unset): Experiment that the row belongs to. Example: exp_7.
        deployment_id (None | str | Unset): Deployment of the room. Example: dep_4.
        room_id (None | str | Unset): Room (one run of the experiment by one group) that the row
            belongs to. Example: room_31.
        email (None | str | Unset): E-mail address. Example: dana@example.org.
        prolific_pid (None | str | Unset): Prolific id. The name is inferred from the
            participant API. Example: 5f1e8c.
        role (None | str | Unset): Name or index of the role, as text. Example: listener.
        status (None | ParticipantStatus | Unset): Where the participant stands.
        joined_at (datetime.datetime | None | Unset): When the participant joined. Example:
            2026-03-02T09:00:04.250Z.
        completed_at (datetime.datetime | None | Unset): When the participant finished. Example:
            2026-03-02T09:07:01.250Z.
        completion_code (CompletionOutcome | None | Unset): How the participation ended (not the
            code that Prolific shows).
        completion_outcome (CompletionOutcome | None | Unset): How the participation ended, as
            stored with the session since v0.6.33.
        data_availability (DataAvailability | None | Unset): Which data types exist. The app
            shows it, the name is inferred.
        diagnostics (JsonObject | None | Unset): Client information: browser, window size, clock
            synchronization (since v0.6.43). The name is inferred.
    """

    id: str
    participant_id: None | str | Unset = UNSET
    experiment_id: None | str | Unset = UNSET
    deployment_id: None | str | Unset = UNSET
    room_id: None | str | Unset = UNSET
    email: None | str | Unset = UNSET
    prolific_pid: None | str | Unset = UNSET
    role: None | str | Unset = UNSET
    status: None | ParticipantStatus | Unset = UNSET
    joined_at: datetime.datetime | None | Unset = UNSET
    completed_at: datetime.datetime | None | Unset = UNSET
    completion_code: CompletionOutcome | None | Unset = UNSET
    completion_outcome: CompletionOutcome | None | Unset = UNSET
    data_availability: DataAvailability | None | Unset = UNSET
    diagnostics: JsonObject | None | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    _members: ClassVar[Mapping[str, str]] = {
        "id": "id",
        "participantId": "participant_id",
        "experimentId": "experiment_id",
        "deploymentId": "deployment_id",
        "roomId": "room_id",
        "email": "email",
        "prolificPid": "prolific_pid",
        "role": "role",
        "status": "status",
        "joinedAt": "joined_at",
        "completedAt": "completed_at",
        "completionCode": "completion_code",
        "completionOutcome": "completion_outcome",
        "dataAvailability": "data_availability",
        "diagnostics": "diagnostics",
    }

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        """Return the object of a JSON object. Values that the contract does not allow stay as they are."""
        from ..models.data_availability import DataAvailability
        from ..models.json_object import JsonObject

        rest = dict(src_dict)
        model = cls(
            id=rest.pop("id", UNSET),
            participant_id=rest.pop("participantId", UNSET),
            experiment_id=rest.pop("experimentId", UNSET),
            deployment_id=rest.pop("deploymentId", UNSET),
            room_id=rest.pop("roomId", UNSET),
            email=rest.pop("email", UNSET),
            prolific_pid=rest.pop("prolificPid", UNSET),
            role=rest.pop("role", UNSET),
            status=parse_enum(ParticipantStatus, str, rest.pop("status", UNSET)),
            joined_at=parse_time(rest.pop("joinedAt", UNSET)),
            completed_at=parse_time(rest.pop("completedAt", UNSET)),
            completion_code=parse_enum(CompletionOutcome, str, rest.pop("completionCode", UNSET)),
            completion_outcome=parse_enum(
                CompletionOutcome, str, rest.pop("completionOutcome", UNSET)
            ),
            data_availability=parse_model(DataAvailability, rest.pop("dataAvailability", UNSET)),
            diagnostics=parse_model(JsonObject, rest.pop("diagnostics", UNSET)),
        )
        model.additional_properties = rest
        return model
