from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, ClassVar, Self

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.countdown_position import CountdownPosition
from ..models.countdown_style import CountdownStyle
from ..types import (
    UNSET,
    Unset,
    parse_enum,
    parse_model,
)
from ..types import Model as _Model

if TYPE_CHECKING:
    from ..models.sparse_rating_component import SparseRatingComponent
    from ..models.sparse_rating_distribution import SparseRatingDistribution


@_attrs_define
class SparseRatingStateConfiguration(_Model[Any]):
    """How ratings are asked for in one video state. The times of the pauses are the same each time
    for a room and state, counted from the moment the state begins.

    Attributes:
        state_id (str | Unset): Id of the state. Example: film.
        video_duration (float | Unset): Length of the video. Unit: ms. Example: 180000.
        distribution (SparseRatingDistribution | Unset): When the pauses come. Example: {"type":
            "stratified", "parameters": {"numBins": 5, "samplesPerBin": 1, "binSamplingType":
            "uniform"}}.
        rating_component (SparseRatingComponent | Unset): The component that asks for the
            rating. Example: {"type": "vasrating", "config": {"prompt": "How do you feel?", "min":
            0, "max": 100}}.
        response_time_limit (float | Unset): Time to answer; the server ends the pause 2 s after
            it and stores null ratings. One page says the limit must be given. Unit: ms. Example:
            20000.
        seek_back_duration (float | Unset): How far the video goes back after the rating. Unit:
            ms. Example: 2000.
        show_countdown (bool | Unset): Whether the remaining time is shown. Example: true.
        countdown_style (CountdownStyle | Unset): How a countdown looks.
        countdown_position (CountdownPosition | Unset): Where a countdown stands.
        countdown_color (str | Unset): A colour as CSS writes it. Example: #1f2937.
        output_variable (str | Unset): Variable that receives the answer. Example: mood.
        show_previous_rating (bool | Unset): Whether the last rating is shown; VAS and rapid
            rate only. Example: true.
    """

    state_id: str | Unset = UNSET
    video_duration: float | Unset = UNSET
    distribution: SparseRatingDistribution | Unset = UNSET
    rating_component: SparseRatingComponent | Unset = UNSET
    response_time_limit: float | Unset = UNSET
    seek_back_duration: float | Unset = UNSET
    show_countdown: bool | Unset = UNSET
    countdown_style: CountdownStyle | Unset = UNSET
    countdown_position: CountdownPosition | Unset = UNSET
    countdown_color: str | Unset = UNSET
    output_variable: str | Unset = UNSET
    show_previous_rating: bool | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    _members: ClassVar[Mapping[str, str]] = {
        "stateId": "state_id",
        "videoDuration": "video_duration",
        "distribution": "distribution",
        "ratingComponent": "rating_component",
        "responseTimeLimit": "response_time_limit",
        "seekBackDuration": "seek_back_duration",
        "showCountdown": "show_countdown",
        "countdownStyle": "countdown_style",
        "countdownPosition": "countdown_position",
        "countdownColor": "countdown_color",
        "outputVariable": "output_variable",
        "showPreviousRating": "show_previous_rating",
    }

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        """Return the object of a JSON object. Values that the contract does not allow stay as they are."""
        from ..models.sparse_rating_component import SparseRatingComponent
        from ..models.sparse_rating_distribution import SparseRatingDistribution

        rest = dict(src_dict)
        model = cls(
            state_id=rest.pop("stateId", UNSET),
            video_duration=rest.pop("videoDuration", UNSET),
            distribution=parse_model(SparseRatingDistribution, rest.pop("distribution", UNSET)),
            rating_component=parse_model(SparseRatingComponent, rest.pop("ratingComponent", UNSET)),
            response_time_limit=rest.pop("responseTimeLimit", UNSET),
            seek_back_duration=rest.pop("seekBackDuration", UNSET),
            show_countdown=rest.pop("showCountdown", UNSET),
            countdown_style=parse_enum(CountdownStyle, str, rest.pop("countdownStyle", UNSET)),
            countdown_position=parse_enum(
                CountdownPosition, str, rest.pop("countdownPosition", UNSET)
            ),
            countdown_color=rest.pop("countdownColor", UNSET),
            output_variable=rest.pop("outputVariable", UNSET),
            show_previous_rating=rest.pop("showPreviousRating", UNSET),
        )
        model.additional_properties = rest
        return model
