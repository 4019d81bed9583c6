from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, ClassVar, Self

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.error_code import ErrorCode
from ..types import (
    UNSET,
    Unset,
    parse_enum,
    parse_model,
)
from ..types import Model as _Model

if TYPE_CHECKING:
    from ..models.error_context import ErrorContext


@_attrs_define
class ErrorDetail(_Model[Any]):
    """What went wrong.

    Attributes:
        code (ErrorCode): A word for what went wrong.
        message (str): The same as a sentence. Example: Room not found.
        details (ErrorContext | Unset): What exactly was wrong. Which members are there depends
            on the code.
    """

    code: ErrorCode
    message: str
    details: ErrorContext | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    _members: ClassVar[Mapping[str, str]] = {
        "code": "code",
        "message": "message",
        "details": "details",
    }

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        """Return the object of a JSON object. Values that the contract does not allow stay as they are."""
        from ..models.error_context import ErrorContext

        rest = dict(src_dict)
        model = cls(
            code=parse_enum(ErrorCode, str, rest.pop("code", UNSET)),
            message=rest.pop("message", UNSET),
            details=parse_model(ErrorContext, rest.pop("details", UNSET)),
        )
        model.additional_properties = rest
        return model
