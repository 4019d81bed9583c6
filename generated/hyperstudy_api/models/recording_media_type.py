from ..types import OpenStrEnum


class RecordingMediaType(OpenStrEnum):
    """What a recording holds. New values may come; keep a value you don't know."""

    VIDEO = "video"
    AUDIO = "audio"
