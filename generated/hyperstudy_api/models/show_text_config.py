from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, ClassVar, Self

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.font_size import FontSize
from ..models.text_align import TextAlign
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
class ShowTextConfig(_Model[Any]):
    """Shows a text. A title, instructions, automatic advance and a viewing time exist in the app;
    their names are not published.

    Example:
        {"text": "<p>Welcome</p>", "fontSize": "large", "showContinueButton": true}

    Attributes:
        text (str | Unset): The text in HTML. Allowed tags are b, strong, i, em, u, s, strike,
            h1 to h6, p, br and span; attributes are removed. `{variable}` stands for the value of a
            variable. Example: <p>Welcome, {name}</p>.
        font_size (FontSize | Unset): Size of text.
        text_align (TextAlign | Unset): Where text is aligned.
        background_color (str | Unset): A colour as CSS writes it. Example: #1f2937.
        text_color (str | Unset): A colour as CSS writes it. Example: #1f2937.
        show_continue_button (bool | Unset): Whether a continue button is shown. The settings
            table says that it is unless switched off. Example: true.
        continue_button_text (str | Unset): Label of the continue button. Example: Next.
        text_style (TextStyle | Unset): Font size and text colour by text role. Since platform
            v0.6.63 older settings such as `fontSize` and `textColor` move here; the names of the
            roles and of their members are not published.
    """

    text: str | Unset = UNSET
    font_size: FontSize | Unset = UNSET
    text_align: TextAlign | Unset = UNSET
    background_color: str | Unset = UNSET
    text_color: str | Unset = UNSET
    show_continue_button: bool | Unset = UNSET
    continue_button_text: str | Unset = UNSET
    text_style: TextStyle | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    _members: ClassVar[Mapping[str, str]] = {
        "text": "text",
        "fontSize": "font_size",
        "textAlign": "text_align",
        "backgroundColor": "background_color",
        "textColor": "text_color",
        "showContinueButton": "show_continue_button",
        "continueButtonText": "continue_button_text",
        "textStyle": "text_style",
    }

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        """Return the object of a JSON object. Values that the contract does not allow stay as they are."""
        from ..models.text_style import TextStyle

        rest = dict(src_dict)
        model = cls(
            text=rest.pop("text", UNSET),
            font_size=parse_enum(FontSize, str, rest.pop("fontSize", UNSET)),
            text_align=parse_enum(TextAlign, str, rest.pop("textAlign", UNSET)),
            background_color=rest.pop("backgroundColor", UNSET),
            text_color=rest.pop("textColor", UNSET),
            show_continue_button=rest.pop("showContinueButton", UNSET),
            continue_button_text=rest.pop("continueButtonText", UNSET),
            text_style=parse_model(TextStyle, rest.pop("textStyle", UNSET)),
        )
        model.additional_properties = rest
        return model
