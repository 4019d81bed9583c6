from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import Model as _Model
from ..types import (
    parse_model,
)

if TYPE_CHECKING:
    from ..models.prompt_layer import PromptLayer


@_attrs_define
class AgentConfigRoleOverrides(_Model["PromptLayer"]):
    """Prompt text by role key, appended to the persona's prompt; it never replaces it.

    Example:
        {"viewer": {"objective": "Talk about the ending."}}
    """

    additional_properties: dict[str, PromptLayer] = _attrs_field(init=False, factory=dict)

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        """Return the object of a JSON object. Values that the contract does not allow stay as they are."""
        from ..models.prompt_layer import PromptLayer

        rest = dict(src_dict)
        model = cls()
        model.additional_properties = {
            name: parse_model(PromptLayer, value) for name, value in rest.items()
        }
        return model
