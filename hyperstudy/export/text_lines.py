"""Columns of cells as lines of a table, without an object of Python for each."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ..imports.optional_packages import load

if TYPE_CHECKING:
    from collections.abc import Sequence


class TextLines:
    """Lines of a table; each ends with a line feed.

    Parameters
    ----------
    columns : sequence of Array
        Cells of each column, as text; none is null.
    separator : str
        What stands between two cells.
    """

    def __init__(self, columns: Sequence[Any], separator: str = "\t") -> None:
        arrow, compute, numpy = load("pyarrow"), load("pyarrow.compute"), load("numpy")
        joined = compute.binary_join_element_wise(*columns, separator)
        ended = compute.cast(compute.binary_join_element_wise(joined, "\n", ""), arrow.string())
        if isinstance(ended, arrow.ChunkedArray):
            ended = ended.combine_chunks()
        _, offsets, self._data = ended.buffers()
        # Where each line begins; an array of no rows need not have that.
        self._places = (
            numpy.frombuffer(offsets, numpy.int32)[ended.offset : ended.offset + len(ended) + 1]
            if len(ended)
            else numpy.zeros(1, numpy.int32)
        )

    def __len__(self) -> int:
        return len(self._places) - 1

    def between(self, first: int, last: int) -> bytes:
        """Give the lines from one place up to before another."""
        if first >= last:
            return b""
        found: bytes = self._data[int(self._places[first]) : int(self._places[last])].to_pybytes()
        return found

    def all(self) -> bytes:
        """Give all lines."""
        return self.between(0, len(self))
