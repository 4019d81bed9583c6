"""What is measured, how, and what is to be reached."""

from __future__ import annotations

import math
import statistics
import sys
from functools import partial
from typing import TYPE_CHECKING, Any, NamedTuple

from benchmarks import limits
from benchmarks.contenders import Ratio, Server, Worker, in_turns, process, ratio
from benchmarks.prepared import RECORDING_BYTES, RECORDINGS, paths
from hyperstudy import contract

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

ROWS = 100_000
NAMES = {"events": "events", "ratings_sparse": "sparse ratings"}


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
    """What the cases work with."""

    server: Server
    peer: str | None
    rounds: int
    cpu: bool

    @property
    def names(self) -> list[str]:
        return ["floor", "ours", *(["peer"] if self.peer else [])]

    def worker(self, name: str) -> Worker:
        return Worker(name, self.peer if name == "peer" and self.peer else sys.executable)

    def compare(
        self,
        what: str,
        meaning: str,
        orders: dict[str, Callable[[], dict[str, Any]]],
        goals: dict[str, float],
        unit: str = "seconds",
    ) -> Iterator[Line]:
        """Measure in turns, and give a line for each contender that there is a goal against."""
        unit = "cpu" if self.cpu and unit == "seconds" else unit
        seldom = {"peer": min(3, self.rounds)}
        measures = {name: partial(_value, order, unit) for name, order in orders.items()}
        found = in_turns(measures, self.rounds, seldom)
        middle = {name: statistics.median(values) for name, values in found.items()}
        for against, goal in goals.items():
            if against == "peer" and "peer" in found:
                times = ratio(found["peer"], found["ours"])
                yield Line(what, "0.4.1", times, goal, False, meaning, middle)
            elif against != "peer":
                times = ratio(found["ours"], found[against])
                yield Line(what, against, times, goal, True, meaning, middle)


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
    workers = {name: bench.worker(name) for name in bench.names}
    try:
        for name, worker in workers.items():
            worker.do(**order, check=name == "ours")
        orders = {
            name: partial(worker.do, **order, check=False) for name, worker in workers.items()
        }
        yield from bench.compare(what, meaning, orders, goals, unit)
    finally:
        for worker in workers.values():
            worker.close()


def pages(table: str, count: int = ROWS) -> dict[str, Any]:
    """Name the list of a long table for an order."""
    path = next(words for words, name in paths().items() if name == table)
    return {"table": table, "path": f"/data/{path}/experiment/rows_{count}", "count": count}


def fetches(bench: Bench) -> Iterator[Line]:
    for table, milliseconds, floor, peer in (
        ("events", 100, 1.25, 5.5),
        ("events", 20, 1.4, 4.0),
        ("events", 0, 1.6, 2.0),
        ("ratings_sparse", 0, 1.3, 2.5),
    ):
        yield from in_workers(
            bench,
            f"{ROWS:,} {NAMES[table]} to pandas, {milliseconds} ms a request, 8 connections",
            "Wall time of one call in a process that has its imports, against a bare httpx client "
            "with 8 threads that parses the same pages with orjson and forgets them.",
            {
                "work": "fetch",
                "base_url": bench.server.api(milliseconds),
                **pages(table),
                "output": "pandas",
            },
            {"floor": floor, "peer": peer},
        )


def builds(bench: Bench) -> Iterator[Line]:
    for output, floor, peer in (("pandas", 1.0, 2.8), ("polars", 0.8, 3.0), ("arrow", 0.8, None)):
        yield from in_workers(
            bench,
            f"pages (bytes) to a flattened {output} frame, types right",
            f"CPU time for {ROWS:,} events whose pages are in memory, against orjson.loads of the "
            "same pages into dicts that are kept, with Python's search for cycles as it comes. "
            "0.4.1 has no such step: what its fetch costs beyond a bare fetching of the same "
            "pages.",
            {
                "work": "build",
                "base_url": bench.server.api(0),
                **pages("events"),
                "output": output,
            },
            {"floor": floor} | ({"peer": peer} if peer else {}),
            "cpu",
        )


