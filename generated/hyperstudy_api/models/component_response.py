from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, ClassVar, Self

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import (
    UNSET,
    Unset,
    parse_list,
    parse_model,
)
from ..types import Model as _Model

if TYPE_CHECKING:
    from ..models.component_response_ratings import ComponentResponseRatings
    from ..models.ranked_item import RankedItem
    from ..models.response_interaction import ResponseInteraction
    from ..models.response_timestamps import ResponseTimestamps


@_attrs_define
class ComponentResponse(_Model[Any]):
    """Answer of a participant to a component. One schema for every component: `value` and `label`
    for choices, scales and text, `ranking` for rankings, `ratings` for rapid rate, `continued`
    for code, `stateEntered`, `stateExited` and `duration` for waiting.

    Attributes:
        value (Any | Unset): The answer: text, a number (a Likert scale counts from 1), or for
            several choices a list of values or of value and label pairs.
        label (Any | Unset): Label of the chosen option or scale point, normally text.
        response_time (float | None | Unset): Time from display to answer. Unit: ms. Example:
            2100.
        ranking (list[RankedItem] | None | Unset): The items with the rank that each got
            (ranking). Example: [{"text": "Music", "position": 1}].
        ratings (ComponentResponseRatings | Unset): Rating from 0 to 100 by label of the
            dimension (rapid rate). Example: {"Warmth": 61}.
        interactions (list[ResponseInteraction] | None | Unset): Movements before the answer
            (visual analogue scale, rapid rate). Example: [{"time": 850, "position": 48}].
        continued (bool | None | Unset): The participant continued (code). Example: true.
        state_entered (Any | Unset): When the waiting state was entered (waiting). The form is
            not published.
        state_exited (Any | Unset): When the waiting state was left (waiting). The form is not
            published.
        duration (float | None | Unset): How long the participant waited (waiting). The unit is
            not published, presumably milliseconds. Example: 5000.
        timestamps (None | ResponseTimestamps | Unset): Moments of the answer.
    """

    value: Any | Unset = UNSET
    label: Any | Unset = UNSET
    response_time: float | None | Unset = UNSET
    ranking: list[RankedItem] | None | Unset = UNSET
    ratings: ComponentResponseRatings | Unset = UNSET
    interactions: list[ResponseInteraction] | None | Unset = UNSET
    continued: bool | None | Unset = UNSET
    state_entered: Any | Unset = UNSET
    state_exited: Any | Unset = UNSET
    duration: float | None | Unset = UNSET
    timestamps: None | ResponseTimestamps | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    _members: ClassVar[Mapping[str, str]] = {
        "value": "value",
        "label": "label",
        "responseTime": "response_time",
        "ranking": "ranking",
        "ratings": "ratings",
        "interactions": "interactions",
        "continued": "continued",
        "stateEntered": "state_entered",
        "stateExited": "state_exited",
        "duration": "duration",
        "timestamps": "timestamps",
    }

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        """Return the object of a JSON object. Values that the contract does not allow stay as they are."""
        from ..models.component_response_ratings import ComponentResponseRatings
        from ..models.ranked_item import RankedItem
        from ..models.response_interaction import ResponseInteraction
        from ..models.response_timestamps import ResponseTimestamps

        rest = dict(src_dict)
        model = cls(
            value=rest.pop("value", UNSET),
            label=rest.pop("label", UNSET),
            response_time=rest.pop("responseTime", UNSET),
            ranking=parse_list(
                lambda item: parse_model(RankedItem, item), rest.pop("ranking", UNSET)
            ),
            ratings=parse_model(ComponentResponseRatings, rest.pop("ratings", UNSET)),
            interactions=parse_list(
                lambda item: parse_model(ResponseInteraction, item), rest.pop("interactions", UNSET)
            ),
            continued=rest.pop("continued", UNSET),
            state_entered=rest.pop("stateEntered", UNSET),
            state_exited=rest.pop("stateExited", UNSET),
            duration=rest.pop("duration", UNSET),
            timestamps=parse_model(ResponseTimestamps, rest.pop("timestamps", UNSET)),
        )
        model.additional_properties = rest
        return model
