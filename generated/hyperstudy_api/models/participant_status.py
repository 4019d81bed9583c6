from ..types import OpenStrEnum


class ParticipantStatus(OpenStrEnum):
    """Where a participant stands, in the words of the app. New values may come; keep a value you
    don't know."""

    ACTIVE = "active"
    COMPLETED = "completed"
    DISCONNECTED = "disconnected"
