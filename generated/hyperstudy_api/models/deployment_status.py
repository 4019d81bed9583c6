from ..types import OpenStrEnum


class DeploymentStatus(OpenStrEnum):
    """Where a deployment stands. New values may come; keep a value you don't know."""

    ACTIVE = "active"
    PAUSED = "paused"
    COMPLETED = "completed"
    ARCHIVED = "archived"
