"""Carry out the steps of a request (`attempts.py`): one sender for threads, one for asyncio."""

from __future__ import annotations

import threading
import time
from typing import TYPE_CHECKING

import httpx

from ..exceptions import HyperStudyError
from .attempts import AttemptContext, Outcome, Pause, Send
from .clock import Stop
from .network_errors import reading_body
from .response_body import whole
from .stall_detection import Progress, Stalled, deadline

if TYPE_CHECKING:
    from .connections import AsyncPools, Pools

__all__ = ["AsyncRequestSender", "CancellationSource", "RequestSender", "ResponseTimeLimit"]

# What httpx raises for a request that failed on its way; anything else is not ours to judge.
FAILURES = (httpx.TransportError, httpx.DecodingError, httpx.InvalidURL)


class CancellationSource:
    """Cancels the requests that are going on, or all for good; gives each its `Stop`."""

    def __init__(self) -> None:
        self._closed = False
        self._ended = threading.Event()

    def interrupt(self) -> None:
        """End all that began before; what begins later is not concerned."""
        ended, self._ended = self._ended, threading.Event()
        ended.set()

    def close(self) -> None:
        """End everything and let nothing begin."""
        self._closed = True
        self._ended.set()

    def begin(self, request: httpx.Request) -> Stop:
        """Return what tells a request to end.

        Raises
        ------
        HyperStudyError
            The client was closed.
        """
        if self._closed:
            raise HyperStudyError(
                "the client was closed",
                "CLIENT_CLOSED",
                hint="Make a new HyperStudy, or keep the work inside its `with` block.",
            )
        return Stop(self._ended, request.extensions.get("hyperstudy_stop"))


class ResponseTimeLimit:
    """How long one sending of a request may take.

    Parameters
    ----------
    factor, least
        An answer must have ended after `factor` read timeouts, or `least` seconds if that is more.
    """

    def __init__(self, factor: float = 10.0, least: float = 300.0) -> None:
        self._factor = factor
        self._least = least

    def of(self, request: httpx.Request) -> tuple[float | None, float]:
        """Return the window of the stall rule and the longest time, in seconds."""
        window: float | None = request.extensions.get("timeout", {}).get("read")
        return window, max(self._least, self._factor * (window or 0.0))


class RequestSender(httpx.BaseTransport):
    """Sends the requests of a client's threads, as often as `RequestAttempts` decides."""

    def __init__(
        self,
        attempts: AttemptContext,
        pools: Pools,
        cancellation: CancellationSource,
        time_limit: ResponseTimeLimit,
    ) -> None:
        self._attempts = attempts
        self._pools = pools
        self._cancellation = cancellation
        self._time_limit = time_limit

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        """Send a request and return its whole answer."""
        stop = self._cancellation.begin(request)
        request.read()
        steps = self._attempts.start(request, stop)
        outcome: Outcome = None
        try:
            while True:
                step = steps.send(outcome)
                outcome = None
                match step:
                    case Pause(seconds):
                        self._attempts.clock.sleep(seconds, stop)
                    case Send(prepared):
                        try:
                            outcome = self._send(prepared, stop)
                        except FAILURES as error:
                            outcome = error
        except StopIteration as end:
            answer: httpx.Response = end.value
            return answer
        finally:
            steps.close()

    def _send(self, request: httpx.Request, stop: Stop) -> httpx.Response:
        window, longest = self._time_limit.of(request)
        with deadline(longest, stop):
            answer = self._pools.handle_request(request)
            progress = Progress(window, time.monotonic())
            pieces: list[bytes] = []
            try:
                with reading_body():
                    for piece in answer.iter_raw():
                        pieces.append(piece)
                        progress.note(len(piece), time.monotonic())
            finally:
                answer.close()
        return whole(request, answer, b"".join(pieces))


class AsyncRequestSender(httpx.AsyncBaseTransport):
    """The same as `RequestSender`, for asyncio."""

    def __init__(
        self,
        attempts: AttemptContext,
        pools: AsyncPools,
        cancellation: CancellationSource,
        time_limit: ResponseTimeLimit,
    ) -> None:
        self._attempts = attempts
        self._pools = pools
        self._cancellation = cancellation
        self._time_limit = time_limit

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        """Send a request and return its whole answer."""
        stop = self._cancellation.begin(request)
        await request.aread()
        steps = self._attempts.start(request, stop)
        outcome: Outcome = None
        try:
            while True:
                step = steps.send(outcome)
                outcome = None
                match step:
                    case Pause(seconds):
                        await self._attempts.clock.sleep_async(seconds, stop)
                    case Send(prepared):
                        try:
                            outcome = await self._send(prepared)
                        except FAILURES as error:
                            outcome = error
        except StopIteration as end:
            answer: httpx.Response = end.value
            return answer
        finally:
            steps.close()

    async def _send(self, request: httpx.Request) -> httpx.Response:
        import anyio

        window, longest = self._time_limit.of(request)
        pieces: list[bytes] = []
        try:
            with anyio.fail_after(longest):
                answer = await self._pools.handle_async_request(request)
                progress = Progress(window, time.monotonic())
                try:
                    with reading_body():
                        async for piece in answer.aiter_raw():
                            pieces.append(piece)
                            progress.note(len(piece), time.monotonic())
                finally:
                    await answer.aclose()
        except TimeoutError as error:
            raise Stalled(f"the answer did not end within {longest:g} s") from error
        return whole(request, answer, b"".join(pieces))
