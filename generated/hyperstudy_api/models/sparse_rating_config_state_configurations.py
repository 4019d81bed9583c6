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
    from ..models.sparse_rating_state_configuration import SparseRatingStateConfiguration


@_attrs_define
class SparseRatingConfigStateConfigurations(_Model["SparseRatingStateConfiguration"]):
    """Settings of each state, by state id."""

    additional_properties: dict[str, SparseRatingStateConfiguration] = _attrs_field(
        init=False, factory=dict
    )

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        """Return the object of a JSON object. Values that the contract does not allow stay as they are."""
        from ..models.sparse_rating_state_configuration import (
            SparseRatingStateConfiguration,
        )

        rest = dict(src_dict)
        model = cls()
        model.additional_properties = {
            name: parse_model(SparseRatingStateConfiguration, value) for name, value in rest.items()
        }
        return model
