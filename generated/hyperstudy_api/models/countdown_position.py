from ..types import OpenStrEnum


class CountdownPosition(OpenStrEnum):
    """Where a countdown stands."""

    TOP = "top"
    BOTTOM = "bottom"
