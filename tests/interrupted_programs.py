"""Programs that are interrupted by a signal that reaches another thread than the main one.

That is the harder way: what the main thread waits for in the system is not woken by it.
"""

from __future__ import annotations

import subprocess
import sys
import threading
from collections.abc import Callable
from linecache import getline
from types import FrameType, ModuleType
from typing import Any

import pytest

needs_signals = pytest.mark.skipif(sys.platform == "win32", reason="sends POSIX signals")

_BEGIN = """
import signal, sys, threading, time

# Whoever started the tests may ignore some, as `nohup` does.
signal.signal(signal.SIGINT, signal.default_int_handler)
signal.signal(signal.SIGTERM, signal.SIG_DFL)
signal.signal(signal.SIGHUP, signal.SIG_DFL)

def interrupt_when(condition, number=signal.SIGINT):
    def watch():
        while not condition():
            time.sleep(0.002)
        signal.pthread_kill(threading.get_ident(), number)
    threading.Thread(target=watch, name="watch", daemon=True).start()

def busy(seconds):
    began = time.process_time()
    return lambda: time.process_time() - began > seconds

def threads():
    names = [one.name for one in threading.enumerate()]
    return sorted(one for one in names if one not in {"MainThread", "watch"})
"""


def run(code: str, *arguments: object) -> subprocess.CompletedProcess[str]:
    """Run a program that may call `interrupt_when`, `busy` and `threads`.

    Where it does not end, the test fails.
    """
    return subprocess.run(
        [sys.executable, "-c", _BEGIN + code, *map(str, arguments)],
        capture_output=True,
        text=True,
        timeout=240,
        check=False,
    )


def interrupted_at_line(number: int, module: ModuleType, work: Callable[[], object]) -> bool:
    """Do something, and interrupt it where it comes to a line of a module for the nth time.

    Returns
    -------
    bool
        Whether it came so far.
    """
    left = number
    interrupted: list[bool] = []
    failed: list[BaseException] = []

    def trace(frame: FrameType, event: str, _: object) -> Any:
        nonlocal left
        if frame.f_code.co_filename != module.__file__ or not module.__file__:
            return None
        # Python looks for no signal at a line that does nothing, nor between a block and its end.
        text = getline(module.__file__, frame.f_lineno).strip()
        if event == "line" and not text.startswith(("try:", "with ")):
            left -= 1
            if not left:
                raise KeyboardInterrupt
        return trace

    def traced() -> None:
        before = sys.gettrace()
        sys.settrace(trace)
        try:
            work()
            interrupted.append(False)
        except KeyboardInterrupt:
            interrupted.append(True)
        except BaseException as error:  # noqa: BLE001 - raised below
            failed.append(error)
        finally:
            sys.settrace(before)

    # In a thread of its own: one that is interrupted so in an `except` block may go on handling the
    # exception of that block for as long as it lives.
    thread = threading.Thread(target=traced)
    thread.start()
    thread.join()
    for error in failed:
        raise error
    assert left <= 0 or interrupted == [False]
    return interrupted == [True]
