"""What a row is: its exact text, what identifies it, and the room that it belongs to."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, cast

from ..contract.typed_rows import TypedRows
from ..exact_json import id_text, loads
from ..exceptions import redact
from ..frames.json_text import json_texts
from ..frames.names import valid

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ..lists.row_accounting import Row

DIGEST = 16
"""Bytes of a digest: enough that no two rows of any study ever share one by chance."""


ROOM_KEYS = ("roomId", "sessionId")
"""The members of a row that may name its room, the surer one first."""


def texts(rows: Sequence[Row]) -> list[str]:
    """Write rows as JSON that reads back as exactly the same rows, each on one line."""
    # One by one only where a row needs it.
    return cast("list[str]", json_texts(rows))


def parse(lines: Sequence[str]) -> list[Row]:
    """Read rows back."""
    found: list[Row] = loads(array_of(lines))
    return found


def array_of(lines: Sequence[str]) -> bytes:
    """Put texts of rows together to the JSON text of all of them."""
    return b"[" + ",".join(lines).encode("utf-8", "surrogatepass") + b"]"


def without_signatures(row: Row) -> Row:
    """Take the signatures out of links: whoever has one has the file, and each answer has new ones.

    Old rows of recordings carry such links (observed); a new link is minted when a file is wanted.
    """
    links = {
        name: redact(value).removesuffix("?…")
        for name, value in row.items()
        if isinstance(value, str) and value.startswith(("https://", "http://")) and "?" in value
    }
    return {**row, **links} if links else row


def room_of(row: Row) -> str | None:
    """Return the room of a row; rows from before February 2026 have ``sessionId`` (documented)."""
    return _room(*(row.get(name) for name in ROOM_KEYS))


def _room(*values: object) -> str | None:
    """Return a room by the values at `ROOM_KEYS`."""
    for value in values:
        room = id_text(value)
        if room:
            return valid(room)
    return None


def rooms_of(rows: Sequence[Row]) -> list[str | None]:
    """Return the rooms of rows, see `room_of`; those of `TypedRows` watch `ROOM_KEYS`."""
    columns = (
        [rows.watched[name] for name in ROOM_KEYS]
        if isinstance(rows, TypedRows)
        else [[row.get(name) for row in rows] for name in ROOM_KEYS]
    )
    if set(map(type, columns[0])) == {str}:
        # Mostly the same few in all rows.
        known = {room: valid(room) for room in set(columns[0])}
        if "" not in known:
            return list(map(known.get, columns[0]))
    return [_room(*values) for values in zip(*columns, strict=True)]


def digest(text: str) -> bytes:
    """Give the digest of a text."""
    return hashlib.blake2b(text.encode("utf-8", "surrogatepass"), digest_size=DIGEST).digest()


def identity(row: Row, text: str, identifier: str | None) -> bytes:
    """Give what identifies a row: its id, or all of it where rows have none."""
    name = id_text(row.get(identifier)) if identifier else None
    return digest(text) if name is None else digest(f"id {name}")
