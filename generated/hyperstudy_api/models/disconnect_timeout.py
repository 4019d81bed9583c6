from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar, Self

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.disconnect_action import DisconnectAction
from ..types import (
    UNSET,
    Unset,
    parse_enum,
)
from ..types import Model as _Model


@_attrs_define
class DisconnectTimeout(_Model[Any]):
    """What happens when a participant of a room with several drops out: the first disconnect
    starts the timer, and coming back restores state, role and variables.

    Example:
        {"enabled": true, "durationMs": 60000, "action": "complete"}

    Attributes:
        enabled (bool | Unset): Whether the timer runs. Example: true.
        duration_ms (int | Unset): How long the others wait. Unit: ms. Example: 90000.
        auto_reconnect_delay (int | Unset): Pause before the app tries to connect again. Unit:
            ms. Example: 3000.
        action (DisconnectAction | Unset): What is done when the time is over: `complete` ends
            the experiment for the others.
    """

    enabled: bool | Unset = UNSET
    duration_ms: int | Unset = UNSET
    auto_reconnect_delay: int | Unset = UNSET
    action: DisconnectAction | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    _members: ClassVar[Mapping[str, str]] = {
        "enabled": "enabled",
        "durationMs": "duration_ms",
        "autoReconnectDelay": "auto_reconnect_delay",
        "action": "action",
    }

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        """Return the object of a JSON object. Values that the contract does not allow stay as they are."""
        rest = dict(src_dict)
        model = cls(
            enabled=rest.pop("enabled", UNSET),
            duration_ms=rest.pop("durationMs", UNSET),
            auto_reconnect_delay=rest.pop("autoReconnectDelay", UNSET),
            action=parse_enum(DisconnectAction, str, rest.pop("action", UNSET)),
        )
        model.additional_properties = rest
        return model
