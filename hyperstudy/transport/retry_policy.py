"""When to send a request again, and after how long: pure functions, without a clock.

What is safe to repeat is repeated: a refusal for too many requests (429) for any method, because
the service did nothing; faults and lost connections only where doing it twice is the same as
doing it once, or where the request never left.
"""

from __future__ import annotations

import re
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import NamedTuple

from attrs import field, frozen, validators

__all__ = ["AttemptState", "RetryPolicy", "parse_retry_after", "wait_before_next"]

# Documented fallback of the service for a 429 that does not say how long to wait.
FALLBACK_SECONDS = 60.0
# The longest window of the service's limits is an hour: a longer pause is a mistake of somebody.
LONGEST_BELIEVED_SECONDS = 3600.0
LONGEST_REFUSED_PAUSE = 60.0

IDEMPOTENT = frozenset({"GET", "HEAD", "OPTIONS", "PUT", "DELETE"})
# 408 and 5xx of servers, gateways and of the proxies in front of them that pass by themselves.
TRANSIENT_STATUSES = frozenset({408, 500, 502, 503, 504, 520, 521, 522, 523, 524, 529})
# Those that a server or a gateway answers with when a request asks for more than it can give.
TOO_LARGE_STATUSES = frozenset({500, 502, 504, 520, 522, 524})


@frozen(kw_only=True)
class RetryPolicy:
    """When a failed request is tried again.

    Parameters
    ----------
    tries
        How often a request is sent at most when the service or the network fails.
        Refusals for too many requests (429) do not count, their limit is ``limit_budget``.
    limit_budget
        Seconds that one request may wait in all because of 429. The default covers the longest
        window of the service's limits, an hour, and half of it again.
    fault_budget
        Seconds from the first sending after which a failing request is given up.
    first_pause, longest_pause
        Seconds before the second sending after a fault, and the most the doubling reaches.
    """

    tries: int = field(default=6, validator=validators.ge(1))
    limit_budget: float = field(default=5400.0, validator=validators.ge(0))
    fault_budget: float = field(default=120.0, validator=validators.ge(0))
    first_pause: float = field(default=0.5, validator=validators.ge(0))
    longest_pause: float = field(default=8.0, validator=validators.ge(0))


class AttemptState(NamedTuple):
    """What is known about a request after it was sent once more, without success.

    Attributes
    ----------
    method
        The HTTP method.
    status
        The status of the answer, None when there was no whole answer.
    left
        Whether the request may have reached the service.
    server_wait
        Seconds that the service asked to wait, None when it asked nothing believable.
    faults
        How many faults this request met, this one included.
    refusals
        How often it was refused for too many requests, this time included.
    waited
        Seconds it waited because of limits so far.
    elapsed
        Seconds since it was first sent, waits because of limits not counted.
    """

    method: str
    status: int | None
    left: bool = True
    server_wait: float | None = None
    faults: int = 1
    refusals: int = 0
    waited: float = 0.0
    elapsed: float = 0.0


def wait_before_next(attempt: AttemptState, policy: RetryPolicy, spread: float) -> float | None:
    """Decide how long to wait before a request is sent again.

    Parameters
    ----------
    attempt
        What is known after the last sending.
    policy
        How patient to be.
    spread
        A random factor near 1, so that many clients do not come back in the same moment.

    Returns
    -------
    float or None
        Seconds to wait; None when the request must not be repeated or a budget is spent.
    """
    if attempt.status == 429:
        # A service that says "now" and refuses again must not be asked a thousand times.
        again = 0.0
        if attempt.refusals > 1:
            again = _doubled(policy.first_pause, attempt.refusals - 1, LONGEST_REFUSED_PAUSE)
        wait = max(
            FALLBACK_SECONDS if attempt.server_wait is None else attempt.server_wait, again * spread
        )
        return wait if attempt.waited + wait <= policy.limit_budget else None
    if attempt.status is not None and attempt.status not in TRANSIENT_STATUSES:
        return None
    if (attempt.left and attempt.method not in IDEMPOTENT) or attempt.faults >= policy.tries:
        return None
    pause = _doubled(policy.first_pause, attempt.faults, policy.longest_pause) * spread
    wait = max(attempt.server_wait or 0.0, pause)
    return wait if attempt.elapsed + wait <= policy.fault_budget else None


def parse_retry_after(
    retry_after: str | None, status: int | None, *, now: str | datetime | None = None
) -> float | None:
    """Read a ``Retry-After`` header.

    Parameters
    ----------
    retry_after
        The header: seconds, or an HTTP date.
    status
        The status it came with.
    now
        What the service takes for now: its ``Date`` header, or a time. Clocks in labs differ.

    Returns
    -------
    float or None
        Seconds. A value that is missing, garbage, negative or longer than an hour is not believed:
        then it is 60 for a 429 (documented), and None otherwise.
    """
    seconds = None if retry_after is None else _seconds(retry_after.strip(), now)
    if seconds is not None and 0 <= seconds <= LONGEST_BELIEVED_SECONDS:
        return seconds
    return FALLBACK_SECONDS if status == 429 else None


def _doubled(first: float, number: int, longest: float) -> float:
    return min(first * 2.0 ** min(number - 1, 30), longest)


def _seconds(text: str, now: str | datetime | None) -> float | None:
    if re.fullmatch(r"[0-9]{1,9}(\.[0-9]+)?", text):
        return float(text)
    moment = _moment(text)
    if moment is None:
        return None
    reference = _moment(now) if isinstance(now, str) else now
    return (moment - (reference or datetime.now(UTC))).total_seconds()


def _moment(text: str) -> datetime | None:
    try:
        moment = parsedate_to_datetime(text)
    except (TypeError, ValueError, OverflowError, IndexError):
        return None
    return moment if moment.tzinfo is not None else moment.replace(tzinfo=UTC)
