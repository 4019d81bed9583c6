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
class ChainStep(_Model[Any]):
    """One step of the reasoning behind a decision.

    Attributes:
        stage (str | Unset): Name of the step. Example: appraise.
        output (Any | Unset): What the step gave, normally text.
    """

    stage: str | Unset = UNSET
    output: Any | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    _members: ClassVar[Mapping[str, str]] = {
        "stage": "stage",
        "output": "output",
    }

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        """Return the object of a JSON object. Values that the contract does not allow stay as they are."""
        rest = dict(src_dict)
        model = cls(
            stage=rest.pop("stage", UNSET),
            output=rest.pop("output", UNSET),
        )
        model.additional_properties = rest
        return model
