from ..types import OpenStrEnum


class SortOrder(OpenStrEnum):
    """Ascending (first to last, small to large) or descending."""

    ASC = "asc"
    DESC = "desc"
