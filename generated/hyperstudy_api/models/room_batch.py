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
class RoomBatch(_Model[Any]):
    """Rooms that are being started.

    Attributes:
        batch_id (str): The batch of rooms. Example: batch_3.
        requested_rooms (int): How many rooms were asked for. 1 for a retry. Example: 5.
    """

    batch_id: str
    requested_rooms: int
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    _members: ClassVar[Mapping[str, str]] = {
        "batchId": "batch_id",
        "requestedRooms": "requested_rooms",
    }

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        """Return the object of a JSON object. Values that the contract does not allow stay as they are."""
        rest = dict(src_dict)
        model = cls(
            batch_id=rest.pop("batchId", UNSET),
            requested_rooms=rest.pop("requestedRooms", UNSET),
        )
        model.additional_properties = rest
        return model
