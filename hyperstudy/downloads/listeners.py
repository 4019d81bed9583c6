"""Who listens to the events of downloads: the bar, and the log."""

from __future__ import annotations

import logging
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from ..display.waits import log_wait
from .events import Advanced, Done, Failed, Started, Waiting

if TYPE_CHECKING:
    from ..display.progress import Bar
    from .events import Event
    from .plan import DownloadPlan

_LOG = logging.getLogger("hyperstudy.downloads")
_SHOWN = 2
_SAME_PAUSE_SECONDS = 2.0


class ProgressBar:
    """One bar for the whole, in bytes, with the files that are on their way.

    Parameters
    ----------
    plan : DownloadPlan
        What is to be done.
    bar : Bar
        Where it is shown.
    """

    def __init__(self, plan: DownloadPlan, bar: Bar) -> None:
        self._bar = bar
        work = {number: one for number, one in enumerate(plan.files) if one.action != "skip"}
        self._sizes = {number: one.size for number, one in work.items()}
        self._count = len(work)
        # What is to be verified is here, and has to be read all the same.
        self._have = {number: 0 if one.here else one.have for number, one in work.items()}
        self._current: dict[int, str] = {}
        self._done = self._failed = 0
        self._logged = datetime.min.replace(tzinfo=UTC)
        if self._count:
            bar.start(self._total(), initial=sum(self._have.values()))

    def _total(self) -> int | None:
        known = [size for size in self._sizes.values() if size is not None]
        return sum(known) if known else None

    def __call__(self, event: Event) -> None:
        """Show an event."""
        match event:
            case Started():
                self._current[event.number] = event.name
                self._note(event.number, event.size)
                # Another run may have taken what the plan saw, or left more.
                self._bar.advance(event.have - self._have.get(event.number, 0))
            case Advanced():
                self._note(event.number, event.size)
                self._bar.advance(event.amount)
                return
            case Waiting():
                self._bar.wait(event.why, event.seconds, event.until)
                self._log_wait(event)
                return
            case Done() | Failed():
                self._current.pop(event.number, None)
                self._done += isinstance(event, Done)
                self._failed += isinstance(event, Failed)
            case _:
                return
        self._bar.set_text(self._state())

    def _log_wait(self, event: Waiting) -> None:
        """Log a wait for the storage, once for files that wait together; the API's are already."""
        if event.number >= 0 and (event.until - self._logged).total_seconds() > _SAME_PAUSE_SECONDS:
            self._logged = event.until
            log_wait(event.why, event.seconds, event.until)

    def _note(self, number: int, size: int | None) -> None:
        if size is not None and self._sizes.get(number) != size:
            self._sizes[number] = size
            self._bar.start(self._total())

    def _state(self) -> str:
        names = list(self._current.values())
        shown = ", ".join(names[:_SHOWN]) + (", ..." if len(names) > _SHOWN else "")
        failed = f", {self._failed} failed" if self._failed else ""
        return f"{self._done} of {self._count} files{failed}" + (f": {shown}" if shown else "")


def log(event: Event) -> None:
    """Write an event into the log ``hyperstudy.downloads``."""
    level = logging.DEBUG if isinstance(event, Advanced) else logging.INFO
    if _LOG.isEnabledFor(level):
        _LOG.log(level, "%s", event.to_dict())
