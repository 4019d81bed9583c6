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
class AgentPacing(_Model[Any]):
    """How fast agents act; free form. `minDelayMs` is the only member seen.

    Example:
        {"minDelayMs": 800}

    Attributes:
        min_delay_ms (float | Unset): Shortest time before an agent acts. Unit: ms. Example:
            800.
    """

    min_delay_ms: float | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    _members: ClassVar[Mapping[str, str]] = {
        "minDelayMs": "min_delay_ms",
    }

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        """Return the object of a JSON object. Values that the contract does not allow stay as they are."""
        rest = dict(src_dict)
        model = cls(
            min_delay_ms=rest.pop("minDelayMs", UNSET),
        )
        model.additional_properties = rest
        return model
