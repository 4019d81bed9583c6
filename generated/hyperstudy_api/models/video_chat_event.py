from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, ClassVar, Self

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.connection_quality import ConnectionQuality
from ..models.track_type import TrackType
from ..models.video_chat_event_type import VideoChatEventType
from ..types import (
    UNSET,
    Unset,
    parse_enum,
    parse_model,
    parse_time,
)
from ..types import Model as _Model

if TYPE_CHECKING:
    from ..models.json_object import JsonObject


@_attrs_define
class VideoChatEvent(_Model[Any]):
    """One connection event of the video chat. No field list is published: the whole record is a
    proposal. Documented is that connects, disconnects, track publications and quality metrics
    are recorded.

    Attributes:
        id (str | Unset): Identifier of the row. Example: vc_17.
        experiment_id (str | Unset): Experiment that the row belongs to. Example: exp_7.
        room_id (str | Unset): Room (one run of the experiment by one group) that the row
            belongs to. Example: room_31.
        participant_id (str | Unset): Participant that the row is about (user id; Prolific users
            have `prolific_<PID>`). Example: user_12.
        participant_name (None | str | Unset): Display name. Example: Dana O..
        timestamp (datetime.datetime | Unset): Absolute time, UTC with milliseconds. Example:
            2026-03-02T09:00:04.250Z.
        onset (float | None | Unset): Milliseconds since the first experiment state of the room
            began. May be below zero for what happened before (setup, consent, instructions). Unit:
            ms. Example: 4250.
        event_type (None | Unset | VideoChatEventType): What happened.
        track_type (None | TrackType | Unset): Medium of the track.
        track_sid (None | str | Unset): Track at the video chat service. Example: TR_amq8.
        connection_quality (ConnectionQuality | None | Unset): Quality of the connection.
        duration (float | None | Unset): Length of the connection or track that ended. Unit: ms.
            Example: 421000.
        metadata (JsonObject | None | Unset): Further members.
    """

    id: str | Unset = UNSET
    experiment_id: str | Unset = UNSET
    room_id: str | Unset = UNSET
    participant_id: str | Unset = UNSET
    participant_name: None | str | Unset = UNSET
    timestamp: datetime.datetime | Unset = UNSET
    onset: float | None | Unset = UNSET
    event_type: None | Unset | VideoChatEventType = UNSET
    track_type: None | TrackType | Unset = UNSET
    track_sid: None | str | Unset = UNSET
    connection_quality: ConnectionQuality | None | Unset = UNSET
    duration: float | None | Unset = UNSET
    metadata: JsonObject | None | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    _members: ClassVar[Mapping[str, str]] = {
        "id": "id",
        "experimentId": "experiment_id",
        "roomId": "room_id",
        "participantId": "participant_id",
        "participantName": "participant_name",
        "timestamp": "timestamp",
        "onset": "onset",
        "eventType": "event_type",
        "trackType": "track_type",
        "trackSid": "track_sid",
        "connectionQuality": "connection_quality",
        "duration": "duration",
        "metadata": "metadata",
    }

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        """Return the object of a JSON object. Values that the contract does not allow stay as they are."""
        from ..models.json_object import JsonObject

        rest = dict(src_dict)
        model = cls(
            id=rest.pop("id", UNSET),
            experiment_id=rest.pop("experimentId", UNSET),
            room_id=rest.pop("roomId", UNSET),
            participant_id=rest.pop("participantId", UNSET),
            participant_name=rest.pop("participantName", UNSET),
            timestamp=parse_time(rest.pop("timestamp", UNSET)),
            onset=rest.pop("onset", UNSET),
            event_type=parse_enum(VideoChatEventType, str, rest.pop("eventType", UNSET)),
            track_type=parse_enum(TrackType, str, rest.pop("trackType", UNSET)),
            track_sid=rest.pop("trackSid", UNSET),
            connection_quality=parse_enum(
                ConnectionQuality, str, rest.pop("connectionQuality", UNSET)
            ),
            duration=rest.pop("duration", UNSET),
            metadata=parse_model(JsonObject, rest.pop("metadata", UNSET)),
        )
        model.additional_properties = rest
        return model
