from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar, Self

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import (
    UNSET,
    Unset,
)
from ..types import Model as _Model


@_attrs_define
class QuestionnaireQuestionConfig(_Model[Any]):
    """Settings of a questionnaire question; which members apply depends on its type. Multiple
    choice also has settings for several answers and for random order, whose names are not
    published.

    Example:
        {"scale": 5, "minLabel": "Not at all", "maxLabel": "Very much"}

    Attributes:
        placeholder (str | Unset): Text forms: hint in the empty field. Example: Type here.
        min_length (int | Unset): Text forms: fewest characters. Example: 1.
        max_length (int | Unset): Text forms: most characters. Example: 200.
        options (list[str] | Unset): Multiple choice: the texts to choose from. Example: ["Yes",
            "No"].
        allow_other (bool | Unset): Multiple choice: whether a text of one's own may be given.
            Example: true.
        scale (int | Unset): Likert: number of points. Example: 7.
        labels (list[str] | Unset): Likert: one label for each point. Example: ["Never",
            "Sometimes", "Always"].
        min_label (str | Unset): Likert and VAS: label of the low end. Example: Not at all.
        max_label (str | Unset): Likert and VAS: label of the high end. Example: Very much.
        min_ (float | Unset): VAS: low end of the scale. Example: 0.
        max_ (float | Unset): VAS: high end of the scale. Example: 100.
        step (float | Unset): VAS: distance between two positions. Example: 1.
        items (list[str] | Unset): Ranking: what is put in order. Example: ["Film", "Music",
            "Chat"].
        max_duration (float | Unset): Audio recording: longest answer. Unit: s. Example: 90.
        min_duration (float | Unset): Audio recording: shortest answer. Unit: s. Example: 5.
    """

    placeholder: str | Unset = UNSET
    min_length: int | Unset = UNSET
    max_length: int | Unset = UNSET
    options: list[str] | Unset = UNSET
    allow_other: bool | Unset = UNSET
    scale: int | Unset = UNSET
    labels: list[str] | Unset = UNSET
    min_label: str | Unset = UNSET
    max_label: str | Unset = UNSET
    min_: float | Unset = UNSET
    max_: float | Unset = UNSET
    step: float | Unset = UNSET
    items: list[str] | Unset = UNSET
    max_duration: float | Unset = UNSET
    min_duration: float | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    _members: ClassVar[Mapping[str, str]] = {
        "placeholder": "placeholder",
        "minLength": "min_length",
        "maxLength": "max_length",
        "options": "options",
        "allowOther": "allow_other",
        "scale": "scale",
        "labels": "labels",
        "minLabel": "min_label",
        "maxLabel": "max_label",
        "min": "min_",
        "max": "max_",
        "step": "step",
        "items": "items",
        "maxDuration": "max_duration",
        "minDuration": "min_duration",
    }

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        """Return the object of a JSON object. Values that the contract does not allow stay as they are."""
        rest = dict(src_dict)
        model = cls(
            placeholder=rest.pop("placeholder", UNSET),
            min_length=rest.pop("minLength", UNSET),
            max_length=rest.pop("maxLength", UNSET),
            options=rest.pop("options", UNSET),
            allow_other=rest.pop("allowOther", UNSET),
            scale=rest.pop("scale", UNSET),
            labels=rest.pop("labels", UNSET),
            min_label=rest.pop("minLabel", UNSET),
            max_label=rest.pop("maxLabel", UNSET),
            min_=rest.pop("min", UNSET),
            max_=rest.pop("max", UNSET),
            step=rest.pop("step", UNSET),
            items=rest.pop("items", UNSET),
            max_duration=rest.pop("maxDuration", UNSET),
            min_duration=rest.pop("minDuration", UNSET),
        )
        model.additional_properties = rest
        return model
