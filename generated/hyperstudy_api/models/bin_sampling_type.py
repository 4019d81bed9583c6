from ..types import OpenStrEnum


class BinSamplingType(OpenStrEnum):
    """Where in its part of the video a pause falls: anywhere, or in the middle."""

    UNIFORM = "uniform"
    CENTER = "center"
