from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any, ClassVar, Self

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.variable_source import VariableSource
from ..types import (
    UNSET,
    Unset,
    parse_enum,
    parse_time,
)
from ..types import Model as _Model


@_attrs_define
class VariableWrite(_Model[Any]):
    """One assignment of a shared variable of a room.

    Attributes:
        variable (str): Name of the variable. Example: mood.
        room_id (None | str | Unset): Room (one run of the experiment by one group) that the row
            belongs to. Example: room_31.
        participant_id (None | str | Unset): Participant whose answer was written. Example:
            user_12.
        state_id (None | str | Unset): Experiment state in which it was written. Example:
            state_3.
        component_id (None | str | Unset): Component whose answer was written. Example: rate_1.
        timestamp (datetime.datetime | None | Unset): When it was written. Example:
            2026-03-02T09:00:04.250Z.
        onset (float | None | Unset): Milliseconds since the first experiment state of the room
            began. May be below zero for what happened before (setup, consent, instructions). Unit:
            ms. Example: 4250.
        value (Any | Unset): The written value.
        source (VariableSource | Unset): What wrote a variable: an initial constant (`seed`), a
            participant's answer (`human`) or an agent's answer (`agent`, inferred word). New values
            may come; keep a value you don't know.
        persisted (bool | Unset): The write reached the stored state of the room. Example: true.
    """

    variable: str
    room_id: None | str | Unset = UNSET
    participant_id: None | str | Unset = UNSET
    state_id: None | str | Unset = UNSET
    component_id: None | str | Unset = UNSET
    timestamp: datetime.datetime | None | Unset = UNSET
    onset: float | None | Unset = UNSET
    value: Any | Unset = UNSET
    source: VariableSource | Unset = UNSET
    persisted: bool | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    _members: ClassVar[Mapping[str, str]] = {
        "variable": "variable",
        "roomId": "room_id",
        "participantId": "participant_id",
        "stateId": "state_id",
        "componentId": "component_id",
        "timestamp": "timestamp",
        "onset": "onset",
        "value": "value",
        "source": "source",
        "persisted": "persisted",
    }

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        """Return the object of a JSON object. Values that the contract does not allow stay as they are."""
        rest = dict(src_dict)
        model = cls(
            variable=rest.pop("variable", UNSET),
            room_id=rest.pop("roomId", UNSET),
            participant_id=rest.pop("participantId", UNSET),
            state_id=rest.pop("stateId", UNSET),
            component_id=rest.pop("componentId", UNSET),
            timestamp=parse_time(rest.pop("timestamp", UNSET)),
            onset=rest.pop("onset", UNSET),
            value=rest.pop("value", UNSET),
            source=parse_enum(VariableSource, str, rest.pop("source", UNSET)),
            persisted=rest.pop("persisted", UNSET),
        )
        model.additional_properties = rest
        return model
