"""Whether a source has a table: a server has all, a study on disk those that were pulled."""

from __future__ import annotations


def has_table(source: object, table: str) -> bool:
    """Return whether rows of a table can be asked for."""
    tables = getattr(source, "tables", None)
    return tables is None or table in tables
