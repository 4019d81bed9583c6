"""Time, and telling others that it is spent waiting.

The clock can be replaced, so that tests need not wait; the sleepers can be woken, so that Ctrl-C
and ``close()`` work at once.
"""

from __future__ import annotations

import threading
import time
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, NamedTuple

from ..display.waits import log_wait

if TYPE_CHECKING:
    from collections.abc import Callable

__all__ = ["Announcer", "Clock", "Stop", "Waiting"]

# A wait is cut in slices: on Windows Ctrl-C does not wake a thread that waits for a lock.
SLICE_SECONDS = 0.25
# Refusals of one burst arrive a little apart; together they are one pause.
SAME_PAUSE_SECONDS = 2.0


class Waiting(NamedTuple):
    """The client waits.

    Attributes
    ----------
    why
        What for, as a short text.
    seconds
        How long.
    until
        The moment when it goes on, in UTC.
    """

    why: str
    seconds: float
    until: datetime


class Stop:
    """Tells a request to end: the client's word for all, and its caller's own, if it has one.

    Parameters
    ----------
    everybody
        Set when the client is interrupted or closed.
    own
        Set when the caller no longer wants this request.
    """

    def __init__(self, everybody: threading.Event, own: threading.Event | None = None) -> None:
        self._everybody = everybody
        self._own = own

    def is_set(self) -> bool:
        """Return whether to end."""
        return self._everybody.is_set() or (self._own is not None and self._own.is_set())

    def wait(self, seconds: float) -> bool:
        """Wait so long or until the end is told, and tell whether it was."""
        end = time.monotonic() + seconds
        while not self.is_set() and (left := end - time.monotonic()) > 0:
            # Two events cannot be waited for at once: their caller's own is looked at often.
            self._everybody.wait(left if self._own is None else min(left, 0.05))
        return self.is_set()


class Clock:
    """The real time."""

    def now(self) -> float:
        """Return seconds that only grow, from an arbitrary start."""
        return time.monotonic()

    def sleep(self, seconds: float, stop: Stop) -> None:
        """Wait so many seconds, or until `stop` is set."""
        end = self.now() + seconds
        while (left := end - self.now()) > 0 and not stop.wait(min(left, SLICE_SECONDS)):
            pass

    async def sleep_async(self, seconds: float, stop: Stop) -> None:
        """Do the same without blocking the event loop."""
        import anyio

        end = self.now() + seconds
        while (left := end - self.now()) > 0 and not stop.is_set():
            await anyio.sleep(min(left, SLICE_SECONDS))


class Announcer:
    """Tells listeners about waits, each pause once, however many threads share it."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._lock = threading.Lock()
        self._listeners: dict[object, Callable[[Waiting], None]] = {}
        self._announced_until = float("-inf")
        self._why = ""

    def listen(self, callback: Callable[[Waiting], None]) -> Callable[[], None]:
        """Call `callback` at the start of each wait, from the waiting thread; returns its undoing.

        A wait that is going on is told at once.
        """
        key = object()
        with self._lock:
            self._listeners[key] = callback
            left = self._announced_until - self._clock.now()
        if left > 0:
            callback(_waiting(self._why, left))

        def stop() -> None:
            with self._lock:
                self._listeners.pop(key, None)

        return stop

    def announce(self, why: str, seconds: float) -> None:
        """Announce a wait, unless it is part of one that was announced."""
        with self._lock:
            now = self._clock.now()
            until = now + seconds
            if now < self._announced_until and until <= self._announced_until + SAME_PAUSE_SECONDS:
                return
            self._announced_until, self._why = until, why
            listeners = list(self._listeners.values())
        event = _waiting(why, seconds)
        log_wait(why, seconds, event.until)
        for listener in listeners:
            listener(event)

    def after_fork(self) -> None:
        """Forget a lock that another thread of the parent process may have held."""
        self._lock = threading.Lock()


def _waiting(why: str, seconds: float) -> Waiting:
    return Waiting(why, seconds, datetime.now(UTC) + timedelta(seconds=seconds))
