from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, ClassVar, Self

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import (
    UNSET,
    parse_model,
)
from ..types import Model as _Model

if TYPE_CHECKING:
    from ..models.counts_counts import CountsCounts
    from ..models.counts_has_data import CountsHasData


@_attrs_define
class Counts(_Model[Any]):
    """How many records of each type one participant has in one room. Known names are `textchat`
    (not `chat`) and `sync`.

    Attributes:
        participant_id (str): Participant that the row is about (user id; Prolific users have
            `prolific_<PID>`). Example: user_12.
        room_id (str): Room (one run of the experiment by one group) that the row belongs to.
            Example: room_31.
        counts (CountsCounts): Number of records by name of the type. Example: {"textchat": 12,
            "sync": 0}.
        has_data (CountsHasData): Whether there are any, by name of the type. Example:
            {"textchat": true, "sync": false}.
    """

    participant_id: str
    room_id: str
    counts: CountsCounts
    has_data: CountsHasData
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    _members: ClassVar[Mapping[str, str]] = {
        "participantId": "participant_id",
        "roomId": "room_id",
        "counts": "counts",
        "hasData": "has_data",
    }

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        """Return the object of a JSON object. Values that the contract does not allow stay as they are."""
        from ..models.counts_counts import CountsCounts
        from ..models.counts_has_data import CountsHasData

        rest = dict(src_dict)
        model = cls(
            participant_id=rest.pop("participantId", UNSET),
            room_id=rest.pop("roomId", UNSET),
            counts=parse_model(CountsCounts, rest.pop("counts", UNSET)),
            has_data=parse_model(CountsHasData, rest.pop("hasData", UNSET)),
        )
        model.additional_properties = rest
        return model
