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
    from ..models.cognition_ability import CognitionAbility


@_attrs_define
class CognitionCatalogAbilities(_Model["CognitionAbility"]):
    """Abilities by name.

    Example:
        {"peerModel": {"description": "Keeps a model of each partner."}}
    """

    additional_properties: dict[str, CognitionAbility] = _attrs_field(init=False, factory=dict)

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        """Return the object of a JSON object. Values that the contract does not allow stay as they are."""
        from ..models.cognition_ability import CognitionAbility

        rest = dict(src_dict)
        model = cls()
        model.additional_properties = {
            name: parse_model(CognitionAbility, value) for name, value in rest.items()
        }
        return model
