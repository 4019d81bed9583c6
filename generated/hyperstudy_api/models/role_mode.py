from ..types import OpenStrEnum


class RoleMode(OpenStrEnum):
    """Whether people or agents play a role."""

    HUMAN = "human"
    AGENT = "agent"
