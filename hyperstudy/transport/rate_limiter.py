"""Whose turn it is: the gate and the pace together, for every thread and for asyncio."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING, NamedTuple

from .rate_limit_gate import RateLimitGate

if TYPE_CHECKING:
    from .pace import Pacer

__all__ = ["Permit", "RateLimiter"]


class Permit(NamedTuple):
    """How long to wait before asking again (0: go), and why."""

    seconds: float
    why: str


class RateLimiter:
    """Gate and pace together, safe to ask from any thread.

    Parameters
    ----------
    pacer
        Keeps a pace ahead of refusals; None goes as fast as the service lets it.
    """

    def __init__(self, pacer: Pacer | None = None) -> None:
        self._lock = threading.Lock()
        self._gate = RateLimitGate()
        self._pacer = pacer
        self._why = ""

    def ask(self, ticket: object, endpoint: str, now: float) -> Permit:
        """Ask whether the holder of `ticket` may send now."""
        with self._lock:
            if wait := self._gate.ask(ticket, now):
                return Permit(wait, self._why)
            if self._pacer is None:
                return Permit(0.0, "")
            turn = Permit(*self._pacer.ask(endpoint, now))
            if turn.seconds:
                self._gate.left(ticket)
            return turn

    def close(self, until: float, why: str) -> None:
        """Let everybody wait until then."""
        with self._lock:
            self._gate.close(until)
            self._why = why

    def answered(self, endpoint: str, now: float) -> None:
        """Note that a request which had its turn is over, well or not."""
        if self._pacer is not None:
            with self._lock:
                self._pacer.answered(endpoint, now)

    def passed(self, ticket: object) -> None:
        """Note an answer that is no refusal."""
        with self._lock:
            self._gate.passed(ticket)

    def left(self, ticket: object) -> None:
        """Note that the holder of `ticket` will ask no more."""
        with self._lock:
            self._gate.left(ticket)

    def after_fork(self, now: float) -> None:
        """Forget what other threads of the parent process do: the lock, and their requests."""
        self._lock = threading.Lock()
        self._gate.after_fork()
        if self._pacer is not None:
            self._pacer.after_fork(now)
