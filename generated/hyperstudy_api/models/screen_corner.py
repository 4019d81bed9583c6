from ..types import OpenStrEnum


class ScreenCorner(OpenStrEnum):
    """Corner of the screen."""

    TOP_RIGHT = "top-right"
    TOP_LEFT = "top-left"
    BOTTOM_RIGHT = "bottom-right"
    BOTTOM_LEFT = "bottom-left"
