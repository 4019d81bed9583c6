"""Two ports on loopback, served from one background thread."""

from __future__ import annotations

import asyncio
import errno
import os
import socket
import threading
import time
from contextlib import suppress
from typing import TYPE_CHECKING

import uvicorn

from .wire import WireProtocol

if TYPE_CHECKING:
    from collections.abc import Sequence

    from starlette.types import ASGIApp

__all__ = ["BackgroundServer", "open_port"]

_START_WITHIN = 30.0
_SLICE_SECONDS = 0.25


def open_port(host: str, port: int) -> socket.socket:
    """Take a port, 0 for any free one, so that its number is known before the server runs.

    Raises
    ------
    OSError
        When the port is taken or not allowed; the message names it.
    """
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    # With the protocol named, asyncio sends small parts at once instead of collecting them.
    taken = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    try:
        if os.name == "posix":
            # Elsewhere this would let two servers share the port.
            taken.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        taken.bind((host, port))
        taken.listen(128)
        return taken
    except BaseException as error:
        taken.close()
        if not isinstance(error, OSError):
            raise
        free = "; port 0 (--port 0) takes a free one" if error.errno == errno.EADDRINUSE else ""
        raise OSError(
            f"the sandbox cannot listen on {host}:{port}: {error.strerror or error}{free}"
        ) from error


class BackgroundServer:
    """Serves ASGI applications, each on its own socket, until it is closed.

    Parameters
    ----------
    served
        The applications with their sockets.
    closing
        Set in the server's event loop when it closes, so that long answers can end.
    """

    def __init__(
        self, served: Sequence[tuple[ASGIApp, socket.socket]], closing: asyncio.Event
    ) -> None:
        self._served = served
        self._closing = closing
        self._servers: list[uvicorn.Server] = []
        self._loop: asyncio.AbstractEventLoop | None = None
        self._unwanted = False
        self._ready = threading.Event()
        self._failure: BaseException | None = None
        self._thread = threading.Thread(target=self._run, name="hyperstudy-sandbox", daemon=True)

    def start(self) -> None:
        """Start, and return when requests are answered.

        Raises
        ------
        RuntimeError
            When the server could not start.
        """
        end = time.monotonic() + _START_WITHIN
        try:
            self._thread.start()
            # In slices: a wait without them may not be ended by Ctrl-C.
            while not self._ready.wait(_SLICE_SECONDS) and time.monotonic() < end:
                pass
            if self._failure is not None or not self._ready.is_set():
                raise RuntimeError("the sandbox could not start") from self._failure
        except BaseException:
            self.close()
            raise

    def close(self) -> None:
        """Stop answering, end what is still open, and wait until the thread is gone."""
        self._unwanted = True
        while self._thread.is_alive():
            for server in self._servers:
                server.should_exit = True
            if self._loop is not None:
                with suppress(RuntimeError):  # it has ended just now
                    self._loop.call_soon_threadsafe(self._closing.set)
            self._thread.join(_SLICE_SECONDS)
        for _, taken in self._served:
            taken.close()

    def _run(self) -> None:
        try:
            asyncio.run(self._serve())
        except BaseException as error:  # noqa: BLE001 - reported by start()
            self._failure = error
        finally:
            self._ready.set()

    async def _serve(self) -> None:
        self._loop = asyncio.get_running_loop()
        if self._unwanted:
            return
        self._servers = [
            uvicorn.Server(
                uvicorn.Config(
                    application,
                    http=WireProtocol,
                    ws="none",
                    lifespan="off",
                    log_config=None,
                    log_level="critical",
                    access_log=False,
                    server_header=False,
                    timeout_graceful_shutdown=1,
                )
            )
            for application, _ in self._served
        ]
        running = [
            asyncio.create_task(server.serve(sockets=[taken]))
            for server, (_, taken) in zip(self._servers, self._served, strict=True)
        ]
        while not all(server.started for server in self._servers):
            if any(task.done() for task in running):
                break
            await asyncio.sleep(0.005)
        else:
            self._ready.set()
        await asyncio.gather(*running)
