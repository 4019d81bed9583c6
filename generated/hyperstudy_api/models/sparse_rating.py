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
    from ..models.rating_labels import RatingLabels
    from ..models.rating_metadata import RatingMetadata
    from ..models.rating_scale import RatingScale
    from ..models.sparse_rating_data import SparseRatingData


@_attrs_define
class SparseRating(_Model[Any]):
    """One rating: an answer to a visual analogue, Likert or other scale, or a rating given while
    the video was paused. An answer that was not given in time has null values. Rows of the
    earlier form (January 2026) hold `scaleMin`, `scaleMax` and `labels` instead of `scale`, and
    the raw answer in `value`.

    Attributes:
        rating_id (str): Identifier of the rating. Example: rat_s3.
        participant_id (str): Participant that the row is about (user id; Prolific users have
            `prolific_<PID>`). Example: user_12.
        timestamp (datetime.datetime): Absolute time, UTC with milliseconds. Example:
            2026-03-02T09:00:04.250Z.
        onset (float): Milliseconds since the first experiment state of the room began. May be
            below zero for what happened before (setup, consent, instructions). Unit: ms. Example:
            4250.
        experiment_id (None | str | Unset): Experiment that the row belongs to; earlier form.
            Example: exp_7.
        room_id (None | str | Unset): Room that the row belongs to; earlier form. Example:
            room_31.
        state_id (None | str | Unset): Experiment state that was shown. Example: state_3.
        component_id (None | str | Unset): Instance of the rating component; earlier form.
            Example: rate_1.
        type_ (None | RatingKind | Unset): `sparse`.
        rating_end_onset (float | None | Unset): Onset of the answer (`onset` + `responseTime`).
            Unit: ms. Example: 7350.
        stimulus_id (None | str | Unset): Video that was rated. Example: vid_2.
        stimulus_time (float | None | Unset): Position in the video; equals `videoRelativeTime`
            of the pause. Unit: ms. Example: 12500.
        value (float | None | Unset): `rawValue` rescaled by `scale` to 0-100; in the earlier
            form the raw answer. Null when not answered in time. Unit: percent. Example: 66.7.
        raw_value (float | None | Unset): The answer as given, on the scale. Example: 5.
        scale (None | RatingScale | Unset): Ends of the scale.
        scale_min (float | None | Unset): Lowest value of the scale; earlier form. Example: 1.
        scale_max (float | None | Unset): Highest value of the scale; earlier form. Example: 7.
        labels (None | RatingLabels | Unset): Labels of the ends of the scale; earlier form.
        response_time (float | None | Unset): Time from display to answer. Unit: ms. Example:
            3100.
        confidence (float | None | Unset): Confidence in the rating; null wherever it was seen.
            Example: null.
        raw_onset (float | None | Unset): Onset by the participant's own clock, before the clock
            correction (`onset` = `rawOnset` - `clockOffsetApplied`). Unit: ms. Example: 4271.
        clock_offset_applied (float | None | Unset): Clock correction that was subtracted from
            `rawOnset`. Unit: ms. Example: 21.
        state_start_time (datetime.datetime | None | Unset): When the state began. Example:
            2026-03-02T09:00:04.250Z.
        state_duration (float | None | Unset): Length of the state. Unit: ms. Example: 180000.
        sparse_rating_data (None | SparseRatingData | Unset): The video pause; null for ratings
            outside one.
        metadata (None | RatingMetadata | Unset): What was asked.
    """

    rating_id: str
    participant_id: str
    timestamp: datetime.datetime
    onset: float
    experiment_id: None | str | Unset = UNSET
    room_id: None | str | Unset = UNSET
    state_id: None | str | Unset = UNSET
    component_id: None | str | Unset = UNSET
    type_: None | RatingKind | Unset = UNSET
    rating_end_onset: float | None | Unset = UNSET
    stimulus_id: None | str | Unset = UNSET
    stimulus_time: float | None | Unset = UNSET
    value: float | None | Unset = UNSET
    raw_value: float | None | Unset = UNSET
    scale: None | RatingScale | Unset = UNSET
    scale_min: float | None | Unset = UNSET
    scale_max: float | None | Unset = UNSET
    labels: None | RatingLabels | Unset = UNSET
    response_time: float | None | Unset = UNSET
    confidence: float | None | Unset = UNSET
    raw_onset: float | None | Unset = UNSET
    clock_offset_applied: float | None | Unset = UNSET
    state_start_time: datetime.datetime | None | Unset = UNSET
    state_duration: float | None | Unset = UNSET
    sparse_rating_data: None | SparseRatingData | Unset = UNSET
    metadata: None | RatingMetadata | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    _members: ClassVar[Mapping[str, str]] = {
        "ratingId": "rating_id",
        "participantId": "participant_id",
        "timestamp": "timestamp",
        "onset": "onset",
        "experimentId": "experiment_id",
        "roomId": "room_id",
        "stateId": "state_id",
        "componentId": "component_id",
        "type": "type_",
        "ratingEndOnset": "rating_end_onset",
        "stimulusId": "stimulus_id",
        "stimulusTime": "stimulus_time",
        "value": "value",
        "rawValue": "raw_value",
        "scale": "scale",
        "scaleMin": "scale_min",
        "scaleMax": "scale_max",
        "labels": "labels",
        "responseTime": "response_time",
        "confidence": "confidence",
        "rawOnset": "raw_onset",
        "clockOffsetApplied": "clock_offset_applied",
        "stateStartTime": "state_start_time",
        "stateDuration": "state_duration",
        "sparseRatingData": "sparse_rating_data",
        "metadata": "metadata",
    }

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        """Return the object of a JSON object. Values that the contract does not allow stay as they are."""
        from ..models.rating_labels import RatingLabels
        from ..models.rating_metadata import RatingMetadata
        from ..models.rating_scale import RatingScale
        from ..models.sparse_rating_data import SparseRatingData

        rest = dict(src_dict)
        model = cls(
            rating_id=rest.pop("ratingId", UNSET),
            participant_id=rest.pop("participantId", UNSET),
            timestamp=parse_time(rest.pop("timestamp", UNSET)),
            onset=rest.pop("onset", UNSET),
            experiment_id=rest.pop("experimentId", UNSET),
            room_id=rest.pop("roomId", UNSET),
            state_id=rest.pop("stateId", UNSET),
            component_id=rest.pop("componentId", UNSET),
            type_=parse_enum(RatingKind, str, rest.pop("type", UNSET)),
            rating_end_onset=rest.pop("ratingEndOnset", UNSET),
            stimulus_id=rest.pop("stimulusId", UNSET),
            stimulus_time=rest.pop("stimulusTime", UNSET),
            value=rest.pop("value", UNSET),
            raw_value=rest.pop("rawValue", UNSET),
            scale=parse_model(RatingScale, rest.pop("scale", UNSET)),
            scale_min=rest.pop("scaleMin", UNSET),
            scale_max=rest.pop("scaleMax", UNSET),
            labels=parse_model(RatingLabels, rest.pop("labels", UNSET)),
            response_time=rest.pop("responseTime", UNSET),
            confidence=rest.pop("confidence", UNSET),
            raw_onset=rest.pop("rawOnset", UNSET),
            clock_offset_applied=rest.pop("clockOffsetApplied", UNSET),
            state_start_time=parse_time(rest.pop("stateStartTime", UNSET)),
            state_duration=rest.pop("stateDuration", UNSET),
            sparse_rating_data=parse_model(SparseRatingData, rest.pop("sparseRatingData", UNSET)),
            metadata=parse_model(RatingMetadata, rest.pop("metadata", UNSET)),
        )
        model.additional_properties = rest
        return model
