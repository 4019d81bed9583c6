from ..types import OpenStrEnum


class TriggerType(OpenStrEnum):
    """Way a trigger travels."""

    KEYBOARD = "keyboard"
    TTL = "ttl"
