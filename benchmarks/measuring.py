"""What a case is made of: the contenders, a line for each goal, and measuring in turns."""

from __future__ import annotations

import statistics
import sys
from contextlib import contextmanager
from functools import partial
from typing import TYPE_CHECKING, Any, NamedTuple

from benchmarks.contenders import Ratio, Server, Worker, in_turns, ratio
from benchmarks.prepared import paths

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from pathlib import Path

ROWS = 100_000
NAMES = {"events": "events", "ratings_sparse": "sparse ratings"}
OTHER_BUILDS = {"peer": "0.4.1", "before": "the build before"}
"""Contenders that ours is to be faster than."""
ABSOLUTE = "seconds"
KEPT = 0.9
"""What the build before reached is to be kept; turns are not exact to a tenth."""


class Line(NamedTuple):
    """One line of the results."""

    what: str
    against: str
    ratio: Ratio
    goal: float
    at_most: bool
    meaning: str
    seconds: dict[str, float]

    @property
    def reached(self) -> bool:
        return self.ratio.middle <= self.goal if self.at_most else self.ratio.middle >= self.goal


class Bench(NamedTuple):
    """What the cases work with.

    Attributes
    ----------
    server : Server
        Sends what was prepared.
    pythons : dict of str to str
        The Python of each other build that is there, by its name in `OTHER_BUILDS`.
    rounds : int
        How often each is measured.
    cpu : bool
        Whether CPU time counts instead of wall time.
    folder : Path
        Where studies are put on disk.
    """

    server: Server
    pythons: dict[str, str]
    rounds: int
    cpu: bool
    folder: Path

    @property
    def time(self) -> str:
        return "cpu" if self.cpu else "seconds"

    def worker(self, name: str) -> Worker:
        return Worker(name, self.pythons.get(name, sys.executable))

    def there(self, goals: dict[str, float]) -> dict[str, float]:
        """Leave out the goals against builds that are not there."""
        return {
            name: goal
            for name, goal in goals.items()
            if name not in OTHER_BUILDS or name in self.pythons
        }

    def compare(
        self,
        what: str,
        meaning: str,
        orders: dict[str, Callable[[], dict[str, Any]]],
        goals: dict[str, float],
        unit: str = "seconds",
        rounds_of_others: int = 3,
    ) -> Iterator[Line]:
        """Measure in turns, and give a line for each contender that there is a goal against.

        A goal against `ABSOLUTE` is of ours alone. Other builds may be measured in fewer rounds.
        """
        unit = self.time if unit == "seconds" else unit
        seldom = dict.fromkeys(OTHER_BUILDS, min(rounds_of_others, self.rounds))
        measures = {name: partial(_value, order, unit) for name, order in orders.items()}
        found = in_turns(measures, self.rounds, seldom)
        middle = {name: statistics.median(values) for name, values in found.items()}
        for against, goal in self.there(goals).items():
            if against == ABSOLUTE:
                yield Line(what, against, spread(found["ours"]), goal, True, meaning, middle)
            elif against in OTHER_BUILDS:
                times = ratio(found[against], found["ours"])
                yield Line(what, OTHER_BUILDS[against], times, goal, False, meaning, middle)
            else:
                times = ratio(found["ours"], found[against])
                yield Line(what, against, times, goal, True, meaning, middle)


def spread(values: Sequence[float]) -> Ratio:
    """Give the middle, the least and the most of what was measured."""
    return Ratio(statistics.median(values), min(values), max(values))


def _value(order: Callable[[], dict[str, Any]], unit: str) -> float:
    return float(order()[unit])


def in_workers(
    bench: Bench,
    what: str,
    meaning: str,
    order: dict[str, Any],
    goals: dict[str, float],
    unit: str = "seconds",
) -> Iterator[Line]:
    """Give the same order to each contender: once checked and not measured, then in turns."""
    with workers(bench, ("ours", *bench.there(goals))) as there:
        for name, worker in there.items():
            worker.do(**order, check=name == "ours")
        orders = {name: partial(worker.do, **order, check=False) for name, worker in there.items()}
        yield from bench.compare(what, meaning, orders, goals, unit)


@contextmanager
def workers(bench: Bench, names: Iterable[str]) -> Iterator[dict[str, Worker]]:
    """Start the contenders, each in a process of its own, and end them."""
    there = {name: bench.worker(name) for name in names if name != ABSOLUTE}
    try:
        yield there
    finally:
        for worker in there.values():
            worker.close()


def pages(table: str, count: int = ROWS) -> dict[str, Any]:
    """Name the list of a long table for an order."""
    path = next(words for words, name in paths().items() if name == table)
    return {"table": table, "path": f"/data/{path}/experiment/rows_{count}", "count": count}
