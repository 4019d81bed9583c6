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
    from ..models.sparse_rating_config_state_configurations import (
        SparseRatingConfigStateConfigurations,
    )


@_attrs_define
class SparseRatingConfig(_Model[Any]):
    """Pauses a video now and then and asks for a rating.

    Attributes:
        enabled_states (list[str] | Unset): Ids of the video states with ratings. Example:
            ["film"].
        state_configurations (SparseRatingConfigStateConfigurations | Unset): Settings of each
            state, by state id.
        wait_for_all_participants (bool | Unset): Whether the video goes on for all together, or
            for each on their own. Example: false.
    """

    enabled_states: list[str] | Unset = UNSET
    state_configurations: SparseRatingConfigStateConfigurations | Unset = UNSET
    wait_for_all_participants: bool | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    _members: ClassVar[Mapping[str, str]] = {
        "enabledStates": "enabled_states",
        "stateConfigurations": "state_configurations",
        "waitForAllParticipants": "wait_for_all_participants",
    }

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        """Return the object of a JSON object. Values that the contract does not allow stay as they are."""
        from ..models.sparse_rating_config_state_configurations import (
            SparseRatingConfigStateConfigurations,
        )

        rest = dict(src_dict)
        model = cls(
            enabled_states=rest.pop("enabledStates", UNSET),
            state_configurations=parse_model(
                SparseRatingConfigStateConfigurations, rest.pop("stateConfigurations", UNSET)
            ),
            wait_for_all_participants=rest.pop("waitForAllParticipants", UNSET),
        )
        model.additional_properties = rest
        return model
