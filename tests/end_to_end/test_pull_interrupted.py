"""A pull that is killed, at any moment, ends with the same bytes as one that is not."""

from __future__ import annotations

import hashlib
import os
import random
import subprocess
import sys
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

import hyperstudy
from hyperstudy.sandbox import start
from hyperstudy.study import manifest
from hyperstudy.study.verify import verify

if TYPE_CHECKING:
    from collections.abc import Iterator

    from hyperstudy.sandbox import Sandbox

pytest.importorskip("pyarrow")
pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="kills copies of a process")

KILLS = int(os.environ.get("HYPERSTUDY_KILLS", "4"))
TYPES = "rooms,events,sync,variables"
PROGRAM = Path(__file__).with_name("killed_pulls.py")


@pytest.fixture
def sandbox() -> Iterator[Sandbox]:
    with start("movie-dyads", rooms=3, minutes=1, page_limit=60) as running:
        yield running


def run(sandbox: Sandbox, *tasks: str) -> list[list[str]]:
    """Pull with the program of its own; gives what became of each task."""
    completed = subprocess.run(
        [
            sys.executable,
            str(PROGRAM),
            sandbox.base_url,
            sandbox.api_key,
            sandbox.experiment_id,
            TYPES,
            *tasks,
        ],
        capture_output=True,
        text=True,
        check=False,
    )
    assert completed.returncode == 0, completed.stderr + completed.stdout
    return [line.rsplit(" ", 3)[1:] for line in completed.stdout.splitlines()]


def files(study: Path) -> dict[str, str]:
    return {
        path.relative_to(study).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for folder in ("data", "history")
        for path in sorted((study / folder).rglob("*"))
        if path.is_file()
    }


def manifest_values(study: Path) -> dict[str, Any]:
    """Give what the manifest says of the tables, which is the same however often it was killed."""
    found = manifest.read(study)
    assert found is not None
    return {name: (entry.files, entry.rows) for name, entry in found.tables.items()}


def new_events(study: Path) -> int:
    found = manifest.read(study)
    assert found is not None
    return found.tables["events"].changes.new


def moments(count: int, operations: int, seed: str) -> list[int]:
    return sorted(random.Random(seed).sample(range(1, operations + 1), min(count, operations)))


def assert_the_same(study: Path, whole: Path) -> None:
    assert files(study) == files(whole)
    assert manifest_values(study) == manifest_values(whole)
    assert verify(study, progress=False)
    assert sorted(one.name for one in (study / ".pull").iterdir()) == []


def asked(sandbox: Sandbox, since: int) -> Counter[str]:
    return Counter(one.operation for one in sandbox.requests[since:])


def test_killed_at_random_moments(sandbox: Sandbox, tmp_path: Path) -> None:
    whole = tmp_path / "whole"
    ((_, count, _),) = run(sandbox, f"{whole}:kill:0")
    needed = asked(sandbox, 0)
    assert sum(needed.values()) > 10
    numbers = moments(KILLS, int(count), "first")
    tasks = [f"{tmp_path / f'at{number}'}:kill:{number}" for number in numbers]
    states = [state for state, _, _ in run(sandbox, *tasks)]
    # Threads take turns as they like, so that there may be an operation less than in the first.
    assert states.count("ended") <= 2
    for number in numbers:
        study = tmp_path / f"at{number}"
        for path in (study / "data").rglob("*.parquet"):
            # Whatever is under its name is whole, at any moment.
            name = path.relative_to(study).as_posix()
            assert files(whole)[name] == hashlib.sha256(path.read_bytes()).hexdigest()
    run(sandbox, *(f"{tmp_path / f'at{number}'}:kill:0" for number in numbers))
    for number in numbers:
        assert_the_same(tmp_path / f"at{number}", whole)


