"""When to try again for one recording: decided without a clock and without a connection."""

from __future__ import annotations

from attrs import define, field, frozen


@frozen(kw_only=True)
class RetryBudget:
    """How long to go on with a recording that does not come.

    Parameters
    ----------
    tries : int
        Faults in a row, without a new byte in between, after which it is given up.
    first_pause, longest_pause : float
        Seconds before the second try, and the most that the doubling reaches.
    longest_retry_after : float
        Seconds that the storage may tell to wait before that is an error too.
    contradictions : int
        How often it may start over because what came cannot be right.
    refusals : int
        How often a fresh link may be refused in a row.
    free_connections, bytes_a_connection : int
        Beyond so many connections each one must have brought so many bytes on average; else a
        connection that breaks after each few bytes would be asked for ever.
    """

    tries: int = 8
    first_pause: float = 0.5
    longest_pause: float = 30.0
    longest_retry_after: float = 900.0
    contradictions: int = 2
    refusals: int = 1
    free_connections: int = 50
    bytes_a_connection: int = 64 * 1024


@define
class AttemptCounter:
    """Counts the attempts at a recording, and decides whether to try again.

    Parameters
    ----------
    retry_budget : RetryBudget
        How much it may go through.
    best : int
        The most bytes of it that were ever here.
    """

    retry_budget: RetryBudget
    best: int
    connections: int = 0
    _faults: int = field(default=0, init=False)
    _contradictions: int = field(default=0, init=False)
    _refusals: int = field(default=0, init=False)
    _requested: float = field(default=0.0, init=False)

    def arrived(self, size: int) -> None:
        """Note how many bytes are here; more than ever means that the counts start anew."""
        if size > self.best:
            self.best = size
            self._faults = self._refusals = 0
            self._requested = 0.0

    def fault(self, retry_after: float | None, spread: float) -> float | None:
        """Note a fault, and tell how long to wait; None means to give up.

        Parameters
        ----------
        retry_after : float or None
            Seconds that the storage told to wait.
        spread : float
            A random factor near 1.
        """
        self._faults += 1
        self._requested += retry_after or 0.0
        budget = self.retry_budget
        surplus = self.connections - budget.free_connections
        if (
            self._faults >= budget.tries
            or self._requested > budget.longest_retry_after
            or surplus * budget.bytes_a_connection > self.best
        ):
            return None
        doubled = budget.first_pause * 2.0 ** (self._faults - 1) * spread
        return max(min(doubled, budget.longest_pause), retry_after or 0.0)

    def contradiction(self) -> bool:
        """Note that what came cannot be right; tell whether to start over."""
        self._contradictions += 1
        return self._contradictions <= self.retry_budget.contradictions

    def refusal(self) -> bool:
        """Note that a link was refused; tell whether to ask for a new one."""
        self._refusals += 1
        return self._refusals <= self.retry_budget.refusals
