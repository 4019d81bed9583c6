from ..types import OpenStrEnum


class ShareTargetType(OpenStrEnum):
    """With whom an experiment is shared, a person, a group or another organization."""

    USERID = "userId"
    GROUPID = "groupId"
    TARGETORGANIZATIONID = "targetOrganizationId"
