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
    from ..models.global_component import GlobalComponent


@_attrs_define
class GlobalComponents(_Model["GlobalComponent"]):
    """Components that stay available beside the focus component, by component type.

    Example:
        {"textchat": {"enabled": true, "config": {"allowMessageDeletion": false}}}
    """

    additional_properties: dict[str, GlobalComponent] = _attrs_field(init=False, factory=dict)

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        """Return the object of a JSON object. Values that the contract does not allow stay as they are."""
        from ..models.global_component import GlobalComponent

        rest = dict(src_dict)
        model = cls()
        model.additional_properties = {
            name: parse_model(GlobalComponent, value) for name, value in rest.items()
        }
        return model
