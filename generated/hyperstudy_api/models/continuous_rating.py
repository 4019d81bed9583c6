from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, ClassVar, Self

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.rating_kind import RatingKind
from ..types import (
    UNSET,
    Unset,
    parse_enum,
    parse_model,
    parse_time,
)
from ..types import Model as _Model

if TYPE_CHECKING:
    from ..models.rating_metadata import RatingMetadata
    from ..models.rating_scale import RatingScale


@_attrs_define
class ContinuousRating(_Model[Any]):
    """One sample of a continuous rating. Newer servers may use the layout of sparse ratings
    (`type`, `scale`, `rawOnset`, ...; inferred). `value` is 0-1 here and 0-100 there: read the
    scale, don't assume it.

    Attributes:
        timestamp (datetime.datetime): Absolute time, UTC with milliseconds. Example:
            2026-03-02T09:00:04.250Z.
        onset (float): Milliseconds since the first experiment state of the room began. May be
            below zero for what happened before (setup, consent, instructions). Unit: ms. Example:
            4250.
        rating_id (str | Unset): Identifier of the sample. Example: rat_c8.
        experiment_id (str | Unset): Experiment that the row belongs to. Example: exp_7.
        room_id (str | Unset): Room (one run of the experiment by one group) that the row
            belongs to. Example: room_31.
        participant_id (str | Unset): Participant that the row is about (user id; Prolific users
            have `prolific_<PID>`). Example: user_12.
        state_id (None | str | Unset): Experiment state that was shown. Example: state_3.
        component_id (None | str | Unset): Instance of the rating component. Example: cr_1.
        type_ (None | RatingKind | Unset): `continuous`, where the server says it.
        raw_onset (float | None | Unset): Onset by the participant's own clock, before the clock
            correction (`onset` = `rawOnset` - `clockOffsetApplied`). Unit: ms. Example: 4271.
        clock_offset_applied (float | None | Unset): Clock correction that was subtracted from
            `rawOnset`. Unit: ms. Example: 21.
        stimulus_id (None | str | Unset): Medium that was rated. Example: vid_2.
        stimulus_time (float | None | Unset): Position in the medium. Unit: ms. Example: 12500.
        value (float | None | Unset): The rating: normalized or raw, depending on the server.
            Example: 0.62.
        normalized_value (float | None | Unset): The rating between the ends of its scale. Unit:
            0-1. Example: 0.62.
        raw_value (float | None | Unset): The rating on its own scale. Example: 62.
        scale_min (float | None | Unset): Lowest value of the scale. Example: 0.
        scale_max (float | None | Unset): Highest value of the scale. Example: 100.
        scale (None | RatingScale | Unset): Ends of the scale, newer form.
        state_start_time (datetime.datetime | None | Unset): When the state began. Example:
            2026-03-02T09:00:04.250Z.
        state_duration (float | None | Unset): Length of the state. Unit: ms. Example: 180000.
        metadata (None | RatingMetadata | Unset): What was asked.
    """

    timestamp: datetime.datetime
    onset: float
    rating_id: str | Unset = UNSET
    experiment_id: str | Unset = UNSET
    room_id: str | Unset = UNSET
    participant_id: str | Unset = UNSET
    state_id: None | str | Unset = UNSET
    component_id: None | str | Unset = UNSET
    type_: None | RatingKind | Unset = UNSET
    raw_onset: float | None | Unset = UNSET
    clock_offset_applied: float | None | Unset = UNSET
    stimulus_id: None | str | Unset = UNSET
    stimulus_time: float | None | Unset = UNSET
    value: float | None | Unset = UNSET
    normalized_value: float | None | Unset = UNSET
    raw_value: float | None | Unset = UNSET
    scale_min: float | None | Unset = UNSET
    scale_max: float | None | Unset = UNSET
    scale: None | RatingScale | Unset = UNSET
    state_start_time: datetime.datetime | None | Unset = UNSET
    state_duration: float | None | Unset = UNSET
    metadata: None | RatingMetadata | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    _members: ClassVar[Mapping[str, str]] = {
        "timestamp": "timestamp",
        "onset": "onset",
        "ratingId": "rating_id",
        "experimentId": "experiment_id",
        "roomId": "room_id",
        "participantId": "participant_id",
        "stateId": "state_id",
        "componentId": "component_id",
        "type": "type_",
        "rawOnset": "raw_onset",
        "clockOffsetApplied": "clock_offset_applied",
        "stimulusId": "stimulus_id",
        "stimulusTime": "stimulus_time",
        "value": "value",
        "normalizedValue": "normalized_value",
        "rawValue": "raw_value",
        "scaleMin": "scale_min",
        "scaleMax": "scale_max",
        "scale": "scale",
        "stateStartTime": "state_start_time",
        "stateDuration": "state_duration",
        "metadata": "metadata",
    }

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        """Return the object of a JSON object. Values that the contract does not allow stay as they are."""
        from ..models.rating_metadata import RatingMetadata
        from ..models.rating_scale import RatingScale

        rest = dict(src_dict)
        model = cls(
            timestamp=parse_time(rest.pop("timestamp", UNSET)),
            onset=rest.pop("onset", UNSET),
            rating_id=rest.pop("ratingId", UNSET),
            experiment_id=rest.pop("experimentId", UNSET),
            room_id=rest.pop("roomId", UNSET),
            participant_id=rest.pop("participantId", UNSET),
            state_id=rest.pop("stateId", UNSET),
            component_id=rest.pop("componentId", UNSET),
            type_=parse_enum(RatingKind, str, rest.pop("type", UNSET)),
            raw_onset=rest.pop("rawOnset", UNSET),
            clock_offset_applied=rest.pop("clockOffsetApplied", UNSET),
            stimulus_id=rest.pop("stimulusId", UNSET),
            stimulus_time=rest.pop("stimulusTime", UNSET),
            value=rest.pop("value", UNSET),
            normalized_value=rest.pop("normalizedValue", UNSET),
            raw_value=rest.pop("rawValue", UNSET),
            scale_min=rest.pop("scaleMin", UNSET),
            scale_max=rest.pop("scaleMax", UNSET),
            scale=parse_model(RatingScale, rest.pop("scale", UNSET)),
            state_start_time=parse_time(rest.pop("stateStartTime", UNSET)),
            state_duration=rest.pop("stateDuration", UNSET),
            metadata=parse_model(RatingMetadata, rest.pop("metadata", UNSET)),
        )
        model.additional_properties = rest
        return model
