"""The attempts of one request, from the first to the last, decided without any input or output.

A generator yields what to do next (`Send` or `Pause`) and is sent the outcome. `senders.py` does it
for threads and for asyncio, so that everything is decided here, once.
"""

from __future__ import annotations

import random
from typing import TYPE_CHECKING, NamedTuple, cast

import httpx

from ..exceptions import HyperStudyError, RateLimitError
from .network_errors import is_permanent, network_error, took_too_long, was_never_sent
from .origin import MOST_REDIRECTS, Origin
from .retry_policy import (
    TOO_LARGE_STATUSES,
    TRANSIENT_STATUSES,
    AttemptState,
    RetryPolicy,
    parse_retry_after,
    wait_before_next,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Generator

    from .clock import Announcer, Clock, Stop
    from .rate_limiter import RateLimiter

# Shorter waits for one's turn are over before a reader has read of them.
ANNOUNCED_SECONDS = 0.5

__all__ = ["AttemptContext", "Outcome", "Pause", "RequestAttempts", "Send"]


class Send(NamedTuple):
    """Send this request, and come back with its whole answer or with what went wrong."""

    request: httpx.Request


class Pause(NamedTuple):
    """Wait so many seconds."""

    seconds: float


Outcome = httpx.Response | Exception | None


class AttemptContext:
    """What all requests of a client share.

    Parameters
    ----------
    home
        The API's host and what only it may know.
    policy
        When to try again.
    rate_limiter
        When a request may be sent.
    clock, announcer
        The time, and what reports waits.
    endpoint_of
        From the path of a request to the endpoint that the service counts it for.
    """

    def __init__(
        self,
        *,
        home: Origin,
        policy: RetryPolicy,
        rate_limiter: RateLimiter,
        clock: Clock,
        announcer: Announcer,
        endpoint_of: Callable[[str], str],
    ) -> None:
        self.home = home
        self.policy = policy
        self.rate_limiter = rate_limiter
        self.clock = clock
        self.announcer = announcer
        self.endpoint_of = endpoint_of

    def start(
        self, request: httpx.Request, stop: Stop
    ) -> Generator[Send | Pause, Outcome, httpx.Response]:
        """Start the attempts of a request; the generator returns the answer, or raises."""
        request.extensions["hyperstudy_request"] = self.home.label(request)
        attempts = RequestAttempts(self, request, stop)
        try:
            return (yield from attempts.run())
        finally:
            self.rate_limiter.left(attempts)


class RequestAttempts:
    """The attempts of one request; the rate limiter identifies the request by this object."""

    def __init__(self, shared: AttemptContext, request: httpx.Request, stop: Stop) -> None:
        self._shared = shared
        self._request = request
        self._first_request = request
        self._stop = stop
        self._endpoint: str = request.extensions.get("hyperstudy_endpoint") or shared.endpoint_of(
            request.extensions["hyperstudy_request"].partition(" ")[2]
        )
        self._sent = self._faults = self._refusals = self._redirects = 0
        # Asks for more than is certain to be given: it is not asked for twice.
        self._trial: bool = request.extensions.get("hyperstudy_trial", False)
        # A try that failed may have been carried out all the same, which colours later answers.
        self._maybe_done = False
        self._started = 0.0
        # Seconds spent because of limits: in all, and before the first sending.
        self._waited = self._waited_before = 0.0

    def run(self) -> Generator[Send | Pause, Outcome, httpx.Response]:
        """Go on until there is an answer to give back."""
        while True:
            yield from self._wait_for_turn()
            outcome = yield from self._send()
            if isinstance(outcome, Exception):
                wait = self._after_failure(outcome)
            elif following := self._shared.home.follow(self._request, outcome):
                self._follow(following)
                continue
            elif outcome.status_code == 429:
                wait = self._after_refusal(outcome)
            else:
                self._shared.rate_limiter.passed(self)
                wait = self._after_answer(outcome)
            if wait is None:
                tries = self._sent - self._redirects
                self._first_request.extensions["hyperstudy_tries"] = tries
                self._first_request.extensions["hyperstudy_maybe_done"] = self._maybe_done
                if isinstance(outcome, Exception):
                    raise network_error(outcome, self._request, tries) from outcome
                return outcome
            if wait:
                yield Pause(wait)
            self._check()

    def _check(self) -> None:
        if self._stop.is_set():
            raise HyperStudyError(
                "the request was given up, because the work was interrupted or the client closed",
                "INTERRUPTED",
                request=self._request.extensions["hyperstudy_request"],
            )

    def _wait_for_turn(self) -> Generator[Send | Pause, Outcome, None]:
        shared = self._shared
        while True:
            self._check()
            turn = shared.rate_limiter.ask(self, self._endpoint, shared.clock.now())
            if not turn.seconds:
                return
            if self._waited + turn.seconds > shared.policy.limit_budget:
                raise RateLimitError(
                    f"it would take longer than allowed until the service takes this request"
                    f" ({turn.why})",
                    "RATE_LIMIT_EXCEEDED",
                    429,
                    request=self._request.extensions["hyperstudy_request"],
                    retry_after=turn.seconds,
                )
            if turn.seconds >= ANNOUNCED_SECONDS:
                shared.announcer.announce(turn.why, turn.seconds)
            before = shared.clock.now()
            yield Pause(turn.seconds)
            self._waited += shared.clock.now() - before

    def _send(self) -> Generator[Send | Pause, Outcome, httpx.Response | Exception]:
        shared = self._shared
        if self._sent == 0:
            self._started = shared.clock.now()
            self._waited_before = self._waited
        self._sent += 1
        begun = shared.clock.now()
        try:
            outcome = yield Send(shared.home.with_credentials(self._request))
        finally:
            now = shared.clock.now()
            self._first_request.extensions["hyperstudy_seconds"] = now - begun
            shared.rate_limiter.answered(self._endpoint, now)
        self._check()
        return cast("httpx.Response | Exception", outcome)

    def _follow(self, following: httpx.Request) -> None:
        self._redirects += 1
        if self._redirects > MOST_REDIRECTS:
            raise HyperStudyError(
                f"the service sent this request on more than {MOST_REDIRECTS} times",
                "REDIRECT_REFUSED",
                request=self._request.extensions["hyperstudy_request"],
            )
        self._request = following

    def _after_failure(self, error: Exception) -> float | None:
        self._faults += 1
        # Whoever went first after a pause says nothing about the limit by failing.
        self._shared.rate_limiter.left(self)
        if is_permanent(error):
            return None
        if self._trial and took_too_long(error):
            return None
        left = not was_never_sent(error)
        self._maybe_done |= left
        wait = self._decide(AttemptState(self._request.method, None, left=left))
        if wait:
            self._shared.announcer.announce("the connection failed, trying again", wait)
        return wait

    def _after_refusal(self, answer: httpx.Response) -> float | None:
        self._refusals += 1
        server_wait = _server_wait(answer)
        wait = self._decide(AttemptState(self._request.method, 429, server_wait=server_wait))
        why = "the service's limit on requests"
        # The pause is everybody's, also when this request will not be tried again.
        self._close_gate(server_wait if wait is None else wait, why)
        return None if wait is None else 0.0

    def _after_answer(self, answer: httpx.Response) -> float | None:
        if answer.status_code not in TRANSIENT_STATUSES:
            return None
        if self._trial and answer.status_code in TOO_LARGE_STATUSES:
            return None
        self._faults += 1
        self._maybe_done = True
        server_wait = _server_wait(answer)
        wait = self._decide(
            AttemptState(self._request.method, answer.status_code, server_wait=server_wait)
        )
        if wait is None:
            return None
        why = f"the service failed ({answer.status_code}), trying again"
        if server_wait:
            self._close_gate(wait, why)
            return 0.0
        self._shared.announcer.announce(why, wait)
        return wait

    def _close_gate(self, seconds: float | None, why: str) -> None:
        shared = self._shared
        shared.rate_limiter.close(shared.clock.now() + (seconds or 0.0), why)
        if seconds:
            shared.announcer.announce(why, seconds)

    def _decide(self, attempt: AttemptState) -> float | None:
        now = self._shared.clock.now()
        state = attempt._replace(
            faults=self._faults,
            refusals=self._refusals,
            waited=self._waited,
            elapsed=now - self._started - (self._waited - self._waited_before),
        )
        return wait_before_next(state, self._shared.policy, random.uniform(0.5, 1.5))


def _server_wait(answer: httpx.Response) -> float | None:
    return parse_retry_after(
        answer.headers.get("Retry-After"), answer.status_code, now=answer.headers.get("Date")
    )
