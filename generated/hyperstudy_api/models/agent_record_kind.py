from ..types import OpenStrEnum


class AgentRecordKind(OpenStrEnum):
    """Whether a row of the decisions is a decision or a run. New values may come; keep a value
    you don't know."""

    DECISION = "decision"
    RUN = "run"
