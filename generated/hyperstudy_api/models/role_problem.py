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
class RoleProblem(_Model[Any]):
    """Why a role cannot be played by an AI participant.

    Attributes:
        role (str | Unset): The role. Example: partner.
        reason (str | Unset): For instance no persona assigned, no key stored for the provider,
            or an endpoint that does not answer. Example: no persona assigned.
    """

    role: str | Unset = UNSET
    reason: str | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    _members: ClassVar[Mapping[str, str]] = {
        "role": "role",
        "reason": "reason",
    }

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        """Return the object of a JSON object. Values that the contract does not allow stay as they are."""
        rest = dict(src_dict)
        model = cls(
            role=rest.pop("role", UNSET),
            reason=rest.pop("reason", UNSET),
        )
        model.additional_properties = rest
        return model
