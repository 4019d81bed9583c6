from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar, Self

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.screen_corner import ScreenCorner
from ..models.video_chat_view_mode import VideoChatViewMode
from ..types import (
    UNSET,
    Unset,
    parse_enum,
)
from ..types import Model as _Model


@_attrs_define
class VideoChatConfig(_Model[Any]):
    """Participants see and hear each other.

    Example:
        {"viewMode": "grid", "isAudioMuted": false, "isVideoOff": false}

    Attributes:
        view_mode (VideoChatViewMode | Unset): How the people in a video chat are arranged.
        position (ScreenCorner | Unset): Corner of the screen.
        show_controls (bool | Unset): Whether the buttons for microphone and camera are shown.
            Example: false.
        start_collapsed (bool | Unset): Whether the window starts folded. Example: false.
        hide_self (bool | Unset): Whether one's own picture is hidden. Example: false.
        is_audio_muted (bool | Unset): Whether the microphone starts muted. Example: false.
        is_video_off (bool | Unset): Whether the camera starts switched off; the settings table
            says it starts on. Example: false.
        allow_view_mode_change (bool | Unset): Whether the participant may change the
            arrangement. Example: false.
        record_when_hidden (bool | Unset): Whether recording goes on while the component is
            hidden (since platform v0.6.33). Example: true.
    """

    view_mode: VideoChatViewMode | Unset = UNSET
    position: ScreenCorner | Unset = UNSET
    show_controls: bool | Unset = UNSET
    start_collapsed: bool | Unset = UNSET
    hide_self: bool | Unset = UNSET
    is_audio_muted: bool | Unset = UNSET
    is_video_off: bool | Unset = UNSET
    allow_view_mode_change: bool | Unset = UNSET
    record_when_hidden: bool | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    _members: ClassVar[Mapping[str, str]] = {
        "viewMode": "view_mode",
        "position": "position",
        "showControls": "show_controls",
        "startCollapsed": "start_collapsed",
        "hideSelf": "hide_self",
        "isAudioMuted": "is_audio_muted",
        "isVideoOff": "is_video_off",
        "allowViewModeChange": "allow_view_mode_change",
        "recordWhenHidden": "record_when_hidden",
    }

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        """Return the object of a JSON object. Values that the contract does not allow stay as they are."""
        rest = dict(src_dict)
        model = cls(
            view_mode=parse_enum(VideoChatViewMode, str, rest.pop("viewMode", UNSET)),
            position=parse_enum(ScreenCorner, str, rest.pop("position", UNSET)),
            show_controls=rest.pop("showControls", UNSET),
            start_collapsed=rest.pop("startCollapsed", UNSET),
            hide_self=rest.pop("hideSelf", UNSET),
            is_audio_muted=rest.pop("isAudioMuted", UNSET),
            is_video_off=rest.pop("isVideoOff", UNSET),
            allow_view_mode_change=rest.pop("allowViewModeChange", UNSET),
            record_when_hidden=rest.pop("recordWhenHidden", UNSET),
        )
        model.additional_properties = rest
        return model
