from ..types import OpenStrEnum


class RoomStatus(OpenStrEnum):
    """Where a room stands. `completed` and `failed` are observed, the others are inferred from
    the app. New values may come; keep a value you don't know."""

    WAITING = "waiting"
    ACTIVE = "active"
    COMPLETED = "completed"
    ABANDONED = "abandoned"
    FAILED = "failed"
