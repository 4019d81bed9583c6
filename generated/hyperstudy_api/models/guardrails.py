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
class Guardrails(_Model[Any]):
    """Limits of an agent; it stops when a budget is used up.

    Example:
        {"maxTurns": 40, "budgetUsd": 2.5}

    Attributes:
        max_turns (int | Unset): Most turns of the agent in one room. Example: 40.
        budget_tokens (int | Unset): Most tokens the agent may use. Unit: tokens. Example:
            200000.
        budget_usd (float | Unset): Most money the agent may spend. Unit: USD. Example: 2.5.
        max_consecutive_decision_errors (int | Unset): Failed decisions in a row after which the
            agent stops. Example: 3.
    """

    max_turns: int | Unset = UNSET
    budget_tokens: int | Unset = UNSET
    budget_usd: float | Unset = UNSET
    max_consecutive_decision_errors: int | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    _members: ClassVar[Mapping[str, str]] = {
        "maxTurns": "max_turns",
        "budgetTokens": "budget_tokens",
        "budgetUsd": "budget_usd",
        "maxConsecutiveDecisionErrors": "max_consecutive_decision_errors",
    }

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        """Return the object of a JSON object. Values that the contract does not allow stay as they are."""
        rest = dict(src_dict)
        model = cls(
            max_turns=rest.pop("maxTurns", UNSET),
            budget_tokens=rest.pop("budgetTokens", UNSET),
            budget_usd=rest.pop("budgetUsd", UNSET),
            max_consecutive_decision_errors=rest.pop("maxConsecutiveDecisionErrors", UNSET),
        )
        model.additional_properties = rest
        return model
