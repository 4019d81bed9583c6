from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar, Self

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.variable_type import VariableType
from ..types import (
    UNSET,
    Unset,
    parse_enum,
)
from ..types import Model as _Model


@_attrs_define
class VariableDefinition(_Model[Any]):
    """Full form of a variable; a definition may give the initial value alone instead.

    Example:
        {"type": "string", "initialValue": "harbour"}

    Attributes:
        type_ (VariableType | Unset): Type of a variable.
        initial_value (Any | Unset): Value at the start of a session, any JSON value; names
            inside it are the user's own.
        description (str | Unset): What the variable holds. Example: Film that this room
            watches.
    """

    type_: VariableType | Unset = UNSET
    initial_value: Any | Unset = UNSET
    description: str | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    _members: ClassVar[Mapping[str, str]] = {
        "type": "type_",
        "initialValue": "initial_value",
        "description": "description",
    }

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        """Return the object of a JSON object. Values that the contract does not allow stay as they are."""
        rest = dict(src_dict)
        model = cls(
            type_=parse_enum(VariableType, str, rest.pop("type", UNSET)),
            initial_value=rest.pop("initialValue", UNSET),
            description=rest.pop("description", UNSET),
        )
        model.additional_properties = rest
        return model
