from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any, ClassVar, Self

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import (
    UNSET,
    Unset,
    parse_time,
)
from ..types import Model as _Model


@_attrs_define
class ChatMessage(_Model[Any]):
    """One text chat message.

    Attributes:
        message_id (str): Identifier of the message. Example: msg_204.
        sender_id (str): Participant who wrote the message. Example: user_12.
        timestamp (datetime.datetime): When it was sent. Example: 2026-03-02T09:00:04.250Z.
        content (str): The text. Example: Do you see the red one?.
        experiment_id (str | Unset): Experiment that the row belongs to. Example: exp_7.
        room_id (str | Unset): Room (one run of the experiment by one group) that the row
            belongs to. Example: room_31.
        sender_name (None | str | Unset): Display name of the sender. Example: Dana O..
        participant_id (None | str | Unset): The sender under the name that other record types
            use. Example: user_12.
        recipient_ids (list[str] | None | Unset): Participants to whom the message was sent.
            Example: ["user_13"].
        onset (float | Unset): Milliseconds since the first experiment state of the room began.
            May be below zero for what happened before (setup, consent, instructions). Unit: ms.
            Example: 4250.
        message_type (None | str | Unset): Kind of message; `text` is the only known one.
            Example: text.
        deleted (bool | None | Unset): The sender deleted the message. Example: false.
    """

    message_id: str
    sender_id: str
    timestamp: datetime.datetime
    content: str
    experiment_id: str | Unset = UNSET
    room_id: str | Unset = UNSET
    sender_name: None | str | Unset = UNSET
    participant_id: None | str | Unset = UNSET
    recipient_ids: list[str] | None | Unset = UNSET
    onset: float | Unset = UNSET
    message_type: None | str | Unset = UNSET
    deleted: bool | None | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    _members: ClassVar[Mapping[str, str]] = {
        "messageId": "message_id",
        "senderId": "sender_id",
        "timestamp": "timestamp",
        "content": "content",
        "experimentId": "experiment_id",
        "roomId": "room_id",
        "senderName": "sender_name",
        "participantId": "participant_id",
        "recipientIds": "recipient_ids",
        "onset": "onset",
        "messageType": "message_type",
        "deleted": "deleted",
    }

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        """Return the object of a JSON object. Values that the contract does not allow stay as they are."""
        rest = dict(src_dict)
        model = cls(
            message_id=rest.pop("messageId", UNSET),
            sender_id=rest.pop("senderId", UNSET),
            timestamp=parse_time(rest.pop("timestamp", UNSET)),
            content=rest.pop("content", UNSET),
            experiment_id=rest.pop("experimentId", UNSET),
            room_id=rest.pop("roomId", UNSET),
            sender_name=rest.pop("senderName", UNSET),
            participant_id=rest.pop("participantId", UNSET),
            recipient_ids=rest.pop("recipientIds", UNSET),
            onset=rest.pop("onset", UNSET),
            message_type=rest.pop("messageType", UNSET),
            deleted=rest.pop("deleted", UNSET),
        )
        model.additional_properties = rest
        return model
