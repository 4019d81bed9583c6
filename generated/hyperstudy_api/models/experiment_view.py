from ..types import OpenStrEnum


class ExperimentView(OpenStrEnum):
    """How much of each experiment a list holds."""

    SUMMARY = "summary"
