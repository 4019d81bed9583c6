from ..types import OpenStrEnum


class VariableType(OpenStrEnum):
    """Type of a variable."""

    STRING = "string"
    NUMBER = "number"
    BOOLEAN = "boolean"
    ARRAY = "array"
    OBJECT = "object"
