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
class PromptLayer(_Model[Any]):
    """The parts of an agent's prompt. Parts that are not set come back as empty texts and lists.

    Example:
        {"persona": "Ana, 34, a nurse.", "objective": "", "guidance": "", "examples": [],
        "additionalInstructions": ""}

    Attributes:
        persona (str | Unset): Who the agent is. Example: Ana, 34, a nurse who likes slow
            films..
        objective (str | Unset): What the agent tries to reach. Example: Learn how the other
            person feels..
        guidance (str | Unset): How the agent should go about it. Example: Keep messages short..
        examples (list[str] | Unset): Sample utterances or answers. Example: ["Oh, that scene
            got me."].
        additional_instructions (str | Unset): Anything else the agent should know. Example:
            Never mention the study..
    """

    persona: str | Unset = UNSET
    objective: str | Unset = UNSET
    guidance: str | Unset = UNSET
    examples: list[str] | Unset = UNSET
    additional_instructions: str | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    _members: ClassVar[Mapping[str, str]] = {
        "persona": "persona",
        "objective": "objective",
        "guidance": "guidance",
        "examples": "examples",
        "additionalInstructions": "additional_instructions",
    }

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        """Return the object of a JSON object. Values that the contract does not allow stay as they are."""
        rest = dict(src_dict)
        model = cls(
            persona=rest.pop("persona", UNSET),
            objective=rest.pop("objective", UNSET),
            guidance=rest.pop("guidance", UNSET),
            examples=rest.pop("examples", UNSET),
            additional_instructions=rest.pop("additionalInstructions", UNSET),
        )
        model.additional_properties = rest
        return model
