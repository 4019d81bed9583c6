from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, ClassVar, Self

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.api_scope import ApiScope
from ..types import (
    UNSET,
    Unset,
    parse_enum,
    parse_list,
    parse_model,
)
from ..types import Model as _Model

if TYPE_CHECKING:
    from ..models.role_problem import RoleProblem


@_attrs_define
class ErrorContext(_Model[Any]):
    """What exactly was wrong. Which members are there depends on the code.

    Attributes:
        parameter (str | Unset): The parameter whose value was not allowed. Example: order.
        value (Any | Unset): The value that was not allowed.
        expected (Any | Unset): What would have been allowed, usually as a sentence.
        errors (list[RoleProblem | str] | Unset): The mistakes, each an object with a role and a
            reason or (elsewhere) a sentence.
        required (list[ApiScope] | Unset): The scopes that the operation needs. Example:
            ["read:chat"].
        provided (list[ApiScope] | Unset): The scopes that the key has. Example:
            ["read:events"].
    """

    parameter: str | Unset = UNSET
    value: Any | Unset = UNSET
    expected: Any | Unset = UNSET
    errors: list[RoleProblem | str] | Unset = UNSET
    required: list[ApiScope] | Unset = UNSET
    provided: list[ApiScope] | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    _members: ClassVar[Mapping[str, str]] = {
        "parameter": "parameter",
        "value": "value",
        "expected": "expected",
        "errors": "errors",
        "required": "required",
        "provided": "provided",
    }

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        """Return the object of a JSON object. Values that the contract does not allow stay as they are."""
        from ..models.role_problem import RoleProblem

        rest = dict(src_dict)
        model = cls(
            parameter=rest.pop("parameter", UNSET),
            value=rest.pop("value", UNSET),
            expected=rest.pop("expected", UNSET),
            errors=parse_list(
                lambda item: parse_model(RoleProblem, item), rest.pop("errors", UNSET)
            ),
            required=parse_list(
                lambda item: parse_enum(ApiScope, str, item), rest.pop("required", UNSET)
            ),
            provided=parse_list(
                lambda item: parse_enum(ApiScope, str, item), rest.pop("provided", UNSET)
            ),
        )
        model.additional_properties = rest
        return model
