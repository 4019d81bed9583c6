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
class Processing(_Model[Any]):
    """How an answer came about.

    Attributes:
        processing_time_ms (int | Unset): Time that the server spent. Unit: ms. Example: 18.
        enriched (bool | Unset): Whether state names, component details and the like were added
            to the rows. Example: true.
        version (str | Unset): Version of the interface. Example: 3.0.0.
        experiment_started_at (datetime.datetime | Unset): The moment from which onsets count.
            Newer servers count from the start of the first state: this member may then be missing,
            or hold that moment. Example: 2026-03-02T09:00:00.000Z.
    """

    processing_time_ms: int | Unset = UNSET
    enriched: bool | Unset = UNSET
    version: str | Unset = UNSET
    experiment_started_at: datetime.datetime | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    _members: ClassVar[Mapping[str, str]] = {
        "processingTimeMs": "processing_time_ms",
        "enriched": "enriched",
        "version": "version",
        "experimentStartedAt": "experiment_started_at",
    }

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        """Return the object of a JSON object. Values that the contract does not allow stay as they are."""
        rest = dict(src_dict)
        model = cls(
            processing_time_ms=rest.pop("processingTimeMs", UNSET),
            enriched=rest.pop("enriched", UNSET),
            version=rest.pop("version", UNSET),
            experiment_started_at=parse_time(rest.pop("experimentStartedAt", UNSET)),
        )
        model.additional_properties = rest
        return model
