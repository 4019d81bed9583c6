"""A gate for all requests of a client: told to wait, everybody waits.

Nothing here sleeps or reads a clock. A request asks whether it may go and is told how many
seconds to wait before it asks again; threads and asyncio share the same answers.
"""

from __future__ import annotations

__all__ = ["ASK_AGAIN_SECONDS", "RateLimitGate"]

# How soon to ask again while others are under way whose end is not known.
ASK_AGAIN_SECONDS = 0.02
# How long the first request after a pause goes alone before the others no longer wait for it.
PATIENCE_SECONDS = 5.0


class RateLimitGate:
    """Closed for everyone when one request was told to wait.

    After the pause one request goes first; the others follow when it was not refused. So a limit
    costs one burst of refusals at most, and one refusal for each time it is still in force.
    """

    def __init__(self) -> None:
        self._closed_until = float("-inf")
        self._careful = False
        self._first: object | None = None
        self._first_since = 0.0

    def ask(self, ticket: object, now: float) -> float:
        """Return 0 when the holder of `ticket` may send, else seconds until asking again."""
        if now < self._closed_until:
            return self._closed_until - now
        if not self._careful or self._first is ticket:
            return 0.0
        if self._first is None:
            self._first, self._first_since = ticket, now
            return 0.0
        if now - self._first_since >= PATIENCE_SECONDS:
            self._careful = False
            return 0.0
        return ASK_AGAIN_SECONDS

    def close(self, until: float) -> None:
        """Let nobody pass until that time."""
        self._closed_until = max(self._closed_until, until)
        self._careful, self._first = True, None

    def passed(self, ticket: object) -> None:
        """Note an answer that is no refusal: when it went first, the others may follow."""
        if self._first is ticket:
            self._careful, self._first = False, None

    def left(self, ticket: object) -> None:
        """Note that a request ended without an answer: when it went first, another one shall."""
        if self._first is ticket:
            self._first = None

    def after_fork(self) -> None:
        """Wait in a child process for no request that is its parent's."""
        self._first = None
