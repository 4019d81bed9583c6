"""The processes that are compared, and how: in turns, in one run, by ratios of neighbours."""

from __future__ import annotations

import json
import os
import resource
import statistics
import subprocess
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple, Self

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

HERE = Path(__file__).parent
HOST = "http://127.0.0.1"


class Ratio(NamedTuple):
    """How many times as much: the middle of several rounds, the least and the most."""

    middle: float
    least: float
    most: float

    def __str__(self) -> str:
        return f"{self.middle:.2f} ({self.least:.2f} to {self.most:.2f})"


def ratio(of: list[float], to: list[float]) -> Ratio:
    """Compare what was measured side by side."""
    found = [one / other for one, other in zip(of, to, strict=True)]
    return Ratio(statistics.median(found), min(found), max(found))


def in_turns(
    measures: Mapping[str, Callable[[], float]], rounds: int, seldom: Mapping[str, int]
) -> dict[str, list[float]]:
    """Measure each in every round, every second round in the other order.

    What takes long is measured in the first rounds only (`seldom`); its middle stands for the
    others, so that every list is as long.
    """
    found: dict[str, list[float]] = {name: [] for name in measures}
    for number in range(rounds):
        for name in sorted(measures, reverse=bool(number % 2)):
            if number < seldom.get(name, rounds):
                found[name].append(measures[name]())
    for values in found.values():
        values += [statistics.median(values)] * (rounds - len(values))
    return found


class Server:
    """The server in a process of its own."""

    def __enter__(self) -> Self:
        self._process = subprocess.Popen(
            [sys.executable, "-m", "benchmarks.server"],
            cwd=HERE.parent,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        assert self._process.stdout is not None
        self._port = int(self._process.stdout.readline())
        return self

    def __exit__(self, *_: object) -> None:
        assert self._process.stdin is not None
        self._process.stdin.close()
        self._process.wait()

    def api(self, milliseconds: int | str) -> str:
        """Give the address of an API whose answers wait so long, and how it sends files."""
        return f"{HOST}:{self._port}/{milliseconds}/api/v3"

    def asked(self) -> list[str]:
        """Give the paths below the API of the requests since this was asked last."""
        from urllib.request import urlopen

        with urlopen(f"{HOST}:{self._port}/asked") as answer:
            return [one.partition("/api/v3")[2] for one in answer.read().decode().splitlines()]


class Worker:
    """A contender in a process of its own."""

    def __init__(self, name: str, python: str) -> None:
        # Away from the repository, so that the peer's environment finds the peer.
        self._process = subprocess.Popen(
            [python, str(HERE / "worker.py"), name],
            cwd=HERE.anchor,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        self._name = name

    def do(self, work: str, **arguments: Any) -> dict[str, Any]:
        """Carry out an order, and wait for what it took."""
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.write(json.dumps({"work": work, **arguments}) + "\n")
        self._process.stdin.flush()
        answer = json.loads(self._process.stdout.readline())
        if "error" in answer:
            raise RuntimeError(f"{self._name}, {work}: {answer['error']}")
        if answer.get("wrong"):
            raise AssertionError(f"{self._name}, {work}: {answer['wrong']}")
        return answer

    def close(self) -> None:
        """End it."""
        assert self._process.stdin is not None
        self._process.stdin.close()
        self._process.wait()


class Sandbox:
    """A sandbox in a process of its own."""

    def __init__(self, study: str, rooms: int) -> None:
        program = (
            "import sys; from hyperstudy.sandbox import start\n"
            f"with start({study!r}, rooms={rooms}) as it:\n"
            "    print(it.base_url, it.api_key, it.experiment_id, flush=True); sys.stdin.read()"
        )
        self._process = subprocess.Popen(
            [sys.executable, "-c", program],
            cwd=HERE.anchor,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )

    def __enter__(self) -> dict[str, str]:
        assert self._process.stdout is not None
        names = ("base_url", "key", "experiment")
        return dict(zip(names, self._process.stdout.readline().split(), strict=True))

    def __exit__(self, *_: object) -> None:
        assert self._process.stdin is not None
        self._process.stdin.close()
        self._process.wait()


def process(*command: str, **variables: str) -> dict[str, float]:
    """Run a whole process, and tell what it took."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    began = time.perf_counter()
    subprocess.run(
        command, cwd=HERE.anchor, check=True, stdout=subprocess.DEVNULL, env=os.environ | variables
    )
    seconds = time.perf_counter() - began
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu = after.ru_utime - before.ru_utime + after.ru_stime - before.ru_stime
    return {"seconds": seconds, "cpu": cpu}
