"""Wait for work of other threads so that Ctrl-C ends the wait, on any system.

A wait without an end is not interrupted where Ctrl-C does not wake who waits for a lock (Windows),
nor where the signal comes a moment before the wait begins, or to another thread.
"""

from __future__ import annotations

from concurrent.futures import wait
from typing import TYPE_CHECKING, Any, TypeVar

from .clock import SLICE_SECONDS

if TYPE_CHECKING:
    from collections.abc import Iterable
    from concurrent.futures import Future

__all__ = ["result_of", "wait_for"]

_Result = TypeVar("_Result")


def wait_for(futures: Iterable[Future[Any]]) -> None:
    """Wait until all have ended, in slices between which Ctrl-C counts."""
    pending = set(futures)
    while pending:
        # One that was cancelled before it began is done, and yet waited for.
        pending = {one for one in wait(pending, SLICE_SECONDS).not_done if not one.done()}


def result_of(future: Future[_Result]) -> _Result:
    """Wait for one, and give what it gave or raise what it raised."""
    wait_for([future])
    return future.result()
