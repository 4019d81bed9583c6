"""A plan carried out: room asked for, files downloaded, the report written whatever happens."""

from __future__ import annotations

import time
from contextlib import closing
from itertools import chain
from typing import TYPE_CHECKING

from ..display.progress import Bar
from ..exceptions import HyperStudyError
from ..files import atomic
from ..files.atomic import FolderError
from ..notices import DownloadWarning, warn_caller
from .events import Done, Failed
from .listeners import ProgressBar, log
from .parts import discard
from .report import Report, write_one
from .sidecar import NAME

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path

    import pandas as pd

    from .engine import Engine
    from .events import Event
    from .plan import DownloadPlan

_REST = 20.0
"""Between two writings of the report on the way: so many times as long as one takes."""


def carry_out(
    plan: DownloadPlan,
    listing: pd.DataFrame,
    engine: Engine,
    *,
    progress: bool,
    listeners: Sequence[Callable[[Event], None]] = (),
) -> pd.DataFrame:
    """Download what a plan wants into its folder, which must exist.

    Parameters
    ----------
    plan : DownloadPlan
        The plan.
    listing : pandas.DataFrame
        The recordings, one row for each row of the plan.
    engine : Engine
        Downloads.
    progress : bool
        Show a bar where somebody watches.
    listeners : sequence of callables, optional
        Get each event, in the thread of the caller.

    Returns
    -------
    pandas.DataFrame
        The listing with what became of each recording.

    Raises
    ------
    FolderError
        If the folder cannot take the files. What is whole stays; the frame is in `partial`.
    """
    report = Report(plan, listing)
    most = atomic.size_of_disk(plan.folder)
    hopeless = {number for number, one in enumerate(plan.files) if one.missing > most}
    jobs = [job for job in plan.jobs() if job.number not in hopeless]
    try:
        atomic.ask_for_room(plan.folder, sum(plan.files[job.number].missing for job in jobs))
        _write(report)
        discard(plan.folder, [one.key for one in plan.here])
        with Bar("recordings", enabled=progress, unit="B") as bar:
            everyone: list[Callable[[Event], None]] = [report, ProgressBar(plan, bar), log]
            everyone += listeners
            with closing(engine.download(jobs, plan.folder)) as events:
                refused = [_too_large(plan, number) for number in sorted(hopeless)]
                _listen(chain(refused, events), everyone, report)
    except FolderError as error:
        report.stop(error, engine.unfinished)
    except BaseException as error:
        for event in engine.ended.values():
            report(event)
        stopped = HyperStudyError("stopped before it was complete", "INTERRUPTED")
        report.stop(stopped, engine.unfinished)
        error.add_note(
            f"{report.whole} of {len(plan.files)} recordings are whole in {plan.folder}. "
            f"{_again(plan, 'it goes on where this one stopped')}"
        )
        raise
    finally:
        written = _write(report)
    frame = report.frame()
    broken = next((one for one in report.failed.values() if isinstance(one, FolderError)), None)
    if broken is not None:
        broken.partial = frame
        raise broken
    _warn(report, plan, written)
    return frame


def carry_out_one(plan: DownloadPlan, engine: Engine, *, progress: bool) -> Path:
    """Download the one file of a plan into its folder, which must exist, and note it there.

    Raises
    ------
    HyperStudyError
        If it cannot be had.
    """
    atomic.ask_for_room(plan.folder, plan.bytes_wanted)
    saved = plan.skipped().get(0)
    with (
        Bar(plan.files[0].name, enabled=progress, unit="B") as bar,
        closing(engine.download(plan.jobs(), plan.folder)) as events,
    ):
        show = ProgressBar(plan, bar)
        for event in events:
            log(event)
            show(event)
            if isinstance(event, Failed):
                raise event.error
            if isinstance(event, Done):
                saved = event.saved
    if saved is None:
        raise HyperStudyError("stopped before it was complete", "INTERRUPTED")
    try:
        write_one(plan, saved)
    except OSError as error:
        _warn_of_no_report(plan, error)
    return saved.path


def _too_large(plan: DownloadPlan, number: int) -> Failed:
    one = plan.files[number]
    error = HyperStudyError(
        f"HyperStudy says that it has {atomic.in_words(one.size or 0)}, which is more than the "
        f"whole disk of {plan.folder} takes",
        "NOT_ENOUGH_SPACE",
        hint="If the size that HyperStudy lists is wrong, hs.download_recording("
        '{**recording, "fileSize": None}) does not ask for it.',
    )
    return Failed(number, one.name, error, 0)


def _again(plan: DownloadPlan, otherwise: str) -> str:
    then = 'existing="replace" downloads all anew' if plan.existing == "replace" else otherwise
    return f"Run the same line again: {then}."


def _listen(
    events: Iterator[Event], everyone: Sequence[Callable[[Event], None]], report: Report
) -> None:
    fresh, next_writing = True, time.monotonic() + 0.1
    for event in events:
        for listener in everyone:
            listener(event)
        fresh = fresh and not isinstance(event, Done | Failed)
        began = time.monotonic()
        # If the program is killed, what was done until shortly before is known.
        if not fresh and began >= next_writing:
            _write(report)
            now = time.monotonic()
            fresh, next_writing = True, now + _REST * (now - began)


def _write(report: Report) -> OSError | None:
    try:
        report.write()
    except OSError as error:
        return error
    return None


def _warn_of_no_report(plan: DownloadPlan, why: OSError, instead: str = "") -> None:
    warn_caller(
        f"{NAME} could not be written in {plan.folder} ({why.strerror}); the recordings are there."
        f"{instead}",
        DownloadWarning,
    )


def _warn(report: Report, plan: DownloadPlan, unwritten: OSError | None) -> None:
    if unwritten is not None:
        _warn_of_no_report(plan, unwritten, " The result of this call holds the same: save it.")
    for name, error in report.failed.items():
        warn_caller(f"{name} was not downloaded: {error}", DownloadWarning)
    if report.failed:
        warn_caller(
            f"{len(report.failed)} of {len(plan.files)} recordings failed to download. "
            f"{_again(plan, 'what is whole is not fetched a second time')}",
            DownloadWarning,
        )
