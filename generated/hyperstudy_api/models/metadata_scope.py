from ..types import OpenStrEnum


class MetadataScope(OpenStrEnum):
    """What `scopeId` in the metadata names. `user` (the caller) is used by the lists of
    experiments and deployments."""

    EXPERIMENT = "experiment"
    ROOM = "room"
    PARTICIPANT = "participant"
    USER = "user"
    DEPLOYMENT = "deployment"
