"""Tables whose rows are made when somebody asks for them."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence
from itertools import accumulate
from typing import Any, NamedTuple, Protocol, TypeAlias, overload

Row: TypeAlias = dict[str, Any]

_CHUNK = 1000


class Timed(NamedTuple):
    """A row and where it stands in its table: by its instant, then by its id."""

    instant: int
    id: str
    row: Row


class Part(Protocol):
    """A stretch of a table, in order, whose rows need not exist yet."""

    def __len__(self) -> int: ...

    def instant(self, index: int) -> int:
        """Give the time of one row in ms since 1970."""
        ...

    def rows(self, start: int, stop: int) -> list[Row]:
        """Make the rows from start up to, not including, stop."""
        ...


class Rows:
    """A part that is made as a whole, on the first use of it.

    Parameters
    ----------
    make
        Makes the rows, in order.
    count
        Tells how many they are, where that is known without making them.
    """

    def __init__(
        self, make: Callable[[], Sequence[Timed]], count: Callable[[], int] | None = None
    ) -> None:
        self._make = make
        self._count = count
        self._length: int | None = None

    def __len__(self) -> int:
        if self._length is None:
            self._length = len(self._make()) if self._count is None else self._count()
        return self._length

    def instant(self, index: int) -> int:
        """Give the time of one row in ms since 1970."""
        return self._make()[index].instant

    def rows(self, start: int, stop: int) -> list[Row]:
        """Make the rows from start up to, not including, stop."""
        return [timed.row for timed in self._make()[start:stop]]


class Table(Sequence[Row]):
    """Rows in the service's default order: ascending time, ties by id.

    A slice is a list of rows, made for the asking; nothing else is held. Rows may be shared between
    answers: who wants to change one copies it first.
    """

    def __init__(self, parts: Sequence[Part], start: int = 0, stop: int | None = None) -> None:
        self._parts = parts
        self._ends_of_parts: list[int] | None = None
        self._start = start
        self._stop = stop

    @property
    def _ends(self) -> list[int]:
        if self._ends_of_parts is None:
            self._ends_of_parts = list(accumulate(len(part) for part in self._parts))
        return self._ends_of_parts

    @property
    def _limit(self) -> int:
        if self._stop is None:
            self._stop = self._ends[-1] if self._ends else 0
        return self._stop

    def __len__(self) -> int:
        return max(self._limit - self._start, 0)

    def __iter__(self) -> Iterator[Row]:
        for start in range(0, len(self), _CHUNK):
            yield from self[start : start + _CHUNK]

    @overload
    def __getitem__(self, index: int) -> Row: ...

    @overload
    def __getitem__(self, index: slice) -> list[Row]: ...

    def __getitem__(self, index: int | slice) -> Row | list[Row]:
        if isinstance(index, int):
            at = range(len(self))[index]
            return self._rows(at, at + 1)[0]
        wanted = range(len(self))[index]
        if not wanted:
            return []
        if wanted.step == 1:
            return self._rows(wanted.start, wanted.stop)
        if wanted.step == -1:
            return self._rows(wanted.stop + 1, wanted.start + 1)[::-1]
        return [self[at] for at in wanted]

    def _rows(self, start: int, stop: int) -> list[Row]:
        rows: list[Row] = []
        at, stop = start + self._start, stop + self._start
        ends = self._ends
        number = bisect_right(ends, at)
        while at < stop:
            begin = ends[number - 1] if number else 0
            upto = min(stop, ends[number])
            rows += self._parts[number].rows(at - begin, upto - begin)
            at, number = upto, number + 1
        return rows

    def instant(self, index: int) -> int:
        """Give the time of one row in ms since 1970."""
        at = range(len(self))[index] + self._start
        number = bisect_right(self._ends, at)
        return self._parts[number].instant(at - (self._ends[number - 1] if number else 0))

    def between(self, start: int | None = None, end: int | None = None) -> Table:
        """Keep the rows from one instant up to and including another (ms since 1970)."""
        low = 0 if start is None else self._first(lambda instant: instant >= start)
        high = len(self) if end is None else self._first(lambda instant: instant > end)
        return Table(self._parts, self._start + low, self._start + max(low, high))

    def _first(self, holds: Callable[[int], bool]) -> int:
        low, high = 0, len(self)
        while low < high:
            middle = (low + high) // 2
            if holds(self.instant(middle)):
                high = middle
            else:
                low = middle + 1
        return low
