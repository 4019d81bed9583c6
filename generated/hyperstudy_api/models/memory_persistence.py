from ..types import OpenStrEnum


class MemoryPersistence(OpenStrEnum):
    """Whether an agent remembers earlier experiments."""

    NONE = "none"
    CROSS_EXPERIMENT = "cross-experiment"
