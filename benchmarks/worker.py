"""One contender in a process of its own; does what it is told, a JSON line at a time.

    python worker.py floor|ours|peer|before

This file runs in the environments of the others, too: it imports nothing but what a contender
needs.
``floor`` is a bare httpx client and orjson, which is the least that any Python client can do.
"""

from __future__ import annotations

import contextlib
import gc
import importlib
import json
import os
import shutil
import sys
import tempfile
import time
import warnings
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path
from typing import Any
from urllib.request import urlopen

PAGE = 1000
KEY = "hst_test_benchmark"
CONNECTIONS = 8


class Floor:
    """The same bytes, fetched by a bare client and parsed into nothing."""

    def __init__(self, base_url: str) -> None:
        import httpx
        import orjson

        self._loads = orjson.loads
        limits = httpx.Limits(max_connections=CONNECTIONS)
        self._client = httpx.Client(base_url=base_url, limits=limits, timeout=60)
        self._pool = ThreadPoolExecutor(CONNECTIONS)

    def rows(self, path: str, count: int) -> None:
        list(self._pool.map(lambda at: self._page(path, at), range(0, max(count, 1), PAGE)))

    def lists(self, paths: list[str]) -> None:
        list(self._pool.map(lambda path: self._page(path, 0), paths))

    def files(self, paths: list[str], folder: str | None = None) -> None:
        """Read files; into a folder if there is one, durably, as downloads are."""
        list(self._pool.map(lambda path: self._file(path, folder), paths))

    def _page(self, path: str, offset: int) -> None:
        answer = self._client.get(path, params={"limit": PAGE, "offset": offset})
        self._loads(answer.content)

    def _file(self, path: str, folder: str | None) -> None:
        url = path
        if not path.startswith("http"):
            url = self._loads(self._client.get(path).content)["data"]["url"]
        with self._client.stream("GET", url) as answer:
            if folder is None:
                for _ in answer.iter_raw():
                    pass
                return
            with Path(folder, path.partition("?")[0].rsplit("/", 1)[1]).open("wb") as file:
                for piece in answer.iter_raw():
                    file.write(piece)
                file.flush()
                os.fsync(file.fileno())


class Contender:
    """hyperstudy, whichever release this environment has."""

    def __init__(self, base_url: str) -> None:
        import hyperstudy

        self._hs = hyperstudy.HyperStudy(api_key=KEY, base_url=base_url)

    def frame(self, table: str, count: int, output: str) -> Any:
        options: dict[str, Any] = {"scope": "experiment", "output": output, "progress": False}
        name = f"rows_{count}"
        if table == "ratings_sparse":
            return self._hs.get_ratings(name, kind="sparse", **options)
        return self._hs.get_events(name, **options)

    def everything(self, participant: str, room: str) -> Any:
        return self._hs.get_all_data(participant, room_id=room)

    def download(self, folder: str) -> Any:
        return self._hs.download_recordings("experiment_1", output_dir=folder, progress=False)


def fetched(base_url: str, path: str, count: int) -> list[bytes]:
    """Fetch pages without any client under test."""
    found: list[bytes] = []
    for offset in range(0, max(count, 1), PAGE):
        with urlopen(f"{base_url}{path}?limit={PAGE}&offset={offset}") as answer:
            found.append(answer.read())
    return found


def timed(work: Any) -> tuple[Any, dict[str, float]]:
    gc.collect()
    cpu, wall = time.process_time(), time.perf_counter()
    result = work()
    return result, {
        "seconds": time.perf_counter() - wall,
        "cpu": time.process_time() - cpu,
    }


def least_cpu(work: Any, rounds: int = 5) -> float:
    """Give the CPU time of the quickest of some rounds; a first one is not counted."""
    work()
    return min(timed(work)[1]["cpu"] for _ in range(rounds))


