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
    from ..models.questionnaire_question import QuestionnaireQuestion


@_attrs_define
class QuestionnairePage(_Model[Any]):
    """One page of the questionnaire.

    Example:
        {"id": "p1", "title": "About you", "questions": []}

    Attributes:
        id (str | Unset): Id of the page. Example: p1.
        title (str | Unset): Heading of the page. Example: About you.
        content (str | Unset): Text above the questions, in Markdown. Example: A few last
            questions..
        questions (list[QuestionnaireQuestion] | Unset): The questions of the page.
    """

    id: str | Unset = UNSET
    title: str | Unset = UNSET
    content: str | Unset = UNSET
    questions: list[QuestionnaireQuestion] | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    _members: ClassVar[Mapping[str, str]] = {
        "id": "id",
        "title": "title",
        "content": "content",
        "questions": "questions",
    }

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        """Return the object of a JSON object. Values that the contract does not allow stay as they are."""
        from ..models.questionnaire_question import QuestionnaireQuestion

        rest = dict(src_dict)
        model = cls(
            id=rest.pop("id", UNSET),
            title=rest.pop("title", UNSET),
            content=rest.pop("content", UNSET),
            questions=parse_list(
                lambda item: parse_model(QuestionnaireQuestion, item), rest.pop("questions", UNSET)
            ),
        )
        model.additional_properties = rest
        return model
