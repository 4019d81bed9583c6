from ..types import OpenStrEnum


class VideoChatViewMode(OpenStrEnum):
    """How the people in a video chat are arranged."""

    GRID = "grid"
    SPEAKER = "speaker"
    FOCUS = "focus"
    SINGLE = "single"
