"""Tables whose rows are made when somebody asks for them."""

from __future__ import annotations

from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cached_property
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

    @property
    def zero(self) -> int:
        """The instant at which the onset of its rows is 0, in ms since 1970."""
        ...

    def __len__(self) -> int: ...

    def instant(self, index: int) -> int:
        """Give the time of one row in ms since 1970."""
        ...

    def before(self, instant: int) -> int:
        """Count the rows that are earlier than an instant."""
        ...

    def rows(self, start: int, stop: int) -> list[Row]:
        """Make the rows from start up to, not including, stop."""
        ...


class Rows:
    """A part that is made as a whole, whenever rows of it are asked for.

    Only the instants are kept: they are small beside the rows, and every search needs them.

    Parameters
    ----------
    make
        Makes the rows, in order.
    zero
        The instant at which their onset is 0, in ms since 1970.
    instants
        Tells their times, where these are known without making the rows.
    """

    def __init__(
        self,
        make: Callable[[], Sequence[Timed]],
        zero: int = 0,
        instants: Callable[[], Iterable[int]] | None = None,
    ) -> None:
        self._make = make
        self._zero = zero
        self._known = instants
        self._read_instants: array[int] | None = None

    @property
    def _instants(self) -> array[int]:
        if self._read_instants is None:
            times = self._known() if self._known else (timed.instant for timed in self._make())
            self._read_instants = array("q", times)
        return self._read_instants

    @property
    def zero(self) -> int:
        """The instant at which the onset of its rows is 0, in ms since 1970."""
        return self._zero

    def __len__(self) -> int:
        return len(self._instants)

    def instant(self, index: int) -> int:
        """Give the time of one row in ms since 1970."""
        return self._instants[index]

    def before(self, instant: int) -> int:
        """Count the rows that are earlier than an instant."""
        return bisect_left(self._instants, instant)

    def rows(self, start: int, stop: int) -> list[Row]:
        """Make the rows from start up to, not including, stop."""
        return [timed.row for timed in self._make()[start:stop]]


class Piece(NamedTuple):
    """What a table has of one of its parts."""

    part: Part
    start: int
    stop: int
    """Index of the first row that the table does not have."""

    @property
    def length(self) -> int:
        """Number of rows."""
        return self.stop - self.start

    def before(self, instant: int) -> int:
        """Count the rows of the piece that are earlier than an instant."""
        return min(max(self.part.before(instant), self.start), self.stop) - self.start


class Table(Sequence[Row]):
    """Rows in the service's default order: ascending time, ties by id.

    A slice is a list of rows, made for the asking; nothing else is held. Rows may be shared between
    answers: who wants to change one copies it first.

    Parameters
    ----------
    pieces
        Tells what the table is put together from, the earliest first.
    """

    def __init__(self, pieces: Callable[[], Iterable[Piece]]) -> None:
        # How long parts are may take long to tell, so that nobody asks before it matters.
        self._cut_out = pieces

    @classmethod
    def of(cls, parts: Iterable[Part]) -> Table:
        """Put whole parts together, the earliest first."""
        whole = list(parts)
        return cls(lambda: (Piece(part, 0, len(part)) for part in whole))

    @cached_property
    def pieces(self) -> Sequence[Piece]:
        """What the table is put together from, none of it empty."""
        return [piece for piece in self._cut_out() if piece.length]

    @cached_property
    def _ends(self) -> list[int]:
        return list(accumulate(piece.length for piece in self.pieces))

    def __len__(self) -> int:
        return self._ends[-1] if self._ends else 0

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
        return [
            row
            for piece in self.cut(start, stop)
            for row in piece.part.rows(piece.start, piece.stop)
        ]

    def cut(self, start: int, stop: int) -> Iterator[Piece]:
        """Give the pieces of the rows from start up to, not including, stop."""
        number = bisect_right(self._ends, start)
        while start < stop:
            part, _, last = self.pieces[number]
            # Index in the part of what would be the table's first row.
            origin = last - self._ends[number]
            upto = min(stop, self._ends[number])
            yield Piece(part, origin + start, origin + upto)
            start, number = upto, number + 1

    def instant(self, index: int) -> int:
        """Give the time of one row in ms since 1970."""
        at = range(len(self))[index]
        ((part, start, _),) = self.cut(at, at + 1)
        return part.instant(start)

    def before(self, instant: int) -> int:
        """Count the rows that are earlier than an instant."""
        number = bisect_left(
            self.pieces, instant, key=lambda piece: piece.part.instant(piece.stop - 1)
        )
        begin = self._ends[number - 1] if number else 0
        return begin + (self.pieces[number].before(instant) if number < len(self.pieces) else 0)

    def between(self, start: int | None = None, end: int | None = None) -> Table:
        """Keep the rows from one instant up to and including another (ms since 1970)."""
        low = 0 if start is None else self.before(start)
        high = len(self) if end is None else self.before(end + 1)
        return Table(lambda: self.cut(low, high))
