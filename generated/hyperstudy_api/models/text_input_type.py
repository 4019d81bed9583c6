from ..types import OpenStrEnum


class TextInputType(OpenStrEnum):
    """Kind of text input. The running component knows `shortAnswer`, `paragraph`, `number` and
    `email`; `text` and `textarea` are words of the settings table."""

    SHORT_ANSWER = "shortAnswer"
    PARAGRAPH = "paragraph"
    NUMBER = "number"
    EMAIL = "email"
    TEXT = "text"
    TEXTAREA = "textarea"
