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
    from ..models.peer_model import PeerModel


@_attrs_define
class PeerModelSnapshot(_Model["PeerModel"]):
    """Beliefs of an agent by name of the other participant."""

    additional_properties: dict[str, PeerModel] = _attrs_field(init=False, factory=dict)

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        """Return the object of a JSON object. Values that the contract does not allow stay as they are."""
        from ..models.peer_model import PeerModel

        rest = dict(src_dict)
        model = cls()
        model.additional_properties = {
            name: parse_model(PeerModel, value) for name, value in rest.items()
        }
        return model
