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
class ExportInfo(_Model[Any]):
    """Who made an export, when and with what.

    Attributes:
        exported_by (None | str | Unset): Who made it. Example: dana@example.org.
        export_date (None | str | Unset): When it was made. Example: 2026-03-02T09:00:04.250Z.
        hyperstudy_version (None | str | Unset): Version of the platform. Example: 0.6.64.
        export_version (None | str | Unset): Version of the export's format. Example: 1.0.
    """

    exported_by: None | str | Unset = UNSET
    export_date: None | str | Unset = UNSET
    hyperstudy_version: None | str | Unset = UNSET
    export_version: None | str | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    _members: ClassVar[Mapping[str, str]] = {
        "exportedBy": "exported_by",
        "exportDate": "export_date",
        "hyperstudyVersion": "hyperstudy_version",
        "exportVersion": "export_version",
    }

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        """Return the object of a JSON object. Values that the contract does not allow stay as they are."""
        rest = dict(src_dict)
        model = cls(
            exported_by=rest.pop("exportedBy", UNSET),
            export_date=rest.pop("exportDate", UNSET),
            hyperstudy_version=rest.pop("hyperstudyVersion", UNSET),
            export_version=rest.pop("exportVersion", UNSET),
        )
        model.additional_properties = rest
        return model
