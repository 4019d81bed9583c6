from ..types import OpenStrEnum


class AgentAction(OpenStrEnum):
    """What an agent did. New values may come; keep a value you don't know."""

    SEND_MESSAGE = "send_message"
    RESPOND = "respond"