def memory(bench: Bench) -> Iterator[Line]:
    count = 300_000
    order = {"base_url": bench.server.api(0), "table": "events", "count": count}

    def measured(name: str) -> dict[str, Any]:
        worker = bench.worker(name)
        try:
            return worker.do("memory", **order)
        finally:
            worker.close()

    what = f"{count:,} events: peak memory above the import's"
    meaning = (
        "Growth of the greatest resident size of a new process that has imported all it needs, "
        "against the final frame with all that its cells refer to."
    )
    checker = bench.worker("ours")
    checker.do("fetch", base_url=order["base_url"], **pages("events", count), output="pandas",
               check=True)  # fmt: skip
    checker.close()
    rounds = min(3, bench.rounds)
    found = [measured("ours") for _ in range(rounds)]
    sizes = [float(one["frame"]) for one in found]
    peaks = [float(one["peak"]) for one in found]
    told = {"ours (MB)": statistics.median(peaks) / 1e6, "frame (MB)": sizes[0] / 1e6}
    if bench.peer:
        others = [float(measured("peer")["peak"])] * rounds
        told["0.4.1 (MB)"] = others[0] / 1e6
        yield Line(what, "0.4.1, ours of its", ratio(peaks, others), 0.5, True, meaning, told)
    yield Line(what, "the frame", ratio(peaks, sizes), 1.5, True, meaning, told)


def everything(bench: Bench) -> Iterator[Line]:
    order = {"work": "everything", "base_url": bench.server.api(50)}
    scout = bench.worker("ours")
    bench.server.asked()
    scout.do(**order, paths=[], check=False)
    scout.close()
    yield from in_workers(
        bench,
        "everything for one participant (`get_all_data`), 50 ms a request",
        "Wall time of one call, against a bare httpx client that asks for the same lists by 8 "
        "connections.",
        {**order, "paths": bench.server.asked()},
        {"floor": 1.5, "peer": 5.0},
    )


def downloads(bench: Bench) -> Iterator[Line]:
    link = contract.operation("get_recording_link").path
    names = [f"EG_{number:04}" for number in range(RECORDINGS)]
    minted = [link.format(roomId="room_1", recordingId=name) for name in names]
    # Without a cap the disk is slower than the line: a client that keeps nothing is no measure.
    for speed, word, kept, most, peer in (
        ("20 MiB/s a connection", "0", False, 1.12, {"peer": 6.0}),
        ("no cap on the line", "0-free", True, 1.3, {}),
    ):
        for links, more in (("minted URLs", ""), ("links in the rows", "-links")):
            api = bench.server.api(word + more)
            storage = api.removesuffix("/api/v3") + "/storage"
            in_rows = [f"{storage}/{name}.mp4?signature=abc" for name in names]
            yield from in_workers(
                bench,
                f"{RECORDINGS} recordings of 4 MiB, {speed}, {links}",
                "Wall time of listing, links, files under their names, hashed, durable, against a "
                "bare httpx client that reads 8 at a time, with links as we have them, and "
                + ("writes them to the same disk, durably." if kept else "keeps nothing."),
                {
                    "work": "download",
                    "base_url": api,
                    "paths": in_rows if more else minted,
                    "size": RECORDING_BYTES,
                    "kept": kept,
                },
                {"floor": most, **({} if more else peer)},
            )


def processes(bench: Bench) -> Iterator[Line]:
    first_page = (
        "import hyperstudy;"
        f"hs = hyperstudy.HyperStudy(api_key='hst_test_1', base_url='{bench.server.api(0)}');"
        "assert len(hs.get_events('rows_1000')) == 1000"
    )

    def run(*command: str, python: str = sys.executable) -> Callable[[], dict[str, float]]:
        return partial(process, python, *command)

    whole = "Wall time of whole processes."
    imports = {"bare": run("-c", "pass"), "ours": run("-c", "import hyperstudy")}
    if bench.peer:
        imports["peer"] = run("-c", "import hyperstudy", python=bench.peer)
    bench = bench._replace(rounds=2 * bench.rounds)
    yield from bench.compare(
        "`import hyperstudy`, whole process", whole, imports, {"bare": 5.0, "peer": 8.0}
    )
    yield from bench.compare(
        "first page of events to pandas, whole process",
        f"{whole} 1000 events from a server at hand, without TLS.",
        {"import of pandas": run("-c", "import pandas"), "ours": run("-c", first_page)},
        {"import of pandas": 1.25},
    )
    helped = run("-m", "hyperstudy", "--help")
    taken = [helped()["cpu" if bench.cpu else "seconds"] for _ in range(bench.rounds)]
    middle = statistics.median(taken)
    yield Line(
        "`hyperstudy --help`",
        "seconds",
        Ratio(middle, min(taken), max(taken)),
        0.25,
        True,
        whole,
        {"ours": middle},
    )


