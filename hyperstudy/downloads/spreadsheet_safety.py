"""Values as the text of cells: nothing secret, and nothing that a spreadsheet would compute."""

from __future__ import annotations

import re
from typing import Any, cast

from ..exceptions import redact
from ..files.spreadsheets import harmless
from .recording import LINKS, text

# Storages have many words for a signature. All of them stand in the query of an address, however
# the address is written; and some words are known.
_ADDRESS = re.compile(r"(\S*?(?:\?|%3F))[\w.~%+-]+(?:=|%3D).*", re.IGNORECASE | re.DOTALL)
_SIGNATURE = re.compile(r"((?:signature|credential|security-token)=)[^&\s\"']+", re.IGNORECASE)


def cell(value: Any, column: str = "") -> str:
    """Give a value as the text of a cell: nothing secret, and harmless for spreadsheets."""
    if isinstance(value, (dict, list)):
        return harmless(_SIGNATURE.sub(r"\1…", redact(_json(cast("Any", value)))))
    found = text(value)
    if found is None:
        return ""
    if isinstance(value, str):
        return harmless(redact(_without_signature(found, column)))
    return str(value.isoformat()) if hasattr(value, "isoformat") else found


def original(written: str) -> str:
    """Give the text that was made harmless for spreadsheets."""
    plain = written.removeprefix("'")
    return plain if harmless(plain) == written else written


def _without_signature(found: str, column: str) -> str:
    if column in LINKS:
        return found.partition("?")[0]
    address = _ADDRESS.fullmatch(found)
    return f"{address[1]}…" if address else _SIGNATURE.sub(r"\1…", found)


def _json(value: Any) -> str:
    import orjson

    try:
        return orjson.dumps(value, default=str).decode()
    except TypeError:
        return str(value)
