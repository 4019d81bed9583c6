from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar, Self

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.sort_order import SortOrder
from ..types import (
    UNSET,
    Unset,
    parse_enum,
)
from ..types import Model as _Model


@_attrs_define
class QueryEcho(_Model[Any]):
    """The parameters as the server understood them. One that was not given is null or missing.

    Attributes:
        start_time (None | str | Unset): Rows at or after this moment. Example:
            2026-03-02T09:00:00.000Z.
        end_time (None | str | Unset): Rows at or before this moment. Example:
            2026-03-02T10:00:00.000Z.
        category (None | str | Unset): Only events of this category. Example: component.
        room_id (None | str | Unset): Only rows of this room. Example: room_31.
        limit (int | None | Unset): Page size. Example: 1000.
        offset (int | None | Unset): Rows skipped. Example: 0.
        sort (None | str | Unset): Field sorted by. Example: timestamp.
        order (None | SortOrder | Unset): Ascending or descending.
    """

    start_time: None | str | Unset = UNSET
    end_time: None | str | Unset = UNSET
    category: None | str | Unset = UNSET
    room_id: None | str | Unset = UNSET
    limit: int | None | Unset = UNSET
    offset: int | None | Unset = UNSET
    sort: None | str | Unset = UNSET
    order: None | SortOrder | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    _members: ClassVar[Mapping[str, str]] = {
        "startTime": "start_time",
        "endTime": "end_time",
        "category": "category",
        "roomId": "room_id",
        "limit": "limit",
        "offset": "offset",
        "sort": "sort",
        "order": "order",
    }

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        """Return the object of a JSON object. Values that the contract does not allow stay as they are."""
        rest = dict(src_dict)
        model = cls(
            start_time=rest.pop("startTime", UNSET),
            end_time=rest.pop("endTime", UNSET),
            category=rest.pop("category", UNSET),
            room_id=rest.pop("roomId", UNSET),
            limit=rest.pop("limit", UNSET),
            offset=rest.pop("offset", UNSET),
            sort=rest.pop("sort", UNSET),
            order=parse_enum(SortOrder, str, rest.pop("order", UNSET)),
        )
        model.additional_properties = rest
        return model
