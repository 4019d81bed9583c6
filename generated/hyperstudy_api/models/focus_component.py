from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, ClassVar, Self

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.focus_component_type import FocusComponentType
from ..types import (
    UNSET,
    Unset,
    parse_enum,
    parse_model,
)
from ..types import Model as _Model

if TYPE_CHECKING:
    from ..models.focus_component_config import FocusComponentConfig
    from ..models.focus_component_role_configs import FocusComponentRoleConfigs


@_attrs_define
class FocusComponent(_Model[Any]):
    """The component in the centre of a state. Beside the members listed here the app knows an
    inline stimulus, a title, instructions, a size and role visibility, whose names are not
    published.

    Example:
        {"id": "7b44d0e1", "type": "showvideo", "config": {"videoUrl":
        "https://media.example.org/harbour.mp4", "hostRole": "host"}}

    Attributes:
        type_ (FocusComponentType): What a focus component is, as the definition spells it. Data
            records use other spellings of the same names: compare without case and underscores.
        id (str | Unset): Id of the component; the Python SDK makes one of 8 hexadecimal
            characters. Example: 7b44d0e1.
        config (FocusComponentConfig | Unset): Settings of the component. Which ones there are
            depends on `type`. Any further members are allowed and kept. Example: {"videoUrl":
            "https://media.example.org/harbour.mp4", "hostRole": "host"}.
        role_configs (FocusComponentRoleConfigs | Unset): Settings that differ for a role, by
            role: only the differences to `config`. One page uses role names as keys, others the
            role's index from 0 written as text. Example: {"viewer": {"controls": false}}.
    """

    type_: FocusComponentType
    id: str | Unset = UNSET
    config: FocusComponentConfig | Unset = UNSET
    role_configs: FocusComponentRoleConfigs | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    _members: ClassVar[Mapping[str, str]] = {
        "type": "type_",
        "id": "id",
        "config": "config",
        "roleConfigs": "role_configs",
    }

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        """Return the object of a JSON object. Values that the contract does not allow stay as they are."""
        from ..models.focus_component_config import FocusComponentConfig
        from ..models.focus_component_role_configs import FocusComponentRoleConfigs

        rest = dict(src_dict)
        model = cls(
            type_=parse_enum(FocusComponentType, str, rest.pop("type", UNSET)),
            id=rest.pop("id", UNSET),
            config=parse_model(FocusComponentConfig, rest.pop("config", UNSET)),
            role_configs=parse_model(FocusComponentRoleConfigs, rest.pop("roleConfigs", UNSET)),
        )
        model.additional_properties = rest
        return model
