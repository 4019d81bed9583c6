from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, ClassVar, Self

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.response_status import ResponseStatus
from ..types import (
    UNSET,
    Unset,
    parse_enum,
    parse_list,
    parse_model,
)
from ..types import Model as _Model

if TYPE_CHECKING:
    from ..models.variable_write import VariableWrite
    from ..models.variables_metadata import VariablesMetadata


@_attrs_define
class VariableWriteList(_Model[Any]):
    """All writes to the variables of a room.

    Attributes:
        status (ResponseStatus): Whether the call succeeded. Read it even when the HTTP status
            is 200.
        data (list[VariableWrite]): The rows.
        metadata (VariablesMetadata | Unset): Metadata of the variables of a room, with the
            timeline. Each of the added members can be missing or null.
    """

    status: ResponseStatus
    data: list[VariableWrite]
    metadata: VariablesMetadata | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    _members: ClassVar[Mapping[str, str]] = {
        "status": "status",
        "data": "data",
        "metadata": "metadata",
    }

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        """Return the object of a JSON object. Values that the contract does not allow stay as they are."""
        from ..models.variable_write import VariableWrite
        from ..models.variables_metadata import VariablesMetadata

        rest = dict(src_dict)
        model = cls(
            status=parse_enum(ResponseStatus, str, rest.pop("status", UNSET)),
            data=parse_list(lambda item: parse_model(VariableWrite, item), rest.pop("data", UNSET)),
            metadata=parse_model(VariablesMetadata, rest.pop("metadata", UNSET)),
        )
        model.additional_properties = rest
        return model
