from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, ClassVar, Self

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.countdown_position import CountdownPosition
from ..models.countdown_style import CountdownStyle
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
class WaitingConfig(_Model[Any]):
    """A waiting screen until everyone is ready or the time is over.

    Example:
        {"message": "Waiting for the other person", "durationMs": 10000}

    Attributes:
        message (str | Unset): Text while waiting. Example: Waiting for the other person.
        ready_message (str | Unset): Text when everyone is ready. Example: Here we go.
        show_spinner (bool | Unset): Whether a spinner turns. Example: false.
        show_countdown (bool | Unset): Whether the remaining time is shown. Example: true.
        countdown_style (CountdownStyle | Unset): How a countdown looks.
        countdown_position (CountdownPosition | Unset): Where a countdown stands.
        duration_ms (int | Unset): How long the screen stays. Unit: ms. Example: 10000.
        background_color (str | Unset): A colour as CSS writes it. Example: #1f2937.
        text_color (str | Unset): A colour as CSS writes it. Example: #1f2937.
        text_style (TextStyle | Unset): Font size and text colour by text role. Since platform
            v0.6.63 older settings such as `fontSize` and `textColor` move here; the names of the
            roles and of their members are not published.
    """

    message: str | Unset = UNSET
    ready_message: str | Unset = UNSET
    show_spinner: bool | Unset = UNSET
    show_countdown: bool | Unset = UNSET
    countdown_style: CountdownStyle | Unset = UNSET
    countdown_position: CountdownPosition | Unset = UNSET
    duration_ms: int | Unset = UNSET
    background_color: str | Unset = UNSET
    text_color: str | Unset = UNSET
    text_style: TextStyle | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    _members: ClassVar[Mapping[str, str]] = {
        "message": "message",
        "readyMessage": "ready_message",
        "showSpinner": "show_spinner",
        "showCountdown": "show_countdown",
        "countdownStyle": "countdown_style",
        "countdownPosition": "countdown_position",
        "durationMs": "duration_ms",
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
            message=rest.pop("message", UNSET),
            ready_message=rest.pop("readyMessage", UNSET),
            show_spinner=rest.pop("showSpinner", UNSET),
            show_countdown=rest.pop("showCountdown", UNSET),
            countdown_style=parse_enum(CountdownStyle, str, rest.pop("countdownStyle", UNSET)),
            countdown_position=parse_enum(
                CountdownPosition, str, rest.pop("countdownPosition", UNSET)
            ),
            duration_ms=rest.pop("durationMs", UNSET),
            background_color=rest.pop("backgroundColor", UNSET),
            text_color=rest.pop("textColor", UNSET),
            text_style=parse_model(TextStyle, rest.pop("textStyle", UNSET)),
        )
        model.additional_properties = rest
        return model