def test_killed_again_and_again_it_asks_for_no_page_three_times(
    sandbox: Sandbox, tmp_path: Path
) -> None:
    whole, study = tmp_path / "whole", tmp_path / "often"
    ((_, count, _),) = run(sandbox, f"{whole}:kill:0")
    needed = asked(sandbox, 0)
    since = len(sandbox.requests)
    numbers = moments(KILLS, int(count) // 4, "often")
    random.Random(3).shuffle(numbers)
    tasks = [f"{study}:first:{number}" for number in numbers]
    states = run(sandbox, *tasks, f"{study}:first:0")
    asked_for = asked(sandbox, since)
    run(sandbox, f"{study}:kill:0")  # clears away what the last kill may have left
    kills = sum(state == "killed" for state, _, _ in states)
    assert kills >= min(KILLS, 3)
    assert_the_same(study, whole)
    for operation, often in asked_for.items():
        # At most one page for each data type is asked twice by a call that goes on.
        assert often <= needed[operation] + kills, operation


def test_an_update_that_is_killed(sandbox: Sandbox, tmp_path: Path) -> None:
    first, whole = tmp_path / "first", tmp_path / "whole"
    run(sandbox, f"{first}:kill:0", f"{whole}:kill:0")
    assert files(first) == files(whole)
    events = sandbox.study.table("events", "experiment", sandbox.experiment_id)
    rooms = [str(room["id"]) for room in sandbox.study.rooms]
    with sandbox.client() as hs:
        hs.record_events(
            [
                {
                    "experimentId": sandbox.experiment_id,
                    "eventType": "late.note",
                    "roomId": room,
                    "timestamp": events[place]["timestamp"],
                }
                for place in (3, len(events) // 2, len(events) - 1)
                for room in rooms[:2]
            ]
        )
    ((_, count, _),) = run(sandbox, f"{whole}:kill:0")
    assert new_events(whole) == 6
    numbers = moments(KILLS, int(count), "update")
    for number in numbers:
        study = tmp_path / f"at{number}"
        subprocess.run(["cp", "-r", str(first), str(study)], check=True)
    studies = [tmp_path / f"at{number}" for number in numbers]
    run(sandbox, *(f"{one}:kill:{at}" for one, at in zip(studies, numbers, strict=True)))
    run(sandbox, *(f"{one}:kill:0" for one in studies))
    for study in studies:
        assert_the_same(study, whole)


def test_ctrl_c_keeps_what_came(tmp_path: Path) -> None:
    # As soon as a page is on disk; those after it do not come. The signal reaches another thread
    # than the one that waits, as any signal may.
    code = (
        "import hyperstudy, sys, signal, os, threading, time, pathlib\n"
        "def interrupt():\n"
        "    while not any(one.is_file() and one.stat().st_size for one in\n"
        "                  pathlib.Path(sys.argv[4]).glob('.pull/**/events*')): time.sleep(0.005)\n"
        "    signal.pthread_kill(threading.get_ident(), signal.SIGINT)\n"
        "hs = hyperstudy.HyperStudy(sys.argv[2], sys.argv[1])\n"
        "threading.Thread(target=interrupt, daemon=True).start()\n"
        "try:\n    hs.pull(sys.argv[3], sys.argv[4], types=['events', 'rooms'])\n"
        "except KeyboardInterrupt: print('stopped')\n"
        "hs.close()"
    )
    study = tmp_path / "study"
    with start("movie-dyads", rooms=3, minutes=1, page_limit=60) as slow:
        slow.faults.plan("", *["stall=600"] * 50, operation="get_events")
        given = [slow.base_url, slow.api_key, slow.experiment_id, str(study)]
        done = subprocess.run(
            [sys.executable, "-c", code, *given],
            capture_output=True,
            text=True,
            check=False,
            timeout=120,
        )
        assert done.returncode == 0, done.stderr
        assert done.stdout == "stopped\n"
        assert "Traceback" not in done.stderr
        slow.faults._plans.clear()
        with slow.client() as hs:
            report = hs.pull(slow.experiment_id, study, types=["events", "rooms"])
    assert report.complete
    assert hyperstudy.open_study(study).verify(progress=False)
