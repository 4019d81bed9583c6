from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, ClassVar, Self

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.global_component_type import GlobalComponentType
from ..types import (
    UNSET,
    Unset,
    parse_enum,
    parse_model,
)
from ..types import Model as _Model

if TYPE_CHECKING:
    from ..models.global_component_config import GlobalComponentConfig


@_attrs_define
class GlobalComponent(_Model[Any]):
    """One global component: switched on or off, with its settings.

    Example:
        {"enabled": true, "config": {"allowSendingMessages": true}}

    Attributes:
        type_ (GlobalComponentType | Unset): The component types that can stay available beside
            the focus component.
        enabled (bool | Unset): Whether the component is available. Example: true.
        config (GlobalComponentConfig | Unset): Settings of the component, the same as those of
            a focus component of this type. Example: {"allowMessageDeletion": false}.
    """

    type_: GlobalComponentType | Unset = UNSET
    enabled: bool | Unset = UNSET
    config: GlobalComponentConfig | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    _members: ClassVar[Mapping[str, str]] = {
        "type": "type_",
        "enabled": "enabled",
        "config": "config",
    }

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        """Return the object of a JSON object. Values that the contract does not allow stay as they are."""
        from ..models.global_component_config import GlobalComponentConfig

        rest = dict(src_dict)
        model = cls(
            type_=parse_enum(GlobalComponentType, str, rest.pop("type", UNSET)),
            enabled=rest.pop("enabled", UNSET),
            config=parse_model(GlobalComponentConfig, rest.pop("config", UNSET)),
        )
        model.additional_properties = rest
        return model
