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
    from ..models.variable_definition import VariableDefinition


@_attrs_define
class Variables(_Model["Any | VariableDefinition"]):
    """The variables of the experiment by name; a value is either the full form or only the initial
    value, which may be any JSON value.

    Example:
        {"mood": 50, "film": {"type": "string", "initialValue": "harbour"}}
    """

    additional_properties: dict[str, Any | VariableDefinition] = _attrs_field(
        init=False, factory=dict
    )

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        """Return the object of a JSON object. Values that the contract does not allow stay as they are."""
        from ..models.variable_definition import VariableDefinition

        rest = dict(src_dict)
        model = cls()
        model.additional_properties = {
            name: parse_model(VariableDefinition, value) for name, value in rest.items()
        }
        return model
