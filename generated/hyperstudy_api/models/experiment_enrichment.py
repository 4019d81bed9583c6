from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, ClassVar, Self

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.access_type import AccessType
from ..types import (
    UNSET,
    Unset,
    parse_enum,
    parse_model,
    parse_time,
)
from ..types import Model as _Model

if TYPE_CHECKING:
    from ..models.json_object import JsonObject


@_attrs_define
class ExperimentEnrichment(_Model[Any]):
    """What the server adds to an experiment's definition.

    Attributes:
        id (str): Identifier of the experiment. Example: exp_7.
        owner_id (None | str | Unset): User id of the owner; missing in lists. Example: user_1.
        owner_email (None | str | Unset): E-mail address of the owner. Example:
            dana@example.org.
        organization_id (None | str | Unset): Organization that owns the experiment. Example:
            org_5.
        access_type (AccessType | None | Unset): Why the caller sees it; lists only.
        visibility (None | str | Unset): Who can see it; summary view only, values unpublished.
            Example: private.
        effective_data_permissions (JsonObject | None | Unset): What the caller may do with the
            data; browser sessions only.
        states_count (int | None | Unset): Number of states; summary view only. Example: 6.
        room_count (int | None | Unset): Number of rooms. Example: 20.
        participant_count (int | None | Unset): Number of participants. Example: 40.
        created_at (datetime.datetime | None | Unset): When it was made. Old servers sent mixed
            types here. Example: 2026-03-02T09:00:04.250Z.
        updated_at (datetime.datetime | None | Unset): When it was last changed. Example:
            2026-03-02T09:07:01.250Z.
    """

    id: str
    owner_id: None | str | Unset = UNSET
    owner_email: None | str | Unset = UNSET
    organization_id: None | str | Unset = UNSET
    access_type: AccessType | None | Unset = UNSET
    visibility: None | str | Unset = UNSET
    effective_data_permissions: JsonObject | None | Unset = UNSET
    states_count: int | None | Unset = UNSET
    room_count: int | None | Unset = UNSET
    participant_count: int | None | Unset = UNSET
    created_at: datetime.datetime | None | Unset = UNSET
    updated_at: datetime.datetime | None | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    _members: ClassVar[Mapping[str, str]] = {
        "id": "id",
        "ownerId": "owner_id",
        "ownerEmail": "owner_email",
        "organizationId": "organization_id",
        "accessType": "access_type",
        "visibility": "visibility",
        "effectiveDataPermissions": "effective_data_permissions",
        "statesCount": "states_count",
        "roomCount": "room_count",
        "participantCount": "participant_count",
        "createdAt": "created_at",
        "updatedAt": "updated_at",
    }

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        """Return the object of a JSON object. Values that the contract does not allow stay as they are."""
        from ..models.json_object import JsonObject

        rest = dict(src_dict)
        model = cls(
            id=rest.pop("id", UNSET),
            owner_id=rest.pop("ownerId", UNSET),
            owner_email=rest.pop("ownerEmail", UNSET),
            organization_id=rest.pop("organizationId", UNSET),
            access_type=parse_enum(AccessType, str, rest.pop("accessType", UNSET)),
            visibility=rest.pop("visibility", UNSET),
            effective_data_permissions=parse_model(
                JsonObject, rest.pop("effectiveDataPermissions", UNSET)
            ),
            states_count=rest.pop("statesCount", UNSET),
            room_count=rest.pop("roomCount", UNSET),
            participant_count=rest.pop("participantCount", UNSET),
            created_at=parse_time(rest.pop("createdAt", UNSET)),
            updated_at=parse_time(rest.pop("updatedAt", UNSET)),
        )
        model.additional_properties = rest
        return model
