from ..types import OpenStrEnum


class PersonaVisibility(OpenStrEnum):
    """Who may see and use a persona."""

    PRIVATE = "private"
    ORGANIZATION = "organization"
    PUBLIC = "public"