def requests(bench: Bench) -> Iterator[Line]:
    what, meaning = "requests for n rows", "Requests that the server counted, for 0 to 25,500 rows."
    counts = (0, 1, 999, 1000, 1001, 2000, 10_000, 25_500)
    made = {name: _requests(bench, name, counts) for name in bench.names if name != "floor"}
    least = [max(1, math.ceil(count / 1000)) for count in counts]
    for against, others in {"ceil(n / 1000)": least, "0.4.1": made.get("peer")}.items():
        if others is not None:
            found = ratio(made["ours"], others)
            # The worst counts: one request too many is one too many.
            worst = found._replace(middle=found.most)
            yield Line(what, against, worst, 1.0, True, meaning, {})


def _requests(bench: Bench, name: str, counts: tuple[int, ...]) -> list[float]:
    worker = bench.worker(name)
    found: list[float] = []
    for count in counts:
        bench.server.asked()
        worker.do("fetch", base_url=bench.server.api(0), **pages("events", count), output="dict",
                  check=False)  # fmt: skip
        found.append(len(bench.server.asked()))
    worker.close()
    return found


def proportion(bench: Bench) -> Iterator[Line]:
    # With fewer rows what each fetch costs once would hide how it grows.
    sizes = (100_000, 300_000, 1_000_000)
    rounds = [[_fetched(bench, count) for count in sizes] for _ in range(min(3, bench.rounds))]
    what = "100,000 to 1,000,000 events to pandas"
    meaning = "Exponent of the growth from 100,000 to 1,000,000 rows, 0 ms a request."
    unit = "cpu" if bench.cpu else "seconds"
    for name, key, shown in (("time", unit, 1.0), ("memory", "peak", 1e6)):
        found = [[told[key] for told in one] for one in rounds]
        exponents = [_exponent(sizes, one) for one in found]
        middles = [statistics.median(one) / shown for one in zip(*found, strict=True)]
        told = {f"{count:,}": one for count, one in zip(sizes, middles, strict=True)}
        growth = Ratio(statistics.median(exponents), min(exponents), max(exponents))
        yield Line(f"{what}: {name}", "exponent", growth, 1.05, True, meaning, told)


def _fetched(bench: Bench, count: int) -> dict[str, Any]:
    worker = bench.worker("ours")
    told = worker.do("memory", base_url=bench.server.api(0), table="events", count=count)
    worker.close()
    return told


def _exponent(sizes: tuple[int, ...], found: list[float]) -> float:
    return statistics.linear_regression(list(map(math.log, sizes)), list(map(math.log, found)))[0]


def limited(_: Bench) -> Iterator[Line]:
    for pages in (100, 250, 1200):
        told = limits.long_fetch(pages)
        what = f"{pages * 1000:,} rows with the service's rate limits on (simulated clock)"
        taken, dictated = told.seconds + 1, told.dictated + 1
        meaning = (
            'pace="polite" against a server that refuses beyond 100 requests a minute for an '
            "endpoint and 1000 an hour for a key: simulated seconds (and one) against what these "
            "limits dictate for so many requests, and requests, refused ones too, against pages."
        )
        one = taken / dictated
        yield Line(
            f"{what}: time", "what the limits dictate", Ratio(one, one, one), 1.02, True, meaning,
            {"ours": told.seconds, "dictated": told.dictated},
        )  # fmt: skip
        one = told.requests / pages
        yield Line(
            f"{what}: requests", "ceil(n / 1000)", Ratio(one, one, one), 1.0, True, meaning, {}
        )


CASES: dict[str, Callable[[Bench], Iterator[Line]]] = {
    "fetches": fetches,
    "memory": memory,
    "builds": builds,
    "downloads": downloads,
    "everything": everything,
    "processes": processes,
    "requests": requests,
    "proportion": proportion,
    "limited": limited,
}
