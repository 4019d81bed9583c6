from ..types import OpenStrEnum


class HorizontalPosition(OpenStrEnum):
    """Where something stands from side to side."""

    LEFT = "left"
    CENTER = "center"
    RIGHT = "right"
