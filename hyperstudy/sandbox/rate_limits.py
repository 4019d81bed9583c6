"""The service's rate limits: so many requests a minute for an endpoint, an hour for a key."""

from __future__ import annotations

import math
from collections import deque
from collections.abc import Callable, Hashable
from threading import Lock
from typing import TYPE_CHECKING

from attrs import frozen

from .refusal import Refusal

if TYPE_CHECKING:
    from datetime import datetime

__all__ = ["RateLimits", "Window"]

Clock = Callable[[], float]


@frozen
class Window:
    """At most ``requests`` within ``seconds``."""

    requests: int
    seconds: float


class RateLimits:
    """Counts requests in sliding windows and refuses what is above the limit.

    Parameters
    ----------
    per_endpoint, per_key
        The limits for one operation of a key, and for all requests of a key.
    clock
        Seconds that only grow; tests put their own here.
    """

    def __init__(self, per_endpoint: Window, per_key: Window, clock: Clock) -> None:
        self._per_endpoint = per_endpoint
        self._per_key = per_key
        self._clock = clock
        self._seen: dict[Hashable, deque[float]] = {}
        self._lock = Lock()

    def count(self, key: str, operation_id: str, now: datetime) -> dict[str, str]:
        """Count one request.

        Parameters
        ----------
        key, operation_id
            Who asks, and what.
        now
            The time of day, for the header that tells when the window ends.

        Returns
        -------
        dict
            The headers that tell how full the endpoint's window is (documented for V4 only).

        Raises
        ------
        Refusal
            429 with ``Retry-After`` when a window is full; such a request is not counted.
        """
        windows = ((self._per_endpoint, (key, operation_id)), (self._per_key, key))
        with self._lock:
            moment = self._clock()
            counted = [self._opened(name, window, moment) for window, name in windows]
            for (window, _), seen in zip(windows, counted, strict=True):
                if len(seen) >= window.requests:
                    wait = max(1, math.ceil(seen[0] + window.seconds - moment))
                    raise Refusal(
                        429,
                        "RATE_LIMIT_EXCEEDED",
                        f"Rate limit exceeded: {window.requests} requests in {window.seconds:g} s."
                        f" Retry after {wait} s",
                        headers={"Retry-After": str(wait), **_headers(window, 0, wait, now)},
                    )
            for seen in counted:
                seen.append(moment)
            first = counted[0]
            ends_in = first[0] + self._per_endpoint.seconds - moment
            left = self._per_endpoint.requests - len(first)
            return _headers(self._per_endpoint, left, ends_in, now)

    def _opened(self, name: Hashable, window: Window, moment: float) -> deque[float]:
        """Find the requests that still count in a window."""
        seen = self._seen.setdefault(name, deque())
        while seen and seen[0] <= moment - window.seconds:
            seen.popleft()
        return seen


def _headers(window: Window, left: int, ends_in: float, now: datetime) -> dict[str, str]:
    return {
        "X-RateLimit-Limit": str(window.requests),
        "X-RateLimit-Remaining": str(left),
        "X-RateLimit-Reset": str(math.ceil(now.timestamp() + ends_in)),
    }
