"""Pulls that are killed: a program of its own, which the tests start.

It copies itself (fork) for each kill. The copy pulls, and is killed with SIGKILL right before one
of its operations on files: the open, rename, removal or link with a certain number. So each kind
of moment is met, also the few between two renames, and the same ones in each run.

    python killed_pulls.py ADDRESS KEY EXPERIMENT TYPES TASK...

    FOLDER:kill:NUMBER   pull into FOLDER, and be killed at operation NUMBER (0: never)
    FOLDER:first:NUMBER  the same, unless the first pull into it is complete

It tells of each task: killed or ended, and how many operations there were.
"""

from __future__ import annotations

import json
import os
import signal
import sys
import warnings
from datetime import timedelta
from pathlib import Path

import pyarrow.parquet  # noqa: F401  so that no copy has to load it

import hyperstudy
from hyperstudy.study import lock

OPERATIONS = {"open", "os.rename", "os.remove", "os.link", "os.mkdir", "os.rmdir", "os.truncate"}


def pull(address: str, key: str, experiment: str, types: str, folder: Path, at: int) -> int:
    count = 0

    def watch(name: str, values: tuple[object, ...]) -> None:
        nonlocal count
        if name not in OPERATIONS or not any(str(folder) in str(one) for one in values):
            return
        # How often the claim is looked at depends on the time that all takes.
        if name == "open" and str(values[0]).endswith(lock.NAME):
            return
        count += 1
        if count == at:
            os.kill(os.getpid(), signal.SIGKILL)

    sys.addaudithook(watch)
    warnings.simplefilter("ignore")
    with hyperstudy.HyperStudy(key, address) as hs:
        hs.pull(experiment, folder, types=types.split(","), overlap=timedelta(seconds=30))
    return count


def let_time_pass(folder: Path) -> None:
    """Let it be long ago that a pull was killed: its claim is watched for some seconds else."""
    claim = folder / ".pull" / lock.NAME
    if claim.exists():
        os.utime(claim, (1, 1))


def is_complete(folder: Path) -> bool:
    path = folder / "manifest.json"
    return path.exists() and bool(json.loads(path.read_bytes())["pulls"])


def main() -> None:
    address, key, experiment, types, *tasks = sys.argv[1:]
    for task in tasks:
        folder, word, number = task.rsplit(":", 2)
        if word == "first" and is_complete(Path(folder)):
            sys.stdout.write(f"{folder} ended 0 {word}\n")
            continue
        let_time_pass(Path(folder))
        reader, writer = os.pipe()
        child = os.fork()
        if not child:
            os.close(reader)
            count = pull(address, key, experiment, types, Path(folder), int(number))
            os.write(writer, str(count).encode())
            os._exit(0)
        os.close(writer)
        _, status = os.waitpid(child, 0)
        with os.fdopen(reader) as pipe:
            count = pipe.read()
        killed = os.WIFSIGNALED(status) and os.WTERMSIG(status) == signal.SIGKILL
        if not killed and os.waitstatus_to_exitcode(status):
            sys.exit(f"the pull into {folder} failed")
        sys.stdout.write(f"{folder} {'killed' if killed else 'ended'} {count or 0} {word}\n")


if __name__ == "__main__":
    main()
