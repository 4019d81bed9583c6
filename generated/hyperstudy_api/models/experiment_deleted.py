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
class ExperimentDeleted(_Model[Any]):
    """That an experiment was deleted.

    Attributes:
        id (str): The experiment. Example: exp_7.
        deleted (bool): Always true. Example: true.
    """

    id: str
    deleted: bool
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    _members: ClassVar[Mapping[str, str]] = {
        "id": "id",
        "deleted": "deleted",
    }

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        """Return the object of a JSON object. Values that the contract does not allow stay as they are."""
        rest = dict(src_dict)
        model = cls(
            id=rest.pop("id", UNSET),
            deleted=rest.pop("deleted", UNSET),
        )
        model.additional_properties = rest
        return model
