from ..types import OpenStrEnum


class ConnectionQuality(OpenStrEnum):
    """Quality of a participant's video chat connection. New values may come; keep a value you
    don't know."""

    EXCELLENT = "excellent"
    GOOD = "good"
    POOR = "poor"
