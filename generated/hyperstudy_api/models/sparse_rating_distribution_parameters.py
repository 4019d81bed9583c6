from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar, Self

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.bin_sampling_type import BinSamplingType
from ..types import (
    UNSET,
    Unset,
    parse_enum,
)
from ..types import Model as _Model


@_attrs_define
class SparseRatingDistributionParameters(_Model[Any]):
    """Settings of the distribution; which members apply depends on its type.

    Example:
        {"minInterval": 15000, "maxInterval": 45000}

    Attributes:
        num_bins (int | Unset): Stratified: number of parts of the video. Example: 6.
        samples_per_bin (int | Unset): Stratified: pauses in each part. Example: 2.
        bin_sampling_type (BinSamplingType | Unset): Where in its part of the video a pause
            falls: anywhere, or in the middle.
        min_interval (float | Unset): Uniform: shortest time between two pauses. Unit: ms.
            Example: 15000.
        max_interval (float | Unset): Uniform: longest time between two pauses. Unit: ms.
            Example: 45000.
        lambda_ (float | Unset): Poisson: mean number of pauses in a minute. Unit: 1/min.
            Example: 1.5.
        times (list[float] | Unset): Manual: the times of the pauses. Unit: s. Example: [20,
            65.5, 140].
    """

    num_bins: int | Unset = UNSET
    samples_per_bin: int | Unset = UNSET
    bin_sampling_type: BinSamplingType | Unset = UNSET
    min_interval: float | Unset = UNSET
    max_interval: float | Unset = UNSET
    lambda_: float | Unset = UNSET
    times: list[float] | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    _members: ClassVar[Mapping[str, str]] = {
        "numBins": "num_bins",
        "samplesPerBin": "samples_per_bin",
        "binSamplingType": "bin_sampling_type",
        "minInterval": "min_interval",
        "maxInterval": "max_interval",
        "lambda": "lambda_",
        "times": "times",
    }

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        """Return the object of a JSON object. Values that the contract does not allow stay as they are."""
        rest = dict(src_dict)
        model = cls(
            num_bins=rest.pop("numBins", UNSET),
            samples_per_bin=rest.pop("samplesPerBin", UNSET),
            bin_sampling_type=parse_enum(BinSamplingType, str, rest.pop("binSamplingType", UNSET)),
            min_interval=rest.pop("minInterval", UNSET),
            max_interval=rest.pop("maxInterval", UNSET),
            lambda_=rest.pop("lambda", UNSET),
            times=rest.pop("times", UNSET),
        )
        model.additional_properties = rest
        return model
