from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any, ClassVar, Self

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.health_status import HealthStatus
from ..types import (
    UNSET,
    Unset,
    parse_enum,
    parse_time,
)
from ..types import Model as _Model


@_attrs_define
class Health(_Model[Any]):
    """State of the service. A bare object without envelope.

    Attributes:
        status (HealthStatus): Both words stand for a service that is well; the documentation
            shows one in each of two places.
        version (str | Unset): Version of the interface. Example: 3.0.0.
        timestamp (datetime.datetime | Unset): When the answer was made. Example:
            2026-03-02T09:40:00.000Z.
    """

    status: HealthStatus
    version: str | Unset = UNSET
    timestamp: datetime.datetime | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    _members: ClassVar[Mapping[str, str]] = {
        "status": "status",
        "version": "version",
        "timestamp": "timestamp",
    }

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        """Return the object of a JSON object. Values that the contract does not allow stay as they are."""
        rest = dict(src_dict)
        model = cls(
            status=parse_enum(HealthStatus, str, rest.pop("status", UNSET)),
            version=rest.pop("version", UNSET),
            timestamp=parse_time(rest.pop("timestamp", UNSET)),
        )
        model.additional_properties = rest
        return model
