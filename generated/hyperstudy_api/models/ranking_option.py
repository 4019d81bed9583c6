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
class RankingOption(_Model[Any]):
    """One thing to put in order.

    Example:
        {"text": "Opening", "value": "opening"}

    Attributes:
        text (str | Unset): What the participant reads. Example: Opening.
        image_url (str | Unset): Address of an image on the card. Example:
            https://media.example.org/opening.jpg.
        value (bool | float | str | Unset): What is stored. Example: opening.
    """

    text: str | Unset = UNSET
    image_url: str | Unset = UNSET
    value: bool | float | str | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    _members: ClassVar[Mapping[str, str]] = {
        "text": "text",
        "imageUrl": "image_url",
        "value": "value",
    }

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        """Return the object of a JSON object. Values that the contract does not allow stay as they are."""
        rest = dict(src_dict)
        model = cls(
            text=rest.pop("text", UNSET),
            image_url=rest.pop("imageUrl", UNSET),
            value=rest.pop("value", UNSET),
        )
        model.additional_properties = rest
        return model
