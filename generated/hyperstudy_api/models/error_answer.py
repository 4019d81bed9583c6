from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, ClassVar, Self

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.response_status import ResponseStatus
from ..types import (
    UNSET,
    parse_enum,
    parse_model,
)
from ..types import Model as _Model

if TYPE_CHECKING:
    from ..models.error_detail import ErrorDetail


@_attrs_define
class ErrorAnswer(_Model[Any]):
    """The body of an error.

    Attributes:
        status (ResponseStatus): Whether the call succeeded. Read it even when the HTTP status
            is 200.
        error (ErrorDetail): What went wrong.
    """

    status: ResponseStatus
    error: ErrorDetail
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    _members: ClassVar[Mapping[str, str]] = {
        "status": "status",
        "error": "error",
    }

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        """Return the object of a JSON object. Values that the contract does not allow stay as they are."""
        from ..models.error_detail import ErrorDetail

        rest = dict(src_dict)
        model = cls(
            status=parse_enum(ResponseStatus, str, rest.pop("status", UNSET)),
            error=parse_model(ErrorDetail, rest.pop("error", UNSET)),
        )
        model.additional_properties = rest
        return model
