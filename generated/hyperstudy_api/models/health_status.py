from ..types import OpenStrEnum


class HealthStatus(OpenStrEnum):
    """Both words stand for a service that is well; the documentation shows one in each of two
    places."""

    HEALTHY = "healthy"
    SUCCESS = "success"
