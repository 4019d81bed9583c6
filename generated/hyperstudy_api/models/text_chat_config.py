from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar, Self

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.screen_corner import ScreenCorner
from ..types import (
    UNSET,
    Unset,
    parse_enum,
)
from ..types import Model as _Model


@_attrs_define
class TextChatConfig(_Model[Any]):
    """Participants write to each other.

    Example:
        {"allowMessageDeletion": false}

    Attributes:
        allow_sending_messages (bool | Unset): Whether participants may write. Example: false.
        allow_message_deletion (bool | Unset): Whether they may delete their own messages.
            Example: false.
        position (ScreenCorner | Unset): Corner of the screen.
    """

    allow_sending_messages: bool | Unset = UNSET
    allow_message_deletion: bool | Unset = UNSET
    position: ScreenCorner | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    _members: ClassVar[Mapping[str, str]] = {
        "allowSendingMessages": "allow_sending_messages",
        "allowMessageDeletion": "allow_message_deletion",
        "position": "position",
    }

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        """Return the object of a JSON object. Values that the contract does not allow stay as they are."""
        rest = dict(src_dict)
        model = cls(
            allow_sending_messages=rest.pop("allowSendingMessages", UNSET),
            allow_message_deletion=rest.pop("allowMessageDeletion", UNSET),
            position=parse_enum(ScreenCorner, str, rest.pop("position", UNSET)),
        )
        model.additional_properties = rest
        return model
