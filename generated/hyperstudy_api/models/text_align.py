from ..types import OpenStrEnum


class TextAlign(OpenStrEnum):
    """Where text is aligned."""

    LEFT = "left"
    CENTER = "center"
    RIGHT = "right"
