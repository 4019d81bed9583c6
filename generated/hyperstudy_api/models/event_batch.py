from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, ClassVar, Self

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import (
    UNSET,
    parse_list,
    parse_model,
)
from ..types import Model as _Model

if TYPE_CHECKING:
    from ..models.new_event import NewEvent


@_attrs_define
class EventBatch(_Model[Any]):
    """Events to record.

    Attributes:
        events (list[NewEvent]): From 1 to 100 events.
    """

    events: list[NewEvent]
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    _members: ClassVar[Mapping[str, str]] = {
        "events": "events",
    }

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        """Return the object of a JSON object. Values that the contract does not allow stay as they are."""
        from ..models.new_event import NewEvent

        rest = dict(src_dict)
        model = cls(
            events=parse_list(lambda item: parse_model(NewEvent, item), rest.pop("events", UNSET)),
        )
        model.additional_properties = rest
        return model
