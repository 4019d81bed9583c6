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
class RankedItem(_Model[Any]):
    """One item of a ranking answer.

    Attributes:
        text (str | Unset): The item's text. Example: Music.
        position (int | Unset): Rank given to the item. Whether ranks start at 0 or 1 is not
            published. Example: 1.
    """

    text: str | Unset = UNSET
    position: int | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    _members: ClassVar[Mapping[str, str]] = {
        "text": "text",
        "position": "position",
    }

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        """Return the object of a JSON object. Values that the contract does not allow stay as they are."""
        rest = dict(src_dict)
        model = cls(
            text=rest.pop("text", UNSET),
            position=rest.pop("position", UNSET),
        )
        model.additional_properties = rest
        return model
