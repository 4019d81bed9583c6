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
    from ..models.agent_config_role_overrides import AgentConfigRoleOverrides
    from ..models.agent_pacing import AgentPacing


@_attrs_define
class AgentConfig(_Model[Any]):
    """How the agents of this experiment behave, beyond what their personas say.

    Example:
        {"pacing": {"minDelayMs": 800}, "seed": 7}

    Attributes:
        role_overrides (AgentConfigRoleOverrides | Unset): Prompt text by role key, appended to
            the persona's prompt; it never replaces it. Example: {"viewer": {"objective": "Talk
            about the ending."}}.
        pacing (AgentPacing | Unset): How fast agents act; free form. `minDelayMs` is the only
            member seen. Example: {"minDelayMs": 800}.
        seed (int | Unset): Seed of the agents' random choices. Example: 7.
    """

    role_overrides: AgentConfigRoleOverrides | Unset = UNSET
    pacing: AgentPacing | Unset = UNSET
    seed: int | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    _members: ClassVar[Mapping[str, str]] = {
        "roleOverrides": "role_overrides",
        "pacing": "pacing",
        "seed": "seed",
    }

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        """Return the object of a JSON object. Values that the contract does not allow stay as they are."""
        from ..models.agent_config_role_overrides import AgentConfigRoleOverrides
        from ..models.agent_pacing import AgentPacing

        rest = dict(src_dict)
        model = cls(
            role_overrides=parse_model(AgentConfigRoleOverrides, rest.pop("roleOverrides", UNSET)),
            pacing=parse_model(AgentPacing, rest.pop("pacing", UNSET)),
            seed=rest.pop("seed", UNSET),
        )
        model.additional_properties = rest
        return model
