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
    from ..models.focus_component_role_configs_additional_property import (
        FocusComponentRoleConfigsAdditionalProperty,
    )


@_attrs_define
class FocusComponentRoleConfigs(_Model["FocusComponentRoleConfigsAdditionalProperty"]):
    """Settings that differ for a role, by role: only the differences to `config`. One page uses
    role names as keys, others the role's index from 0 written as text.

    Example:
        {"viewer": {"controls": false}}
    """

    additional_properties: dict[str, FocusComponentRoleConfigsAdditionalProperty] = _attrs_field(
        init=False, factory=dict
    )

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        """Return the object of a JSON object. Values that the contract does not allow stay as they are."""
        from ..models.focus_component_role_configs_additional_property import (
            FocusComponentRoleConfigsAdditionalProperty,
        )

        rest = dict(src_dict)
        model = cls()
        model.additional_properties = {
            name: parse_model(FocusComponentRoleConfigsAdditionalProperty, value)
            for name, value in rest.items()
        }
        return model
