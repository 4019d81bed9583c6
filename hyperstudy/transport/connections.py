"""Connections: made when they are needed, through the proxy that the environment names."""

from __future__ import annotations

import ssl
import threading
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import httpx

from .certificates import trusted_certificates
from .proxies import Proxy, proxy_failures, proxy_for
from .stall_detection import Sockets, WatchedBackend

if TYPE_CHECKING:
    import asyncio
    from collections.abc import AsyncGenerator, Generator

    _LoopPools = dict["_Way", httpx.AsyncHTTPTransport]

__all__ = ["AsyncPools", "Pools"]

_Way = tuple[bool, Proxy | None]
"""How a host is reached: whether TLS is spoken on the way, and through which proxy."""

# Eight requests in flight for one study, and room for a second one beside it.
LIMITS = httpx.Limits(max_connections=16, max_keepalive_connections=16, keepalive_expiry=15.0)


def _trust(secure: bool) -> ssl.SSLContext:
    """Return which certificates to believe; none, which is quick, where none will be shown."""
    return trusted_certificates() if secure else ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)


class Pools:
    """The connections of the threads.

    Parameters
    ----------
    sockets
        Where open sockets are noted, so that they can be shut down.
    """

    def __init__(self, sockets: Sockets) -> None:
        self._sockets = sockets
        self._lock = threading.Lock()
        self._proxies = _ProxyLookup()
        self._pools: dict[_Way, httpx.HTTPTransport] = {}
        self._inherited: list[object] = []

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        """Send a request; the answer's body is still to be read."""
        with self._lock:
            way = self._proxies.find(request.url)
            if way not in self._pools:
                self._pools[way] = self._pool(*way)
            pool = self._pools[way]
        with _naming_proxy(way):
            return pool.handle_request(request)

    def close(self) -> None:
        """Close all connections; a later request opens new ones."""
        with self._lock:
            pools, self._pools = list(self._pools.values()), {}
        for pool in pools:
            pool.close()

    def after_fork(self, sockets: Sockets) -> None:
        """Leave the parent process its connections, which two must not use.

        They are kept unused: letting go of them here would take locks that nobody gives back.
        """
        self._lock = threading.Lock()
        self._inherited.append((self._pools, self._sockets))
        self._sockets = sockets
        self._pools = {}

    def _pool(self, secure: bool, proxy: Proxy | None) -> httpx.HTTPTransport:
        address = proxy.address if proxy else None
        transport = httpx.HTTPTransport(verify=_trust(secure), limits=LIMITS, proxy=address)
        # httpx has no way to hand on httpcore's documented `network_backend`. Without it the
        # client works too; only dripped headers and hanging up from another thread need it.
        pool: Any = getattr(transport, "_pool", None)
        if hasattr(pool, "_network_backend"):
            pool._network_backend = WatchedBackend(self._sockets)
        return transport


class AsyncPools:
    """The connections of asyncio: each event loop has its own, which end with it.

    A connection belongs to the loop that it was opened in, and ``asyncio.run`` makes a new loop
    each time. What a loop surely finishes before it closes is an asynchronous generator.
    """

    def __init__(self) -> None:
        self._proxies = _ProxyLookup()
        self._by_loop: dict[object, tuple[_LoopPools, AsyncGenerator[_LoopPools]]] = {}
        self._inherited: list[object] = []
        self._ending: set[asyncio.Task[None]] = set()

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        """Send a request; the answer's body is still to be read."""
        loop = _running_loop()
        if loop not in self._by_loop:
            lifetime = self._lifetime(loop)
            self._by_loop[loop] = await anext(lifetime), lifetime
        pools, _ = self._by_loop[loop]
        way = self._proxies.find(request.url)
        if way not in pools:
            secure, proxy = way
            address = proxy.address if proxy else None
            pools[way] = httpx.AsyncHTTPTransport(
                verify=_trust(secure), limits=LIMITS, proxy=address
            )
        with _naming_proxy(way):
            return await pools[way].handle_async_request(request)

    async def aclose(self) -> None:
        """Close the connections of the running event loop."""
        pools = self._by_loop.get(_running_loop())
        if pools is not None:
            await pools[1].aclose()

    def close(self) -> None:
        """Let every running event loop close its connections; the others did when they ended."""
        if not self._by_loop:
            return
        import asyncio

        for loop, (_, lifetime) in list(self._by_loop.items()):
            if isinstance(loop, asyncio.AbstractEventLoop) and loop.is_running():
                loop.call_soon_threadsafe(self._end, loop, lifetime)

    def after_fork(self) -> None:
        """Leave the parent process its connections."""
        self._inherited.append(self._by_loop)
        self._by_loop = {}

    def _end(self, loop: asyncio.AbstractEventLoop, lifetime: AsyncGenerator[_LoopPools]) -> None:
        async def end() -> None:
            await lifetime.aclose()

        task = loop.create_task(end())
        self._ending.add(task)
        task.add_done_callback(self._ending.discard)

    async def _lifetime(self, loop: object) -> AsyncGenerator[_LoopPools]:
        pools: _LoopPools = {}
        try:
            yield pools
        finally:
            self._by_loop.pop(loop, None)
            for pool in pools.values():
                await pool.aclose()


@contextmanager
def _naming_proxy(way: _Way) -> Generator[None]:
    """Let a proxy that fails be blamed, and not the host behind it."""
    _, proxy = way
    try:
        yield
    except httpx.TransportError as error:
        named = proxy_failures(proxy, error)
        if named is error:
            raise
        raise named from error


class _ProxyLookup:
    """Asks for the proxy of a host once: on some systems that is slow."""

    def __init__(self) -> None:
        self._known: dict[tuple[str, str], _Way] = {}

    def find(self, url: httpx.URL) -> _Way:
        place = url.scheme, url.host
        if place not in self._known:
            proxy = proxy_for(url)
            secure = url.scheme != "http" or (proxy is not None and proxy.address.scheme != "http")
            self._known[place] = secure, proxy
        return self._known[place]


def _running_loop() -> object:
    import asyncio  # a tenth of what the first request would cost, and most people never need it

    try:
        return asyncio.get_running_loop()
    except RuntimeError:
        return "another kind of event loop"
