from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, ClassVar, Self

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.response_status import ResponseStatus
from ..types import (
    UNSET,
    parse_closest,
    parse_enum,
    parse_list,
    parse_model,
)
from ..types import Model as _Model

if TYPE_CHECKING:
    from ..models.agent_decision import AgentDecision
    from ..models.agent_decisions_metadata import AgentDecisionsMetadata
    from ..models.agent_run import AgentRun


@_attrs_define
class AgentDecisionList(_Model[Any]):
    """Decisions and runs of AI participants, told apart by `_type`.

    Attributes:
        status (ResponseStatus): Whether the call succeeded. Read it even when the HTTP status
            is 200.
        data (list[AgentDecision | AgentRun]): The rows.
        metadata (AgentDecisionsMetadata): Metadata of a list of agent decisions.
    """

    status: ResponseStatus
    data: list[AgentDecision | AgentRun]
    metadata: AgentDecisionsMetadata
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    _members: ClassVar[Mapping[str, str]] = {
        "status": "status",
        "data": "data",
        "metadata": "metadata",
    }

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        """Return the object of a JSON object. Values that the contract does not allow stay as they are."""
        from ..models.agent_decision import AgentDecision
        from ..models.agent_decisions_metadata import AgentDecisionsMetadata
        from ..models.agent_run import AgentRun

        rest = dict(src_dict)
        model = cls(
            status=parse_enum(ResponseStatus, str, rest.pop("status", UNSET)),
            data=parse_list(
                lambda item: parse_closest((AgentDecision, AgentRun), item), rest.pop("data", UNSET)
            ),
            metadata=parse_model(AgentDecisionsMetadata, rest.pop("metadata", UNSET)),
        )
        model.additional_properties = rest
        return model
