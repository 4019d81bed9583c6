from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar, Self

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import (
    UNSET,
    Unset,
)
from ..types import Model as _Model


@_attrs_define
class EventContext(_Model[Any]):
    """Where in the experiment an event happened, as stored with it.

    Attributes:
        state_id (str | Unset): Experiment state in which the event happened. Example: state_3.
        role (str | Unset): Role of the participant. Example: listener.
    """

    state_id: str | Unset = UNSET
    role: str | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    _members: ClassVar[Mapping[str, str]] = {
        "stateId": "state_id",
        "role": "role",
    }

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        """Return the object of a JSON object. Values that the contract does not allow stay as they are."""
        rest = dict(src_dict)
        model = cls(
            state_id=rest.pop("stateId", UNSET),
            role=rest.pop("role", UNSET),
        )
        model.additional_properties = rest
        return model
