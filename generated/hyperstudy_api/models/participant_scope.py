from ..types import OpenStrEnum


class ParticipantScope(OpenStrEnum):
    """What an id in the address names, where participants are listed."""

    EXPERIMENT = "experiment"
    ROOM = "room"
