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
class ResponseInteraction(_Model[Any]):
    """One movement on the way to an answer.

    Attributes:
        time (float | Unset): When it happened. The unit is not published. Example: 850.
        position (float | Unset): Position of the slider (visual analogue scale). Example: 48.
        dimension (str | Unset): Label of the dimension that was moved (rapid rate). Example:
            Warmth.
        value (Any | Unset): Value after the movement (rapid rate).
    """

    time: float | Unset = UNSET
    position: float | Unset = UNSET
    dimension: str | Unset = UNSET
    value: Any | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    _members: ClassVar[Mapping[str, str]] = {
        "time": "time",
        "position": "position",
        "dimension": "dimension",
        "value": "value",
    }

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        """Return the object of a JSON object. Values that the contract does not allow stay as they are."""
        rest = dict(src_dict)
        model = cls(
            time=rest.pop("time", UNSET),
            position=rest.pop("position", UNSET),
            dimension=rest.pop("dimension", UNSET),
            value=rest.pop("value", UNSET),
        )
        model.additional_properties = rest
        return model
