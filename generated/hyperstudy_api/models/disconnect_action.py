from ..types import OpenStrEnum


class DisconnectAction(OpenStrEnum):
    """What is done when the time is over: `complete` ends the experiment for the others."""

    COMPLETE = "complete"
