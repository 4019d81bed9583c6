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
class ChoiceOption(_Model[Any]):
    """One option of a multiple choice. The page also lists a description, an image, disabled and
    default selected, as labels only.

    Example:
        {"value": "opening", "label": "The opening"}

    Attributes:
        value (bool | float | str | Unset): What is stored when the option is chosen. Example:
            opening.
        label (str | Unset): What the participant reads. Example: The opening.
    """

    value: bool | float | str | Unset = UNSET
    label: str | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    _members: ClassVar[Mapping[str, str]] = {
        "value": "value",
        "label": "label",
    }

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        """Return the object of a JSON object. Values that the contract does not allow stay as they are."""
        rest = dict(src_dict)
        model = cls(
            value=rest.pop("value", UNSET),
            label=rest.pop("label", UNSET),
        )
        model.additional_properties = rest
        return model
