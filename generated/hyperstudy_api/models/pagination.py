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
class Pagination(_Model[Any]):
    """Where a page lies among all rows.

    Example:
        {"total": 1, "returned": 1, "hasMore": false, "limit": 1000, "offset": 0}

    Attributes:
        total (int): Rows that match, over all pages. Wrong for events before April 2026
            (platform v0.6.51). Example: 214.
        returned (int): Rows in this answer. Example: 100.
        has_more (bool): Whether more pages follow. Example: true.
        next_offset (int | Unset): The offset of the next page. Only there when more pages
            follow. Example: 100.
        limit (int | Unset): The page size in effect. Example: 100.
        offset (int | Unset): The rows skipped. Example: 0.
    """

    total: int
    returned: int
    has_more: bool
    next_offset: int | Unset = UNSET
    limit: int | Unset = UNSET
    offset: int | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    _members: ClassVar[Mapping[str, str]] = {
        "total": "total",
        "returned": "returned",
        "hasMore": "has_more",
        "nextOffset": "next_offset",
        "limit": "limit",
        "offset": "offset",
    }

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        """Return the object of a JSON object. Values that the contract does not allow stay as they are."""
        rest = dict(src_dict)
        model = cls(
            total=rest.pop("total", UNSET),
            returned=rest.pop("returned", UNSET),
            has_more=rest.pop("hasMore", UNSET),
            next_offset=rest.pop("nextOffset", UNSET),
            limit=rest.pop("limit", UNSET),
            offset=rest.pop("offset", UNSET),
        )
        model.additional_properties = rest
        return model
