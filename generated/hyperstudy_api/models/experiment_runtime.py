from ..types import OpenStrEnum


class ExperimentRuntime(OpenStrEnum):
    """Engine that runs the experiment. Agent-only deployments need `v2`; without it, or with
    another word, the older engine runs."""

    V2 = "v2"
