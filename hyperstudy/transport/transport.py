"""The one way to the service, for the high level and for the typed calls."""

from __future__ import annotations

import os
import weakref
from typing import TYPE_CHECKING, Any

import httpx

from . import envelope, settings
from .api import ApiClient
from .attempts import AttemptContext
from .certificates import trusted_certificates
from .clock import Announcer, Clock, Waiting
from .connections import AsyncPools, Pools
from .error_responses import refuse, refuse_async
from .json_bodies import AsyncClient, Client
from .origin import Origin
from .pace import Pacer, endpoint_finder
from .process_guard import ProcessGuard
from .rate_limiter import RateLimiter
from .senders import AsyncRequestSender, CancellationSource, RequestSender, ResponseTimeLimit
from .stall_detection import Sockets
from .storage import StorageClient, StorageSender

if TYPE_CHECKING:
    import threading
    from collections.abc import Callable, Mapping
    from types import TracebackType

    from .envelope import Envelope
    from .pace import Pace
    from .retry_policy import RetryPolicy

__all__ = ["Transport"]

# JSON where there is a choice; but the service also has an answer in YAML, and files.
_ACCEPTED = "application/json, */*;q=0.5"


class Transport(ProcessGuard):
    """Carries every request of a client.

    Parameters
    ----------
    api_key
        The key; it goes to the host of `base_url` only.
    base_url
        The API's address, without a query.
    organization
        Id of the organisation to act for; None for the key's own.
    timeout
        Seconds to wait for a connection and for each piece of an answer. An answer that drips more
        slowly than 64 bytes a second over this time, or takes more than ten times as long in all
        (at least 300 s), is given up too.
    retry
        When to try again.
    pace
        None goes as fast as the service lets it; ``"polite"`` keeps within the documented limits;
        a :class:`Pace` keeps within its own.
    clock
        Another time, for tests.
    time_limit
        Another rule for how long one answer may take in all.

    Raises
    ------
    InputError
        A parameter cannot be meant.
    AuthenticationError
        The key holds characters that no key has.
    """

    def __init__(
        self,
        *,
        api_key: str,
        base_url: str,
        organization: str | None = None,
        timeout: float = 30.0,
        retry: RetryPolicy | None = None,
        pace: Pace | str | None = None,
        clock: Clock | None = None,
        time_limit: ResponseTimeLimit | None = None,
    ) -> None:
        key = settings.key(api_key)
        home = Origin(
            settings.address(base_url),
            key,
            settings.organization_id(organization),
        )
        self.base_url = str(home.base_url).rstrip("/")
        self.masked_key = settings.masked(key)
        self._timeout = settings.seconds(timeout)
        self._clock = clock or Clock()
        self._announcer = Announcer(self._clock)
        self._cancellation = CancellationSource()
        self._sockets = Sockets()
        if home.base_url.scheme == "https":
            trusted_certificates()  # so that a wrong SSL_CERT_FILE is told at once
        self._pools = Pools(self._sockets)
        self._async_pools = AsyncPools()
        pacer, endpoint_of = _paced(pace)
        self._rate_limiter = RateLimiter(pacer)
        attempts = AttemptContext(
            home=home,
            policy=settings.retry_policy(retry),
            rate_limiter=self._rate_limiter,
            clock=self._clock,
            announcer=self._announcer,
            endpoint_of=endpoint_of,
        )
        time_limit = time_limit or ResponseTimeLimit()
        shared: dict[str, Any] = {
            "base_url": home.base_url,
            "headers": {"Accept": _ACCEPTED, "User-Agent": settings.user_agent()},
            "timeout": self._timeout,
        }
        self._client: httpx.Client = Client(
            transport=RequestSender(attempts, self._pools, self._cancellation, time_limit),
            event_hooks={"response": [refuse]},
            **shared,
        )
        self.api = ApiClient(base_url=self.base_url, token=self.masked_key, timeout=self._timeout)
        self.api.set_httpx_client(self._client)
        self.api.set_async_httpx_client(
            AsyncClient(
                transport=AsyncRequestSender(
                    attempts, self._async_pools, self._cancellation, time_limit
                ),
                event_hooks={"response": [refuse_async]},
                **shared,
            )
        )
        self.storage: httpx.Client = StorageClient(
            transport=StorageSender(self._pools, self._cancellation, time_limit),
            headers={
                "Accept": "*/*",
                "Accept-Encoding": "identity",
                "User-Agent": settings.user_agent(),
            },
            timeout=self._timeout,
        )
        # A client that is forgotten instead of closed leaves no open sockets behind.
        self._finalizer = weakref.finalize(self, self._pools.close)
        _LIVING.add(self)

    @property
    def timeout(self) -> float:
        """Seconds to wait for a connection and for each piece of an answer."""
        return self._timeout

    def send(
        self,
        kwargs: Mapping[str, Any],
        *,
        timeout: float | None = None,
        endpoint: str | None = None,
        stop: threading.Event | None = None,
        read: Callable[[bytes], Any] | None = None,
        trial: bool = False,
    ) -> httpx.Response:
        """Send what the ``_get_kwargs`` of a generated operation describes.

        Parameters
        ----------
        kwargs
            Method, path and whatever else the request has.
        timeout
            Another timeout for this request, in seconds.
        endpoint
            The endpoint that the service counts it for, when it is paced; default: by its path.
        stop
            Give the request up when this is set: a wait ends at once, an answer that is on its way
            is not waited for again. The error has the code ``INTERRUPTED``.
        read
            What reads the JSON of a good answer and raises ValueError if it is none; default:
            :func:`hyperstudy.exact_json.loads`.
        trial
            The request asks for more than the service is certain to give: when it fails as such
            requests do, or takes too long, it is not sent again.

        Returns
        -------
        httpx.Response
            A good answer, its body read.

        Raises
        ------
        HyperStudyError
            Anything else; the class says what.
        """
        options = dict(kwargs)
        if timeout is not None:
            options["timeout"] = settings.seconds(timeout)
        ours = {
            "hyperstudy_endpoint": endpoint,
            "hyperstudy_stop": stop,
            "hyperstudy_read": read,
            "hyperstudy_trial": trial or None,
        }
        options["extensions"] = {
            **options.get("extensions", {}),
            **{name: value for name, value in ours.items() if value is not None},
        }
        answer = self._client.request(**options)
        # httpx lets an answer and its stream hold each other: pages of a long list would stay in
        # memory until the garbage collector comes by, which is far too late.
        answer.stream = httpx.ByteStream(b"")
        return answer

    def fetch(
        self,
        kwargs: Mapping[str, Any],
        *,
        timeout: float | None = None,
        endpoint: str | None = None,
        stop: threading.Event | None = None,
    ) -> Envelope:
        """Send a request as :meth:`send` does and open the envelope of its answer.

        Raises
        ------
        HyperStudyError
            As :meth:`send` does, and when the answer is not what the service documents.
        """
        return envelope.read(self.send(kwargs, timeout=timeout, endpoint=endpoint, stop=stop))

    def listen(self, callback: Callable[[Waiting], None]) -> Callable[[], None]:
        """Call `callback` whenever the client begins to wait, from the thread that waits.

        Returns
        -------
        callable
            Ends the listening.
        """
        return self._announcer.listen(callback)

    def interrupt(self) -> None:
        """End all requests that are going on, in whichever thread; the client stays usable.

        Their threads see a :class:`~hyperstudy.exceptions.HyperStudyError` with the code
        ``INTERRUPTED``.
        """
        self._cancellation.interrupt()
        self._sockets.close_connections()

    def close(self) -> None:
        """End what is going on and close all connections; nothing can be sent afterwards."""
        self._cancellation.close()
        self._sockets.close_connections()
        self._finalizer()
        self._async_pools.close()

    async def aclose(self) -> None:
        """Do the same from asyncio, where the connections of the running loop can be awaited."""
        await self._async_pools.aclose()
        self.close()

    def __enter__(self) -> Transport:
        """Return itself, to be closed at the end of the block."""
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Close it."""
        self.close()

    def __repr__(self) -> str:
        """Show where it goes, and of the key only the kind."""
        return f"Transport({self.base_url!r}, key {self.masked_key})"

    def _after_fork(self) -> None:
        """Begin anew in a child process: locks and connections are the parent's."""
        self._sockets = Sockets()
        self._pools.after_fork(self._sockets)
        self._async_pools.after_fork()
        self._rate_limiter.after_fork(self._clock.now())
        self._announcer.after_fork()


_LIVING: weakref.WeakSet[Transport] = weakref.WeakSet()


def _all_after_fork() -> None:
    for transport in list(_LIVING):
        transport._after_fork()  # pyright: ignore[reportPrivateUsage]


if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=_all_after_fork)


def _paced(pace: Pace | str | None) -> tuple[Pacer | None, Callable[[str], str]]:
    read = settings.pace(pace)
    if read is None:
        return None, lambda path: path
    return Pacer(*read.limits()), endpoint_finder()
