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
    from ..models.role import Role


@_attrs_define
class Roles(_Model["Role"]):
    """The roles of the experiment by role key; roles are dealt at random within their participant
    counts and kept for the whole session.

    Example:
        {"viewer": {"name": "Viewer", "participantCount": 2, "mode": "human"}}
    """

    additional_properties: dict[str, Role] = _attrs_field(init=False, factory=dict)

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        """Return the object of a JSON object. Values that the contract does not allow stay as they are."""
        from ..models.role import Role

        rest = dict(src_dict)
        model = cls()
        model.additional_properties = {
            name: parse_model(Role, value) for name, value in rest.items()
        }
        return model
