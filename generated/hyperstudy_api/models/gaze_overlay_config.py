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
class GazeOverlayConfig(_Model[Any]):
    """Draws where the participant looks. It writes no data; gaze comes from the tracker.

    Example:
        {"dotSize": 30, "showTrail": true}

    Attributes:
        dot_size (float | Unset): Diameter of the dot. Unit: px. Example: 30.
        dot_color (str | Unset): A colour as CSS writes it. Example: #1f2937.
        dot_opacity (float | Unset): Opacity of the dot. Unit: 0-1. Example: 0.8.
        show_trail (bool | Unset): Whether the last positions are drawn. Example: true.
        trail_length (int | Unset): How many last positions are drawn. Example: 10.
        show_pupil_size (bool | Unset): Whether the dot grows with the pupil. Example: true.
        show_on_all_screens (bool | Unset): Whether every screen shows the dot. Example: true.
    """

    dot_size: float | Unset = UNSET
    dot_color: str | Unset = UNSET
    dot_opacity: float | Unset = UNSET
    show_trail: bool | Unset = UNSET
    trail_length: int | Unset = UNSET
    show_pupil_size: bool | Unset = UNSET
    show_on_all_screens: bool | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    _members: ClassVar[Mapping[str, str]] = {
        "dotSize": "dot_size",
        "dotColor": "dot_color",
        "dotOpacity": "dot_opacity",
        "showTrail": "show_trail",
        "trailLength": "trail_length",
        "showPupilSize": "show_pupil_size",
        "showOnAllScreens": "show_on_all_screens",
    }

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        """Return the object of a JSON object. Values that the contract does not allow stay as they are."""
        rest = dict(src_dict)
        model = cls(
            dot_size=rest.pop("dotSize", UNSET),
            dot_color=rest.pop("dotColor", UNSET),
            dot_opacity=rest.pop("dotOpacity", UNSET),
            show_trail=rest.pop("showTrail", UNSET),
            trail_length=rest.pop("trailLength", UNSET),
            show_pupil_size=rest.pop("showPupilSize", UNSET),
            show_on_all_screens=rest.pop("showOnAllScreens", UNSET),
        )
        model.additional_properties = rest
        return model
