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
    from ..models.deployment_config import DeploymentConfig


@_attrs_define
class DeploymentRequest(_Model[Any]):
    """The data collection run to start.

    Attributes:
        experiment_id (str): The experiment to run. Example: exp_7.
        config (DeploymentConfig): How to run an experiment. The app has more settings (target
            number of participants, recruitment, start and end, automatic completion); what they are
            called here is not published.
    """

    experiment_id: str
    config: DeploymentConfig
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    _members: ClassVar[Mapping[str, str]] = {
        "experimentId": "experiment_id",
        "config": "config",
    }

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        """Return the object of a JSON object. Values that the contract does not allow stay as they are."""
        from ..models.deployment_config import DeploymentConfig

        rest = dict(src_dict)
        model = cls(
            experiment_id=rest.pop("experimentId", UNSET),
            config=parse_model(DeploymentConfig, rest.pop("config", UNSET)),
        )
        model.additional_properties = rest
        return model
