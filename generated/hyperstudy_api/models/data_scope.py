from ..types import OpenStrEnum


class DataScope(OpenStrEnum):
    """What an id in the address names."""

    EXPERIMENT = "experiment"
    ROOM = "room"
    PARTICIPANT = "participant"
