from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar, Self

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import (
    UNSET,
)
from ..types import Model as _Model


@_attrs_define
class VariableTimelineRow(_Model[Any]):
    """Every variable at one state, carried forward from the last write. Beside `stateId` there is
    one member per variable, null before its first write; `matrixColumns` of the answer's
    metadata gives the order of the columns.

    Attributes:
        state_id (str): The state. Example: state_3.
    """

    state_id: str
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    _members: ClassVar[Mapping[str, str]] = {
        "stateId": "state_id",
    }

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        """Return the object of a JSON object. Values that the contract does not allow stay as they are."""
        rest = dict(src_dict)
        model = cls(
            state_id=rest.pop("stateId", UNSET),
        )
        model.additional_properties = rest
        return model
