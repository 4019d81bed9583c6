from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, ClassVar, Self

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.share_target_type import ShareTargetType
from ..types import (
    UNSET,
    Unset,
    parse_enum,
    parse_model,
    parse_time,
)
from ..types import Model as _Model

if TYPE_CHECKING:
    from ..models.share_permissions import SharePermissions


@_attrs_define
class ShareRequest(_Model[Any]):
    """With whom to share an experiment, and what they may do.

    Attributes:
        target_type (ShareTargetType): With whom an experiment is shared, a person, a group or
            another organization.
        target_id (str): The person, group or organization. Example: user_12.
        permissions (SharePermissions): What somebody may do with a shared experiment. What is
            missing is presumably not allowed.
        expires_at (datetime.datetime | Unset): When the share ends. Without it, never. Example:
            2026-12-31T23:00:00.000Z.
    """

    target_type: ShareTargetType
    target_id: str
    permissions: SharePermissions
    expires_at: datetime.datetime | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    _members: ClassVar[Mapping[str, str]] = {
        "targetType": "target_type",
        "targetId": "target_id",
        "permissions": "permissions",
        "expiresAt": "expires_at",
    }

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        """Return the object of a JSON object. Values that the contract does not allow stay as they are."""
        from ..models.share_permissions import SharePermissions

        rest = dict(src_dict)
        model = cls(
            target_type=parse_enum(ShareTargetType, str, rest.pop("targetType", UNSET)),
            target_id=rest.pop("targetId", UNSET),
            permissions=parse_model(SharePermissions, rest.pop("permissions", UNSET)),
            expires_at=parse_time(rest.pop("expiresAt", UNSET)),
        )
        model.additional_properties = rest
        return model
