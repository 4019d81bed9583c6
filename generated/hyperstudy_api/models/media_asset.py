from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, ClassVar, Self

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import (
    UNSET,
    Unset,
    parse_model,
)
from ..types import Model as _Model

if TYPE_CHECKING:
    from ..models.json_object import JsonObject


@_attrs_define
class MediaAsset(_Model[Any]):
    """One media file that an exported experiment needs.

    Attributes:
        id (None | str | Unset): Identifier of the file. Example: med_3.
        url (None | str | Unset): Where the file is. Example:
            https://media.example.org/clip.mp4.
        filename (None | str | Unset): Name of the file. Example: clip.mp4.
        type_ (None | str | Unset): Kind of file; values unpublished. Example: video.
        metadata (JsonObject | None | Unset): Further members.
    """

    id: None | str | Unset = UNSET
    url: None | str | Unset = UNSET
    filename: None | str | Unset = UNSET
    type_: None | str | Unset = UNSET
    metadata: JsonObject | None | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    _members: ClassVar[Mapping[str, str]] = {
        "id": "id",
        "url": "url",
        "filename": "filename",
        "type": "type_",
        "metadata": "metadata",
    }

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        """Return the object of a JSON object. Values that the contract does not allow stay as they are."""
        from ..models.json_object import JsonObject

        rest = dict(src_dict)
        model = cls(
            id=rest.pop("id", UNSET),
            url=rest.pop("url", UNSET),
            filename=rest.pop("filename", UNSET),
            type_=rest.pop("type", UNSET),
            metadata=parse_model(JsonObject, rest.pop("metadata", UNSET)),
        )
        model.additional_properties = rest
        return model
