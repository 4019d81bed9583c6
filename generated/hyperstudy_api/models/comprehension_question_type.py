from ..types import OpenStrEnum


class ComprehensionQuestionType(OpenStrEnum):
    """Form of a comprehension question."""

    MULTIPLE_CHOICE = "multiple-choice"
    TRUE_FALSE = "true-false"
    SHORT_TEXT = "short-text"
    NUMERIC = "numeric"
