"""Samples taken at a steady rate: the row at any index follows from arithmetic."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from itertools import accumulate
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from hyperstudy.sandbox.study.table import Row


class Lane(NamedTuple):
    """One participant's samples within a block."""

    seat: int
    first_sample: int


class Block(NamedTuple):
    """A stretch of ticks during which the same participants are sampled.

    The lanes take turns within every tick, each a little later than the one before, so that
    the order by time is the order by tick and then by lane.
    """

    start: int
    """Instant of the first tick, in ms since 1970."""
    interval: int
    """Time between two ticks, in ms."""
    ticks: int
    lanes: tuple[Lane, ...]
    place: object
    """What the rows need to know of where they are, such as the state."""

    @property
    def length(self) -> int:
        """Number of rows."""
        return self.ticks * len(self.lanes)


class Sample(NamedTuple):
    """One sample to be written as a row."""

    instant: int
    seat: int
    number: int
    """Running number of the participant's samples, from 0."""
    since_start: int
    """Time since the block began, in ms."""
    place: object


class Grid:
    """A part of a table that is computed from blocks of steady samples.

    Parameters
    ----------
    blocks
        The earliest first; none begins before the one before it is over.
    write
        Makes the row of a sample.
    zero
        The instant at which the onset of the rows is 0, in ms since 1970.
    """

    def __init__(self, blocks: Sequence[Block], write: Callable[[Sample], Row], zero: int) -> None:
        self._blocks = [block for block in blocks if block.length]
        self._ends = list(accumulate(block.length for block in self._blocks))
        self._write = write
        self._zero = zero

    @property
    def zero(self) -> int:
        """The instant at which the onset of its rows is 0, in ms since 1970."""
        return self._zero

    def __len__(self) -> int:
        return self._ends[-1] if self._ends else 0

    def only(self, seat: int) -> Grid:
        """Keep one participant's samples."""
        return Grid(
            [
                block._replace(lanes=tuple(lane for lane in block.lanes if lane.seat == seat))
                for block in self._blocks
            ],
            self._write,
            self._zero,
        )

    def changed(self, changes: Mapping[int, Callable[[Row], Row]]) -> Grid:
        """Change the rows of some seats after they are made."""
        if not changes:
            return self

        def write(sample: Sample) -> Row:
            row = self._write(sample)
            change = changes.get(sample.seat)
            return row if change is None else change(row)

        return Grid(self._blocks, write, self._zero)

    def _sample(self, number: int, index: int) -> Sample:
        block = self._blocks[number]
        tick, turn = divmod(index, len(block.lanes))
        lane = block.lanes[turn]
        since_start = tick * block.interval + lane.seat
        return Sample(
            block.start + since_start,
            lane.seat,
            lane.first_sample + tick,
            since_start,
            block.place,
        )

    def instant(self, index: int) -> int:
        """Give the time of one row in ms since 1970."""
        number = bisect_right(self._ends, index)
        return self._sample(number, index - (self._ends[number - 1] if number else 0)).instant

    def before(self, instant: int) -> int:
        """Count the rows that are earlier than an instant."""
        number = bisect_left(self._blocks, instant, key=lambda block: block.start)
        if not number:
            return 0
        begun = self._blocks[number - 1]
        tick, since_tick = divmod(instant - begun.start, begun.interval)
        turn = bisect_left(begun.lanes, since_tick, key=lambda lane: lane.seat)
        full = self._ends[number - 1] - begun.length
        return full + min(tick * len(begun.lanes) + turn, begun.length)

    def rows(self, start: int, stop: int) -> list[Row]:
        """Make the rows from start up to, not including, stop."""
        rows: list[Row] = []
        number = bisect_right(self._ends, start)
        while start < stop:
            begin = self._ends[number - 1] if number else 0
            upto = min(stop, self._ends[number])
            rows += [
                self._write(self._sample(number, index - begin)) for index in range(start, upto)
            ]
            start, number = upto, number + 1
        return rows
