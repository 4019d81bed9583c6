from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, ClassVar, Self

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.layout import Layout
from ..types import (
    UNSET,
    Unset,
    parse_enum,
    parse_list,
    parse_model,
)
from ..types import Model as _Model

if TYPE_CHECKING:
    from ..models.choice_option import ChoiceOption
    from ..models.text_style import TextStyle


@_attrs_define
class MultipleChoiceConfig(_Model[Any]):
    """A choice of one or several options. Drawing the options' images from a stimulus mapping is
    possible in the app; the names of those settings are not published.

    Example:
        {"question": "Which scene was best?", "options": ["Opening", "Ending"], "layout":
        "vertical"}

    Attributes:
        question (str | Unset): The question. Example: Which scene was best?.
        prompt (str | Unset): The same as `question`, another spelling. Example: Which scene was
            best?.
        options (list[ChoiceOption | str] | Unset): The options, as texts or as objects.
            Example: ["Opening", "Ending"].
        choices (list[ChoiceOption | str] | Unset): The same as `options`, another spelling
            (used inside sparse rating settings). Example: ["Opening", "Ending"].
        allow_multiple (bool | Unset): Whether several options may be chosen. Example: true.
        required (bool | Unset): Whether an answer is needed to go on. Example: false.
        layout (Layout | Unset): How choices are laid out; `grid` appears only in the settings
            table of multiple choice.
        background_color (str | Unset): A colour as CSS writes it. Example: #1f2937.
        text_color (str | Unset): A colour as CSS writes it. Example: #1f2937.
        button_color (str | Unset): A colour as CSS writes it. Example: #1f2937.
        selected_button_color (str | Unset): A colour as CSS writes it. Example: #1f2937.
        output_variable (str | Unset): Variable that receives the answer. Example: mood.
        text_style (TextStyle | Unset): Font size and text colour by text role. Since platform
            v0.6.63 older settings such as `fontSize` and `textColor` move here; the names of the
            roles and of their members are not published.
    """

    question: str | Unset = UNSET
    prompt: str | Unset = UNSET
    options: list[ChoiceOption | str] | Unset = UNSET
    choices: list[ChoiceOption | str] | Unset = UNSET
    allow_multiple: bool | Unset = UNSET
    required: bool | Unset = UNSET
    layout: Layout | Unset = UNSET
    background_color: str | Unset = UNSET
    text_color: str | Unset = UNSET
    button_color: str | Unset = UNSET
    selected_button_color: str | Unset = UNSET
    output_variable: str | Unset = UNSET
    text_style: TextStyle | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    _members: ClassVar[Mapping[str, str]] = {
        "question": "question",
        "prompt": "prompt",
        "options": "options",
        "choices": "choices",
        "allowMultiple": "allow_multiple",
        "required": "required",
        "layout": "layout",
        "backgroundColor": "background_color",
        "textColor": "text_color",
        "buttonColor": "button_color",
        "selectedButtonColor": "selected_button_color",
        "outputVariable": "output_variable",
        "textStyle": "text_style",
    }

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        """Return the object of a JSON object. Values that the contract does not allow stay as they are."""
        from ..models.choice_option import ChoiceOption
        from ..models.text_style import TextStyle

        rest = dict(src_dict)
        model = cls(
            question=rest.pop("question", UNSET),
            prompt=rest.pop("prompt", UNSET),
            options=parse_list(
                lambda item: parse_model(ChoiceOption, item), rest.pop("options", UNSET)
            ),
            choices=parse_list(
                lambda item: parse_model(ChoiceOption, item), rest.pop("choices", UNSET)
            ),
            allow_multiple=rest.pop("allowMultiple", UNSET),
            required=rest.pop("required", UNSET),
            layout=parse_enum(Layout, str, rest.pop("layout", UNSET)),
            background_color=rest.pop("backgroundColor", UNSET),
            text_color=rest.pop("textColor", UNSET),
            button_color=rest.pop("buttonColor", UNSET),
            selected_button_color=rest.pop("selectedButtonColor", UNSET),
            output_variable=rest.pop("outputVariable", UNSET),
            text_style=parse_model(TextStyle, rest.pop("textStyle", UNSET)),
        )
        model.additional_properties = rest
        return model
