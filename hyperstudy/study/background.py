"""A thread in which files are compressed and written while rows are read.

Arrow and the disk need no interpreter for it, so that both go on at the same time.
"""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING

from ..imports.optional_packages import load
from ..transport.future_waits import result_of

if TYPE_CHECKING:
    from collections.abc import Callable
    from concurrent.futures import Future


class Background:
    """Does one piece of work after the other in a thread of its own.

    At most one is under way and none waits, so that memory stays bounded.
    """

    def __init__(self) -> None:
        self._pool = ThreadPoolExecutor(1, thread_name_prefix="hyperstudy-files")
        self._last: Future[None] | None = None

    def start(self, work: Callable[[], None]) -> None:
        """Start a piece of work, once the one before is done; raises what that one raised."""
        self.wait()
        self._last = self._pool.submit(work)

    def wait(self) -> None:
        """Wait until all is done; raises what the last piece raised."""
        last, self._last = self._last, None
        if last is not None:
            result_of(last)

    def close(self) -> None:
        """End the thread, when what it does is done; what that raises counts for nothing."""
        self._last = None
        self._pool.shutdown()


def release_memory() -> None:
    """Give back memory that this thread allocated and another one freed, which Arrow keeps."""
    load("pyarrow").default_memory_pool().release_unused()
