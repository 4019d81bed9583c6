"""A pace ahead of the service's limits, so that it never has to refuse a request.

Like the gate, nothing here sleeps or reads a clock.
"""

from __future__ import annotations

import re
from collections import defaultdict, deque
from typing import TYPE_CHECKING

from attrs import field, frozen, validators

from .rate_limit_gate import ASK_AGAIN_SECONDS

if TYPE_CHECKING:
    from collections.abc import Callable

__all__ = ["Pace", "Pacer", "Window", "endpoint_finder"]

# Added to each window: clocks of server and client tick differently.
MARGIN_SECONDS = 0.25
MINUTE, HOUR = 60.0, 3600.0


class Window:
    """At most so many requests in so many seconds, as the server will count them.

    A request is counted from its sending until the window after its *answer* is over: the server
    saw it at some moment in between, and only so is its count never higher than ours.
    """

    def __init__(self, limit: int, seconds: float) -> None:
        self._limit = limit
        self._seconds = seconds + MARGIN_SECONDS
        self._under_way = 0
        self._answered: deque[float] = deque()

    def wait(self, now: float) -> float:
        """Return 0 when there is room for one more, else seconds until asking again."""
        while self._answered and self._answered[0] <= now - self._seconds:
            self._answered.popleft()
        if self._under_way + len(self._answered) < self._limit:
            return 0.0
        if not self._answered:
            return ASK_AGAIN_SECONDS
        return max(self._answered[0] + self._seconds - now, ASK_AGAIN_SECONDS)

    def sent(self) -> None:
        """Count a request that is being sent."""
        self._under_way += 1

    def answered(self, now: float) -> None:
        """Note that its answer has come, or never will."""
        self._under_way -= 1
        self._answered.append(now)

    def after_fork(self, now: float) -> None:
        """Count what is under way as answered: it is the parent process's, which will not tell."""
        self._answered.extend([now] * self._under_way)
        self._under_way = 0


@frozen
class Pace:
    """How many requests to make at most, so that the service never has to refuse one.

    Parameters
    ----------
    per_minute_per_endpoint
        Requests in a minute to one endpoint; None takes the service's documented limit.
    per_hour_per_key
        Requests in an hour with one key; None takes the service's documented limit.
    """

    per_minute_per_endpoint: int | None = field(
        default=None, validator=validators.optional(validators.ge(1))
    )
    per_hour_per_key: int | None = field(
        default=None, validator=validators.optional(validators.ge(1))
    )

    def limits(self) -> tuple[int, int]:
        """Return both numbers, the documented ones where none were given."""
        from .. import contract

        documented = contract.rate_limits()
        return (
            self.per_minute_per_endpoint or documented.per_minute_and_endpoint,
            self.per_hour_per_key or documented.per_hour_and_key,
        )


class Pacer:
    """Keeps all requests within a pace."""

    def __init__(self, per_minute_per_endpoint: int, per_hour_per_key: int) -> None:
        self._minutes: defaultdict[str, Window] = defaultdict(
            lambda: Window(per_minute_per_endpoint, MINUTE)
        )
        self._hour = Window(per_hour_per_key, HOUR)
        self._why = (
            f"keeping to {per_minute_per_endpoint} requests a minute for an endpoint",
            f"keeping to {per_hour_per_key} requests an hour for a key",
        )

    def ask(self, endpoint: str, now: float) -> tuple[float, str]:
        """Return seconds to wait, and why; 0 counts the request as sent."""
        minute = self._minutes[endpoint]
        delays = minute.wait(now), self._hour.wait(now)
        if not any(delays):
            minute.sent()
            self._hour.sent()
        return max(delays), self._why[0] if delays[0] >= delays[1] else self._why[1]

    def answered(self, endpoint: str, now: float) -> None:
        """Note the end of a request that was sent."""
        self._minutes[endpoint].answered(now)
        self._hour.answered(now)

    def after_fork(self, now: float) -> None:
        """Wait in a child process for no answer that its parent gets."""
        for window in (*self._minutes.values(), self._hour):
            window.after_fork(now)


def endpoint_finder() -> Callable[[str], str]:
    """Return a function from the path of a request to the path template of the contract.

    The service counts requests for an endpoint; ids in the path do not make another one
    (inferred: the documentation does not say what an endpoint is).
    """
    from .. import contract

    patterns: list[tuple[re.Pattern[str], str]] = []
    templates = {operation.path for operation in contract.operations().values()}
    # The fewer ids in a template, the more exactly it describes a path that fits two of them.
    for template in sorted(templates, key=lambda one: (one.count("{"), one)):
        parts = re.split(r"\{[^}]*\}", template)
        patterns.append((re.compile("[^/]+".join(map(re.escape, parts)) + "/?"), template))

    def find(path: str) -> str:
        return next((name for pattern, name in patterns if pattern.fullmatch(path)), path)

    return find
