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
    from ..models.questionnaire_page import QuestionnairePage
    from ..models.questionnaire_question import QuestionnaireQuestion


@_attrs_define
class PostExperimentQuestionnaire(_Model[Any]):
    """Questions after the last state. They may stand in pages (documentation) or in one flat list
    (server's schema).

    Attributes:
        enabled (bool | Unset): Whether the questionnaire is shown. Example: true.
        required (bool | Unset): Whether it must be answered. Example: false.
        allow_back_navigation (bool | Unset): Whether the participant may go back a page.
            Example: false.
        pages (list[QuestionnairePage] | Unset): The pages in order.
        questions (list[QuestionnaireQuestion] | Unset): The questions in one list, without
            pages.
    """

    enabled: bool | Unset = UNSET
    required: bool | Unset = UNSET
    allow_back_navigation: bool | Unset = UNSET
    pages: list[QuestionnairePage] | Unset = UNSET
    questions: list[QuestionnaireQuestion] | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    _members: ClassVar[Mapping[str, str]] = {
        "enabled": "enabled",
        "required": "required",
        "allowBackNavigation": "allow_back_navigation",
        "pages": "pages",
        "questions": "questions",
    }

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        """Return the object of a JSON object. Values that the contract does not allow stay as they are."""
        from ..models.questionnaire_page import QuestionnairePage
        from ..models.questionnaire_question import QuestionnaireQuestion

        rest = dict(src_dict)
        model = cls(
            enabled=rest.pop("enabled", UNSET),
            required=rest.pop("required", UNSET),
            allow_back_navigation=rest.pop("allowBackNavigation", UNSET),
            pages=parse_list(
                lambda item: parse_model(QuestionnairePage, item), rest.pop("pages", UNSET)
            ),
            questions=parse_list(
                lambda item: parse_model(QuestionnaireQuestion, item), rest.pop("questions", UNSET)
            ),
        )
        model.additional_properties = rest
        return model
