from ..types import OpenStrEnum


class DrawScope(OpenStrEnum):
    """Who shares a draw: everyone in the room, or each participant draws alone."""

    ROOM = "room"
    PARTICIPANT = "participant"
