from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar, Self

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import (
    UNSET,
)
from ..types import Model as _Model


@_attrs_define
class DroppedWrite(_Model[Any]):
    """An assignment that the server refused when it checked its own log.

    Attributes:
        variable (str): Name of the variable. Example: mood.
        reason (str): Why it was refused. Example: mismatch.
    """

    variable: str
    reason: str
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    _members: ClassVar[Mapping[str, str]] = {
        "variable": "variable",
        "reason": "reason",
    }

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        """Return the object of a JSON object. Values that the contract does not allow stay as they are."""
        rest = dict(src_dict)
        model = cls(
            variable=rest.pop("variable", UNSET),
            reason=rest.pop("reason", UNSET),
        )
        model.additional_properties = rest
        return model
