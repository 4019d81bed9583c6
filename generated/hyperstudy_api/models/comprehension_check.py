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
    from ..models.comprehension_question import ComprehensionQuestion


@_attrs_define
class ComprehensionCheck(_Model[Any]):
    """Questions that show whether the participant has understood the page. Member names and
    defaults are documented; JSON types are read off their meaning.

    Example:
        {"passingScore": 100, "items": [{"id": "q1", "type": "true-false", "question": "You
        watch together.", "correctAnswer": true}]}

    Attributes:
        title (str | Unset): Heading above the questions. Example: A quick check.
        required (bool | Unset): Whether the participant must pass to go on. Example: false.
        passing_score (float | Unset): Share of correct answers needed. Unit: percent. Example:
            75.
        allow_retry (bool | Unset): Whether the participant may try again. Example: false.
        max_attempts (int | Unset): How often the participant may try. Example: 2.
        show_feedback (bool | Unset): Whether the participant learns which answers were right.
            Example: false.
        show_explanations (bool | Unset): Whether the explanations are shown afterwards.
            Example: false.
        randomize_questions (bool | Unset): Whether the questions come in random order. Example:
            true.
        randomize_options (bool | Unset): Whether the options come in random order. Example:
            true.
        items (list[ComprehensionQuestion] | Unset): The questions.
    """

    title: str | Unset = UNSET
    required: bool | Unset = UNSET
    passing_score: float | Unset = UNSET
    allow_retry: bool | Unset = UNSET
    max_attempts: int | Unset = UNSET
    show_feedback: bool | Unset = UNSET
    show_explanations: bool | Unset = UNSET
    randomize_questions: bool | Unset = UNSET
    randomize_options: bool | Unset = UNSET
    items: list[ComprehensionQuestion] | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    _members: ClassVar[Mapping[str, str]] = {
        "title": "title",
        "required": "required",
        "passingScore": "passing_score",
        "allowRetry": "allow_retry",
        "maxAttempts": "max_attempts",
        "showFeedback": "show_feedback",
        "showExplanations": "show_explanations",
        "randomizeQuestions": "randomize_questions",
        "randomizeOptions": "randomize_options",
        "items": "items",
    }

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        """Return the object of a JSON object. Values that the contract does not allow stay as they are."""
        from ..models.comprehension_question import ComprehensionQuestion

        rest = dict(src_dict)
        model = cls(
            title=rest.pop("title", UNSET),
            required=rest.pop("required", UNSET),
            passing_score=rest.pop("passingScore", UNSET),
            allow_retry=rest.pop("allowRetry", UNSET),
            max_attempts=rest.pop("maxAttempts", UNSET),
            show_feedback=rest.pop("showFeedback", UNSET),
            show_explanations=rest.pop("showExplanations", UNSET),
            randomize_questions=rest.pop("randomizeQuestions", UNSET),
            randomize_options=rest.pop("randomizeOptions", UNSET),
            items=parse_list(
                lambda item: parse_model(ComprehensionQuestion, item), rest.pop("items", UNSET)
            ),
        )
        model.additional_properties = rest
        return model
