"""A server that misbehaves, transports that have no time, and a check that nothing is left."""

from __future__ import annotations

import atexit
import gc
import socket
import threading
import time
from contextlib import suppress
from functools import cache
from pathlib import Path

import pytest

from hyperstudy.transport import Clock, ResponseTimeLimit, RetryPolicy, Transport

from .server import Server

KEY = "hst_live_s3cretpart0123456789"
ASK = {"method": "get", "url": "/data/events/room/r1"}


class Skipping(Clock):
    """A clock on which waiting takes no time; it remembers how long each wait would have been.

    Nothing else takes time either, so that it does not matter how busy the machine is.
    """

    def __init__(self) -> None:
        self.skipped = 0.0
        self.slept: list[float] = []
        self._lock = threading.Lock()

    def now(self):
        return self.skipped

    def sleep(self, seconds, stop):
        with self._lock:
            self.slept.append(seconds)
            self.skipped += seconds

    async def sleep_async(self, seconds, stop):
        self.sleep(seconds, stop)


class OneShortTry(Skipping):
    """Lets the first try of a request end soon, and gives those after it all the time.

    What is answered in the end must be waited for, however slow the machine is.

    Parameters
    ----------
    seconds
        How long the first try may take.
    server
        Who gets it, and has planned one answer more: the second try does not overtake the first.
    """

    def __init__(self, seconds, server) -> None:
        super().__init__()
        self._server = server
        self._timeout = dict.fromkeys(("connect", "read", "write", "pool"), seconds)

    def of(self, request):
        """Give a request whose timeout follows this clock."""
        return {**request, "extensions": {"timeout": self._timeout}}

    def sleep(self, seconds, stop):
        super().sleep(seconds, stop)
        wait_until(lambda: self._server.planned == 1)
        self._timeout.update(dict.fromkeys(self._timeout, 60.0))


def clock_and_request(fault, server):
    """Give the clock on which a fault is met, and the request that meets it."""
    request = {"method": fault.method, "url": "/data/events/room/r1"}
    if fault.ends is not None or "timeout" not in fault.options:
        return Skipping(), request
    # Only the first answer is one that does not come in time.
    clock = OneShortTry(fault.options["timeout"], server)
    return clock, clock.of(request)


def wait_until(holds, seconds=60.0):
    """Wait until something holds; the limit is for what never does."""
    end = time.monotonic() + seconds
    while not holds():
        assert time.monotonic() < end, "it did not come to that"
        time.sleep(0.005)


def wait_until_asleep(process, seconds=60.0):
    """Wait until all threads of another process wait for something, for a tenth of a second."""
    tasks = Path(f"/proc/{process}/task")
    if not tasks.exists():
        time.sleep(0.5)  # no such system; there it is a guess
        return
    since = time.monotonic()
    end = since + seconds
    while time.monotonic() - since < 0.1:
        states = set()
        for one in tasks.glob("*/stat"):
            with suppress(OSError):  # it ended just now
                states.add(one.read_text("ascii", "replace").rpartition(")")[2].split()[0])
        if states != {"S"}:
            since = time.monotonic()
        assert time.monotonic() < end, "it is busy all the time"
        time.sleep(0.01)


@cache
def nobody_there():
    """Return an address at which nobody listens, and nobody else can."""
    listener = socket.socket()
    atexit.register(listener.close)
    listener.bind(("127.0.0.1", 0))
    return f"http://127.0.0.1:{listener.getsockname()[1]}"


@pytest.fixture
def server():
    with Server() as running:
        yield running


@pytest.fixture
def transport(server):
    """Make transports to the server, closed at the end; by default their waits take no time."""
    made = []

    def make(*, limit_budget=5400.0, retry=None, **options):
        settings = {
            "api_key": KEY,
            "base_url": f"{server.url}/api/v3",
            "clock": Skipping(),
            "retry": retry or RetryPolicy(tries=3, limit_budget=limit_budget),
            "time_limit": ResponseTimeLimit(factor=3, least=0.1),
        }
        made.append(Transport(**{**settings, **options}))
        return made[-1]

    yield make
    for one in made:
        one.close()


@pytest.fixture(autouse=True)
def _nothing_is_left():
    """No thread, no socket: what is not closed warns when it is collected, and warnings fail."""
    before = set(threading.enumerate())
    gc.collect()  # what others left is not kept by what follows
    gc.freeze()  # what was there before need not be looked through each time
    yield
    gc.collect()
    end = time.monotonic() + 30
    while (left := set(threading.enumerate()) - before) and time.monotonic() < end:
        time.sleep(0.01)
    assert not left
