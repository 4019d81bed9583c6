from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, ClassVar, Self

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import (
    UNSET,
    parse_model,
)
from ..types import Model as _Model

if TYPE_CHECKING:
    from ..models.agent_spend_per_room import AgentSpendPerRoom


@_attrs_define
class AgentSpend(_Model[Any]):
    """What the AI agents of a deployment have cost so far.

    Attributes:
        total (float): Cost of all rooms. Unit: USD. Example: 1.42.
        per_room (AgentSpendPerRoom): Cost by room id. Unit: USD. Example: {"room_31": 0.71}.
    """

    total: float
    per_room: AgentSpendPerRoom
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    _members: ClassVar[Mapping[str, str]] = {
        "total": "total",
        "perRoom": "per_room",
    }

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        """Return the object of a JSON object. Values that the contract does not allow stay as they are."""
        from ..models.agent_spend_per_room import AgentSpendPerRoom

        rest = dict(src_dict)
        model = cls(
            total=rest.pop("total", UNSET),
            per_room=parse_model(AgentSpendPerRoom, rest.pop("perRoom", UNSET)),
        )
        model.additional_properties = rest
        return model
