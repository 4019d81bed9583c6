from ..types import OpenStrEnum


class GazeSource(OpenStrEnum):
    """Device that a gaze sample came from. New values may come; keep a value you don't know."""

    NEON = "neon"
    EYELINK = "eyelink"
