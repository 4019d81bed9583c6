from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, ClassVar, Self

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.trigger_mode import TriggerMode
from ..models.trigger_type import TriggerType
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
class TriggerConfig(_Model[Any]):
    """Sends or awaits a trigger of a lab device. A synchronized broadcast, its roles and the
    settings of a USB device exist in the app; their names are not published.

    Example:
        {"mode": "receive", "triggerType": "keyboard", "expectedKey": "5"}

    Attributes:
        mode (TriggerMode | Unset): Whether a trigger is sent, awaited, or awaited and then sent
            on.
        trigger_type (TriggerType | Unset): Way a trigger travels.
        trigger_key (str | Unset): Key that is sent. Example: t.
        expected_key (str | Unset): Key that is awaited. Example: 5.
        instructions (str | Unset): Text while waiting. Example: The scan starts soon..
        show_instructions (bool | Unset): Whether that text is shown. Example: false.
        send_ttl_on_receive (bool | Unset): Whether a TTL pulse is sent when a trigger arrives.
            Example: true.
        background_color (str | Unset): A colour as CSS writes it. Example: #1f2937.
        text_color (str | Unset): A colour as CSS writes it. Example: #1f2937.
        text_style (TextStyle | Unset): Font size and text colour by text role. Since platform
            v0.6.63 older settings such as `fontSize` and `textColor` move here; the names of the
            roles and of their members are not published.
    """

    mode: TriggerMode | Unset = UNSET
    trigger_type: TriggerType | Unset = UNSET
    trigger_key: str | Unset = UNSET
    expected_key: str | Unset = UNSET
    instructions: str | Unset = UNSET
    show_instructions: bool | Unset = UNSET
    send_ttl_on_receive: bool | Unset = UNSET
    background_color: str | Unset = UNSET
    text_color: str | Unset = UNSET
    text_style: TextStyle | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    _members: ClassVar[Mapping[str, str]] = {
        "mode": "mode",
        "triggerType": "trigger_type",
        "triggerKey": "trigger_key",
        "expectedKey": "expected_key",
        "instructions": "instructions",
        "showInstructions": "show_instructions",
        "sendTTLOnReceive": "send_ttl_on_receive",
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
            mode=parse_enum(TriggerMode, str, rest.pop("mode", UNSET)),
            trigger_type=parse_enum(TriggerType, str, rest.pop("triggerType", UNSET)),
            trigger_key=rest.pop("triggerKey", UNSET),
            expected_key=rest.pop("expectedKey", UNSET),
            instructions=rest.pop("instructions", UNSET),
            show_instructions=rest.pop("showInstructions", UNSET),
            send_ttl_on_receive=rest.pop("sendTTLOnReceive", UNSET),
            background_color=rest.pop("backgroundColor", UNSET),
            text_color=rest.pop("textColor", UNSET),
            text_style=parse_model(TextStyle, rest.pop("textStyle", UNSET)),
        )
        model.additional_properties = rest
        return model
