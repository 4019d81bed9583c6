from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, ClassVar, Self

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import (
    UNSET,
    Unset,
    parse_model,
)
from ..types import Model as _Model

if TYPE_CHECKING:
    from ..models.text_style import TextStyle


@_attrs_define
class CodeConfig(_Model[Any]):
    """Runs JavaScript in the participant's browser. The settings table describes a mere display of
    code instead; the running component executes it.

    Example:
        {"script": "return Math.max(1, 2);", "displayResult": true}

    Attributes:
        script (str | Unset): The JavaScript to run. Example: return Math.max(1, 2);.
        display_code (bool | Unset): Whether the code is shown. Example: true.
        display_result (bool | Unset): Whether the result is shown. Example: true.
        auto_run (bool | Unset): Whether the code runs by itself. Example: false.
        show_continue_button (bool | Unset): Whether a continue button is shown. Example: true.
        continue_button_text (str | Unset): Label of the continue button. Example: Next.
        output_variable (str | Unset): Variable that receives the answer. Example: mood.
        background_color (str | Unset): A colour as CSS writes it. Example: #1f2937.
        text_color (str | Unset): A colour as CSS writes it. Example: #1f2937.
        text_style (TextStyle | Unset): Font size and text colour by text role. Since platform
            v0.6.63 older settings such as `fontSize` and `textColor` move here; the names of the
            roles and of their members are not published.
    """

    script: str | Unset = UNSET
    display_code: bool | Unset = UNSET
    display_result: bool | Unset = UNSET
    auto_run: bool | Unset = UNSET
    show_continue_button: bool | Unset = UNSET
    continue_button_text: str | Unset = UNSET
    output_variable: str | Unset = UNSET
    background_color: str | Unset = UNSET
    text_color: str | Unset = UNSET
    text_style: TextStyle | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    _members: ClassVar[Mapping[str, str]] = {
        "script": "script",
        "displayCode": "display_code",
        "displayResult": "display_result",
        "autoRun": "auto_run",
        "showContinueButton": "show_continue_button",
        "continueButtonText": "continue_button_text",
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
            script=rest.pop("script", UNSET),
            display_code=rest.pop("displayCode", UNSET),
            display_result=rest.pop("displayResult", UNSET),
            auto_run=rest.pop("autoRun", UNSET),
            show_continue_button=rest.pop("showContinueButton", UNSET),
            continue_button_text=rest.pop("continueButtonText", UNSET),
            output_variable=rest.pop("outputVariable", UNSET),
            background_color=rest.pop("backgroundColor", UNSET),
            text_color=rest.pop("textColor", UNSET),
            text_style=parse_model(TextStyle, rest.pop("textStyle", UNSET)),
        )
        model.additional_properties = rest
        return model
