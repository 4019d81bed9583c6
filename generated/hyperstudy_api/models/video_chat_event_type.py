from ..types import OpenStrEnum


class VideoChatEventType(OpenStrEnum):
    """What happened to a video chat connection. New values may come; keep a value you don't
    know."""

    PARTICIPANT_CONNECTED = "participant_connected"
    PARTICIPANT_DISCONNECTED = "participant_disconnected"
    TRACK_PUBLISHED = "track_published"
    TRACK_UNPUBLISHED = "track_unpublished"
    CONNECTION_QUALITY = "connection_quality"
