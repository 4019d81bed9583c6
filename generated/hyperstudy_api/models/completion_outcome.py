from ..types import OpenStrEnum


class CompletionOutcome(OpenStrEnum):
    """How a participation or a room ended. `NOCONSENT` (filter of the participants) and
    `NO_CONSENT` (completion pages) mean the same; `DISCONNECT_TIMEOUT` is missing from the
    filter, `IN_PROGRESS` and `COMPLETED_NO_CODE` are known from the filter only. New values
    may come; keep a value you don't know."""

    SUCCESS = "SUCCESS"
    TIMEOUT = "TIMEOUT"
    TECHNICAL = "TECHNICAL"
    NOCONSENT = "NOCONSENT"
    NO_CONSENT = "NO_CONSENT"
    ABANDONED = "ABANDONED"
    DISCONNECT_TIMEOUT = "DISCONNECT_TIMEOUT"
    IN_PROGRESS = "IN_PROGRESS"
    COMPLETED_NO_CODE = "COMPLETED_NO_CODE"
