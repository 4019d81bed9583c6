from ..types import OpenStrEnum


class FontSize(OpenStrEnum):
    """Size of text."""

    SMALL = "small"
    MEDIUM = "medium"
    LARGE = "large"
    XLARGE = "xlarge"
