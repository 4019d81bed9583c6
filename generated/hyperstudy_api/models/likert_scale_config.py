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
class LikertScaleConfig(_Model[Any]):
    """A choice among numbered points.

    Example:
        {"question": "The film moved me.", "scale": 7, "minLabel": "Not at all", "maxLabel":
        "Very much"}

    Attributes:
        question (str | Unset): The question. Example: The film moved me..
        prompt (str | Unset): The same as `question`, another spelling. Example: The film moved
            me..
        scale (int | Unset): Number of points. Example: 7.
        scale_points (int | Unset): The same as `scale`, another spelling. Example: 7.
        min_label (str | Unset): Label of the low end. Example: Not at all.
        max_label (str | Unset): Label of the high end. Example: Very much.
        labels (list[str] | Unset): One label for each point; the settings table calls them
            custom labels. Example: ["No", "Rather not", "Undecided", "Rather", "Yes"].
        accent_color (str | Unset): A colour as CSS writes it. Example: #1f2937.
        required (bool | Unset): Whether an answer is needed to go on. The settings table says
            the default is false. Example: false.
        output_variable (str | Unset): Variable that receives the answer. Example: mood.
        text_style (TextStyle | Unset): Font size and text colour by text role. Since platform
            v0.6.63 older settings such as `fontSize` and `textColor` move here; the names of the
            roles and of their members are not published.
    """

    question: str | Unset = UNSET
    prompt: str | Unset = UNSET
    scale: int | Unset = UNSET
    scale_points: int | Unset = UNSET
    min_label: str | Unset = UNSET
    max_label: str | Unset = UNSET
    labels: list[str] | Unset = UNSET
    accent_color: str | Unset = UNSET
    required: bool | Unset = UNSET
    output_variable: str | Unset = UNSET
    text_style: TextStyle | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    _members: ClassVar[Mapping[str, str]] = {
        "question": "question",
        "prompt": "prompt",
        "scale": "scale",
        "scalePoints": "scale_points",
        "minLabel": "min_label",
        "maxLabel": "max_label",
        "labels": "labels",
        "accentColor": "accent_color",
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
            scale=rest.pop("scale", UNSET),
            scale_points=rest.pop("scalePoints", UNSET),
            min_label=rest.pop("minLabel", UNSET),
            max_label=rest.pop("maxLabel", UNSET),
            labels=rest.pop("labels", UNSET),
            accent_color=rest.pop("accentColor", UNSET),
            required=rest.pop("required", UNSET),
            output_variable=rest.pop("outputVariable", UNSET),
            text_style=parse_model(TextStyle, rest.pop("textStyle", UNSET)),
        )
        model.additional_properties = rest
        return model
