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
class VasRatingConfig(_Model[Any]):
    """A slider between two labelled ends (visual analogue scale).

    Example:
        {"question": "How do you feel?", "minLabel": "Very bad", "maxLabel": "Very good",
        "outputVariable": "mood"}

    Attributes:
        question (str | Unset): The question. Example: How do you feel?.
        prompt (str | Unset): The same as `question`, another spelling. Example: How do you
            feel?.
        min_label (str | Unset): Label of the low end. Example: Very bad.
        max_label (str | Unset): Label of the high end. Example: Very good.
        min_value (float | str | Unset): Low end of the scale as text, formulas allowed.
            Example: 0.
        max_value (float | str | Unset): High end of the scale as text, formulas allowed.
            Example: 100.
        min_ (float | Unset): The same as `minValue`, another spelling (used inside sparse
            rating settings). Example: 0.
        max_ (float | Unset): The same as `maxValue`, another spelling (used inside sparse
            rating settings). Example: 100.
        step (float | Unset): Distance between two positions. Example: 5.
        show_value_display (bool | Unset): Whether the chosen value is shown. Example: true.
        slider_color (str | Unset): A colour as CSS writes it. Example: #1f2937.
        required (bool | Unset): Whether an answer is needed to go on. Example: false.
        output_variable (str | Unset): Variable that receives the answer. Example: mood.
        text_style (TextStyle | Unset): Font size and text colour by text role. Since platform
            v0.6.63 older settings such as `fontSize` and `textColor` move here; the names of the
            roles and of their members are not published.
    """

    question: str | Unset = UNSET
    prompt: str | Unset = UNSET
    min_label: str | Unset = UNSET
    max_label: str | Unset = UNSET
    min_value: float | str | Unset = UNSET
    max_value: float | str | Unset = UNSET
    min_: float | Unset = UNSET
    max_: float | Unset = UNSET
    step: float | Unset = UNSET
    show_value_display: bool | Unset = UNSET
    slider_color: str | Unset = UNSET
    required: bool | Unset = UNSET
    output_variable: str | Unset = UNSET
    text_style: TextStyle | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    _members: ClassVar[Mapping[str, str]] = {
        "question": "question",
        "prompt": "prompt",
        "minLabel": "min_label",
        "maxLabel": "max_label",
        "minValue": "min_value",
        "maxValue": "max_value",
        "min": "min_",
        "max": "max_",
        "step": "step",
        "showValueDisplay": "show_value_display",
        "sliderColor": "slider_color",
        "required": "required",
        "outputVariable": "output_variable",
        "textStyle": "text_style",
    }

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        """Return the object of a JSON object. Values that the contract does not allow stay as they are."""
        from ..models.text_style import TextStyle

        rest = dict(src_dict)
        model = cls(
            question=rest.pop("question", UNSET),
            prompt=rest.pop("prompt", UNSET),
            min_label=rest.pop("minLabel", UNSET),
            max_label=rest.pop("maxLabel", UNSET),
            min_value=rest.pop("minValue", UNSET),
            max_value=rest.pop("maxValue", UNSET),
            min_=rest.pop("min", UNSET),
            max_=rest.pop("max", UNSET),
            step=rest.pop("step", UNSET),
            show_value_display=rest.pop("showValueDisplay", UNSET),
            slider_color=rest.pop("sliderColor", UNSET),
            required=rest.pop("required", UNSET),
            output_variable=rest.pop("outputVariable", UNSET),
            text_style=parse_model(TextStyle, rest.pop("textStyle", UNSET)),
        )
        model.additional_properties = rest
        return model
