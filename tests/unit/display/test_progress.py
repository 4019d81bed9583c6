"""A bar counts what it is told, from any thread, and costs nothing when its display fails."""

from __future__ import annotations

import gc
import io
import logging
import os
import sys
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

import pytest
import tqdm.std
from interrupted_programs import interrupted_at_line
from tqdm.auto import tqdm as shared_bar

from hyperstudy.display import progress
from hyperstudy.display.progress import Bar, watched

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator


class Screen(io.StringIO):
    """A terminal on which writing may fail in some threads, or stand still."""

    def __init__(self, fail: Callable[[], BaseException | None] = lambda: None) -> None:
        super().__init__()
        self.fail = fail
        self.still: threading.Event | None = None
        self.reached = threading.Event()

    def isatty(self) -> bool:
        return True

    def write(self, text: str) -> int:
        if (error := self.fail()) is not None:
            raise error
        if self.still is not None:
            self.reached.set()
            assert self.still.wait(60)
        return super().write(text)

    @property
    def last(self) -> str:
        return self.getvalue().rstrip().rpartition("\r")[2]


@pytest.fixture
def screen(monkeypatch: pytest.MonkeyPatch) -> Screen:
    made = Screen()
    # pytest puts its own stream back in place before a test begins.
    monkeypatch.setattr(progress, "sys", SimpleNamespace(stderr=made, modules=sys.modules))
    # Every update is drawn, however soon after another.
    monkeypatch.setattr(tqdm.std.tqdm, "__init__", _without_rest(tqdm.std.tqdm.__init__))
    return made


def _without_rest(init: Callable[..., None]) -> Callable[..., None]:
    def made(self: object, *values: object, **named: object) -> None:
        init(self, *values, **{"mininterval": 0, "miniters": 1, **named})

    return made


def is_free(lock: Any) -> bool:
    """Return whether another thread could have a lock."""
    with ThreadPoolExecutor(1) as pool:
        found = pool.submit(lambda: lock.acquire(False) and (lock.release() or True))
        return bool(found.result())


# A bar that was cut off while it was made may fail once more when Python collects it.
@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
def test_ctrl_c_at_any_moment_keeps_no_lock_and_ends_the_bar(screen: Screen) -> None:
    def work() -> None:
        with Bar("events", enabled=True) as bar:
            bar.start(3)
            bar.set_text("one")
            bar.advance(3)

    number = 1
    while interrupted_at_line(number, progress, work):
        assert not progress.is_displayed()
        for one in shared_bar.get_lock().locks:
            assert is_free(one), number
        number += 1
    assert number > 80
    assert "3/3" in screen.last


@pytest.fixture(autouse=True)
def nothing_is_left_behind() -> Iterator[None]:
    before = threading.active_count()
    yield
    gc.collect()  # a bar that ends itself when it is collected would raise here
    assert threading.active_count() == before
    lock = shared_bar.get_lock()
    for one in lock.locks:
        assert one.acquire(False), "a bar kept the lock of all bars"
        one.release()


def test_it_counts_what_any_thread_tells(screen: Screen) -> None:
    with Bar("rows", enabled=True) as bar, ThreadPoolExecutor(8) as pool:
        bar.start(8000, initial=100)
        for _ in range(8):
            pool.submit(lambda: [bar.advance(1) for _ in range(500)])
    assert "4100/8000" in screen.last


def test_what_was_not_started_shows_nothing(screen: Screen) -> None:
    with Bar("rows", enabled=True) as bar:
        bar.advance(5)
        bar.set_text("files")
    with Bar("rows", enabled=False) as bar:
        bar.start(5)
        bar.wait("a limit", 1.0, datetime.now(UTC))
    assert screen.getvalue() == ""


def test_a_total_that_changes_and_a_wait(screen: Screen, monkeypatch: pytest.MonkeyPatch) -> None:
    moment = 100.0
    monkeypatch.setattr(progress, "time", SimpleNamespace(monotonic=lambda: moment))
    until = datetime.now(UTC) + timedelta(seconds=0.3)
    with Bar("rows", enabled=True) as bar:
        bar.start(None)
        bar.start(10)
        bar.set_text("2 files")
        bar.advance(4)
        bar.wait("a limit", 0.3, until)
        assert "a limit" in screen.last
        bar.set_text("3 files")
        assert "3 files" not in screen.last
        moment += 0.35
        bar.start(20)
        bar.advance(-2)
        bar.set_text("3 files, 1 failed")
        assert "2/20" in screen.last
    assert "3 files, 1 failed" in screen.last


