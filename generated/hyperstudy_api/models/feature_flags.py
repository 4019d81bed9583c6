from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar, Self

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import (
    UNSET,
    Unset,
)
from ..types import Model as _Model


@_attrs_define
class FeatureFlags(_Model[Any]):
    """Switches of the platform's data collection.

    Example:
        {"useDataCollectionV2": true}

    Attributes:
        use_data_collection_v2 (bool | Unset): Whether the second version of the data collection
            is used. Example: true.
        data_collection_v2_percentage (float | Unset): Share of sessions that use it. Unit:
            percent. Example: 50.
    """

    use_data_collection_v2: bool | Unset = UNSET
    data_collection_v2_percentage: float | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    _members: ClassVar[Mapping[str, str]] = {
        "useDataCollectionV2": "use_data_collection_v2",
        "dataCollectionV2Percentage": "data_collection_v2_percentage",
    }

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        """Return the object of a JSON object. Values that the contract does not allow stay as they are."""
        rest = dict(src_dict)
        model = cls(
            use_data_collection_v2=rest.pop("useDataCollectionV2", UNSET),
            data_collection_v2_percentage=rest.pop("dataCollectionV2Percentage", UNSET),
        )
        model.additional_properties = rest
        return model