class Worker:
    """Carries out orders."""

    def __init__(self, name: str) -> None:
        self._name = name
        self._made: dict[str, Any] = {}

    def _client(self, base_url: str) -> Any:
        if base_url not in self._made:
            kind = Floor if self._name == "floor" else Contender
            self._made[base_url] = kind(base_url)
        return self._made[base_url]

    def fetch(
        self, base_url: str, table: str, path: str, count: int, output: str, check: bool
    ) -> dict[str, Any]:
        client = self._client(base_url)
        if self._name == "floor":
            return timed(lambda: client.rows(path, count))[1]
        frame, spent = timed(lambda: client.frame(table, count, output))
        result = {**spent, "rows": len(frame)}
        if check:
            result["wrong"] = self._wrong(frame, table, fetched(base_url, path, count))
        return result

    def memory(self, base_url: str, table: str, count: int) -> dict[str, Any]:
        """Fetch in a new process, and tell how much memory it took at most beside imports."""
        from peak_memory import peak

        client = self._client(base_url)
        for name in ("pandas", "pyarrow", "msgspec", "hyperstudy_api"):
            with contextlib.suppress(ImportError):
                importlib.import_module(name)
        gc.collect()
        before = peak()
        frame, spent = timed(lambda: client.frame(table, count, "pandas"))
        return {**spent, "peak": peak() - before, "frame": size_of(frame), "rows": len(frame)}

    def build(
        self, base_url: str, table: str, path: str, count: int, output: str, check: bool
    ) -> dict[str, Any]:
        """Make a frame of pages that are here; for the floor, dicts."""
        if self._name == "peer":
            return self._built_by_fetching(base_url, table, path, count, output)
        if path not in self._made:
            self._made[path] = fetched(base_url, path, count)
        pages = self._made[path]
        if self._name == "floor":
            import orjson

            return timed(lambda: [orjson.loads(page)["data"] for page in pages])[1]
        frame, spent = timed(lambda: build(pages, table, output))
        result = {**spent, "rows": len(frame)}
        if check:
            result["wrong"] = self._wrong(frame, table, pages)
        return result

    def stages(self, base_url: str, table: str, path: str, count: int) -> dict[str, Any]:
        """Return what CPU time it takes to come so far from the bytes of pages, step by step."""
        if self._name == "floor":
            return self._stages_of_the_floor(base_url, path, count)
        from hyperstudy import contract, frames
        from hyperstudy.contract.typed_rows import TypedReader
        from hyperstudy.exact_json import fewer_garbage_collections

        pages = fetched(base_url, path, count)
        columns, identifier = contract.columns(table), contract.identifier(table)
        bare = TypedReader(columns, identifier, list)
        typed = TypedReader(columns, identifier, frames.builder(columns).digest)
        with fewer_garbage_collections():
            return {
                "rows": least_cpu(lambda: [bare(page) and None for page in pages]),
                "columns": least_cpu(lambda: [typed(page) and None for page in pages]),
                "frame": least_cpu(lambda: build(pages, table, "pandas")),
            }

    def _stages_of_the_floor(self, base_url: str, path: str, count: int) -> dict[str, Any]:
        import orjson

        pages = fetched(base_url, path, count)
        client = self._client(base_url)
        return {
            "fetch": least_cpu(lambda: client.rows(path, count)),
            "parse": least_cpu(lambda: [orjson.loads(page) and None for page in pages]),
            "kept": least_cpu(lambda: [orjson.loads(page) for page in pages]),
            "kept_seldom": self._seldom(lambda: [orjson.loads(page) for page in pages]),
        }

    def _seldom(self, work: Any) -> float:
        from hyperstudy.exact_json import fewer_garbage_collections

        with fewer_garbage_collections():
            return least_cpu(work)

    def _built_by_fetching(
        self, base_url: str, table: str, path: str, count: int, output: str
    ) -> dict[str, Any]:
        """Return what a fetch costs beyond the bare fetching: 0.4.1 makes no frames of bytes."""
        requests: Any = importlib.import_module("requests")

        client = self._client(base_url)
        frame, all_in_all = timed(lambda: client.frame(table, count, output))
        with requests.Session() as session:

            def bare() -> None:
                for offset in range(0, count, PAGE):
                    query = {"limit": PAGE, "offset": offset}
                    assert session.get(base_url + path, params=query).content

            _, fetching = timed(bare)
        cpu = all_in_all["cpu"] - fetching["cpu"]
        return {"seconds": cpu, "cpu": cpu, "rows": len(frame)}

    def everything(self, base_url: str, paths: list[str], check: bool) -> dict[str, Any]:
        client = self._client(base_url)
        if self._name == "floor":
            return timed(lambda: client.lists(paths))[1]
        found, spent = timed(lambda: client.everything("participant_1", "room_1"))
        result: dict[str, Any] = {**spent, "rows": sum(len(one) for one in found.values())}
        if check:
            result["wrong"] = []
            for path in dict.fromkeys(paths):
                table = "_".join(path.split("/")[2:-2])
                pages = fetched(base_url, path, PAGE)
                if table in found:
                    result["wrong"] += self._wrong(found[table], table, pages)
        return result

    def download(
        self, base_url: str, paths: list[str], size: int, check: bool, kept: bool = False
    ) -> dict[str, Any]:
        client = self._client(base_url)
        if self._name == "floor":
            with tempfile.TemporaryDirectory(prefix="hyperstudy-benchmark-") as folder:
                return timed(lambda: client.files(paths, folder if kept else None))[1]
        folder = tempfile.mkdtemp(prefix="hyperstudy-benchmark-")
        try:
            frame, spent = timed(lambda: client.download(folder))
            result: dict[str, Any] = {**spent, "rows": len(frame)}
            if check:
                whole = bytes(range(256)) * (size // 256)
                result["wrong"] = [
                    f"{one}: not what the server sent"
                    for one in frame["local_path"]
                    if Path(one).read_bytes() != whole
                ]
        finally:
            shutil.rmtree(folder)
        return result

    def pull(
        self, base_url: str, key: str, experiment: str, folder: str, types: list[str]
    ) -> dict[str, Any]:
        """Pull a study anew; in a new process, so that its memory can be told."""
        import disk_work

        import hyperstudy

        with hyperstudy.HyperStudy(api_key=key, base_url=base_url) as client:
            return disk_work.pull(client, experiment, folder, types)

    def offline(
        self, folder: str, output: str, questions: list[dict[str, Any]], check: bool
    ) -> dict[str, Any]:
        """Ask a study on disk, which is opened anew for each question; tell the mean of them."""
        import disk_work

        kind = disk_work.Floor if self._name == "floor" else disk_work.Ours
        found: list[dict[str, Any]] = []
        wrong: list[str] = []
        for question in questions:
            study = kind(folder)
            result, spent = disk_work.measured(partial(study.ask, output, **question))
            found.append({**spent, "rows": len(result)})
            if check:
                wrong += disk_work.differences(
                    result, disk_work.Floor(folder).ask(output, **question)
                )
        mean = {name: sum(one[name] for one in found) / len(found) for name in found[0]}
        return {**mean, "wrong": wrong}

    def offline_memory(self, folder: str, output: str) -> dict[str, Any]:
        """Read all of a study in a new process that has imported all that it needs."""
        import disk_work

        disk_work.import_all()
        return self.offline(folder, output, [{}], check=False)

    def offline_events(self, folder: str, check: bool) -> dict[str, Any]:
        """Read the events of a study on disk."""
        import disk_work

        study = disk_work.Ours(folder)
        frame, spent = disk_work.measured(study.events)
        return {**spent, "rows": len(frame), "wrong": [] if len(frame) or not check else ["none"]}

    def film_time(self, part: str) -> dict[str, Any]:
        """Put rows in memory on film time, or group them with Polars alone."""
        from film_time import FilmTime

        if "film time" not in self._made:
            self._made["film time"] = FilmTime()
        return timed(getattr(self._made["film time"], part))[1]

    def batches(self, folder: str) -> dict[str, Any]:
        """Go through a large table in batches; in a new process."""
        import disk_work

        rows, spent = disk_work.measured(disk_work.Ours(folder).batches)
        return {**spent, "rows": rows}

    def _wrong(self, frame: Any, table: str, pages: list[bytes]) -> list[str]:
        if self._name != "ours":
            return []
        sys.path.append(str(Path(__file__).parent))
        from check import differences

        rows = [row for page in pages for row in json.loads(page)["data"]]
        return differences(frame, rows, table)


def build(pages: list[bytes], table: str, output: Any) -> Any:
    """Make a frame of the bytes of pages, as a fetch does."""
    collecting, reporting, fewer_collections = parts_of_a_build()
    collector = collecting(table, output)
    with fewer_collections():
        for page in pages:
            collector.add(collector.read(page)["data"])
    return collector.finish(reporting())


def parts_of_a_build() -> tuple[Any, Any, Any]:
    """Give what makes frames of pages, under the names of this build or of the one before."""
    now = (
        ("lists.results", "Collector"),
        ("lists.report", "FetchReport"),
        ("exact_json", "fewer_garbage_collections"),
    )
    earlier = (
        ("results", "Collector"),
        ("report", "FetchReport"),
        ("exact_json", "rarer_search_for_cycles"),
    )

    def found(names: Any) -> tuple[Any, Any, Any]:
        first, second, third = (
            getattr(importlib.import_module(f"hyperstudy.{module}"), name) for module, name in names
        )
        return first, second, third

    try:
        return found(now)
    except ImportError:
        return found(earlier)


def size_of(frame: Any) -> int:
    """Give the bytes of a pandas frame with all that its cells refer to."""
    seen: set[int] = set()

    def deep(value: Any) -> int:
        if id(value) in seen or value is None or isinstance(value, bool):
            return 0
        seen.add(id(value))
        size = sys.getsizeof(value)
        if isinstance(value, dict):
            size += sum(map(deep, value.keys())) + sum(map(deep, value.values()))
        elif isinstance(value, list):
            size += sum(map(deep, value))
        return size

    total = 0
    for name in frame.columns:
        column = frame[name]
        if column.dtype == object:
            total += 8 * len(column) + sum(map(deep, column))
        else:
            total += int(column.memory_usage(index=False, deep=True))
    return total


def main() -> None:
    warnings.simplefilter("ignore")
    worker = Worker(sys.argv[1])
    # What a contender prints must not come between the answers.
    answers = os.fdopen(os.dup(1), "w", buffering=1)
    os.dup2(2, 1)
    for line in sys.stdin:
        order = json.loads(line)
        try:
            result = getattr(worker, order.pop("work"))(**order)
        except Exception as error:  # noqa: BLE001
            result = {"error": f"{type(error).__name__}: {error}"}
        answers.write(json.dumps(result) + "\n")


if __name__ == "__main__":
    main()
