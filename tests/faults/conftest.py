"""A server that misbehaves, transports that have no time, and a check that nothing is left."""

from __future__ import annotations

import gc
import threading
import time

import pytest

from hyperstudy.transport import Clock, ResponseTimeLimit, RetryPolicy, Transport

from .server import Server

KEY = "hst_live_s3cretpart0123456789"
ASK = {"method": "get", "url": "/data/events/room/r1"}


class Skipping(Clock):
    """A clock on which waiting takes no time; it remembers how long each wait would have been."""

    def __init__(self) -> None:
        self.skipped = 0.0
        self.slept: list[float] = []
        self._lock = threading.Lock()

    def now(self):
        return time.monotonic() + self.skipped

    def sleep(self, seconds, stop):
        with self._lock:
            self.slept.append(seconds)
            self.skipped += seconds

    async def sleep_async(self, seconds, stop):
        self.sleep(seconds, stop)


def nobody_there():
    """Return an address at which nobody listens."""
    with Server() as gone:
        return gone.url


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
            "patience": ResponseTimeLimit(factor=3, least=0.1),
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
    end = time.monotonic() + 2
    while (left := set(threading.enumerate()) - before) and time.monotonic() < end:
        time.sleep(0.01)
    assert not left
