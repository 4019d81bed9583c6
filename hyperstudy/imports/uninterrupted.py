"""Imports that Ctrl-C waits for.

NumPy and pandas cannot be imported any more in a program in which their import was cut off ("cannot
load module more than once per process"): in a notebook, until its kernel is started anew.
"""

from __future__ import annotations

import signal
import sys
import threading
from contextlib import contextmanager
from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Generator

__all__ = ["import_whole", "uninterrupted"]


def import_whole(name: str) -> Any:
    """Import a module, with all that it imports, before Ctrl-C counts.

    Parameters
    ----------
    name : str
        Its whole name.
    """
    found = sys.modules.get(name)
    if found is not None and not getattr(found.__spec__, "_initializing", False):
        return found
    with uninterrupted():
        return import_module(name)


@contextmanager
def uninterrupted() -> Generator[None]:
    """Hold Ctrl-C back until the block has ended; it counts then."""
    handler = signal.getsignal(signal.SIGINT)
    # Signals reach no other thread, and where Python does not handle them, they end the program.
    if threading.current_thread() is not threading.main_thread() or not callable(handler):
        yield
        return
    came: list[tuple[int, Any]] = []
    signal.signal(signal.SIGINT, lambda number, frame: came.append((number, frame)))
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, handler)
        if came:
            handler(*came[0])
