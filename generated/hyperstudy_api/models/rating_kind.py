from ..types import OpenStrEnum


class RatingKind(OpenStrEnum):
    """How ratings were taken: a stream of samples, or single answers. New values may come; keep
    a value you don't know."""

    CONTINUOUS = "continuous"
    SPARSE = "sparse"
