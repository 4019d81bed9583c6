from ..types import OpenStrEnum


class ResponseStatus(OpenStrEnum):
    """Whether the call succeeded. Read it even when the HTTP status is 200."""

    SUCCESS = "success"
    ERROR = "error"
