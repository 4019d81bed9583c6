"""Stopping the threads of a run at once."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable


class Cancelled(Exception):
    """The run is over; what a thread was doing is to be left as it is."""


class Cancellation:
    """Tells the threads of a run to stop, whatever they wait for.

    Parameters
    ----------
    close_connections : callable
        Ends what waits for the network, in whichever thread.
    """

    def __init__(self, close_connections: Callable[[], None]) -> None:
        self._event = threading.Event()
        self._hang_up = close_connections

    @property
    def called(self) -> bool:
        """Everybody is to stop."""
        return self._event.is_set()

    def call(self, *, at_once: bool) -> None:
        """Stop all threads of the run.

        Parameters
        ----------
        at_once : bool
            Also end what waits for the network, and not only at its next byte. That ends the
            requests of others that use the same client too.
        """
        self._event.set()
        if at_once:
            self._hang_up()

    def check(self) -> None:
        """Stop here if everybody is to stop.

        Raises
        ------
        Cancelled
            If so.
        """
        if self.called:
            raise Cancelled

    def wait(self, seconds: float) -> None:
        """Wait so long, or stop.

        Raises
        ------
        Cancelled
            If everybody is to stop.
        """
        self._event.wait(seconds)
        self.check()
