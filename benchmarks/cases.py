"""What is measured, how, and what is to be reached."""

from __future__ import annotations

import math
import statistics
import sys
from functools import partial
from typing import TYPE_CHECKING, Any

from benchmarks import disk_cases, limits
from benchmarks.contenders import Ratio, process, ratio
from benchmarks.measuring import (
    ABSOLUTE,
    KEPT,
    NAMES,
    OTHER_BUILDS,
    ROWS,
    Line,
    in_workers,
    pages,
    spread,
    workers,
)
from benchmarks.prepared import RECORDING_BYTES, RECORDINGS
from hyperstudy import contract

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from benchmarks.measuring import Bench

CAP, NO_CAP = "20 MiB/s a connection", "no cap on the line"


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
            {"floor": floor, "peer": peer, "before": KEPT},
        )


def builds(bench: Bench) -> Iterator[Line]:
    # At most 0.7 of the CPU of the build before.
    faster = {"before": 1 / 0.7}
    for table, output, goals in (
        ("events", "pandas", {"floor": 1.0, "peer": 2.8, **faster}),
        ("events", "polars", {"floor": 0.8, "peer": 3.0, **faster}),
        ("events", "arrow", {"floor": 0.8, **faster}),
        ("ratings_sparse", "polars", {"floor": 1.3}),
    ):
        yield from in_workers(
            bench,
            f"pages (bytes) of {NAMES[table]} to a flattened {output} frame, types right",
            f"CPU time for {ROWS:,} rows whose pages are in memory, against orjson.loads of the "
            "same pages into dicts that are kept, with Python's search for cycles as it comes. "
            "0.4.1 has no such step: what its fetch costs beyond a bare fetching of the same "
            "pages.",
            {
                "work": "build",
                "base_url": bench.server.api(0),
                **pages(table),
                "output": output,
            },
            goals,
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
    megabytes = {"ours (MB)": statistics.median(peaks) / 1e6, "frame (MB)": sizes[0] / 1e6}
    if "peer" in bench.pythons:
        others = [float(measured("peer")["peak"])] * rounds
        megabytes["0.4.1 (MB)"] = others[0] / 1e6
        yield Line(what, "0.4.1, ours of its", ratio(peaks, others), 0.5, True, meaning, megabytes)
    yield Line(what, "the frame", ratio(peaks, sizes), 1.5, True, meaning, megabytes)


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
        {"floor": 1.5, "peer": 5.0, "before": KEPT},
    )


