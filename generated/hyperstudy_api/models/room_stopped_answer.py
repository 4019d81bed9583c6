from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, ClassVar, Self

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.response_status import ResponseStatus
from ..types import (
    UNSET,
    parse_enum,
    parse_model,
)
from ..types import Model as _Model

if TYPE_CHECKING:
    from ..models.data_metadata import DataMetadata
    from ..models.room_stopped import RoomStopped


@_attrs_define
class RoomStoppedAnswer(_Model[Any]):
    """That a room was ended.

    Attributes:
        status (ResponseStatus): Whether the call succeeded. Read it even when the HTTP status
            is 200.
        data (RoomStopped): That a room was ended.
        metadata (DataMetadata): What an answer is about. Every member can be missing.
    """

    status: ResponseStatus
    data: RoomStopped
    metadata: DataMetadata
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    _members: ClassVar[Mapping[str, str]] = {
        "status": "status",
        "data": "data",
        "metadata": "metadata",
    }

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        """Return the object of a JSON object. Values that the contract does not allow stay as they are."""
        from ..models.data_metadata import DataMetadata
        from ..models.room_stopped import RoomStopped

        rest = dict(src_dict)
        model = cls(
            status=parse_enum(ResponseStatus, str, rest.pop("status", UNSET)),
            data=parse_model(RoomStopped, rest.pop("data", UNSET)),
            metadata=parse_model(DataMetadata, rest.pop("metadata", UNSET)),
        )
        model.additional_properties = rest
        return model
