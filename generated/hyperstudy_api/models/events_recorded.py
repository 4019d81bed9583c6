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
class EventsRecorded(_Model[Any]):
    """What the service did with a batch of events. The answer is not published: these members are
    those of the participant API.

    Attributes:
        recorded (int | Unset): Number of events that were recorded. Example: 1.
        server_timestamp (datetime.datetime | Unset): Time of the server when it recorded them.
            Example: 2026-03-02T09:00:04.250Z.
    """

    recorded: int | Unset = UNSET
    server_timestamp: datetime.datetime | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    _members: ClassVar[Mapping[str, str]] = {
        "recorded": "recorded",
        "serverTimestamp": "server_timestamp",
    }

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        """Return the object of a JSON object. Values that the contract does not allow stay as they are."""
        rest = dict(src_dict)
        model = cls(
            recorded=rest.pop("recorded", UNSET),
            server_timestamp=parse_time(rest.pop("serverTimestamp", UNSET)),
        )
        model.additional_properties = rest
        return model
