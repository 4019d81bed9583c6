from ..types import OpenStrEnum


class AgentTurnKind(OpenStrEnum):
    """What an agent had to react to. New values may come; keep a value you don't know."""

    CHAT = "chat"
    COMPONENT = "component"
