from ..types import OpenStrEnum


class CountdownStyle(OpenStrEnum):
    """How a countdown looks."""

    TIME = "time"
    PROGRESS_BAR = "progressBar"
