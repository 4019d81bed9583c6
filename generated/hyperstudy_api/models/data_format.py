from ..types import OpenStrEnum


class DataFormat(OpenStrEnum):
    """The form of a list of data: JSON in an envelope, a table in CSV, or one JSON object in
    each line."""

    JSON = "json"
    CSV = "csv"
    NDJSON = "ndjson"
