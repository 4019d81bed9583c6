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
class WaitingRoomConfig(_Model[Any]):
    """How long participants wait for the others.

    Example:
        {"maxWaitTimeMs": 300000, "countdownTimeMs": 5000}

    Attributes:
        max_wait_time_ms (int | Unset): Longest wait before the participant is let go. Unit: ms.
            Example: 300000.
        countdown_time_ms (int | Unset): Countdown once the room is complete. Unit: ms. Example:
            5000.
    """

    max_wait_time_ms: int | Unset = UNSET
    countdown_time_ms: int | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    _members: ClassVar[Mapping[str, str]] = {
        "maxWaitTimeMs": "max_wait_time_ms",
        "countdownTimeMs": "countdown_time_ms",
    }

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        """Return the object of a JSON object. Values that the contract does not allow stay as they are."""
        rest = dict(src_dict)
        model = cls(
            max_wait_time_ms=rest.pop("maxWaitTimeMs", UNSET),
            countdown_time_ms=rest.pop("countdownTimeMs", UNSET),
        )
        model.additional_properties = rest
        return model
