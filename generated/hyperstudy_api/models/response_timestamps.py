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
class ResponseTimestamps(_Model[Any]):
    """Moments of one answer. Which ones are there depends on the component.

    Attributes:
        displayed (float | None | Unset): The component appeared. Unit: epoch-ms. Example:
            1772442004250.
        first_interaction (float | None | Unset): First touch of a scale. Unit: epoch-ms.
            Example: 1772442005100.
        first_keypress (float | None | Unset): First key in a text field. Unit: epoch-ms.
            Example: 1772442005100.
        first_drag (float | None | Unset): First drag of a ranked item. Unit: epoch-ms. Example:
            1772442005100.
        answered (float | None | Unset): A choice was made (multiple choice). Unit: epoch-ms.
            Example: 1772442006350.
        selected (float | None | Unset): A point was selected (Likert scale). Unit: epoch-ms.
            Example: 1772442006350.
        submitted (float | None | Unset): The answer was submitted. Unit: epoch-ms. Example:
            1772442006350.
        continued (float | None | Unset): The participant continued (code component). Unit:
            epoch-ms. Example: 1772442006350.
    """

    displayed: float | None | Unset = UNSET
    first_interaction: float | None | Unset = UNSET
    first_keypress: float | None | Unset = UNSET
    first_drag: float | None | Unset = UNSET
    answered: float | None | Unset = UNSET
    selected: float | None | Unset = UNSET
    submitted: float | None | Unset = UNSET
    continued: float | None | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    _members: ClassVar[Mapping[str, str]] = {
        "displayed": "displayed",
        "firstInteraction": "first_interaction",
        "firstKeypress": "first_keypress",
        "firstDrag": "first_drag",
        "answered": "answered",
        "selected": "selected",
        "submitted": "submitted",
        "continued": "continued",
    }

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        """Return the object of a JSON object. Values that the contract does not allow stay as they are."""
        rest = dict(src_dict)
        model = cls(
            displayed=rest.pop("displayed", UNSET),
            first_interaction=rest.pop("firstInteraction", UNSET),
            first_keypress=rest.pop("firstKeypress", UNSET),
            first_drag=rest.pop("firstDrag", UNSET),
            answered=rest.pop("answered", UNSET),
            selected=rest.pop("selected", UNSET),
            submitted=rest.pop("submitted", UNSET),
            continued=rest.pop("continued", UNSET),
        )
        model.additional_properties = rest
        return model
