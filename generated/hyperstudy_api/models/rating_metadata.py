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
class RatingMetadata(_Model[Any]):
    """What was asked.

    Attributes:
        question (None | str | Unset): Text of the question. Example: How close did you feel?.
        dimension (None | str | Unset): Rated dimension. Example: closeness.
        component_type (None | str | Unset): Type id of the rating component. Example:
            vasrating.
        sample_index (int | None | Unset): Index of the rating, from 0. Example: 0.
    """

    question: None | str | Unset = UNSET
    dimension: None | str | Unset = UNSET
    component_type: None | str | Unset = UNSET
    sample_index: int | None | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    _members: ClassVar[Mapping[str, str]] = {
        "question": "question",
        "dimension": "dimension",
        "componentType": "component_type",
        "sampleIndex": "sample_index",
    }

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        """Return the object of a JSON object. Values that the contract does not allow stay as they are."""
        rest = dict(src_dict)
        model = cls(
            question=rest.pop("question", UNSET),
            dimension=rest.pop("dimension", UNSET),
            component_type=rest.pop("componentType", UNSET),
            sample_index=rest.pop("sampleIndex", UNSET),
        )
        model.additional_properties = rest
        return model
