"""The last step of an answer: bytes on the socket, and the faults that happen only there."""

from __future__ import annotations

import asyncio
import socket
import struct
from typing import TYPE_CHECKING

from uvicorn.protocols.http.h11_impl import H11Protocol

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from starlette.types import Message, Scope, Send

    from .faults import Fault

__all__ = ["Wire", "WireProtocol"]

_RESET_ON_CLOSE = struct.pack("ii", 1, 0)
"""SO_LINGER with no time: closing the socket sends a reset instead of a farewell."""

_transports: dict[tuple[tuple[str, int], tuple[str, int]], asyncio.Transport] = {}


class WireProtocol(H11Protocol):
    """uvicorn's protocol, which also lets an answer reach its own connection."""

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """Note the connection under its two addresses."""
        super().connection_made(transport)
        if self.server and self.client:
            _transports[self.server, self.client] = transport  # type: ignore[index]

    def connection_lost(self, exc: Exception | None) -> None:
        """Forget the connection."""
        super().connection_lost(exc)
        if self.server and self.client:
            _transports.pop((self.server, self.client), None)  # type: ignore[arg-type]


class Wire:
    """Sends one answer, harmed or not.

    Parameters
    ----------
    scope, send
        The request's ASGI scope, and where the answer goes.
    closing
        Set when the server stops: a stalled answer then ends at once.
    """

    def __init__(self, scope: Scope, send: Send, closing: asyncio.Event) -> None:
        self._send = send
        self._closing = closing
        self._ends = (tuple(scope["server"]), tuple(scope["client"]))

    async def wait(self, seconds: float) -> None:
        """Wait, but not longer than the server lives."""
        if seconds <= 0:
            return
        try:
            await asyncio.wait_for(self._closing.wait(), seconds)
        except TimeoutError:
            return

    async def send(
        self,
        status: int,
        headers: Mapping[str, str],
        chunks: Iterable[bytes],
        length: int,
        faults: Iterable[Fault] = (),
    ) -> None:
        """Send the answer.

        Parameters
        ----------
        status, headers
            What goes before the body.
        chunks
            The body in parts.
        length
            Their length together, announced as ``Content-Length``.
        faults
            Those of the stage ``wire`` are played here.
        """
        fault = next((each for each in faults if each.kind.stage == "wire"), None)
        kind = fault.kind.name if fault else ""
        share = fault.setting if fault and kind != "stall" else 0.5
        stop = int(length * min(max(share, 0.0), 1.0)) if fault else length
        announced = {"wrong-length": stop, "no-length": None}.get(kind, length)
        lengths = {} if announced is None else {"content-length": str(announced)}
        await self._send(_start(status, {**headers, **lengths}))
        sent = 0
        for chunk in chunks:
            part = chunk[: stop - sent] if fault and kind != "stall" else chunk
            if kind == "stall" and sent <= stop < sent + len(chunk):
                await self._send(_body(part[: stop - sent], more=True))
                await self.wait(fault.setting if fault else 0)
                part, sent = part[stop - sent :], stop
            sent += len(part)
            await self._send(_body(part, more=True))
            if fault and kind != "stall" and sent >= stop:
                break
        if kind == "reset":
            self._reset()
        elif kind != "cut":
            await self._send(_body(b"", more=False))

    def _reset(self) -> None:
        transport = _transports.get(self._ends)
        if transport is not None:
            raw: socket.socket = transport.get_extra_info("socket")
            raw.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, _RESET_ON_CLOSE)
            transport.abort()


def _start(status: int, headers: Mapping[str, str]) -> Message:
    pairs = [(name.lower().encode(), value.encode("latin-1")) for name, value in headers.items()]
    return {"type": "http.response.start", "status": status, "headers": pairs}


def _body(content: bytes, *, more: bool) -> Message:
    return {"type": "http.response.body", "body": content, "more_body": more}
