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
class SharePermissions(_Model[Any]):
    """What somebody may do with a shared experiment. What is missing is presumably not allowed.

    Attributes:
        view (bool | Unset): See the design. Example: true.
        edit (bool | Unset): Change the design. Example: false.
        duplicate (bool | Unset): Make a copy. Example: true.
        manage_access (bool | Unset): Share it with others. Example: false.
        export (bool | Unset): Export it. Example: true.
    """

    view: bool | Unset = UNSET
    edit: bool | Unset = UNSET
    duplicate: bool | Unset = UNSET
    manage_access: bool | Unset = UNSET
    export: bool | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    _members: ClassVar[Mapping[str, str]] = {
        "view": "view",
        "edit": "edit",
        "duplicate": "duplicate",
        "manageAccess": "manage_access",
        "export": "export",
    }

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        """Return the object of a JSON object. Values that the contract does not allow stay as they are."""
        rest = dict(src_dict)
        model = cls(
            view=rest.pop("view", UNSET),
            edit=rest.pop("edit", UNSET),
            duplicate=rest.pop("duplicate", UNSET),
            manage_access=rest.pop("manageAccess", UNSET),
            export=rest.pop("export", UNSET),
        )
        model.additional_properties = rest
        return model
