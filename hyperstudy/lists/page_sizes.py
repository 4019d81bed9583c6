"""How many rows to ask for at once: more and more, as long as the server gives them in good time.

The service publishes no maximum for ``limit``; 1000 is certain (documented). What a server gives is
found out with the pages of long lists, and remembered for each endpoint as long as the client
lives. Nothing here sends a request.
"""

from __future__ import annotations

from collections import defaultdict
from threading import Lock
from typing import TYPE_CHECKING

from attrs import define, field

if TYPE_CHECKING:
    from ..exceptions import HyperStudyError

__all__ = ["STEPS", "EndpointSize", "PageSizes"]

STEPS = (100, 200, 500, 1000, 2000, 5000, 10_000)
"""Sizes to try, one after the other. The contract suggests the largest as a server's maximum."""

_GOOD_TIME = 1 / 3
"""Share of the timeout that a page may take: a larger one would come close to failing."""

_REFUSED = frozenset({400, 414, 422})
_TOO_MUCH = frozenset({413, 500, 502, 504, 520, 522, 524})


@define
class _Known:
    """What is known of an endpoint.

    Attributes
    ----------
    proven : int
        The largest size that it gave.
    most : int or None
        More is not asked for: it gave fewer, gave them slowly, or failed.
    """

    proven: int = 0
    most: int | None = None


@define
class _Shared:
    """What all lists of a client know together.

    Attributes
    ----------
    fixed : int or None
        Rows to ask for, whatever the server gives.
    endpoints : dict of str to _Known
        By the path template.
    refused : int or None
        A server refuses a large ``limit`` for every endpoint: once is enough to know.
    answered : int
        The largest size that any request was answered for.
    on_trial : set of int
        Sizes that a request tries at the moment.
    """

    fixed: int | None
    lock: Lock = field(factory=Lock)
    endpoints: defaultdict[str, _Known] = field(factory=lambda: defaultdict(_Known))
    refused: int | None = None
    answered: int = 0
    on_trial: set[int] = field(factory=set[int])


class PageSizes:
    """What is known of the pages that a server gives, for all lists of a client.

    Parameters
    ----------
    fixed : int, optional
        Always ask for this many rows, and find nothing out.
    """

    def __init__(self, fixed: int | None = None) -> None:
        self._shared = _Shared(fixed)

    def of(self, endpoint: str, usual: int, maximum: int | None = None) -> EndpointSize:
        """Give what is known of an endpoint, for one list.

        Parameters
        ----------
        endpoint : str
            Its path template.
        usual : int
            Rows of a page that are certain to be given.
        maximum : int, optional
            The most that the contract allows.
        """
        return EndpointSize(self._shared, endpoint, usual, maximum)


class EndpointSize:
    """How many rows to ask an endpoint for, as one list sees it.

    Attributes
    ----------
    usual : int
        Rows of a page that are certain to be given.
    """

    def __init__(
        self, shared: _Shared, endpoint: str, usual: int, maximum: int | None = None
    ) -> None:
        self._shared = shared
        self._endpoint = endpoint
        self._maximum = maximum
        self._trial: int | None = None
        self.usual = usual if shared.fixed is None else shared.fixed

    def current(self) -> int:
        """Give the size that is known to be given."""
        with self._shared.lock:
            return self._current()

    def _current(self) -> int:
        if self._shared.fixed is not None:
            return self._shared.fixed
        known = self._known
        size = max(self.usual, known.proven)
        return size if known.most is None else max(self.usual, min(size, known.most))

    @property
    def _known(self) -> _Known:
        return self._shared.endpoints[self._endpoint]

    def is_certain(self, size: int) -> bool:
        """Return whether the server gives so many rows, or is asked for them whatever it does."""
        with self._shared.lock:
            return self._is_certain(size)

    def _is_certain(self, size: int) -> bool:
        return self._shared.fixed is not None or size <= max(self.usual, self._known.proven)

    def larger(self, seconds: float, timeout: float, *, take: bool = False) -> int | None:
        """Give a larger size to try with the next page; None if there is none to try now.

        Only one request of a client tries a size that no answer has proven yet, so that a server
        that refuses it does so once.

        Parameters
        ----------
        seconds : float
            How long a page of the current size took.
        timeout : float
            Seconds after which a page fails.
        take : bool, optional
            Begin the trial, which :meth:`end_trial` ends.
        """
        shared = self._shared
        if shared.fixed is not None:
            return None
        with shared.lock:
            current = self._current()
            size = next((one for one in STEPS if one > current), None)
            if size is None or any(size > most for most in self._limits()):
                return None
            if seconds * size / current > timeout * _GOOD_TIME:
                return None
            if size > shared.answered:
                if size in shared.on_trial:
                    return None
                if take:
                    shared.on_trial.add(size)
                    self._trial = size
            return size

    def _limits(self) -> list[int]:
        refused = self._shared.refused
        limits = (self._known.most, self._maximum, None if refused is None else refused - 1)
        return [one for one in limits if one is not None]

    def end_trial(self) -> None:
        """Let others try what this list tried; does nothing without a trial."""
        if self._trial is not None:
            with self._shared.lock:
                self._shared.on_trial.discard(self._trial)
            self._trial = None

    def answered(self, size: int, rows: int, seconds: float, timeout: float) -> None:
        """Note that a request for so many rows was answered with so many, and when."""
        shared = self._shared
        with shared.lock:
            shared.answered = max(shared.answered, size)
            if size > self.usual and seconds > timeout * _GOOD_TIME:
                self._at_most(self._step_below(size))
            elif rows >= size:
                self._known.proven = max(self._known.proven, size)

    def capped(self, size: int) -> None:
        """Note that the server gives this many rows, although more were asked for."""
        if size >= self.usual:
            with self._shared.lock:
                self._known.proven = max(self._known.proven, size)
                self._at_most(size)

    def smaller(self, size: int, error: HyperStudyError) -> int | None:
        """Give the size to ask for after one failed; None if the size is not the reason."""
        if not (error.status_code in _REFUSED | _TOO_MUCH or error.code == "TIMEOUT"):
            return None
        with self._shared.lock:
            if self._shared.fixed is not None or size <= self.usual:
                return None
            # What was given before and fails now will hardly be given a little smaller.
            return self.usual if self._is_certain(size) else self._current()

    def failed(self, size: int, error: HyperStudyError) -> None:
        """Note that the size was the reason of a failure: a smaller page came."""
        shared = self._shared
        with shared.lock:
            if error.status_code in _REFUSED and not self._is_certain(size):
                shared.refused = min(size, shared.refused or size)
            self._at_most(self._step_below(size))

    def _step_below(self, size: int) -> int:
        return max(self.usual, next((one for one in reversed(STEPS) if one < size), 0))

    def _at_most(self, size: int) -> None:
        known = self._known
        known.most = size if known.most is None else min(known.most, size)
