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
class NeonSample(_Model[Any]):
    """A sample as the Pupil Neon gives it; with eye state on it also has the centre of the eyeball
    (member names unpublished).

    Attributes:
        gaze_x (float | None | Unset): Horizontal gaze position. Unit: 0-1. Example: 0.51.
        gaze_y (float | None | Unset): Vertical gaze position. Unit: 0-1. Example: 0.48.
        pupil_diameter (float | None | Unset): Diameter of the pupil, with eye state on. Unit:
            mm. Example: 3.6.
    """

    gaze_x: float | None | Unset = UNSET
    gaze_y: float | None | Unset = UNSET
    pupil_diameter: float | None | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    _members: ClassVar[Mapping[str, str]] = {
        "gaze_x": "gaze_x",
        "gaze_y": "gaze_y",
        "pupil_diameter": "pupil_diameter",
    }

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        """Return the object of a JSON object. Values that the contract does not allow stay as they are."""
        rest = dict(src_dict)
        model = cls(
            gaze_x=rest.pop("gaze_x", UNSET),
            gaze_y=rest.pop("gaze_y", UNSET),
            pupil_diameter=rest.pop("pupil_diameter", UNSET),
        )
        model.additional_properties = rest
        return model
