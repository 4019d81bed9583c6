from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, ClassVar, Self

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.deployment_type import DeploymentType
from ..types import (
    UNSET,
    Unset,
    parse_enum,
    parse_model,
)
from ..types import Model as _Model

if TYPE_CHECKING:
    from ..models.agent_deployment import AgentDeployment


@_attrs_define
class DeploymentConfig(_Model[Any]):
    """How to run an experiment. The app has more settings (target number of participants,
    recruitment, start and end, automatic completion); what they are called here is not
    published.

    Attributes:
        name (str | Unset): A name for the deployment. Example: Agents in October.
        type_ (DeploymentType | Unset): Kind of deployment. Only that of AI agents without
            people is published. New values may come; keep a value you don't know.
        agent_deployment (AgentDeployment | Unset): Rooms with AI participants that start at
            once.
    """

    name: str | Unset = UNSET
    type_: DeploymentType | Unset = UNSET
    agent_deployment: AgentDeployment | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    _members: ClassVar[Mapping[str, str]] = {
        "name": "name",
        "type": "type_",
        "agentDeployment": "agent_deployment",
    }

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        """Return the object of a JSON object. Values that the contract does not allow stay as they are."""
        from ..models.agent_deployment import AgentDeployment

        rest = dict(src_dict)
        model = cls(
            name=rest.pop("name", UNSET),
            type_=parse_enum(DeploymentType, str, rest.pop("type", UNSET)),
            agent_deployment=parse_model(AgentDeployment, rest.pop("agentDeployment", UNSET)),
        )
        model.additional_properties = rest
        return model
