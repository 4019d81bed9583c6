from ..types import OpenStrEnum


class QuestionnaireQuestionType(OpenStrEnum):
    """Form of a questionnaire question. A rapid rate form exists too; its word is not published."""

    TEXT_SHORT = "text-short"
    TEXT_LONG = "text-long"
    MULTIPLE_CHOICE = "multiple-choice"
    LIKERT = "likert"
    VAS_RATING = "vas-rating"
    RANKING = "ranking"
    AUDIO_RECORDING = "audio-recording"