def downloads(bench: Bench) -> Iterator[Line]:
    link = contract.operation("get_recording_link").path
    names = [f"EG_{number:04}" for number in range(RECORDINGS)]
    minted = [link.format(roomId="room_1", recordingId=name) for name in names]
    for speed, links, word, goals in (
        (CAP, "minted URLs", "0", {"floor": 1.12, "peer": 6.0, "before": 1.1}),
        (CAP, "links in the rows", "0-links", {"floor": 1.12, "before": 1.2}),
        (NO_CAP, "minted URLs", "0-free", {"floor": 1.3, "before": 1.8}),
        (NO_CAP, "links in the rows", "0-free-links", {"floor": 1.3, "before": 2.4}),
    ):
        api = bench.server.api(word)
        storage = api.removesuffix("/api/v3") + "/storage"
        in_rows = [f"{storage}/{name}.mp4?signature=abc" for name in names]
        # Without a cap the disk is slower than the line: a client that keeps nothing is no measure.
        kept = speed == NO_CAP
        yield from in_workers(
            bench,
            f"{RECORDINGS} recordings of 4 MiB, {speed}, {links}",
            "Wall time of listing, links, files under their names, hashed, durable, against a "
            "bare httpx client that reads 8 at a time, with links as we have them, and "
            + ("writes them to the same disk, durably." if kept else "keeps nothing."),
            {
                "work": "download",
                "base_url": api,
                "paths": in_rows if "links" in word else minted,
                "size": RECORDING_BYTES,
                "kept": kept,
            },
            goals,
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
    for name in bench.pythons:
        imports[name] = run("-c", "import hyperstudy", python=bench.pythons[name])
    bench = bench._replace(rounds=2 * bench.rounds)
    yield from bench.compare(
        "`import hyperstudy`, whole process",
        whole,
        imports,
        {"bare": 5.0, "peer": 8.0, "before": KEPT},
    )
    yield from bench.compare(
        "first page of events to pandas, whole process",
        f"{whole} 1000 events from a server at hand, without TLS.",
        {"import of pandas": run("-c", "import pandas"), "ours": run("-c", first_page)},
        {"import of pandas": 1.25},
    )
    helped = run("-m", "hyperstudy", "--help")
    durations = [helped()["cpu" if bench.cpu else "seconds"] for _ in range(bench.rounds)]
    middle = statistics.median(durations)
    yield Line(
        "`hyperstudy --help`",
        "seconds",
        Ratio(middle, min(durations), max(durations)),
        0.25,
        True,
        whole,
        {"ours": middle},
    )


def requests(bench: Bench) -> Iterator[Line]:
    what, meaning = "requests for n rows", "Requests that the server counted, for 0 to 25,500 rows."
    counts = (0, 1, 999, 1000, 1001, 2000, 10_000, 25_500)
    made = {name: _requests(bench, name, counts) for name in ("ours", "peer")
            if name in ("ours", *bench.pythons)}  # fmt: skip
    least = [max(1, math.ceil(count / 1000)) for count in counts]
    for against, others in {"ceil(n / 1000)": least, "0.4.1": made.get("peer")}.items():
        if others is not None:
            found = ratio(made["ours"], others)
            # The worst counts: one request too many is one too many.
            worst = found._replace(middle=found.most)
            yield Line(what, against, worst, 1.0, True, meaning, {})
    yield from _requests_of_large_pages(bench)


def _requests(bench: Bench, name: str, counts: tuple[int, ...], address: str = "0") -> list[float]:
    worker = bench.worker(name)
    found: list[float] = []
    for count in counts:
        bench.server.asked()
        worker.do("fetch", base_url=bench.server.api(address), **pages("events", count),
                  output="dict", check=False)  # fmt: skip
        found.append(len(bench.server.asked()))
    worker.close()
    return found


def _requests_of_large_pages(bench: Bench) -> Iterator[Line]:
    """Count requests where servers answer a large ``limit`` in one way or another."""
    meaning = (
        "Requests that the server counted for 100,000 rows and one client; twice where a refusal "
        "is to be remembered."
    )
    for word, what, times, most in (
        ("larger", "the server gives up to 10,000 rows a page", 1, 20),
        ("capping", "the server gives 1000 rows a page", 1, 101),
        ("silent", "the server gives 1000 rows a page, and tells the limit asked for", 1, 101),
        ("refusing", "the server answers 400 to a large limit, twice", 2, 201),
    ):
        made: dict[str, float] = {}
        for name in ("ours", "before"):
            if name in ("ours", *bench.pythons):
                counts = (ROWS,) * times
                made[name] = sum(_requests(bench, name, counts, f"0-{word}"))
        what = f"requests for {ROWS:,} rows, {what}"
        yield Line(what, "requests", spread([made["ours"]]), most, True, meaning, made)
        if word == "larger" and "before" in made:
            fewer = ratio([made["before"]], [made["ours"]])
            yield Line(what, OTHER_BUILDS["before"], fewer, 5.0, False, meaning, made)


def proportion(bench: Bench) -> Iterator[Line]:
    # With fewer rows what each fetch costs once would hide how it grows.
    sizes = (100_000, 300_000, 1_000_000)
    rounds = [[_fetched(bench, count) for count in sizes] for _ in range(min(3, bench.rounds))]
    what = "100,000 to 1,000,000 events to pandas"
    meaning = "Exponent of the growth from 100,000 to 1,000,000 rows, 0 ms a request."
    unit = "cpu" if bench.cpu else "seconds"
    for name, key, shown in (("time", unit, 1.0), ("memory", "peak", 1e6)):
        found = [[one_run[key] for one_run in one] for one in rounds]
        exponents = [_exponent(sizes, one) for one in found]
        middles = [statistics.median(one) / shown for one in zip(*found, strict=True)]
        medians = {f"{count:,}": one for count, one in zip(sizes, middles, strict=True)}
        growth = Ratio(statistics.median(exponents), min(exponents), max(exponents))
        yield Line(f"{what}: {name}", "exponent", growth, 1.05, True, meaning, medians)


def _fetched(bench: Bench, count: int) -> dict[str, Any]:
    worker = bench.worker("ours")
    measured = worker.do("memory", base_url=bench.server.api(0), table="events", count=count)
    worker.close()
    return measured


def _exponent(sizes: tuple[int, ...], found: list[float]) -> float:
    return statistics.linear_regression(list(map(math.log, sizes)), list(map(math.log, found)))[0]


def film_time(bench: Bench) -> Iterator[Line]:
    meaning = "Wall time in one process, of made-up rows in memory, in bins of a quarter second."
    with workers(bench, ["ours"]) as there:
        parts = {
            part: partial(there["ours"].do, "film_time", part=part)
            for part in ("ratings", "gaze", "grouped")
        }
        for work in parts.values():
            work()
        yield from bench.compare(
            "film time: continuous ratings of 40 people, an hour, 4 Hz", meaning,
            {"ours": parts["ratings"]}, {ABSOLUTE: 1.0},
        )  # fmt: skip
        yield from bench.compare(
            "film time: gaze of 10 people, 20 minutes, 200 Hz", meaning,
            {"ours": parts["gaze"], "group-by of Polars": parts["grouped"]},
            {"group-by of Polars": 2.0},
        )  # fmt: skip


def limited(_: Bench) -> Iterator[Line]:
    for count in (100, 250, 1200):
        fetch = limits.long_fetch(count)
        what = f"{count * 1000:,} rows with the service's rate limits on (simulated clock)"
        duration, dictated = fetch.seconds + 1, fetch.dictated + 1
        meaning = (
            'pace="polite" against a server that refuses beyond 100 requests a minute for an '
            "endpoint and 1000 an hour for a key: simulated seconds (and one) against what these "
            "limits dictate for so many requests, and requests, refused ones too, against pages."
        )
        one = duration / dictated
        yield Line(
            f"{what}: time", "what the limits dictate", Ratio(one, one, one), 1.02, True, meaning,
            {"ours": fetch.seconds, "dictated": fetch.dictated},
        )  # fmt: skip
        one = fetch.requests / count
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
    "pulls": disk_cases.pulls,
    "offline": disk_cases.offline,
    "single_rooms": disk_cases.single_rooms,
    "large": disk_cases.large,
    "film_time": film_time,
}
