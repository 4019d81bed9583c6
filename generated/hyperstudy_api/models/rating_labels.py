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
class RatingLabels(_Model[Any]):
    """Labels of the ends of a rating scale.

    Attributes:
        min_ (None | str | Unset): Label of the lowest value. Example: Not at all.
        max_ (None | str | Unset): Label of the highest value. Example: Very much.
    """

    min_: None | str | Unset = UNSET
    max_: None | str | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    _members: ClassVar[Mapping[str, str]] = {
        "min": "min_",
        "max": "max_",
    }

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        """Return the object of a JSON object. Values that the contract does not allow stay as they are."""
        rest = dict(src_dict)
        model = cls(
            min_=rest.pop("min", UNSET),
            max_=rest.pop("max", UNSET),
        )
        model.additional_properties = rest
        return model
