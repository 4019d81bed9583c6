from ..types import OpenStrEnum


class SparseRatingDistributionType(OpenStrEnum):
    """How the times of the pauses are chosen: `stratified` draws them in equal parts of the
    video, `uniform` at random intervals, `poisson` at random with a mean rate, `manual` takes
    a list."""

    STRATIFIED = "stratified"
    UNIFORM = "uniform"
    POISSON = "poisson"
    MANUAL = "manual"
