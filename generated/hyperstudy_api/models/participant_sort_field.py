from ..types import OpenStrEnum


class ParticipantSortField(OpenStrEnum):
    """Fields by which participants can be sorted."""

    JOINEDAT = "joinedAt"
    COMPLETEDAT = "completedAt"
    ID = "id"
    EMAIL = "email"
    ROLE = "role"
    STATUS = "status"
    COMPLETIONCODE = "completionCode"
