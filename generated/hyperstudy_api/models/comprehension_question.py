from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, ClassVar, Self

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.comprehension_question_type import ComprehensionQuestionType
from ..types import (
    UNSET,
    Unset,
    parse_enum,
    parse_model,
)
from ..types import Model as _Model

if TYPE_CHECKING:
    from ..models.numeric_validation import NumericValidation


@_attrs_define
class ComprehensionQuestion(_Model[Any]):
    """One comprehension question; which members apply depends on `type`.

    Attributes:
        id (str | Unset): Id of the question. Example: q1.
        type_ (ComprehensionQuestionType | Unset): Form of a comprehension question.
        question (str | Unset): The question. Example: How many people watch the film?.
        explanation (str | Unset): Shown after the answer. Example: You watch in pairs..
        options (list[str] | Unset): Multiple choice: the texts to choose from. Example: ["One",
            "Two"].
        correct_answer (bool | float | Unset): Multiple choice: index of the right option, from
            0. True-false: the right answer. Numeric: the right number. Example: 1.
        keywords (list[str] | Unset): Short text: words that make an answer right. Example:
            ["pair", "two"].
        acceptable_answers (list[str] | Unset): Short text: whole answers that are right.
            Example: ["in pairs"].
        case_sensitive (bool | Unset): Short text: whether upper and lower case differ. Example:
            false.
        partial_match (bool | Unset): Short text: whether part of an answer is enough. Example:
            true.
        min_length (int | Unset): Short text: fewest characters of an answer. Example: 3.
        validation (NumericValidation | Unset): Which numbers count as right. Member names are
            documented, their types read off the names. Example: {"tolerance": 0.5, "unit":
            "minutes"}.
    """

    id: str | Unset = UNSET
    type_: ComprehensionQuestionType | Unset = UNSET
    question: str | Unset = UNSET
    explanation: str | Unset = UNSET
    options: list[str] | Unset = UNSET
    correct_answer: bool | float | Unset = UNSET
    keywords: list[str] | Unset = UNSET
    acceptable_answers: list[str] | Unset = UNSET
    case_sensitive: bool | Unset = UNSET
    partial_match: bool | Unset = UNSET
    min_length: int | Unset = UNSET
    validation: NumericValidation | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    _members: ClassVar[Mapping[str, str]] = {
        "id": "id",
        "type": "type_",
        "question": "question",
        "explanation": "explanation",
        "options": "options",
        "correctAnswer": "correct_answer",
        "keywords": "keywords",
        "acceptableAnswers": "acceptable_answers",
        "caseSensitive": "case_sensitive",
        "partialMatch": "partial_match",
        "minLength": "min_length",
        "validation": "validation",
    }

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        """Return the object of a JSON object. Values that the contract does not allow stay as they are."""
        from ..models.numeric_validation import NumericValidation

        rest = dict(src_dict)
        model = cls(
            id=rest.pop("id", UNSET),
            type_=parse_enum(ComprehensionQuestionType, str, rest.pop("type", UNSET)),
            question=rest.pop("question", UNSET),
            explanation=rest.pop("explanation", UNSET),
            options=rest.pop("options", UNSET),
            correct_answer=rest.pop("correctAnswer", UNSET),
            keywords=rest.pop("keywords", UNSET),
            acceptable_answers=rest.pop("acceptableAnswers", UNSET),
            case_sensitive=rest.pop("caseSensitive", UNSET),
            partial_match=rest.pop("partialMatch", UNSET),
            min_length=rest.pop("minLength", UNSET),
            validation=parse_model(NumericValidation, rest.pop("validation", UNSET)),
        )
        model.additional_properties = rest
        return model
