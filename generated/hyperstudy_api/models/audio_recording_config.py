from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, ClassVar, Self

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.audio_format import AudioFormat
from ..types import (
    UNSET,
    Unset,
    parse_enum,
    parse_model,
)
from ..types import Model as _Model

if TYPE_CHECKING:
    from ..models.text_style import TextStyle


@_attrs_define
class AudioRecordingConfig(_Model[Any]):
    """Records a spoken answer.

    Example:
        {"prompt": "Tell us what happened.", "maxRecordingTime": 120, "audioFormat": "webm"}

    Attributes:
        prompt (str | Unset): The question. Example: Tell us what happened..
        display_text (str | Unset): Text shown while recording, in examples of the page.
            Example: Please speak now..
        max_recording_time (float | Unset): Longest answer; 0 is no limit of its own. Unit: s.
            Example: 120.
        audio_format (AudioFormat | Unset): Format of an audio answer. The running component
            knows `webm` and `mp3`; `mp4` and `wav` are words of the settings table.
        show_waveform (bool | Unset): Whether the sound is drawn. Example: false.
        allow_review (bool | Unset): Whether the participant may listen before sending. Example:
            true.
        autostart_recording (bool | Unset): Whether recording starts by itself. Example: true.
        show_countdown (bool | Unset): Whether the remaining time is shown. Example: true.
        enable_device_setup (bool | Unset): Whether the microphone is chosen first, in examples
            of the page. Example: true.
        auto_submit (bool | Unset): Whether the answer is sent by itself, in examples of the
            page. Example: true.
        retry_attempts (int | Unset): How often the answer may be recorded again, in examples of
            the page. Example: 2.
        output_variable (str | Unset): Variable that receives the answer. Example: mood.
        background_color (str | Unset): A colour as CSS writes it. Example: #1f2937.
        text_color (str | Unset): A colour as CSS writes it. Example: #1f2937.
        text_style (TextStyle | Unset): Font size and text colour by text role. Since platform
            v0.6.63 older settings such as `fontSize` and `textColor` move here; the names of the
            roles and of their members are not published.
    """

    prompt: str | Unset = UNSET
    display_text: str | Unset = UNSET
    max_recording_time: float | Unset = UNSET
    audio_format: AudioFormat | Unset = UNSET
    show_waveform: bool | Unset = UNSET
    allow_review: bool | Unset = UNSET
    autostart_recording: bool | Unset = UNSET
    show_countdown: bool | Unset = UNSET
    enable_device_setup: bool | Unset = UNSET
    auto_submit: bool | Unset = UNSET
    retry_attempts: int | Unset = UNSET
    output_variable: str | Unset = UNSET
    background_color: str | Unset = UNSET
    text_color: str | Unset = UNSET
    text_style: TextStyle | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    _members: ClassVar[Mapping[str, str]] = {
        "prompt": "prompt",
        "displayText": "display_text",
        "maxRecordingTime": "max_recording_time",
        "audioFormat": "audio_format",
        "showWaveform": "show_waveform",
        "allowReview": "allow_review",
        "autostartRecording": "autostart_recording",
        "showCountdown": "show_countdown",
        "enableDeviceSetup": "enable_device_setup",
        "autoSubmit": "auto_submit",
        "retryAttempts": "retry_attempts",
        "outputVariable": "output_variable",
        "backgroundColor": "background_color",
        "textColor": "text_color",
        "textStyle": "text_style",
    }

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        """Return the object of a JSON object. Values that the contract does not allow stay as they are."""
        from ..models.text_style import TextStyle

        rest = dict(src_dict)
        model = cls(
            prompt=rest.pop("prompt", UNSET),
            display_text=rest.pop("displayText", UNSET),
            max_recording_time=rest.pop("maxRecordingTime", UNSET),
            audio_format=parse_enum(AudioFormat, str, rest.pop("audioFormat", UNSET)),
            show_waveform=rest.pop("showWaveform", UNSET),
            allow_review=rest.pop("allowReview", UNSET),
            autostart_recording=rest.pop("autostartRecording", UNSET),
            show_countdown=rest.pop("showCountdown", UNSET),
            enable_device_setup=rest.pop("enableDeviceSetup", UNSET),
            auto_submit=rest.pop("autoSubmit", UNSET),
            retry_attempts=rest.pop("retryAttempts", UNSET),
            output_variable=rest.pop("outputVariable", UNSET),
            background_color=rest.pop("backgroundColor", UNSET),
            text_color=rest.pop("textColor", UNSET),
            text_style=parse_model(TextStyle, rest.pop("textStyle", UNSET)),
        )
        model.additional_properties = rest
        return model
