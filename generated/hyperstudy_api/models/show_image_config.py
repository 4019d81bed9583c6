from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, ClassVar, Self

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.countdown_style import CountdownStyle
from ..models.image_size import ImageSize
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
class ShowImageConfig(_Model[Any]):
    """Shows an image.

    Example:
        {"imageUrl": "https://media.example.org/harbour.jpg", "size": "large"}

    Attributes:
        image_url (str | Unset): Address of the image; expressions are allowed. Example:
            https://media.example.org/harbour.jpg.
        url (str | Unset): The same as `imageUrl`, another spelling. Example:
            https://media.example.org/harbour.jpg.
        size (ImageSize | Unset): Width of an image: `small` 300 px, `medium` 500 px, `large`
            800 px, `fullwidth` 90 percent of the screen, `original` as it is.
        alt_text (str | Unset): Description for those who cannot see the image. Example: A
            harbour at dawn.
        caption (str | Unset): Text below the image. Example: Look closely..
        show_continue_button (bool | Unset): Whether a continue button is shown. Example: false.
        continue_button_text (str | Unset): Label of the continue button. Example: Next.
        show_countdown (bool | Unset): Whether the remaining time is shown. Example: true.
        countdown_style (CountdownStyle | Unset): How a countdown looks.
        background_color (str | Unset): A colour as CSS writes it. Example: #1f2937.
        text_color (str | Unset): A colour as CSS writes it. Example: #1f2937.
        text_style (TextStyle | Unset): Font size and text colour by text role. Since platform
            v0.6.63 older settings such as `fontSize` and `textColor` move here; the names of the
            roles and of their members are not published.
    """

    image_url: str | Unset = UNSET
    url: str | Unset = UNSET
    size: ImageSize | Unset = UNSET
    alt_text: str | Unset = UNSET
    caption: str | Unset = UNSET
    show_continue_button: bool | Unset = UNSET
    continue_button_text: str | Unset = UNSET
    show_countdown: bool | Unset = UNSET
    countdown_style: CountdownStyle | Unset = UNSET
    background_color: str | Unset = UNSET
    text_color: str | Unset = UNSET
    text_style: TextStyle | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    _members: ClassVar[Mapping[str, str]] = {
        "imageUrl": "image_url",
        "url": "url",
        "size": "size",
        "altText": "alt_text",
        "caption": "caption",
        "showContinueButton": "show_continue_button",
        "continueButtonText": "continue_button_text",
        "showCountdown": "show_countdown",
        "countdownStyle": "countdown_style",
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
            image_url=rest.pop("imageUrl", UNSET),
            url=rest.pop("url", UNSET),
            size=parse_enum(ImageSize, str, rest.pop("size", UNSET)),
            alt_text=rest.pop("altText", UNSET),
            caption=rest.pop("caption", UNSET),
            show_continue_button=rest.pop("showContinueButton", UNSET),
            continue_button_text=rest.pop("continueButtonText", UNSET),
            show_countdown=rest.pop("showCountdown", UNSET),
            countdown_style=parse_enum(CountdownStyle, str, rest.pop("countdownStyle", UNSET)),
            background_color=rest.pop("backgroundColor", UNSET),
            text_color=rest.pop("textColor", UNSET),
            text_style=parse_model(TextStyle, rest.pop("textStyle", UNSET)),
        )
        model.additional_properties = rest
        return model
