from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, ClassVar, Self

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.questionnaire_question_type import QuestionnaireQuestionType
from ..types import (
    UNSET,
    Unset,
    parse_enum,
    parse_model,
)
from ..types import Model as _Model

if TYPE_CHECKING:
    from ..models.questionnaire_question_config import QuestionnaireQuestionConfig


@_attrs_define
class QuestionnaireQuestion(_Model[Any]):
    """One question of the questionnaire.

    Example:
        {"id": "enjoy", "type": "likert", "question": "Did you enjoy it?", "required": true,
        "config": {"scale": 5, "minLabel": "Not at all", "maxLabel": "Very much"}}

    Attributes:
        id (str | Unset): Id of the question. Example: age.
        type_ (QuestionnaireQuestionType | Unset): Form of a questionnaire question. A rapid
            rate form exists too; its word is not published.
        question (str | Unset): The question. Example: How old are you?.
        required (bool | Unset): Whether it must be answered. Example: true.
        config (QuestionnaireQuestionConfig | Unset): Settings of a questionnaire question;
            which members apply depends on its type. Multiple choice also has settings for several
            answers and for random order, whose names are not published. Example: {"scale": 5,
            "minLabel": "Not at all", "maxLabel": "Very much"}.
    """

    id: str | Unset = UNSET
    type_: QuestionnaireQuestionType | Unset = UNSET
    question: str | Unset = UNSET
    required: bool | Unset = UNSET
    config: QuestionnaireQuestionConfig | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    _members: ClassVar[Mapping[str, str]] = {
        "id": "id",
        "type": "type_",
        "question": "question",
        "required": "required",
        "config": "config",
    }

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        """Return the object of a JSON object. Values that the contract does not allow stay as they are."""
        from ..models.questionnaire_question_config import QuestionnaireQuestionConfig

        rest = dict(src_dict)
        model = cls(
            id=rest.pop("id", UNSET),
            type_=parse_enum(QuestionnaireQuestionType, str, rest.pop("type", UNSET)),
            question=rest.pop("question", UNSET),
            required=rest.pop("required", UNSET),
            config=parse_model(QuestionnaireQuestionConfig, rest.pop("config", UNSET)),
        )
        model.additional_properties = rest
        return model
