"""Signals that end a command: all of them as Ctrl-C does, so that nothing half done is left."""

from __future__ import annotations

import signal
import threading
from contextlib import contextmanager
from typing import TYPE_CHECKING

from .exit_status import INTERRUPTED, SIGNALLED

if TYPE_CHECKING:
    from collections.abc import Generator

__all__ = ["Terminated", "interruption_of", "terminating_as_interruption"]

# The schedulers of clusters and containers, and a terminal that is closed. Windows has no SIGHUP.
_SIGNALS = ("SIGTERM", "SIGHUP")


class Terminated(KeyboardInterrupt):
    """A signal other than Ctrl-C asked the program to end.

    Parameters
    ----------
    number : int
        Which.
    """

    def __init__(self, number: int) -> None:
        super().__init__(signal.Signals(number).name)
        self.status = SIGNALLED + number


@contextmanager
def terminating_as_interruption() -> Generator[None]:
    """Let signals end the block as Ctrl-C does; a second one of a kind ends the program at once."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    # Whoever ignores one, as nohup does, means it.
    numbers = [getattr(signal, name) for name in _SIGNALS if hasattr(signal, name)]
    ours = [one for one in numbers if signal.getsignal(one) is signal.SIG_DFL]

    def terminate(number: int, _: object) -> None:
        signal.signal(number, signal.SIG_DFL)
        raise Terminated(number)

    try:
        for one in ours:
            signal.signal(one, terminate)
        yield
    finally:
        for one in ours:
            signal.signal(one, signal.SIG_DFL)


def interruption_of(end: SystemExit) -> KeyboardInterrupt | None:
    """Give the interruption of which a parser of command lines made a status."""
    found: BaseException | None = end if end.code == INTERRUPTED else None
    while found is not None and not isinstance(found, KeyboardInterrupt):
        found = found.__cause__ or found.__context__
    return found
