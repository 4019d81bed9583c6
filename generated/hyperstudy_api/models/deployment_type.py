from ..types import OpenStrEnum


class DeploymentType(OpenStrEnum):
    """Kind of deployment. Only that of AI agents without people is published. New values may
    come; keep a value you don't know."""

    AGENT_ONLY = "agent-only"