@pytest.mark.parametrize("error", [LookupError("no parent"), TypeError("odd"), OSError(28, "x")])
@pytest.mark.parametrize("when", ["at first", "later", "at the end"])
def test_a_display_that_fails_is_told_of_once(
    screen: Screen, caplog: pytest.LogCaptureFixture, error: Exception, when: str
) -> None:
    failing = {"now": when == "at first"}
    screen.fail = lambda: error if failing["now"] else None
    with caplog.at_level(logging.INFO, "hyperstudy"), Bar("rows", enabled=True) as bar:
        for step in range(5):
            bar.start(10 + step)
            bar.advance(1)
            bar.set_text(str(step))
            bar.wait("a limit", 0.0, datetime.now(UTC))
            failing["now"] |= when == "later"
        failing["now"] = True
        assert progress.is_displayed() == (when == "at the end")
    assert not progress.is_displayed()
    (message,) = caplog.messages
    assert type(error).__name__ in message
    assert "goes on without it" in message


def test_a_display_that_fails_in_other_threads_only(
    screen: Screen, caplog: pytest.LogCaptureFixture
) -> None:
    # As in ipykernel 7.0, whose output belongs to the thread of the cell.
    mine = threading.get_ident()
    screen.fail = lambda: LookupError("x") if threading.get_ident() != mine else None
    with Bar("rows", enabled=True) as bar, ThreadPoolExecutor(4) as pool:
        bar.start(100)
        list(pool.map(bar.advance, [1] * 50))
        bar.advance(1)
    assert len(caplog.messages) == 1


def test_what_ends_a_program_is_not_swallowed(screen: Screen) -> None:
    with Bar("rows", enabled=True) as bar:
        bar.start(10)
        screen.fail = KeyboardInterrupt
        with pytest.raises(KeyboardInterrupt):
            bar.advance(1)
        screen.fail = lambda: None
        bar.advance(1)
    assert "2/10" in screen.last


@pytest.mark.parametrize("kind", ["tqdm's own", "of a program"])
def test_a_lock_that_somebody_keeps_is_not_waited_for(
    screen: Screen, monkeypatch: pytest.MonkeyPatch, kind: str
) -> None:
    own = shared_bar.get_lock()
    lock = own if kind == "tqdm's own" else threading.Lock()
    monkeypatch.setattr(shared_bar, "_lock", lock)
    kept, over = threading.Event(), threading.Event()

    def keep() -> None:
        lock.acquire()
        kept.set()
        over.wait(60)
        lock.release()

    keeper = threading.Thread(target=keep)
    with Bar("rows", enabled=True) as bar:
        bar.start(10)
        keeper.start()
        assert kept.wait(60)
        began = time.monotonic()
        bar.advance(3)
        with Bar("more", enabled=True) as other:
            other.start(3)
        assert time.monotonic() - began < 18
        over.set()
        keeper.join()
        bar.advance(1)
    assert "4/10" in screen.last
    monkeypatch.setattr(shared_bar, "_lock", own)


def test_a_screen_that_stands_still_holds_up_one_thread_only(screen: Screen) -> None:
    with Bar("rows", enabled=True) as bar:
        bar.start(10)
        screen.still = threading.Event()
        stuck = threading.Thread(target=bar.advance, args=(1,))
        stuck.start()
        assert screen.reached.wait(60)
        began = time.monotonic()
        for _ in range(5):
            bar.advance(1)
        bar.close()
        assert time.monotonic() - began < 18
        screen.still.set()
        stuck.join(60)
    # Whoever was stuck ends the bar, with all that was counted meanwhile.
    assert "6/10" in screen.last
    assert screen.getvalue().endswith("\n")


@pytest.mark.parametrize("stream", [None, "closed"])
def test_no_stream_that_could_be_watched(
    monkeypatch: pytest.MonkeyPatch, stream: str | None
) -> None:
    closed = io.StringIO()
    closed.close()
    monkeypatch.setattr(sys, "stderr", closed if stream else None)
    assert not watched()


@pytest.mark.skipif(not hasattr(os, "openpty"), reason="needs a terminal")
def test_a_terminal_is_watched(monkeypatch: pytest.MonkeyPatch) -> None:
    ours, theirs = os.openpty()
    with os.fdopen(theirs, "w") as terminal, os.fdopen(ours, "rb"):
        monkeypatch.setattr(sys, "stderr", terminal)
        assert watched()
