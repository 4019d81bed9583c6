from ..types import OpenStrEnum


class TrackType(OpenStrEnum):
    """Medium of a video chat track. New values may come; keep a value you don't know."""

    AUDIO = "audio"
    VIDEO = "video"
