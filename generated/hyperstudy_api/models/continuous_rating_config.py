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
class ContinuousRatingConfig(_Model[Any]):
    """A slider that is moved all the time, beside a video for instance. The positions, the length
    of the history, the reset between states and the idle lock (5 s) exist in the app; their
    names are not published.

    Example:
        {"prompt": "How tense are you?", "minLabel": "Calm", "maxLabel": "Tense"}

    Attributes:
        prompt (str | Unset): The question. Example: How tense are you?.
        min_label (str | Unset): Label of the low end. Example: Calm.
        max_label (str | Unset): Label of the high end. Example: Tense.
        initial_value (float | Unset): Value at the start. Example: 0.
        min_value (float | Unset): Low end of the scale, as a data sample calls it. Example: 0.
        max_value (float | Unset): High end of the scale, as a data sample calls it. Example:
            100.
        sample_rate (float | Unset): Time between two samples, as a data sample calls it. Unit:
            ms. Example: 100.
        show_value (bool | Unset): Whether the value is shown. Example: false.
        show_history (bool | Unset): Whether the course so far is drawn. Example: false.
        show_center_guideline (bool | Unset): Whether a line marks the middle. Example: true.
        center_label (str | Unset): Label of the middle. Example: Neutral.
        line_color (str | Unset): A colour as CSS writes it. Example: #1f2937.
        output_variable (str | Unset): Variable that receives the answer. Example: mood.
        background_color (str | Unset): A colour as CSS writes it. Example: #1f2937.
        text_color (str | Unset): A colour as CSS writes it. Example: #1f2937.
        text_style (TextStyle | Unset): Font size and text colour by text role. Since platform
            v0.6.63 older settings such as `fontSize` and `textColor` move here; the names of the
            roles and of their members are not published.
    """

    prompt: str | Unset = UNSET
    min_label: str | Unset = UNSET
    max_label: str | Unset = UNSET
    initial_value: float | Unset = UNSET
    min_value: float | Unset = UNSET
    max_value: float | Unset = UNSET
    sample_rate: float | Unset = UNSET
    show_value: bool | Unset = UNSET
    show_history: bool | Unset = UNSET
    show_center_guideline: bool | Unset = UNSET
    center_label: str | Unset = UNSET
    line_color: str | Unset = UNSET
    output_variable: str | Unset = UNSET
    background_color: str | Unset = UNSET
    text_color: str | Unset = UNSET
    text_style: TextStyle | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    _members: ClassVar[Mapping[str, str]] = {
        "prompt": "prompt",
        "minLabel": "min_label",
        "maxLabel": "max_label",
        "initialValue": "initial_value",
        "minValue": "min_value",
        "maxValue": "max_value",
        "sampleRate": "sample_rate",
        "showValue": "show_value",
        "showHistory": "show_history",
        "showCenterGuideline": "show_center_guideline",
        "centerLabel": "center_label",
        "lineColor": "line_color",
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
            min_label=rest.pop("minLabel", UNSET),
            max_label=rest.pop("maxLabel", UNSET),
            initial_value=rest.pop("initialValue", UNSET),
            min_value=rest.pop("minValue", UNSET),
            max_value=rest.pop("maxValue", UNSET),
            sample_rate=rest.pop("sampleRate", UNSET),
            show_value=rest.pop("showValue", UNSET),
            show_history=rest.pop("showHistory", UNSET),
            show_center_guideline=rest.pop("showCenterGuideline", UNSET),
            center_label=rest.pop("centerLabel", UNSET),
            line_color=rest.pop("lineColor", UNSET),
            output_variable=rest.pop("outputVariable", UNSET),
            background_color=rest.pop("backgroundColor", UNSET),
            text_color=rest.pop("textColor", UNSET),
            text_style=parse_model(TextStyle, rest.pop("textStyle", UNSET)),
        )
        model.additional_properties = rest
        return model
