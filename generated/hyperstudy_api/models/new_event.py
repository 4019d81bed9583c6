from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, ClassVar, Self

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.event_category import EventCategory
from ..types import (
    UNSET,
    Unset,
    parse_enum,
    parse_model,
    parse_time,
)
from ..types import Model as _Model

if TYPE_CHECKING:
    from ..models.event_context import EventContext


@_attrs_define
class NewEvent(_Model[Any]):
    """An event to record. The body of the batch route is not published: these members follow the
    storage model.

    Attributes:
        experiment_id (str): Experiment that the row belongs to. Example: exp_7.
        event_type (str): Dotted name of what happened. Example: marker.
        room_id (str | Unset): Room (one run of the experiment by one group) that the row
            belongs to. Example: room_31.
        participant_id (str | Unset): Participant who caused the event. Example: user_12.
        timestamp (datetime.datetime | Unset): When it happened; the server's time when left
            out. Example: 2026-03-02T09:00:04.250Z.
        category (EventCategory | Unset): Group that an event belongs to. Questionnaire answers
            are found under `post_experiment` (documentation) or `questionnaire` (observed): ask for
            both. `continuous_rating` and `recording` are inferred names of groups that are known to
            exist. New values may come; keep a value you don't know.
        component_id (str | Unset): Instance of the component. Example: rate_1.
        value (Any | Unset): Payload of the event.
        data (Any | Unset): Payload of the event, other name.
        context (EventContext | None | Unset): State and role.
    """

    experiment_id: str
    event_type: str
    room_id: str | Unset = UNSET
    participant_id: str | Unset = UNSET
    timestamp: datetime.datetime | Unset = UNSET
    category: EventCategory | Unset = UNSET
    component_id: str | Unset = UNSET
    value: Any | Unset = UNSET
    data: Any | Unset = UNSET
    context: EventContext | None | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    _members: ClassVar[Mapping[str, str]] = {
        "experimentId": "experiment_id",
        "eventType": "event_type",
        "roomId": "room_id",
        "participantId": "participant_id",
        "timestamp": "timestamp",
        "category": "category",
        "componentId": "component_id",
        "value": "value",
        "data": "data",
        "context": "context",
    }

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        """Return the object of a JSON object. Values that the contract does not allow stay as they are."""
        from ..models.event_context import EventContext

        rest = dict(src_dict)
        model = cls(
            experiment_id=rest.pop("experimentId", UNSET),
            event_type=rest.pop("eventType", UNSET),
            room_id=rest.pop("roomId", UNSET),
            participant_id=rest.pop("participantId", UNSET),
            timestamp=parse_time(rest.pop("timestamp", UNSET)),
            category=parse_enum(EventCategory, str, rest.pop("category", UNSET)),
            component_id=rest.pop("componentId", UNSET),
            value=rest.pop("value", UNSET),
            data=rest.pop("data", UNSET),
            context=parse_model(EventContext, rest.pop("context", UNSET)),
        )
        model.additional_properties = rest
        return model
