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
    from ..models.experiment_deleted import ExperimentDeleted


@_attrs_define
class ExperimentDeletedAnswer(_Model[Any]):
    """That an experiment was deleted.

    Attributes:
        status (ResponseStatus): Whether the call succeeded. Read it even when the HTTP status
            is 200.
        data (list[ExperimentDeleted]): A list of exactly one.
        metadata (DataMetadata): What an answer is about. Every member can be missing.
    """

    status: ResponseStatus
    data: list[ExperimentDeleted]
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
        from ..models.experiment_deleted import ExperimentDeleted

        rest = dict(src_dict)
        model = cls(
            status=parse_enum(ResponseStatus, str, rest.pop("status", UNSET)),
            data=parse_list(
                lambda item: parse_model(ExperimentDeleted, item), rest.pop("data", UNSET)
            ),
            metadata=parse_model(DataMetadata, rest.pop("metadata", UNSET)),
        )
        model.additional_properties = rest
        return model
