"""Answers read for the journal: rows become lines of JSON at once, and are dicts for nobody.

A page may have ten thousand rows. As dicts they take many times its bytes and do not fit into the
processor's cache, so that they are read and written some at a time, which takes half as long.
"""

from __future__ import annotations

from importlib.util import find_spec
from typing import TYPE_CHECKING, Any, overload

from ..contract.lazy_rows import LazyRows, Row
from ..exact_json import loads, quick_loads
from ..frames.json_text import json_lines
from .rows import parse

if TYPE_CHECKING:
    from collections.abc import Sequence

# Rows that are dicts at the same time.
_PARSED = 1000


class RowLines(LazyRows):
    """The rows of one answer as JSON text.

    Parameters
    ----------
    content : bytes
        Lines with an object each, as `json_lines` writes them.
    length : int
        How many there are.
    """

    def __init__(self, content: bytes, length: int) -> None:
        self.content = content
        self._length = length

    def __len__(self) -> int:
        return self._length

    def lines(self) -> list[str]:
        """Give the text of each row."""
        return self.content.decode("utf-8", "surrogatepass").split("\n")

    def dicts(self) -> list[Row]:
        """Make the rows."""
        return parse(self.lines())

    @overload
    def __getitem__(self, place: int) -> Row: ...

    @overload
    def __getitem__(self, place: slice) -> Sequence[Row]: ...

    def __getitem__(self, place: int | slice) -> Row | Sequence[Row]:
        if isinstance(place, int):
            (row,) = parse([self.lines()[place]])
            return row
        lines = self.lines()[place]
        return RowLines("\n".join(lines).encode("utf-8", "surrogatepass"), len(lines))

    def __eq__(self, other: object) -> bool:
        if isinstance(other, RowLines):
            return self.content == other.content
        return super().__eq__(other)

    __hash__ = None


class RowLinesReader:
    """Reads the JSON of answers, whose rows are `RowLines` if each is an object.

    Without msgspec, they are what `loads` gives.
    """

    def __init__(self) -> None:
        self._decode: Any = None
        if find_spec("msgspec") is not None:
            from msgspec import Raw, defstruct, json

            others = [(name, Any, None) for name in ("status", "metadata", "error")]
            answer = defstruct("Answer", [("data", list[Raw]), *others])
            self._decode = json.Decoder(answer).decode

    def __call__(self, content: bytes) -> Any:
        """Read an answer.

        Raises
        ------
        ValueError
            The text is not JSON.
        """
        return self._opened(content) or loads(content)

    def _opened(self, content: bytes) -> dict[str, Any] | None:
        """Read an answer whose rows are objects; None for any other."""
        if self._decode is None:
            return None
        try:
            answer = self._decode(content)
            pieces = [
                _written(b"[" + b",".join(answer.data[start : start + _PARSED]) + b"]")
                for start in range(0, len(answer.data), _PARSED)
            ]
        except (ValueError, RecursionError):
            return None
        rows: Sequence[Row] = []
        if pieces:
            rows = RowLines(b"\n".join(pieces), len(answer.data))
        beside = {} if answer.error is None else {"error": answer.error}
        return {"status": answer.status, "data": rows, "metadata": answer.metadata, **beside}


def _written(content: bytes) -> bytes:
    """Write the objects of a JSON array as lines.

    Raises
    ------
    ValueError
        If it is none, or something else is in it.
    """
    try:
        rows, finite = quick_loads(content), True
    except ValueError:
        rows, finite = loads(content), False
    if set(map(type, rows)) != {dict}:
        raise ValueError("a row that is no object")
    return json_lines(rows, finite=finite)
