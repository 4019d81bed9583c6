from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar, Self

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.role_mode import RoleMode
from ..types import (
    UNSET,
    Unset,
    parse_enum,
)
from ..types import Model as _Model


@_attrs_define
class Role(_Model[Any]):
    """A part that participants or agents play. The app also knows a description, minimum and
    maximum participants, permissions and component visibility, whose names are not published.

    Example:
        {"name": "Viewer", "participantCount": 1, "mode": "agent", "personaId": "per_ana"}

    Attributes:
        name (str | Unset): Name of the role. The role whose name equals a video's `hostRole`
            (upper and lower case alike) controls that video. Example: Viewer.
        participant_count (int | Unset): How many participants play the role in one room.
            Example: 2.
        mode (RoleMode | Unset): Whether people or agents play a role.
        persona_id (str | Unset): Persona that plays the role; needed when `mode` is `agent`.
            Example: per_ana.
    """

    name: str | Unset = UNSET
    participant_count: int | Unset = UNSET
    mode: RoleMode | Unset = UNSET
    persona_id: str | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    _members: ClassVar[Mapping[str, str]] = {
        "name": "name",
        "participantCount": "participant_count",
        "mode": "mode",
        "personaId": "persona_id",
    }

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        """Return the object of a JSON object. Values that the contract does not allow stay as they are."""
        rest = dict(src_dict)
        model = cls(
            name=rest.pop("name", UNSET),
            participant_count=rest.pop("participantCount", UNSET),
            mode=parse_enum(RoleMode, str, rest.pop("mode", UNSET)),
            persona_id=rest.pop("personaId", UNSET),
        )
        model.additional_properties = rest
        return model
