from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar, Self

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.draw_scope import DrawScope
from ..models.sampling_strategy import SamplingStrategy
from ..models.stimulus_mapping_type import StimulusMappingType
from ..types import (
    UNSET,
    Unset,
    parse_enum,
)
from ..types import Model as _Model


@_attrs_define
class StimulusMapping(_Model[Any]):
    """A table from which stimulus addresses are drawn. How the addresses themselves are written in
    the definition is not published; they are kept as they are.

    Example:
        {"type": "category", "strategy": "without_replacement", "drawScope": "participant"}

    Attributes:
        type_ (StimulusMappingType | Unset): Kind of mapping: `key-value` gives an address for a
            key, `category` is a pool, `key-category` gives a pool for a key.
        strategy (SamplingStrategy | Unset): How the next stimulus is drawn from a pool. An
            exhausted pool starts again, unless the mapping says otherwise (since April 2026).
        draw_scope (DrawScope | Unset): Who shares a draw: everyone in the room, or each
            participant draws alone.
    """

    type_: StimulusMappingType | Unset = UNSET
    strategy: SamplingStrategy | Unset = UNSET
    draw_scope: DrawScope | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    _members: ClassVar[Mapping[str, str]] = {
        "type": "type_",
        "strategy": "strategy",
        "drawScope": "draw_scope",
    }

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        """Return the object of a JSON object. Values that the contract does not allow stay as they are."""
        rest = dict(src_dict)
        model = cls(
            type_=parse_enum(StimulusMappingType, str, rest.pop("type", UNSET)),
            strategy=parse_enum(SamplingStrategy, str, rest.pop("strategy", UNSET)),
            draw_scope=parse_enum(DrawScope, str, rest.pop("drawScope", UNSET)),
        )
        model.additional_properties = rest
        return model
