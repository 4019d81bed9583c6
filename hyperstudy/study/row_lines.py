"""Answers read for the journal: rows become lines of JSON at once, and are dicts for nobody."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, overload

from ..contract.lazy_rows import LazyRows, Row
from ..contract.raw_rows import raw_answer
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


def read_lines(content: bytes) -> Any:
    """Read the JSON of an answer, whose rows are `RowLines` if each is an object.

    Without msgspec, they are what `loads` gives.

    Raises
    ------
    ValueError
        The text is not JSON.
    """
    answer = raw_answer(content)
    if answer is None or not answer.rows:
        return loads(content)
    try:
        lines = b"\n".join(map(_written, answer.arrays(_PARSED)))
    except ValueError:
        return loads(content)
    return {**answer.beside, "data": RowLines(lines, len(answer.rows))}


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
