"""The way to storage hosts, where recordings lie: without the key, and leaving no signatures.

An address in storage is signed: whoever has it has the file. httpx writes addresses into its log
and its errors, so the query is set aside when a request is made, and put back as it is sent.
"""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Any, cast

import httpx

from ..exceptions import HyperStudyError
from .network_errors import network_error, reading_body
from .origin import MOST_REDIRECTS, redirected
from .senders import FAILURES
from .stall_detection import Progress, deadline

if TYPE_CHECKING:
    from collections.abc import Iterator

    from .clock import Stop
    from .connections import Pools
    from .senders import CancellationSource, ResponseTimeLimit

__all__ = ["StorageClient", "StorageSender"]


class StorageClient(httpx.Client):
    """An httpx client whose requests and answers do not show the query of their address."""

    def build_request(self, method: str, url: httpx.URL | str, **options: Any) -> httpx.Request:
        """Make a request, its query set aside."""
        request = super().build_request(method, url, **options)
        request.extensions["hyperstudy_query"] = request.url.query
        request.url = request.url.copy_with(query=None)
        return request


class StorageSender(httpx.BaseTransport):
    """Sends requests to storage once, follows redirects anywhere, and watches the answer come.

    Failures are raised as :class:`~hyperstudy.exceptions.NetworkError`, also while the body is
    read.
    """

    def __init__(
        self, pools: Pools, cancellation: CancellationSource, time_limit: ResponseTimeLimit
    ) -> None:
        self._pools = pools
        self._cancellation = cancellation
        self._time_limit = time_limit

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        """Send a request; the answer's body is still to be read."""
        stop = self._cancellation.begin(request)
        window, longest = self._time_limit.of(request)
        try:
            with deadline(longest, stop):
                answer = self._send(request)
        except FAILURES as error:
            raise network_error(error, request) from None
        stream = cast("httpx.SyncByteStream", answer.stream)
        answer.stream = _WatchedBody(stream, request, window, stop)
        return answer

    def _send(self, request: httpx.Request) -> httpx.Response:
        query = request.extensions.get("hyperstudy_query")
        current = httpx.Request(
            request.method,
            request.url.copy_with(query=query) if query else request.url,
            headers=request.headers,
            stream=request.stream,
            extensions=request.extensions,
        )
        for _ in range(MOST_REDIRECTS + 1):
            answer = self._pools.handle_request(current)
            following = redirected(current, answer)
            if following is None:
                return answer
            answer.close()
            current = following
        raise HyperStudyError(
            f"{request.url.host} sent the request on more than {MOST_REDIRECTS} times",
            "REDIRECT_REFUSED",
            request=f"{request.method} {request.url.path}",
        )


class _WatchedBody(httpx.SyncByteStream):
    def __init__(
        self,
        stream: httpx.SyncByteStream,
        request: httpx.Request,
        window: float | None,
        stop: Stop,
    ) -> None:
        self._stream = stream
        self._request = request
        self._window = window
        self._stop = stop

    def __iter__(self) -> Iterator[bytes]:
        progress = Progress(self._window, time.monotonic())
        try:
            with reading_body():
                for piece in self._stream:
                    yield piece
                    if self._stop.is_set():
                        raise HyperStudyError("the download was interrupted", "INTERRUPTED")
                    progress.note(len(piece), time.monotonic())
        except FAILURES as error:
            raise network_error(error, self._request) from None

    def close(self) -> None:
        self._stream.close()
