"""One pull at a time: who comes second is told who is there, and takes over from who is gone."""

from __future__ import annotations

import hashlib
import json
import os
import subprocess
import sys
import threading
import time
from types import SimpleNamespace
from typing import TYPE_CHECKING

import pytest
from interrupted_programs import interrupted_at_line

from hyperstudy.downloads.process_ownership import ProcessOwner
from hyperstudy.exceptions import HyperStudyError
from hyperstudy.study import lock

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def state(tmp_path: Path) -> Path:
    folder = tmp_path / "study" / ".pull"
    folder.mkdir(parents=True)
    return folder


def left(state: Path) -> list[str]:
    return sorted(one.name for one in state.iterdir())


def test_a_claim_is_given_back(state: Path) -> None:
    with lock.hold(state) as held:
        held.check()
        assert left(state) == [lock.NAME]
    assert left(state) == []
    with lock.hold(state):
        pass


def test_ctrl_c_at_any_moment_of_claiming_leaves_nothing_behind(state: Path) -> None:
    def claim() -> None:
        with lock.hold(state):
            sys.settrace(None)

    number = 1
    while interrupted_at_line(number, lock, claim):
        with lock.hold(state):
            pass
        assert not list(state.iterdir())
        assert "hyperstudy-claim" not in {one.name for one in threading.enumerate()}
        number += 1
    assert number > 20


def test_the_second_one_is_told_who_is_there(state: Path) -> None:
    who = f"process {os.getpid()}"
    with (
        lock.hold(state),
        pytest.raises(HyperStudyError, match=who) as caught,
        lock.hold(state),
    ):
        pytest.fail("two at once")
    assert caught.value.code == "FOLDER_IN_USE"
    assert left(state) == []


def test_another_process_is_refused(state: Path) -> None:
    code = (
        "import sys, pathlib; from hyperstudy.study import lock\n"
        "try:\n    with lock.hold(pathlib.Path(sys.argv[1])): print('got it')\n"
        "except Exception as error: print(error.code)"
    )
    command = [sys.executable, "-c", code, str(state)]
    with lock.hold(state):
        refused = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    free = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    assert (refused.strip(), free.strip()) == ("FOLDER_IN_USE", "got it")


def test_who_was_killed_holds_nothing(state: Path) -> None:
    code = (
        "import os, signal, sys, pathlib; from hyperstudy.study import lock\n"
        "with lock.hold(pathlib.Path(sys.argv[1])): os._exit(9)"
    )
    subprocess.run([sys.executable, "-c", code, str(state)], check=False)
    assert left(state) == [lock.NAME]
    for ending in ("part", "heir"):
        (state / f"{lock.NAME}.00000000.{ending}").write_bytes(b"{}")
    with lock.hold(state):
        assert left(state) == [lock.NAME]
    assert left(state) == []


def test_it_is_renewed_as_long_as_it_is_held(state: Path) -> None:
    with lock.hold(state):
        path = state / lock.NAME
        os.utime(path, (1, 1))
        end = time.monotonic() + 30
        while path.stat().st_mtime == 1 and time.monotonic() < end:
            time.sleep(0.1)
        assert path.stat().st_mtime > 1


def gone() -> int:
    """Give the number of a process that there is no more."""
    with subprocess.Popen([sys.executable, "-c", ""]) as ended:
        pass
    return ended.pid


# Nodes of a cluster, or copies of an image, say that they are the same machine. A process of
# another node is one that does not run here, or that runs and is another one; clocks may differ.
HOLDERS = {
    "a process that does not run here": lambda own: own._replace(process=gone()),
    "a process with our number": lambda own: own._replace(run="0" * 8),
    "another machine": lambda own: own._replace(machine="abcdef"),
}


@pytest.mark.parametrize("clock", [0, -1000])
@pytest.mark.parametrize("who", HOLDERS)
def test_what_is_still_renewed_is_never_taken_over(state: Path, who: str, clock: int) -> None:
    own = ProcessOwner.new()
    own.end()
    path = state / lock.NAME
    content = json.dumps({"owner": str(HOLDERS[who](own)), "computer": "node7"})
    path.write_text(content)
    over = threading.Event()

    def renew() -> None:
        while not over.wait(0.5):
            os.utime(path, (time.time() + clock,) * 2)

    os.utime(path, (time.time() + clock,) * 2)
    node = threading.Thread(target=renew)
    node.start()
    try:
        with pytest.raises(HyperStudyError, match="node7") as caught, lock.hold(state):
            pytest.fail("it is held")
        assert caught.value.code == "FOLDER_IN_USE"
    finally:
        over.set()
        node.join()
    assert path.read_text() == content
    assert left(state) == [lock.NAME]
    os.utime(path, (1, 1))
    with lock.hold(state):
        pass


