from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, ClassVar, Self

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.sparse_rating_distribution_type import SparseRatingDistributionType
from ..types import (
    UNSET,
    Unset,
    parse_enum,
    parse_model,
)
from ..types import Model as _Model

if TYPE_CHECKING:
    from ..models.sparse_rating_distribution_parameters import (
        SparseRatingDistributionParameters,
    )


@_attrs_define
class SparseRatingDistribution(_Model[Any]):
    """When the pauses come.

    Example:
        {"type": "stratified", "parameters": {"numBins": 5, "samplesPerBin": 1,
        "binSamplingType": "uniform"}}

    Attributes:
        type_ (SparseRatingDistributionType | Unset): How the times of the pauses are chosen:
            `stratified` draws them in equal parts of the video, `uniform` at random intervals,
            `poisson` at random with a mean rate, `manual` takes a list.
        parameters (SparseRatingDistributionParameters | Unset): Settings of the distribution;
            which members apply depends on its type. Example: {"minInterval": 15000, "maxInterval":
            45000}.
    """

    type_: SparseRatingDistributionType | Unset = UNSET
    parameters: SparseRatingDistributionParameters | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    _members: ClassVar[Mapping[str, str]] = {
        "type": "type_",
        "parameters": "parameters",
    }

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        """Return the object of a JSON object. Values that the contract does not allow stay as they are."""
        from ..models.sparse_rating_distribution_parameters import (
            SparseRatingDistributionParameters,
        )

        rest = dict(src_dict)
        model = cls(
            type_=parse_enum(SparseRatingDistributionType, str, rest.pop("type", UNSET)),
            parameters=parse_model(
                SparseRatingDistributionParameters, rest.pop("parameters", UNSET)
            ),
        )
        model.additional_properties = rest
        return model
