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
class PredictionUpdate(_Model[Any]):
    """How well an agent's expectation was met; members depend on the persona's cognition.

    Attributes:
        prediction_error (float | None | Unset): Distance between what was expected and what
            happened. Example: 0.2.
    """

    prediction_error: float | None | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    _members: ClassVar[Mapping[str, str]] = {
        "predictionError": "prediction_error",
    }

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        """Return the object of a JSON object. Values that the contract does not allow stay as they are."""
        rest = dict(src_dict)
        model = cls(
            prediction_error=rest.pop("predictionError", UNSET),
        )
        model.additional_properties = rest
        return model
