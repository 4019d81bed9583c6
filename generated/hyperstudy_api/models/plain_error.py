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
class PlainError(_Model[Any]):
    """An error without envelope, as sketched in developer pages for 403.

    Attributes:
        error (str): What went wrong. Example: Access denied.
    """

    error: str
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    _members: ClassVar[Mapping[str, str]] = {
        "error": "error",
    }

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        """Return the object of a JSON object. Values that the contract does not allow stay as they are."""
        rest = dict(src_dict)
        model = cls(
            error=rest.pop("error", UNSET),
        )
        model.additional_properties = rest
        return model
