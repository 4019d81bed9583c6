from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import Model as _Model
from ..types import (
    parse_model,
)

if TYPE_CHECKING:
    from ..models.stimulus_mapping import StimulusMapping


@_attrs_define
class StimulusMappings(_Model["StimulusMapping"]):
    """Named tables from which stimulus addresses are drawn; a name starts with a letter and holds
    letters, digits and underscores. Expressions in addresses reach them through `lookup`,
    `sample`, `lookupAndSample` and `roleValue`.

    Example:
        {"faces": {"type": "category", "strategy": "without_replacement"}}
    """

    additional_properties: dict[str, StimulusMapping] = _attrs_field(init=False, factory=dict)

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        """Return the object of a JSON object. Values that the contract does not allow stay as they are."""
        from ..models.stimulus_mapping import StimulusMapping

        rest = dict(src_dict)
        model = cls()
        model.additional_properties = {
            name: parse_model(StimulusMapping, value) for name, value in rest.items()
        }
        return model
