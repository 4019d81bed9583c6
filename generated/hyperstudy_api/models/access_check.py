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
class AccessCheck(_Model[Any]):
    """What the caller may do with an experiment's data.

    Attributes:
        can_view (bool): May see the data. Example: true.
        can_export (bool): May take the data out. Example: false.
    """

    can_view: bool
    can_export: bool
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    _members: ClassVar[Mapping[str, str]] = {
        "canView": "can_view",
        "canExport": "can_export",
    }

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        """Return the object of a JSON object. Values that the contract does not allow stay as they are."""
        rest = dict(src_dict)
        model = cls(
            can_view=rest.pop("canView", UNSET),
            can_export=rest.pop("canExport", UNSET),
        )
        model.additional_properties = rest
        return model
