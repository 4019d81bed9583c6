from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar, Self

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.horizontal_position import HorizontalPosition
from ..models.vertical_position import VerticalPosition
from ..types import (
    UNSET,
    Unset,
    parse_enum,
)
from ..types import Model as _Model


@_attrs_define
class ShowVideoConfig(_Model[Any]):
    """Plays a video in step for all participants of a room. Only library videos can be used; their
    addresses are signed for 3 hours. Sync accuracy, host control, skipping and time events
    exist in the app; their names are not published.

    Example:
        {"videoUrl": "https://media.example.org/harbour.mp4", "controls": false, "autoPlay":
        true}

    Attributes:
        video_url (str | Unset): Address of the video; expressions are allowed. Example:
            https://media.example.org/harbour.mp4.
        url (str | Unset): The same as `videoUrl`, another spelling. Example:
            https://media.example.org/harbour.mp4.
        video_size (float | Unset): Share of the screen the video takes. Unit: percent. Example:
            60.
        horizontal_position (HorizontalPosition | Unset): Where something stands from side to
            side.
        vertical_position (VerticalPosition | Unset): Where something stands from top to bottom.
        controls (bool | Unset): Whether the player's controls are shown. Example: false.
        auto_play (bool | Unset): Whether the video starts by itself. Example: true.
        start_time (float | Unset): Where in the video to start. Unit: s. Example: 5.
        end_time (float | Unset): Where in the video to stop; 0 is its end. Unit: s. Example:
            65.
        host_role (str | Unset): Name of the role that controls the video; upper and lower case
            are alike. Example: host.
        show_debug (bool | Unset): Whether the state of the synchronization is shown. Example:
            false.
    """

    video_url: str | Unset = UNSET
    url: str | Unset = UNSET
    video_size: float | Unset = UNSET
    horizontal_position: HorizontalPosition | Unset = UNSET
    vertical_position: VerticalPosition | Unset = UNSET
    controls: bool | Unset = UNSET
    auto_play: bool | Unset = UNSET
    start_time: float | Unset = UNSET
    end_time: float | Unset = UNSET
    host_role: str | Unset = UNSET
    show_debug: bool | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    _members: ClassVar[Mapping[str, str]] = {
        "videoUrl": "video_url",
        "url": "url",
        "videoSize": "video_size",
        "horizontalPosition": "horizontal_position",
        "verticalPosition": "vertical_position",
        "controls": "controls",
        "autoPlay": "auto_play",
        "startTime": "start_time",
        "endTime": "end_time",
        "hostRole": "host_role",
        "showDebug": "show_debug",
    }

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        """Return the object of a JSON object. Values that the contract does not allow stay as they are."""
        rest = dict(src_dict)
        model = cls(
            video_url=rest.pop("videoUrl", UNSET),
            url=rest.pop("url", UNSET),
            video_size=rest.pop("videoSize", UNSET),
            horizontal_position=parse_enum(
                HorizontalPosition, str, rest.pop("horizontalPosition", UNSET)
            ),
            vertical_position=parse_enum(
                VerticalPosition, str, rest.pop("verticalPosition", UNSET)
            ),
            controls=rest.pop("controls", UNSET),
            auto_play=rest.pop("autoPlay", UNSET),
            start_time=rest.pop("startTime", UNSET),
            end_time=rest.pop("endTime", UNSET),
            host_role=rest.pop("hostRole", UNSET),
            show_debug=rest.pop("showDebug", UNSET),
        )
        model.additional_properties = rest
        return model
