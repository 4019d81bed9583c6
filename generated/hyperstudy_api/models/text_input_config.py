from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, ClassVar, Self

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.text_input_type import TextInputType
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
class TextInputConfig(_Model[Any]):
    """A field for a written answer. A shortest length, rows and limits of numbers exist in the
    app; their names are not published.

    Example:
        {"prompt": "What did you think of?", "inputType": "paragraph", "maxLength": 1000}

    Attributes:
        prompt (str | Unset): The question. Example: What did you think of?.
        input_type (TextInputType | Unset): Kind of text input. The running component knows
            `shortAnswer`, `paragraph`, `number` and `email`; `text` and `textarea` are words of the
            settings table.
        placeholder (str | Unset): Hint in the empty field. Example: Type here.
        max_length (int | Unset): Most characters; 0 is no limit. Example: 1000.
        required (bool | Unset): Whether an answer is needed to go on. Example: false.
        show_continue_button (bool | Unset): Whether a continue button is shown. Example: false.
        continue_button_text (str | Unset): Label of the continue button. Example: Next.
        output_variable (str | Unset): Variable that receives the answer. Example: mood.
        text_style (TextStyle | Unset): Font size and text colour by text role. Since platform
            v0.6.63 older settings such as `fontSize` and `textColor` move here; the names of the
            roles and of their members are not published.
    """

    prompt: str | Unset = UNSET
    input_type: TextInputType | Unset = UNSET
    placeholder: str | Unset = UNSET
    max_length: int | Unset = UNSET
    required: bool | Unset = UNSET
    show_continue_button: bool | Unset = UNSET
    continue_button_text: str | Unset = UNSET
    output_variable: str | Unset = UNSET
    text_style: TextStyle | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    _members: ClassVar[Mapping[str, str]] = {
        "prompt": "prompt",
        "inputType": "input_type",
        "placeholder": "placeholder",
        "maxLength": "max_length",
        "required": "required",
        "showContinueButton": "show_continue_button",
        "continueButtonText": "continue_button_text",
        "outputVariable": "output_variable",
        "textStyle": "text_style",
    }

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        """Return the object of a JSON object. Values that the contract does not allow stay as they are."""
        from ..models.text_style import TextStyle

        rest = dict(src_dict)
        model = cls(
            prompt=rest.pop("prompt", UNSET),
            input_type=parse_enum(TextInputType, str, rest.pop("inputType", UNSET)),
            placeholder=rest.pop("placeholder", UNSET),
            max_length=rest.pop("maxLength", UNSET),
            required=rest.pop("required", UNSET),
            show_continue_button=rest.pop("showContinueButton", UNSET),
            continue_button_text=rest.pop("continueButtonText", UNSET),
            output_variable=rest.pop("outputVariable", UNSET),
            text_style=parse_model(TextStyle, rest.pop("textStyle", UNSET)),
        )
        model.additional_properties = rest
        return model
