"""Notice when an answer does not come on, and hang up when nobody wants it any more.

httpx bounds each single read: a body that drips a byte a second never times out, and a thread
that waits for one cannot be stopped. Here an answer must keep coming and end in time, and the
sockets of a client can be shut down from another thread.
"""

from __future__ import annotations

import socket
import threading
import time
import weakref
from contextlib import contextmanager, suppress
from contextvars import ContextVar
from typing import TYPE_CHECKING, Any

import httpcore
import httpx

if TYPE_CHECKING:
    from collections.abc import Generator, Iterable

    from .clock import Stop

__all__ = ["Progress", "Sockets", "Stalled", "WatchedBackend", "deadline"]

# Slower than this over a whole read timeout is a connection that hangs, not one that is slow.
LEAST_BYTES_PER_SECOND = 64

# httpcore asks for 64 KiB at a time; of a fast line, more is there, and each piece costs time.
_READ_BYTES = 256 * 1024

# How soon a read that nobody wants any more ends. A socket cannot wait for an event as well.
SLICE_SECONDS = 0.25

_bounds: ContextVar[tuple[float, Stop | None]] = ContextVar(
    "hyperstudy_bounds", default=(float("inf"), None)
)


class Stalled(httpx.ReadTimeout):
    """The answer began, and then did not come on or did not end."""


class Progress:
    """Watches the bytes of one answer's body.

    Parameters
    ----------
    window
        Seconds in which at least a little must arrive (64 bytes for each second); None: no rule.
    began
        When the body began, in seconds of ``time.monotonic``.
    """

    def __init__(self, window: float | None, began: float) -> None:
        self._window = window
        self._window_began = began
        self._in_window = 0
        self._too_slow: str | None = None

    def note(self, received: int, now: float) -> None:
        """Note that bytes came.

        Raises
        ------
        Stalled
            They come too slowly. It is raised when still more come: what has ended is no stall.
        """
        if self._too_slow is not None:
            raise Stalled(self._too_slow)
        self._in_window += received
        passed = now - self._window_began
        if self._window is None or passed < self._window:
            return
        if self._in_window < LEAST_BYTES_PER_SECOND * passed:
            self._too_slow = f"the answer hardly came on: {self._in_window} bytes in {passed:.1f} s"
        self._window_began, self._in_window = now, 0


@contextmanager
def deadline(seconds: float, stop: Stop) -> Generator[None]:
    """Let this thread's reads and writes end within so many seconds all together, or when told."""
    token = _bounds.set((time.monotonic() + seconds, stop))
    try:
        yield
    finally:
        _bounds.reset(token)


class Sockets:
    """All open sockets of a client, so that one thread can end what others wait for."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._open: weakref.WeakSet[socket.socket] = weakref.WeakSet()

    def add(self, one: Any) -> None:
        """Remember a socket for as long as it lives."""
        if isinstance(one, socket.socket):
            with self._lock:
                self._open.add(one)

    def close_connections(self) -> None:
        """Shut all of them down: whoever reads or writes wakes with an error."""
        with self._lock:
            known = list(self._open)
        for one in known:
            with suppress(OSError):
                # Of the base class: that of a TLS socket takes the layer away under its reader.
                socket.socket.shutdown(one, socket.SHUT_RDWR)


class WatchedBackend(httpcore.NetworkBackend):
    """The network of a client's connections: sockets are known, and deadlines hold."""

    def __init__(self, sockets: Sockets) -> None:
        self._sockets = sockets
        self._network = httpcore.SyncBackend()

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore.NetworkStream:
        """Open a connection within the deadline."""
        stream = self._network.connect_tcp(
            host, port, _within(timeout, httpcore.ConnectTimeout), local_address, socket_options
        )
        return _WatchedStream(stream, self._sockets)


class _WatchedStream(httpcore.NetworkStream):
    def __init__(self, stream: httpcore.NetworkStream, sockets: Sockets) -> None:
        self._stream = stream
        self._sockets = sockets
        sockets.add(stream.get_extra_info("socket"))

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        max_bytes = max(max_bytes, _READ_BYTES)
        if _bounds.get()[1] is None:
            return self._stream.read(max_bytes, _within(timeout, httpcore.ReadTimeout))
        end = None if timeout is None else time.monotonic() + timeout
        while True:
            # A timeout of 0 would mean something else to a socket.
            left = None if end is None else max(0.001, end - time.monotonic())
            allowed = _within(left, httpcore.ReadTimeout)
            if allowed is not None and allowed <= SLICE_SECONDS:
                return self._stream.read(max_bytes, allowed)
            with suppress(httpcore.ReadTimeout):
                return self._stream.read(max_bytes, SLICE_SECONDS)

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self._stream.write(buffer, _within(timeout, httpcore.WriteTimeout))

    def close(self) -> None:
        self._stream.close()

    def start_tls(
        self, ssl_context: Any, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore.NetworkStream:
        secured = self._stream.start_tls(
            ssl_context, server_hostname, _within(timeout, httpcore.ConnectTimeout)
        )
        return _WatchedStream(secured, self._sockets)

    def get_extra_info(self, info: str) -> Any:
        return self._stream.get_extra_info(info)


def _within(timeout: float | None, late: type[Exception]) -> float | None:
    end, stop = _bounds.get()
    left = end - time.monotonic()
    if left <= 0 or (stop is not None and stop.is_set()):
        raise late("the answer did not come in time")
    if left == float("inf"):
        return timeout
    return left if timeout is None else min(timeout, left)
