from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar, Self

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import (
    UNSET,
)
from ..types import Model as _Model


@_attrs_define
class ExperimentUpdated(_Model[Any]):
    """That an experiment was changed.

    Attributes:
        id (str): The experiment. Example: exp_7.
        updated (bool): Always true. Example: true.
    """

    id: str
    updated: bool
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    _members: ClassVar[Mapping[str, str]] = {
        "id": "id",
        "updated": "updated",
    }

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        """Return the object of a JSON object. Values that the contract does not allow stay as they are."""
        rest = dict(src_dict)
        model = cls(
            id=rest.pop("id", UNSET),
            updated=rest.pop("updated", UNSET),
        )
        model.additional_properties = rest
        return model
