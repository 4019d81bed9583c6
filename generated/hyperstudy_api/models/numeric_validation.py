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
class NumericValidation(_Model[Any]):
    """Which numbers count as right. Member names are documented, their types read off the names.

    Example:
        {"tolerance": 0.5, "unit": "minutes"}

    Attributes:
        exact (bool | Unset): Whether only the exact number is right. Example: true.
        tolerance (float | Unset): Largest difference that is still right. Example: 0.5.
        min_ (float | Unset): Smallest right number. Example: 1.
        max_ (float | Unset): Largest right number. Example: 10.
        allow_decimals (bool | Unset): Whether the answer may have decimals. Example: false.
        unit (str | Unset): Unit written behind the answer. Example: minutes.
    """

    exact: bool | Unset = UNSET
    tolerance: float | Unset = UNSET
    min_: float | Unset = UNSET
    max_: float | Unset = UNSET
    allow_decimals: bool | Unset = UNSET
    unit: str | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    _members: ClassVar[Mapping[str, str]] = {
        "exact": "exact",
        "tolerance": "tolerance",
        "min": "min_",
        "max": "max_",
        "allowDecimals": "allow_decimals",
        "unit": "unit",
    }

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        """Return the object of a JSON object. Values that the contract does not allow stay as they are."""
        rest = dict(src_dict)
        model = cls(
            exact=rest.pop("exact", UNSET),
            tolerance=rest.pop("tolerance", UNSET),
            min_=rest.pop("min", UNSET),
            max_=rest.pop("max", UNSET),
            allow_decimals=rest.pop("allowDecimals", UNSET),
            unit=rest.pop("unit", UNSET),
        )
        model.additional_properties = rest
        return model
