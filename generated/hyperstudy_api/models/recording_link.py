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
class RecordingLink(_Model[Any]):
    """Short-lived link to a recording's file. It needs no API key and must not get one; its
    lifetime is not published.

    Attributes:
        url (str): Absolute signed URL of the file. Example:
            https://storage.example.org/clip.mp4?signature=x.
    """

    url: str
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    _members: ClassVar[Mapping[str, str]] = {
        "url": "url",
    }

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        """Return the object of a JSON object. Values that the contract does not allow stay as they are."""
        rest = dict(src_dict)
        model = cls(
            url=rest.pop("url", UNSET),
        )
        model.additional_properties = rest
        return model
