from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import Model as _Model


@_attrs_define
class AgentSpendPerRoom(_Model["float"]):
    """Cost by room id. Unit: USD.

    Example:
        {"room_31": 0.71}
    """

    additional_properties: dict[str, float] = _attrs_field(init=False, factory=dict)

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        """Return the object of a JSON object. Values that the contract does not allow stay as they are."""
        rest = dict(src_dict)
        model = cls()
        model.additional_properties = rest
        return model
