from ..types import OpenStrEnum


class VerticalPosition(OpenStrEnum):
    """Where something stands from top to bottom."""

    UPPER = "upper"
    CENTER = "center"
    LOWER = "lower"
