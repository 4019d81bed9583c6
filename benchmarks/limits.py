"""A long fetch against the service's rate limits, in simulated time.

Client and server share a clock that stands still while anybody works, and goes on to the next
moment that somebody waits for when all are waiting.
"""

from __future__ import annotations

import threading
import time
from collections import deque
from contextlib import closing, contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING, Any, NamedTuple
from urllib.parse import parse_qs, urlsplit

import orjson

from hyperstudy import contract
from hyperstudy.lists.fetch import Fetcher
from hyperstudy.lists.query import Query
from hyperstudy.transport import Clock, Transport

if TYPE_CHECKING:
    from collections.abc import Iterator

PAGE = 1000
MINUTE, HOUR = 60.0, 3600.0
_QUIET = 0.03


class LongFetch(NamedTuple):
    """What a fetch took."""

    seconds: float
    dictated: float
    requests: int


class SimulatedClock(Clock):
    """Time that passes only where everybody waits."""

    def __init__(self) -> None:
        self._now = 0.0
        self._changed = threading.Condition()
        self._awaited: list[float] = []
        self._stirred = time.monotonic()
        self._over = threading.Event()
        threading.Thread(target=self._go_on, daemon=True).start()

    def now(self) -> float:
        self._stirred = time.monotonic()
        return self._now

    def sleep(self, seconds: float, stop: Any) -> None:
        with self._changed:
            moment = self._now + seconds
            self._awaited.append(moment)
            while self._now < moment and not stop.is_set():
                self._changed.wait(_QUIET)
            self._awaited.remove(moment)
            self._stirred = time.monotonic()

    def close(self) -> None:
        self._over.set()

    def _go_on(self) -> None:
        while not self._over.wait(_QUIET / 10):
            with self._changed:
                if self._awaited and time.monotonic() - self._stirred > _QUIET:
                    self._now = max(self._now, min(self._awaited))
                    self._stirred = time.monotonic()
                    self._changed.notify_all()


class _Limits:
    """Refuses as the service does: in any window of a minute, and of an hour."""

    def __init__(self, clock: SimulatedClock) -> None:
        allowed = contract.rate_limits()
        self._windows = (
            (MINUTE, deque[float](maxlen=allowed.per_minute_and_endpoint)),
            (HOUR, deque[float](maxlen=allowed.per_hour_and_key)),
        )
        self._clock = clock
        self._lock = threading.Lock()
        self.requests = 0

    def wait(self) -> float:
        """Count a request; give seconds to come back after if it is refused."""
        with self._lock:
            self.requests += 1
            now = self._clock.now()
            delays = [
                times[0] + length - now
                for length, times in self._windows
                if len(times) == times.maxlen and times[0] + length > now
            ]
            if not delays:
                for _, times in self._windows:
                    times.append(now)
            return max(delays, default=0.0)


@contextmanager
def _server(limits: _Limits, total: int) -> Iterator[str]:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            if wait := limits.wait():
                self._send(429, b'{"error":{"code":"RATE_LIMIT_EXCEEDED"}}', wait)
                return
            query = parse_qs(urlsplit(self.path).query)
            start = int(query["offset"][0])
            end = min(total, start + PAGE)
            self._send(200, orjson.dumps({
                "status": "success",
                "data": [{"id": f"event_{number}"} for number in range(start, end)],
                "metadata": {"pagination": {
                    "total": total, "hasMore": end < total, "nextOffset": end,
                }},
            }))  # fmt: skip

        def _send(self, status: int, body: bytes, wait: float | None = None) -> None:
            self.send_response(status)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(body)))
            if wait is not None:
                self.send_header("Retry-After", str(int(wait) + 1))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, format: str, *args: Any) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/api/v3"
    finally:
        server.shutdown()
        server.server_close()


def dictated(requests: int) -> float:
    """Give the moment of the last of so many requests, each sent as early as the limits allow."""
    allowed = contract.rate_limits()
    minute, hour = allowed.per_minute_and_endpoint, allowed.per_hour_and_key
    times: list[float] = []
    for number in range(requests):
        after_minute = times[number - minute] + MINUTE if number >= minute else 0.0
        after_hour = times[number - hour] + HOUR if number >= hour else 0.0
        times.append(max(after_minute, after_hour))
    return times[-1]


def long_fetch(pages: int) -> LongFetch:
    """Fetch so many pages of events, politely and by 8 connections."""
    with closing(SimulatedClock()) as clock:
        limits = _Limits(clock)
        with (
            _server(limits, pages * PAGE) as address,
            Transport(api_key="hst_test_1", base_url=address, pace="polite", clock=clock) as way,
        ):
            query = Query("get_events", "events", {"scope": "experiment", "scope_id": "e"})
            rows = Fetcher(way, 8).frame(query, "dict", False)
            assert [row["id"] for row in rows] == [f"event_{n}" for n in range(pages * PAGE)]
            return LongFetch(clock.now(), dictated(pages), limits.requests)
