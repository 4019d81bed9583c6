"""Where the time of a fetch goes: what each step costs, and what no step of ours can save."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from benchmarks.measuring import NAMES, pages

if TYPE_CHECKING:
    from collections.abc import Iterator

    from benchmarks.measuring import Bench


class Stages(NamedTuple):
    """CPU seconds of the steps of one fetch without any waiting, and of the floor's."""

    what: str
    fetch: float
    parse: float
    kept: float
    kept_seldom: float
    rows: float
    columns: float
    frame: float

    @property
    def requests(self) -> float:
        """What requests cost a bare client."""
        return self.fetch - self.parse

    @property
    def least(self) -> float:
        """How many times the floor it takes, if all were free but requests and reading rows."""
        return (self.requests + self.rows) / self.fetch

    @property
    def whole(self) -> float:
        """How many times the floor it takes with everything, if requests cost what they must."""
        return (self.requests + self.frame) / self.fetch


def measure(bench: Bench) -> Iterator[Stages]:
    """Measure the steps of the fetches that have a goal at 0 ms a request."""
    for table in NAMES:
        order = {"base_url": bench.server.api(0), **pages(table)}
        seconds: dict[str, float] = {}
        for name in ("floor", "ours"):
            worker = bench.worker(name)
            seconds |= worker.do("stages", **order)
            worker.close()
        yield Stages(f"{order['count']:,} {NAMES[table]}", **seconds)


def shown(found: list[Stages]) -> list[str]:
    """Write what was measured as a table of Markdown."""
    heads = (
        "", "requests (floor)", "orjson parses", "and the dicts are kept",
        "with a rarer search for cycles", "ours: rows are read", "columns get types",
        "the frame is made", "least against the floor", "all against the floor",
    )  # fmt: skip
    lines = [
        "Where the time of a fetch to pandas goes, in CPU seconds (least of five rounds):",
        "",
        f"| {' | '.join(heads)} |",
        f"| {' | '.join(['---'] * len(heads))} |",
    ]
    for one in found:
        steps = (
            one.requests, one.parse, one.kept, one.kept_seldom, one.rows,
            one.columns - one.rows, one.frame - one.columns,
        )  # fmt: skip
        cells = [one.what, *(f"{step:.3f}" for step in steps)]
        cells += [f"{one.least:.2f}", f"{one.whole:.2f}"]
        lines.append(f"| {' | '.join(cells)} |")
    return lines
