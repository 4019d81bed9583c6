from ..types import OpenStrEnum


class Layout(OpenStrEnum):
    """How choices are laid out; `grid` appears only in the settings table of multiple choice."""

    VERTICAL = "vertical"
    HORIZONTAL = "horizontal"
    GRID = "grid"
