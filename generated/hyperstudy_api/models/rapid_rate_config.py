from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, ClassVar, Self

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import (
    UNSET,
    Unset,
    parse_list,
    parse_model,
)
from ..types import Model as _Model

if TYPE_CHECKING:
    from ..models.rapid_rate_dimension import RapidRateDimension
    from ..models.text_style import TextStyle


@_attrs_define
class RapidRateConfig(_Model[Any]):
    """Several dimensions rated quickly by moving the pointer.

    Example:
        {"prompt": "How was this scene?", "dimensions": [{"label": "Joy", "minLabel": "None",
        "maxLabel": "A lot", "initialValue": 50}]}

    Attributes:
        prompt (str | Unset): The question. Example: How was this scene?.
        dimensions (list[RapidRateDimension] | Unset): What is rated.
        show_reference_lines (bool | Unset): Whether lines help to compare. Example: true.
        require_click_to_activate (bool | Unset): Whether a dimension must be clicked first.
            Example: false.
        sensitivity (float | Unset): How much a movement changes the value. Unit: factor.
            Example: 1.5.
        output_variable (str | Unset): Variable that receives the answer. Example: mood.
        background_color (str | Unset): A colour as CSS writes it. Example: #1f2937.
        text_color (str | Unset): A colour as CSS writes it. Example: #1f2937.
        text_style (TextStyle | Unset): Font size and text colour by text role. Since platform
            v0.6.63 older settings such as `fontSize` and `textColor` move here; the names of the
            roles and of their members are not published.
    """

    prompt: str | Unset = UNSET
    dimensions: list[RapidRateDimension] | Unset = UNSET
    show_reference_lines: bool | Unset = UNSET
    require_click_to_activate: bool | Unset = UNSET
    sensitivity: float | Unset = UNSET
    output_variable: str | Unset = UNSET
    background_color: str | Unset = UNSET
    text_color: str | Unset = UNSET
    text_style: TextStyle | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    _members: ClassVar[Mapping[str, str]] = {
        "prompt": "prompt",
        "dimensions": "dimensions",
        "showReferenceLines": "show_reference_lines",
        "requireClickToActivate": "require_click_to_activate",
        "sensitivity": "sensitivity",
        "outputVariable": "output_variable",
        "backgroundColor": "background_color",
        "textColor": "text_color",
        "textStyle": "text_style",
    }

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        """Return the object of a JSON object. Values that the contract does not allow stay as they are."""
        from ..models.rapid_rate_dimension import RapidRateDimension
        from ..models.text_style import TextStyle

        rest = dict(src_dict)
        model = cls(
            prompt=rest.pop("prompt", UNSET),
            dimensions=parse_list(
                lambda item: parse_model(RapidRateDimension, item), rest.pop("dimensions", UNSET)
            ),
            show_reference_lines=rest.pop("showReferenceLines", UNSET),
            require_click_to_activate=rest.pop("requireClickToActivate", UNSET),
            sensitivity=rest.pop("sensitivity", UNSET),
            output_variable=rest.pop("outputVariable", UNSET),
            background_color=rest.pop("backgroundColor", UNSET),
            text_color=rest.pop("textColor", UNSET),
            text_style=parse_model(TextStyle, rest.pop("textStyle", UNSET)),
        )
        model.additional_properties = rest
        return model
