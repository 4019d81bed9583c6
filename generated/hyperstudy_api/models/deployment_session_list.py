from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, ClassVar, Self

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.response_status import ResponseStatus
from ..types import (
    UNSET,
    parse_enum,
    parse_list,
    parse_model,
)
from ..types import Model as _Model

if TYPE_CHECKING:
    from ..models.data_metadata import DataMetadata
    from ..models.deployment_session import DeploymentSession


@_attrs_define
class DeploymentSessionList(_Model[Any]):
    """Rooms of a deployment.

    Attributes:
        status (ResponseStatus): Whether the call succeeded. Read it even when the HTTP status
            is 200.
        data (list[DeploymentSession]): The rows.
        metadata (DataMetadata): What an answer is about. Every member can be missing.
    """

    status: ResponseStatus
    data: list[DeploymentSession]
    metadata: DataMetadata
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    _members: ClassVar[Mapping[str, str]] = {
        "status": "status",
        "data": "data",
        "metadata": "metadata",
    }

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        """Return the object of a JSON object. Values that the contract does not allow stay as they are."""
        from ..models.data_metadata import DataMetadata
        from ..models.deployment_session import DeploymentSession

        rest = dict(src_dict)
        model = cls(
            status=parse_enum(ResponseStatus, str, rest.pop("status", UNSET)),
            data=parse_list(
                lambda item: parse_model(DeploymentSession, item), rest.pop("data", UNSET)
            ),
            metadata=parse_model(DataMetadata, rest.pop("metadata", UNSET)),
        )
        model.additional_properties = rest
        return model
