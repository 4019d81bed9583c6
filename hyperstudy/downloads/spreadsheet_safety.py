"""Values as the text of cells: nothing secret, and nothing that a spreadsheet would compute."""

from __future__ import annotations

import re
from typing import Any, cast

from ..exceptions import redact
from .recording import LINKS, text

# What makes a spreadsheet compute: also behind white space, and in the wide forms of East Asia.
_FORMULA = re.compile(r"\s*[=+\-@\uff1d\uff0b\uff0d\uff20]|[\t\r\n]")
# Storages have many words for a signature. All of them stand in the query of an address, however
# the address is written; and some words are known.
_ADDRESS = re.compile(r"(\S*?(?:\?|%3F))[\w.~%+-]+(?:=|%3D).*", re.IGNORECASE | re.DOTALL)
_SIGNATURE = re.compile(r"((?:signature|credential|security-token)=)[^&\s\"']+", re.IGNORECASE)
_NUMBER = re.compile(r"[+-]?\d+(\.\d+)?([eE][+-]?\d+)?")


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


def _without_signature(found: str, column: str) -> str:
    if column in LINKS:
        return found.partition("?")[0]
    address = _ADDRESS.fullmatch(found)
    return f"{address[1]}…" if address else _SIGNATURE.sub(r"\1…", found)


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
