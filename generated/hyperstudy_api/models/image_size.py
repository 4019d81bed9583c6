from ..types import OpenStrEnum


class ImageSize(OpenStrEnum):
    """Width of an image: `small` 300 px, `medium` 500 px, `large` 800 px, `fullwidth` 90 percent
    of the screen, `original` as it is."""

    SMALL = "small"
    MEDIUM = "medium"
    LARGE = "large"
    FULLWIDTH = "fullwidth"
    ORIGINAL = "original"
