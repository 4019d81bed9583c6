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
class RunMoreRequest(_Model[Any]):
    """More rooms for a deployment with AI participants.

    Attributes:
        rooms (int): How many rooms to start. Example: 5.
        budget_usd (float): How much to add to the deployment's cumulative cap. Unit: USD.
            Example: 12.5.
    """

    rooms: int
    budget_usd: float
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    _members: ClassVar[Mapping[str, str]] = {
        "rooms": "rooms",
        "budgetUsd": "budget_usd",
    }

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        """Return the object of a JSON object. Values that the contract does not allow stay as they are."""
        rest = dict(src_dict)
        model = cls(
            rooms=rest.pop("rooms", UNSET),
            budget_usd=rest.pop("budgetUsd", UNSET),
        )
        model.additional_properties = rest
        return model