def test_who_stood_still_has_not_watched(state: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = state / lock.NAME
    path.write_text(json.dumps({"owner": "abcdef-1-01234567", "computer": "node7"}))
    os.utime(path, (path.stat().st_mtime - 600,) * 2)
    slept: list[float] = []

    def sleep(seconds: float) -> None:
        slept.append(seconds)
        if len(slept) == 3:  # the other one goes on, a little later than this one
            os.utime(path)

    def monotonic() -> float:
        # The first sleep took a minute: the computer was halted, and the other one with it.
        return time.monotonic() + 60 * bool(slept)

    clock = SimpleNamespace(sleep=sleep, monotonic=monotonic, time=time.time)
    monkeypatch.setattr(lock, "time", clock)
    with pytest.raises(HyperStudyError, match="node7"), lock.hold(state):
        pytest.fail("it is held")
    assert len(slept) == 3


@pytest.mark.parametrize("content", [b"", b"[]", b'{"owner": 3}'])
def test_a_claim_that_nobody_can_read_counts_until_it_is_old(state: Path, content: bytes) -> None:
    path = state / lock.NAME
    path.write_bytes(content)
    with pytest.raises(HyperStudyError), lock.hold(state):
        pytest.fail("it is fresh")
    os.utime(path, (1, 1))
    with lock.hold(state):
        pass


def test_another_computer_counts_as_gone_after_a_while(state: Path) -> None:
    path = state / lock.NAME
    path.write_text(json.dumps({"owner": "abcdef-1-01234567", "computer": "elsewhere"}))
    with pytest.raises(HyperStudyError, match="elsewhere"), lock.hold(state):
        pytest.fail("it was renewed just now")
    os.utime(path, (path.stat().st_mtime - 3600,) * 2)
    with lock.hold(state):
        pass


def test_who_was_taken_over_notices(state: Path) -> None:
    with lock.hold(state) as held:
        (state / lock.NAME).write_text(json.dumps({"owner": "abcdef-1-01234567"}))
        with pytest.raises(HyperStudyError, match="took this folder over"):
            held.check()
    assert left(state) == [lock.NAME]


class Crowd:
    """Programs that come at the same time, and how many of them were inside at once."""

    def __init__(self, state: Path, size: int) -> None:
        self.state = state
        self.together = threading.Barrier(size)
        self.inside: list[int] = []
        self.most = 0
        self.codes: list[str | None] = []
        threads = [threading.Thread(target=self.come, args=(number,)) for number in range(size)]
        for one in threads:
            one.start()
        for one in threads:
            one.join()

    def come(self, number: int) -> None:
        self.together.wait()
        try:
            with lock.hold(self.state):
                self.inside.append(number)
                self.most = max(self.most, len(self.inside))
                time.sleep(0.02)
                self.inside.remove(number)
        except HyperStudyError as error:
            self.codes.append(error.code)


def test_of_many_that_come_at_once_after_a_crash_one_gets_it(state: Path) -> None:
    for _ in range(10):
        path = state / lock.NAME
        path.write_text(json.dumps({"owner": "abcdef-1-01234567"}))
        os.utime(path, (1, 1))
        crowd = Crowd(state, 6)
        assert crowd.most == 1
        assert set(crowd.codes) <= {"FOLDER_IN_USE"}
        assert left(state) == []


def test_the_heir_of_who_died_while_inheriting(state: Path) -> None:
    dead = json.dumps({"owner": "abcdef-1-01234567"}).encode()
    will = f"{lock.NAME}.{hashlib.sha256(dead).hexdigest()[:16]}.heir"
    for name in (lock.NAME, will):
        (state / name).write_bytes(dead)
    os.utime(state / lock.NAME, (1, 1))
    with pytest.raises(HyperStudyError), lock.hold(state):
        pytest.fail("the heir may live")
    os.utime(state / will, (1, 1))
    with lock.hold(state):
        assert left(state) == [lock.NAME]
