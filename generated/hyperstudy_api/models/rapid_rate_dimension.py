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
class RapidRateDimension(_Model[Any]):
    """One dimension of a rapid rate.

    Example:
        {"label": "Joy", "minLabel": "None", "maxLabel": "A lot"}

    Attributes:
        label (str | Unset): Name of the dimension. Example: Joy.
        name (str | Unset): The same as `label`, another spelling (used inside sparse rating
            settings). Example: Joy.
        min_label (str | Unset): Label of the low end. Example: None.
        max_label (str | Unset): Label of the high end. Example: A lot.
        min_ (float | Unset): Low end of the scale; appears inside sparse rating settings.
            Example: 0.
        max_ (float | Unset): High end of the scale; appears inside sparse rating settings.
            Example: 100.
        initial_value (float | Unset): Value at the start. Example: 0.
    """

    label: str | Unset = UNSET
    name: str | Unset = UNSET
    min_label: str | Unset = UNSET
    max_label: str | Unset = UNSET
    min_: float | Unset = UNSET
    max_: float | Unset = UNSET
    initial_value: float | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    _members: ClassVar[Mapping[str, str]] = {
        "label": "label",
        "name": "name",
        "minLabel": "min_label",
        "maxLabel": "max_label",
        "min": "min_",
        "max": "max_",
        "initialValue": "initial_value",
    }

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        """Return the object of a JSON object. Values that the contract does not allow stay as they are."""
        rest = dict(src_dict)
        model = cls(
            label=rest.pop("label", UNSET),
            name=rest.pop("name", UNSET),
            min_label=rest.pop("minLabel", UNSET),
            max_label=rest.pop("maxLabel", UNSET),
            min_=rest.pop("min", UNSET),
            max_=rest.pop("max", UNSET),
            initial_value=rest.pop("initialValue", UNSET),
        )
        model.additional_properties = rest
        return model
