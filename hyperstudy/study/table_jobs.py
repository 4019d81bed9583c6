"""What a pull does for each of its tables, several at a time, and what became of each."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..exceptions import AuthenticationError, HyperStudyError, ValidationError
from ..transport.future_waits import wait_for
from . import tables
from .planning import REFUSALS

if TYPE_CHECKING:
    import threading
    from collections.abc import Callable, Mapping
    from concurrent.futures import Executor

__all__ = ["TableJobs"]


class TableJobs:
    """Runs the jobs of a pull and keeps their errors, so that one does not end the others.

    Parameters
    ----------
    executor : Executor
        Runs them.
    stop : Event
        Is set when an error would be the same for all other jobs.

    Attributes
    ----------
    refused : dict
        By name, what the server refuses to give; the study is complete without it.
    failed : dict
        By name, any other error.
    """

    def __init__(self, executor: Executor, stop: threading.Event) -> None:
        self.refused: dict[str, HyperStudyError] = {}
        self.failed: dict[str, BaseException] = {}
        self._executor = executor
        self._stop = stop

    def run(self, jobs: Mapping[str, Callable[[], None]]) -> None:
        """Carry out jobs, and wait for all of them."""
        wait_for(self._executor.submit(self._carry_out, name, job) for name, job in jobs.items())

    def lacks(self, name: str) -> bool:
        """Return whether a table was refused or failed."""
        return name in self.refused or name in self.failed

    def _carry_out(self, name: str, job: Callable[[], None]) -> None:
        try:
            job()
        except REFUSALS as error:
            self.refused[name] = error
        except BaseException as error:
            if name in tables.KEPT_APART and isinstance(error, ValidationError):
                # A server need not know these categories; it has all else.
                self.refused[name] = error
                return
            self.failed[name] = error
            if isinstance(error, (AuthenticationError, OSError)):
                # It would be the same for all others.
                self._stop.set()
            if not isinstance(error, Exception):
                raise
