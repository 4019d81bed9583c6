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
    from ..models.comprehension_check import ComprehensionCheck


@_attrs_define
class InstructionsPage(_Model[Any]):
    """One page of the instructions. Blocks with images, videos, inline and unscored questions
    exist since early 2026; their member names are not published.

    Example:
        {"title": "Your task", "content": "<p>Move the slider while you watch.</p>"}

    Attributes:
        title (str | Unset): Heading of the page. Example: Your task.
        content (str | Unset): Text of the page in HTML. Example: <p>Move the slider while you
            watch.</p>.
        questions (ComprehensionCheck | Unset): Questions that show whether the participant has
            understood the page. Member names and defaults are documented; JSON types are read off
            their meaning. Example: {"passingScore": 100, "items": [{"id": "q1", "type": "true-
            false", "question": "You watch together.", "correctAnswer": true}]}.
    """

    title: str | Unset = UNSET
    content: str | Unset = UNSET
    questions: ComprehensionCheck | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    _members: ClassVar[Mapping[str, str]] = {
        "title": "title",
        "content": "content",
        "questions": "questions",
    }

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        """Return the object of a JSON object. Values that the contract does not allow stay as they are."""
        from ..models.comprehension_check import ComprehensionCheck

        rest = dict(src_dict)
        model = cls(
            title=rest.pop("title", UNSET),
            content=rest.pop("content", UNSET),
            questions=parse_model(ComprehensionCheck, rest.pop("questions", UNSET)),
        )
        model.additional_properties = rest
        return model
