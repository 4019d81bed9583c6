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
class EyelinkSample(_Model[Any]):
    """A sample as the EyeLink gives it.

    Attributes:
        time (float | None | Unset): Time of the tracker. The name is inferred. Unit: ms.
            Example: 812345.
        left_gaze_x (float | None | Unset): Horizontal gaze position of the left eye. Unit: px.
            Example: 960.2.
        left_gaze_y (float | None | Unset): Vertical gaze position of the left eye. Unit: px.
            Example: 540.7.
        right_gaze_x (float | None | Unset): Horizontal gaze position of the right eye. Unit:
            px. Example: 958.9.
        right_gaze_y (float | None | Unset): Vertical gaze position of the right eye. Unit: px.
            Example: 541.3.
        left_pupil (float | None | Unset): Pupil area of the left eye, in the tracker's unit.
            Example: 1204.
        right_pupil (float | None | Unset): Pupil area of the right eye, in the tracker's unit.
            Example: 1198.
        ppd_x (float | None | Unset): Horizontal pixels per degree of visual angle. Example:
            43.1.
        ppd_y (float | None | Unset): Vertical pixels per degree of visual angle. Example: 43.4.
        status (Any | Unset): Status word of the tracker.
        display_width (float | None | Unset): Width of the display. Unit: px. Example: 1920.
        display_height (float | None | Unset): Height of the display. Unit: px. Example: 1080.
    """

    time: float | None | Unset = UNSET
    left_gaze_x: float | None | Unset = UNSET
    left_gaze_y: float | None | Unset = UNSET
    right_gaze_x: float | None | Unset = UNSET
    right_gaze_y: float | None | Unset = UNSET
    left_pupil: float | None | Unset = UNSET
    right_pupil: float | None | Unset = UNSET
    ppd_x: float | None | Unset = UNSET
    ppd_y: float | None | Unset = UNSET
    status: Any | Unset = UNSET
    display_width: float | None | Unset = UNSET
    display_height: float | None | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    _members: ClassVar[Mapping[str, str]] = {
        "time": "time",
        "left_gaze_x": "left_gaze_x",
        "left_gaze_y": "left_gaze_y",
        "right_gaze_x": "right_gaze_x",
        "right_gaze_y": "right_gaze_y",
        "left_pupil": "left_pupil",
        "right_pupil": "right_pupil",
        "ppd_x": "ppd_x",
        "ppd_y": "ppd_y",
        "status": "status",
        "display_width": "display_width",
        "display_height": "display_height",
    }

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        """Return the object of a JSON object. Values that the contract does not allow stay as they are."""
        rest = dict(src_dict)
        model = cls(
            time=rest.pop("time", UNSET),
            left_gaze_x=rest.pop("left_gaze_x", UNSET),
            left_gaze_y=rest.pop("left_gaze_y", UNSET),
            right_gaze_x=rest.pop("right_gaze_x", UNSET),
            right_gaze_y=rest.pop("right_gaze_y", UNSET),
            left_pupil=rest.pop("left_pupil", UNSET),
            right_pupil=rest.pop("right_pupil", UNSET),
            ppd_x=rest.pop("ppd_x", UNSET),
            ppd_y=rest.pop("ppd_y", UNSET),
            status=rest.pop("status", UNSET),
            display_width=rest.pop("display_width", UNSET),
            display_height=rest.pop("display_height", UNSET),
        )
        model.additional_properties = rest
        return model
