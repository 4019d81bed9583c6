from ..types import OpenStrEnum


class AccessType(OpenStrEnum):
    """Why the caller sees an experiment: as its owner, through the organization, or because it
    was shared. New values may come; keep a value you don't know."""

    OWNER = "owner"
    ORG = "org"
    SHARED = "shared"
