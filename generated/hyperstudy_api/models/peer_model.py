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
class PeerModel(_Model[Any]):
    """What an agent believes about another participant; members depend on the persona's cognition.

    Attributes:
        inferred_goal (Any | Unset): Goal that the agent sees behind the other's behaviour.
    """

    inferred_goal: Any | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    _members: ClassVar[Mapping[str, str]] = {
        "inferredGoal": "inferred_goal",
    }

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        """Return the object of a JSON object. Values that the contract does not allow stay as they are."""
        rest = dict(src_dict)
        model = cls(
            inferred_goal=rest.pop("inferredGoal", UNSET),
        )
        model.additional_properties = rest
        return model
