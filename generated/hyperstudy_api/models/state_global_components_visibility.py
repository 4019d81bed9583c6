from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import Model as _Model


@_attrs_define
class StateGlobalComponentsVisibility(_Model["bool"]):
    """Whether each global component is visible in this state, by component type.

    Example:
        {"textchat": false}
    """

    additional_properties: dict[str, bool] = _attrs_field(init=False, factory=dict)

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        """Return the object of a JSON object. Values that the contract does not allow stay as they are."""
        rest = dict(src_dict)
        model = cls()
        model.additional_properties = rest
        return model
