"""Values as the text of cells: nothing secret, and nothing that a spreadsheet would compute."""

from __future__ import annotations

import re
from typing import Any, cast

from ..errors import redact
from .recording import LINKS, text

# What makes a spreadsheet compute: also behind white space, and in the wide forms of East Asia.
_FORMULA = re.compile(r"\s*[=+\-@\uff1d\uff0b\uff0d\uff20]|[\t\r\n]")
_NUMBER = re.compile(r"[+-]?\d+(\.\d+)?([eE][+-]?\d+)?")


def cell(value: Any, column: str = "") -> str:
    """Give a value as the text of a cell: nothing secret, and harmless for spreadsheets."""
    if isinstance(value, (dict, list)):
        return harmless(redact(_json(cast("Any", value))))
    found = text(value)
    if found is None:
        return ""
    if isinstance(value, str):
        # Storages have many words for a signature; all of them stand in the query.
        return harmless(redact(found.partition("?")[0] if column in LINKS else found))
    return str(value.isoformat()) if hasattr(value, "isoformat") else found


def harmless(found: str) -> str:
    """Give a text so that a spreadsheet shows it and does not compute it."""
    if _FORMULA.match(found) and not _NUMBER.fullmatch(found):
        return f"'{found}"
    return found


def _json(value: Any) -> str:
    import orjson

    try:
        return orjson.dumps(value, default=str).decode()
    except TypeError:
        return str(value)
