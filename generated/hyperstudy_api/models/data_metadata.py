from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, ClassVar, Self

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.data_type import DataType
from ..models.metadata_scope import MetadataScope
from ..models.rating_kind import RatingKind
from ..types import (
    UNSET,
    Unset,
    parse_enum,
    parse_model,
    parse_time,
)
from ..types import Model as _Model

if TYPE_CHECKING:
    from ..models.pagination import Pagination
    from ..models.processing import Processing
    from ..models.query_echo import QueryEcho


@_attrs_define
class DataMetadata(_Model[Any]):
    """What an answer is about. Every member can be missing.

    Attributes:
        data_type (DataType | Unset): What an answer holds. Seen in answers: events, recordings,
            ratings and the words from `experiments` on; the others are the words of the published
            client (variables and counts by analogy).
        rating_type (RatingKind | Unset): How ratings were taken: a stream of samples, or single
            answers. New values may come; keep a value you don't know.
        scope (MetadataScope | Unset): What `scopeId` in the metadata names. `user` (the caller)
            is used by the lists of experiments and deployments.
        scope_id (str | Unset): The experiment, room, participant, deployment or (for the
            caller's own lists) user. Example: room_31.
        timestamp (datetime.datetime | Unset): When the answer was made. Example:
            2026-03-02T09:40:00.000Z.
        query (QueryEcho | Unset): The parameters as the server understood them. One that was
            not given is null or missing.
        pagination (Pagination | Unset): Where a page lies among all rows. Example: {"total": 1,
            "returned": 1, "hasMore": false, "limit": 1000, "offset": 0}.
        processing (Processing | Unset): How an answer came about.
        field_warnings (list[str] | Unset): Notices that do not stop the call, since platform
            v0.6.52: a code, a colon, a text. The only known code is `MISSING_INDEX`; rows may be
            missing then. Example: ["MISSING_INDEX: events by room and category"].
        total (int | Unset): Rows in all, where a server writes it here and has no pagination
            block. Example: 214.
        limit (int | Unset): Page size, where a server writes it here and has no pagination
            block. Example: 1000.
        offset (int | Unset): Rows skipped, where a server writes it here and has no pagination
            block. Example: 0.
    """

    data_type: DataType | Unset = UNSET
    rating_type: RatingKind | Unset = UNSET
    scope: MetadataScope | Unset = UNSET
    scope_id: str | Unset = UNSET
    timestamp: datetime.datetime | Unset = UNSET
    query: QueryEcho | Unset = UNSET
    pagination: Pagination | Unset = UNSET
    processing: Processing | Unset = UNSET
    field_warnings: list[str] | Unset = UNSET
    total: int | Unset = UNSET
    limit: int | Unset = UNSET
    offset: int | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    _members: ClassVar[Mapping[str, str]] = {
        "dataType": "data_type",
        "ratingType": "rating_type",
        "scope": "scope",
        "scopeId": "scope_id",
        "timestamp": "timestamp",
        "query": "query",
        "pagination": "pagination",
        "processing": "processing",
        "_warnings": "field_warnings",
        "total": "total",
        "limit": "limit",
        "offset": "offset",
    }

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        """Return the object of a JSON object. Values that the contract does not allow stay as they are."""
        from ..models.pagination import Pagination
        from ..models.processing import Processing
        from ..models.query_echo import QueryEcho

        rest = dict(src_dict)
        model = cls(
            data_type=parse_enum(DataType, str, rest.pop("dataType", UNSET)),
            rating_type=parse_enum(RatingKind, str, rest.pop("ratingType", UNSET)),
            scope=parse_enum(MetadataScope, str, rest.pop("scope", UNSET)),
            scope_id=rest.pop("scopeId", UNSET),
            timestamp=parse_time(rest.pop("timestamp", UNSET)),
            query=parse_model(QueryEcho, rest.pop("query", UNSET)),
            pagination=parse_model(Pagination, rest.pop("pagination", UNSET)),
            processing=parse_model(Processing, rest.pop("processing", UNSET)),
            field_warnings=rest.pop("_warnings", UNSET),
            total=rest.pop("total", UNSET),
            limit=rest.pop("limit", UNSET),
            offset=rest.pop("offset", UNSET),
        )
        model.additional_properties = rest
        return model
