from ..types import OpenStrEnum


class StimulusMappingType(OpenStrEnum):
    """Kind of mapping: `key-value` gives an address for a key, `category` is a pool, `key-
    category` gives a pool for a key."""

    KEY_VALUE = "key-value"
    CATEGORY = "category"
    KEY_CATEGORY = "key-category"
