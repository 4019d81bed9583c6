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
class ValidationResult(_Model[Any]):
    """Whether a definition could be saved.

    Attributes:
        valid (bool): Whether the definition is without mistakes. Example: false.
        errors (list[Any] | Unset): The mistakes, when there are any. Sentences as far as is
            known; other forms are not excluded. Example: ["states[0].id is required"].
    """

    valid: bool
    errors: list[Any] | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    _members: ClassVar[Mapping[str, str]] = {
        "valid": "valid",
        "errors": "errors",
    }

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        """Return the object of a JSON object. Values that the contract does not allow stay as they are."""
        rest = dict(src_dict)
        model = cls(
            valid=rest.pop("valid", UNSET),
            errors=rest.pop("errors", UNSET),
        )
        model.additional_properties = rest
        return model
