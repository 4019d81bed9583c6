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
    from ..models.ranking_option import RankingOption
    from ..models.text_style import TextStyle


@_attrs_define
class RankingConfig(_Model[Any]):
    """Things to put in order.

    Example:
        {"question": "Put the scenes in order.", "options": [{"text": "Opening", "value":
        "opening"}]}

    Attributes:
        question (str | Unset): The question. Example: Put the scenes in order..
        prompt (str | Unset): The same as `question`, another spelling. Example: Put the scenes
            in order..
        low_label (str | Unset): Label of the low end. Example: Worst.
        high_label (str | Unset): Label of the high end. Example: Best.
        show_labels (bool | Unset): Whether the two labels are shown. Example: false.
        layout (Layout | Unset): How choices are laid out; `grid` appears only in the settings
            table of multiple choice.
        required (bool | Unset): Whether an answer is needed to go on. Example: false.
        card_color (str | Unset): A colour as CSS writes it. Example: #1f2937.
        background_color (str | Unset): A colour as CSS writes it. Example: #1f2937.
        text_color (str | Unset): A colour as CSS writes it. Example: #1f2937.
        options (list[RankingOption | str] | Unset): What is put in order, as objects or, as the
            SDK writes them, as texts. Example: ["Opening", "Ending"].
        output_variable (str | Unset): Variable that receives the answer. Example: mood.
        text_style (TextStyle | Unset): Font size and text colour by text role. Since platform
            v0.6.63 older settings such as `fontSize` and `textColor` move here; the names of the
            roles and of their members are not published.
    """

    question: str | Unset = UNSET
    prompt: str | Unset = UNSET
    low_label: str | Unset = UNSET
    high_label: str | Unset = UNSET
    show_labels: bool | Unset = UNSET
    layout: Layout | Unset = UNSET
    required: bool | Unset = UNSET
    card_color: str | Unset = UNSET
    background_color: str | Unset = UNSET
    text_color: str | Unset = UNSET
    options: list[RankingOption | str] | Unset = UNSET
    output_variable: str | Unset = UNSET
    text_style: TextStyle | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    _members: ClassVar[Mapping[str, str]] = {
        "question": "question",
        "prompt": "prompt",
        "lowLabel": "low_label",
        "highLabel": "high_label",
        "showLabels": "show_labels",
        "layout": "layout",
        "required": "required",
        "cardColor": "card_color",
        "backgroundColor": "background_color",
        "textColor": "text_color",
        "options": "options",
        "outputVariable": "output_variable",
        "textStyle": "text_style",
    }

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        """Return the object of a JSON object. Values that the contract does not allow stay as they are."""
        from ..models.ranking_option import RankingOption
        from ..models.text_style import TextStyle

        rest = dict(src_dict)
        model = cls(
            question=rest.pop("question", UNSET),
            prompt=rest.pop("prompt", UNSET),
            low_label=rest.pop("lowLabel", UNSET),
            high_label=rest.pop("highLabel", UNSET),
            show_labels=rest.pop("showLabels", UNSET),
            layout=parse_enum(Layout, str, rest.pop("layout", UNSET)),
            required=rest.pop("required", UNSET),
            card_color=rest.pop("cardColor", UNSET),
            background_color=rest.pop("backgroundColor", UNSET),
            text_color=rest.pop("textColor", UNSET),
            options=parse_list(
                lambda item: parse_model(RankingOption, item), rest.pop("options", UNSET)
            ),
            output_variable=rest.pop("outputVariable", UNSET),
            text_style=parse_model(TextStyle, rest.pop("textStyle", UNSET)),
        )
        model.additional_properties = rest
        return model
