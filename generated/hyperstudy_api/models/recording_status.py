from ..types import OpenStrEnum


class RecordingStatus(OpenStrEnum):
    """How far a recording is. Both `complete` (observed) and `completed` (documentation) mean
    that the file is there. `starting`, `active`, `ending`, `failed` and `aborted` are
    inferred. New values may come; keep a value you don't know."""

    STARTING = "starting"
    ACTIVE = "active"
    ENDING = "ending"
    COMPLETE = "complete"
    COMPLETED = "completed"
    FAILED = "failed"
    ABORTED = "aborted"
