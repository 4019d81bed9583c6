from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, ClassVar, Self

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import (
    UNSET,
    Unset,
    parse_model,
)
from ..types import Model as _Model

if TYPE_CHECKING:
    from ..models.component_response import ComponentResponse
    from ..models.json_object import JsonObject


@_attrs_define
class SparseRatingData(_Model[Any]):
    """The video pause in which a rating was given. In time order: `mediaPauseOnset`, the rating's
    `onset`, its `ratingEndOnset`, `mediaResumeOnset`.

    Attributes:
        video_id (None | str | Unset): Video that was paused. Example: vid_2.
        pause_index (int | None | Unset): Index of the pause in the video, from 0. Example: 0.
        video_relative_time (float | None | Unset): Position of the pause from the start of the
            video. Unit: ms. Example: 12500.
        pause_timestamp (int | None | Unset): Absolute time of the pause. Unit: epoch-ms.
            Example: 1772442016750.
        media_pause_onset (float | None | Unset): Onset of the pause. Unit: ms. Example: 16750.
        media_resume_onset (float | None | Unset): Onset at which the video went on. Unit: ms.
            Example: 20900.
        actual_pause_duration (float | None | Unset): Length of the pause (`mediaResumeOnset` -
            `mediaPauseOnset`). Unit: ms. Example: 4150.
        component_type (None | str | Unset): Type id of the rating component. Example:
            vasrating.
        component_data (ComponentResponse | None | Unset): Answer of the rating component; empty
            or null when the time was up.
        previous_ratings (JsonObject | None | Unset): Earlier raw values by video id (a page
            names a single `previousRating`).
    """

    video_id: None | str | Unset = UNSET
    pause_index: int | None | Unset = UNSET
    video_relative_time: float | None | Unset = UNSET
    pause_timestamp: int | None | Unset = UNSET
    media_pause_onset: float | None | Unset = UNSET
    media_resume_onset: float | None | Unset = UNSET
    actual_pause_duration: float | None | Unset = UNSET
    component_type: None | str | Unset = UNSET
    component_data: ComponentResponse | None | Unset = UNSET
    previous_ratings: JsonObject | None | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    _members: ClassVar[Mapping[str, str]] = {
        "videoId": "video_id",
        "pauseIndex": "pause_index",
        "videoRelativeTime": "video_relative_time",
        "pauseTimestamp": "pause_timestamp",
        "mediaPauseOnset": "media_pause_onset",
        "mediaResumeOnset": "media_resume_onset",
        "actualPauseDuration": "actual_pause_duration",
        "componentType": "component_type",
        "componentData": "component_data",
        "previousRatings": "previous_ratings",
    }

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        """Return the object of a JSON object. Values that the contract does not allow stay as they are."""
        from ..models.component_response import ComponentResponse
        from ..models.json_object import JsonObject

        rest = dict(src_dict)
        model = cls(
            video_id=rest.pop("videoId", UNSET),
            pause_index=rest.pop("pauseIndex", UNSET),
            video_relative_time=rest.pop("videoRelativeTime", UNSET),
            pause_timestamp=rest.pop("pauseTimestamp", UNSET),
            media_pause_onset=rest.pop("mediaPauseOnset", UNSET),
            media_resume_onset=rest.pop("mediaResumeOnset", UNSET),
            actual_pause_duration=rest.pop("actualPauseDuration", UNSET),
            component_type=rest.pop("componentType", UNSET),
            component_data=parse_model(ComponentResponse, rest.pop("componentData", UNSET)),
            previous_ratings=parse_model(JsonObject, rest.pop("previousRatings", UNSET)),
        )
        model.additional_properties = rest
        return model
