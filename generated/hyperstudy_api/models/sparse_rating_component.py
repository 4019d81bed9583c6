from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, ClassVar, Self

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.sparse_rating_component_type import SparseRatingComponentType
from ..types import (
    UNSET,
    Unset,
    parse_enum,
    parse_model,
)
from ..types import Model as _Model

if TYPE_CHECKING:
    from ..models.sparse_rating_component_config import SparseRatingComponentConfig


@_attrs_define
class SparseRatingComponent(_Model[Any]):
    """The component that asks for the rating.

    Example:
        {"type": "vasrating", "config": {"prompt": "How do you feel?", "min": 0, "max": 100}}

    Attributes:
        type_ (SparseRatingComponentType | Unset): The component types that can ask for a rating
            during a pause.
        config (SparseRatingComponentConfig | Unset): Settings of that component, the same as
            those of a focus component of this type. Example: {"prompt": "How do you feel?", "min":
            0, "max": 100}.
    """

    type_: SparseRatingComponentType | Unset = UNSET
    config: SparseRatingComponentConfig | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    _members: ClassVar[Mapping[str, str]] = {
        "type": "type_",
        "config": "config",
    }

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        """Return the object of a JSON object. Values that the contract does not allow stay as they are."""
        from ..models.sparse_rating_component_config import SparseRatingComponentConfig

        rest = dict(src_dict)
        model = cls(
            type_=parse_enum(SparseRatingComponentType, str, rest.pop("type", UNSET)),
            config=parse_model(SparseRatingComponentConfig, rest.pop("config", UNSET)),
        )
        model.additional_properties = rest
        return model
