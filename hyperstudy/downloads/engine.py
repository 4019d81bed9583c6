"""Several transfers at once, told as one stream of events."""

from __future__ import annotations

import queue
import threading
import time
from collections import deque
from typing import TYPE_CHECKING, Any

from attrs import define, field

from ..files.folders import FolderError
from .cancellation import Cancellation, Cancelled
from .events import Done, Failed, Waiting
from .parts import Parts
from .retry_budget import RetryBudget
from .transfer import Transfer, TransferContext

if TYPE_CHECKING:
    from collections.abc import Callable, Generator, Mapping, Sequence
    from pathlib import Path

    import httpx

    from .events import Event
    from .job import Job

# On Windows Ctrl-C does not wake a thread that waits without end.
_LOOK_UP_SECONDS = 0.25
_FAREWELL_SECONDS = 5.0


@define(kw_only=True)
class Engine:
    """Downloads files.

    Parameters
    ----------
    link : callable
        Gives the link of a recording from its row.
    new_link : callable
        Gives another one after the storage refused one; None if none can be made.
    storage : httpx.Client
        Reads links. It must not know the API key, and raises NetworkError when the network fails.
    close_connections : callable, optional
        Ends at once whatever waits for the network.
    listen : callable, optional
        Registers a listener for waits of the API and gives what ends the listening.
    parallel : int, optional
        Files on their way at the same time.
    retry_budget : RetryBudget, optional
        How long to go on with a file that does not come.

    Attributes
    ----------
    ended : dict of int to Done or Failed
        The last event of each job, by number. It is also here if the iterator was closed, or
        Ctrl-C was pressed, before the event could be told.
    unfinished : dict of int to int
        How often each job was asked for that was stopped before it had a last event.
    """

    link: Callable[[Mapping[str, Any]], str]
    new_link: Callable[[Mapping[str, Any]], str | None]
    storage: httpx.Client
    close_connections: Callable[[], None] = lambda: None
    listen: Callable[[Callable[[Any], None]], Callable[[], None]] | None = None
    parallel: int = 8
    retry_budget: RetryBudget = field(factory=RetryBudget)
    ended: dict[int, Done | Failed] = field(factory=dict[int, "Done | Failed"], init=False)

    unfinished: dict[int, int] = field(factory=dict[int, int], init=False)

    def download(self, jobs: Sequence[Job], folder: Path) -> Generator[Event]:
        """Download files into a folder that exists, and tell what happens meanwhile.

        Each job ends with Done or Failed. Closing the iterator ends the work at once and keeps
        what came; jobs that were not finished then have no last event.

        Parameters
        ----------
        jobs : sequence of Job
            Which files; numbers must be different.
        folder : Path
            Where their unfinished files go.
        """
        events: queue.SimpleQueue[Event] = queue.SimpleQueue()
        halt = Cancellation(self.close_connections)
        parts = Parts(folder)
        tools = TransferContext(
            self.link, self.new_link, self.storage, parts, events.put, halt, self.retry_budget
        )
        # The largest first, so that at the end no single one is left over for a long time.
        waiting = deque(
            sorted(jobs, key=lambda job: (job.size is not None, -(job.size or 0), job.number))
        )
        workers = [
            threading.Thread(
                target=self._work,
                args=(waiting, tools),
                name=f"hyperstudy-file-{number}",
                daemon=True,
            )
            for number in range(min(self.parallel, len(waiting)))
        ]
        self.ended.clear()
        self.unfinished.clear()
        stop_listening = self._listen(events)
        open_ones = {job.number: job for job in jobs}
        broken: FolderError | None = None
        try:
            for worker in workers:
                worker.start()
            while open_ones and broken is None:
                event = _next(events)
                if isinstance(event, Done | Failed):
                    del open_ones[event.number]
                if event is not None:
                    yield event
                if isinstance(event, Failed) and isinstance(event.error, FolderError):
                    broken = event.error
        finally:
            if open_ones:
                halt.call(at_once=broken is None)
            stop_listening()
            end = time.monotonic() + _FAREWELL_SECONDS
            for worker in workers:
                worker.join(max(0.0, end - time.monotonic()))
            parts.end()
        if broken is not None:
            # What did not end meanwhile failed for the same reason.
            for number, job in open_ones.items():
                failed = Failed(number, job.path.name, broken, 0)
                yield self.ended.setdefault(number, failed)

    def _listen(self, events: queue.SimpleQueue[Event]) -> Callable[[], None]:
        if self.listen is None:
            return lambda: None
        return self.listen(
            lambda wait: events.put(Waiting(-1, "", wait.why, wait.seconds, wait.until))
        )

    def _work(self, waiting: deque[Job], tools: TransferContext) -> None:
        while not tools.halt.called:
            try:
                job = waiting.popleft()
            except IndexError:
                return
            transfer = Transfer(job, tools)
            event: Done | Failed
            try:
                event = Done(job.number, job.path.name, transfer.run())
            except Cancelled:
                self.unfinished[job.number] = transfer.attempts
                return
            except Exception as error:  # noqa: BLE001
                # Whatever is odd about one recording must not stop the others.
                event = Failed(job.number, job.path.name, error, transfer.attempts)
            self.ended[job.number] = event
            tools.emit(event)


def _next(events: queue.SimpleQueue[Event]) -> Event | None:
    try:
        return events.get(timeout=_LOOK_UP_SECONDS)
    except queue.Empty:
        return None
