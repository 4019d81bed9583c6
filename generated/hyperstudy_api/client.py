"""The clients that the functions of this package make their requests with."""

import ssl
from copy import copy
from threading import Lock
from types import TracebackType
from typing import Any, Self, TypeVar

import httpx
from attrs import define, field

from . import headers as header_names
from .types import Response

T = TypeVar("T")


@define(eq=False)
class _Connections:
    """The httpx clients of a client and of those made from it by `with_headers` and `with_timeout`."""

    lock: Lock = field(factory=Lock, init=False)
    sync: httpx.Client | None = None
    asynchronous: httpx.AsyncClient | None = None


@define(eq=False)
class Client:
    """A connection to the API, without a key.

    Redirects are not followed: httpx would carry the key of an authenticated client to another host.

    Attributes:
        base_url (str): The address that the paths of the contract begin at.
        headers (dict[str, str]): Headers to send with each request.
        timeout (float | httpx.Timeout | None): Seconds to wait for a connection and for each piece of an
            answer; None waits forever.
        verify_ssl (str | bool | ssl.SSLContext): How the server's certificate is checked.
        httpx_args (dict[str, Any]): More arguments for `httpx.Client` and `httpx.AsyncClient`.
        raise_on_unexpected_status (bool): Whether an answer whose status is not a success raises
            `errors.UnexpectedStatus`. If not, the detailed functions return it with `parsed=None`.
    """

    _base_url: str = field(alias="base_url")
    _headers: dict[str, str] = field(factory=dict, kw_only=True, alias="headers", repr=False)
    _timeout: float | httpx.Timeout | None = field(default=30.0, kw_only=True, alias="timeout")
    _verify_ssl: str | bool | ssl.SSLContext = field(default=True, kw_only=True, alias="verify_ssl")
    _httpx_args: dict[str, Any] = field(factory=dict, kw_only=True, alias="httpx_args", repr=False)
    raise_on_unexpected_status: bool = field(default=True, kw_only=True)
    _connections: _Connections = field(factory=_Connections, init=False, repr=False)
    _changes: dict[str, Any] = field(factory=dict, init=False, repr=False)

    def with_headers(self, headers: dict[str, str]) -> Self:
        """Return a client with the same connections that sends more headers; this one stays as it is."""
        return self._with(headers={**self._changes.get("headers", {}), **headers})

    def with_timeout(self, timeout: float | httpx.Timeout | None) -> Self:
        """Return a client with the same connections that waits longer or shorter; this one stays as it is."""
        return self._with(timeout=timeout)

    def _with(self, **changes: Any) -> Self:
        changed = copy(self)
        changed._changes = {**self._changes, **changes}
        return changed

    def request(self, kwargs: dict[str, Any]) -> httpx.Response:
        """Make the request that an operation's `_get_kwargs` describes."""
        return self.get_httpx_client().request(**self._changed(kwargs))

    async def request_async(self, kwargs: dict[str, Any]) -> httpx.Response:
        """Make the request that an operation's `_get_kwargs` describes."""
        return await self.get_async_httpx_client().request(**self._changed(kwargs))

    def check(self, operation: str, response: httpx.Response) -> None:
        """Look at the answer of an operation before it is parsed. A subclass may raise errors of its own."""

    def expect(self, response: Response[T]) -> T:
        """Return what was parsed. A subclass may raise errors of its own if nothing was."""
        return response.expect()

    def _changed(self, kwargs: dict[str, Any]) -> dict[str, Any]:
        changed = {**self._changes, **kwargs}
        if "headers" in self._changes:
            changed["headers"] = {**self._changes["headers"], **kwargs.get("headers", {})}
        return changed

    def _all_headers(self) -> dict[str, str]:
        return self._headers

    def _settings(self) -> dict[str, Any]:
        return {
            "base_url": self._base_url,
            "headers": self._all_headers(),
            "timeout": self._timeout,
            "verify": self._verify_ssl,
            **self._httpx_args,
        }

    def set_httpx_client(self, client: httpx.Client) -> Self:
        """Use this `httpx.Client`; its settings count, not those of this object."""
        self._connections.sync = client
        return self

    def get_httpx_client(self) -> httpx.Client:
        """Return the `httpx.Client` of the synchronous functions; the first call makes it."""
        connections = self._connections
        with connections.lock:
            if connections.sync is None:
                connections.sync = httpx.Client(**self._settings())
            return connections.sync

    def set_async_httpx_client(self, async_client: httpx.AsyncClient) -> Self:
        """Use this `httpx.AsyncClient`; its settings count, not those of this object."""
        self._connections.asynchronous = async_client
        return self

    def get_async_httpx_client(self) -> httpx.AsyncClient:
        """Return the `httpx.AsyncClient` of the asyncio functions; the first call makes it."""
        connections = self._connections
        with connections.lock:
            if connections.asynchronous is None:
                connections.asynchronous = httpx.AsyncClient(**self._settings())
            return connections.asynchronous

    def __enter__(self) -> Self:
        """Open the `httpx.Client`. That can be done once."""
        self.get_httpx_client().__enter__()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Close the `httpx.Client`."""
        self.get_httpx_client().__exit__(kind, error, trace)

    async def __aenter__(self) -> Self:
        """Open the `httpx.AsyncClient`. That can be done once."""
        await self.get_async_httpx_client().__aenter__()
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Close the `httpx.AsyncClient`."""
        await self.get_async_httpx_client().__aexit__(kind, error, trace)


@define(eq=False)
class AuthenticatedClient(Client):
    """A connection to the API, with a key.

    Attributes:
        token (str): The key. It is in no repr.
        prefix (str): A word before the key in the header.
        auth_header_name (str): The header that carries the key.
    """

    token: str = field(repr=False)
    prefix: str = ""
    auth_header_name: str = header_names.KEY

    def _all_headers(self) -> dict[str, str]:
        key = f"{self.prefix} {self.token}" if self.prefix else self.token
        return {**self._headers, self.auth_header_name: key}
