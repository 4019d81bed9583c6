from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar, Self

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.recording_media_type import RecordingMediaType
from ..types import (
    UNSET,
    Unset,
    parse_enum,
)
from ..types import Model as _Model


@_attrs_define
class RecordingMetadata(_Model[Any]):
    """What kind of recording it is.

    Attributes:
        type_ (None | RecordingMediaType | Unset): Video or audio.
        recording_type (None | str | Unset): `individual` (video of one person) or `audio`.
            Example: individual.
        room_name (None | str | Unset): Name of the room at the recording service. Example:
            room_31.
        experiment_id (None | str | Unset): Experiment that the row belongs to. Example: exp_7.
    """

    type_: None | RecordingMediaType | Unset = UNSET
    recording_type: None | str | Unset = UNSET
    room_name: None | str | Unset = UNSET
    experiment_id: None | str | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    _members: ClassVar[Mapping[str, str]] = {
        "type": "type_",
        "recordingType": "recording_type",
        "roomName": "room_name",
        "experimentId": "experiment_id",
    }

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        """Return the object of a JSON object. Values that the contract does not allow stay as they are."""
        rest = dict(src_dict)
        model = cls(
            type_=parse_enum(RecordingMediaType, str, rest.pop("type", UNSET)),
            recording_type=rest.pop("recordingType", UNSET),
            room_name=rest.pop("roomName", UNSET),
            experiment_id=rest.pop("experimentId", UNSET),
        )
        model.additional_properties = rest
        return model
