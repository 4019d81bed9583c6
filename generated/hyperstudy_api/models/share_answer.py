from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, ClassVar, Self

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.response_status import ResponseStatus
from ..types import (
    UNSET,
    Unset,
    parse_enum,
    parse_model,
)
from ..types import Model as _Model

if TYPE_CHECKING:
    from ..models.data_metadata import DataMetadata


@_attrs_define
class ShareAnswer(_Model[Any]):
    """That an experiment was shared. Sketched as a bare object with `success`; the usual envelope
    is admitted.

    Attributes:
        success (bool | Unset): True when the experiment is shared. Example: true.
        status (ResponseStatus | Unset): Whether the call succeeded. Read it even when the HTTP
            status is 200.
        data (Any | Unset): What the server says about the share, if there is an envelope.
        metadata (DataMetadata | Unset): What an answer is about. Every member can be missing.
    """

    success: bool | Unset = UNSET
    status: ResponseStatus | Unset = UNSET
    data: Any | Unset = UNSET
    metadata: DataMetadata | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    _members: ClassVar[Mapping[str, str]] = {
        "success": "success",
        "status": "status",
        "data": "data",
        "metadata": "metadata",
    }

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        """Return the object of a JSON object. Values that the contract does not allow stay as they are."""
        from ..models.data_metadata import DataMetadata

        rest = dict(src_dict)
        model = cls(
            success=rest.pop("success", UNSET),
            status=parse_enum(ResponseStatus, str, rest.pop("status", UNSET)),
            data=rest.pop("data", UNSET),
            metadata=parse_model(DataMetadata, rest.pop("metadata", UNSET)),
        )
        model.additional_properties = rest
        return model
