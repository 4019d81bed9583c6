from ..types import OpenStrEnum


class SamplingStrategy(OpenStrEnum):
    """How the next stimulus is drawn from a pool. An exhausted pool starts again, unless the
    mapping says otherwise (since April 2026)."""

    RANDOM = "random"
    WITHOUT_REPLACEMENT = "without_replacement"
    SEQUENTIAL = "sequential"
