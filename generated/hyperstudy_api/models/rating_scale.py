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
class RatingScale(_Model[Any]):
    """Ends of a rating scale.

    Attributes:
        min_ (float | None | Unset): Lowest value of the scale. Example: 1.
        max_ (float | None | Unset): Highest value of the scale. Example: 7.
    """

    min_: float | None | Unset = UNSET
    max_: float | None | Unset = UNSET
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
