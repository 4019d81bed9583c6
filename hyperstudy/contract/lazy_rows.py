"""Rows of an answer that are made into dicts when somebody looks at one."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, overload

if TYPE_CHECKING:
    from collections.abc import Iterator

Row = dict[str, Any]


class LazyRows(Sequence[Row]):
    """Rows of which each is known to be an object.

    As a sequence it holds exactly the dicts that the server sent.
    """

    @abstractmethod
    def dicts(self) -> list[Row]:
        """Make the rows."""

    @overload
    def __getitem__(self, place: int) -> Row: ...

    @overload
    def __getitem__(self, place: slice) -> Sequence[Row]: ...

    def __getitem__(self, place: int | slice) -> Row | Sequence[Row]:
        if isinstance(place, slice) and place.indices(len(self)) == (0, len(self), 1):
            return self
        return self.dicts()[place]

    def __iter__(self) -> Iterator[Row]:
        return iter(self.dicts())

    def __eq__(self, other: object) -> bool:
        rows: Any = other
        if not isinstance(rows, Sequence):
            return NotImplemented
        return list(self) == list(rows)  # pyright: ignore[reportUnknownArgumentType]

    __hash__ = None  # type: ignore[assignment]
