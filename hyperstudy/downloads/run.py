"""A plan carried out: room asked for, files downloaded, the report written whatever happens."""

from __future__ import annotations

import time
from contextlib import closing
from typing import TYPE_CHECKING

from ..display.notices import DownloadWarning, keeping, warn_caller
from ..display.progress import Bar
from ..exceptions import HyperStudyError
from ..files import folders
from ..files.folders import FolderError
from ..lists.report import attach, fetch_report
from ..lists.results import warn_of_findings
from .events import Done, Failed
from .listeners import ProgressBar, log
from .parts import discard
from .report import Report, differs, write_one
from .sidecar import NAME

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path

    import pandas as pd

    from ..lists.report import FetchReport
    from .engine import Engine
    from .events import Event
    from .job import Saved
    from .plan import DownloadPlan

_REST = 20.0
"""Between two writings of the report on the way: so many times as long as one takes."""


def run_plan(
    plan: DownloadPlan,
    listing: pd.DataFrame,
    engine: Engine,
    *,
    progress: bool,
    listeners: Sequence[Callable[[Event], None]] = (),
    fetched: FetchReport | None = None,
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
    fetched : FetchReport, optional
        The report of the listing. What it finds is warned of when the files are there: where
        warnings are errors, they would else keep them from coming.

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
    try:
        _ask_for_room(plan)
        _write(report)
        discard(plan.folder, [one.key for one in plan.here])
        with Bar("recordings", enabled=progress, unit="B") as bar:
            everyone: list[Callable[[Event], None]] = [report, ProgressBar(plan, bar), log]
            everyone += listeners
            with closing(engine.download(plan.jobs(), plan.folder)) as events:
                _listen(events, everyone, report)
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
    frame = _reported(report.frame(), report, plan)
    broken = next((one for one in report.failed.values() if isinstance(one, FolderError)), None)
    with keeping(frame):
        if fetched is not None:
            warn_of_findings(fetched)
        if broken is not None:
            broken.partial = frame
            raise broken
        _warn(report, plan, written)
    return frame


def run_single(plan: DownloadPlan, engine: Engine, *, progress: bool) -> Path:
    """Download the one file of a plan into its folder, which must exist, and note it there.

    Raises
    ------
    HyperStudyError
        If it cannot be had.
    """
    _ask_for_room(plan)
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
    with keeping(saved.path):
        notes: list[str] = []
        try:
            write_one(plan, saved, notes.append)
        except OSError as error:
            _warn_of_no_report(plan, error)
        for text in notes:
            warn_caller(text, DownloadWarning)
        if differs(saved):
            warn_caller(_differing([saved], 1), DownloadWarning)
    return saved.path


def _ask_for_room(plan: DownloadPlan) -> None:
    # What is said to be larger than the whole disk may be listed wrong: the storage tells.
    most = folders.size_of_disk(plan.folder)
    needed = sum(one.missing for one in plan.files if one.missing <= most)
    folders.require_free_space(plan.folder, needed)


def _differing(files: Sequence[Saved], count: int) -> str:
    """Warn of files with another size than the listed one, all in one text."""
    first = files[0]
    return (
        f"HyperStudy lists other sizes than the storage has for {len(files)} of {count} "
        f"recordings (the first: {first.path.name}, {first.listed} bytes listed, {first.size} in "
        "the storage). What the storage has was saved, whole: its length or its hash proves it."
    )


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


def _reported(frame: pd.DataFrame, report: Report, plan: DownloadPlan) -> pd.DataFrame:
    """Let the frame's report tell what became of the files, too."""
    try:
        fetched = fetch_report(frame)
    except ValueError:
        return frame
    if report.failed:
        fetched.problems.append(
            f"{len(report.failed)} of {len(plan.files)} recordings failed to download"
        )
    fetched.notes += report.notes
    if report.differing:
        fetched.notes.append(_differing(report.differing, len(plan.files)))
    found: pd.DataFrame = attach(frame, fetched)
    return found


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
    for text in report.notes:
        warn_caller(text, DownloadWarning)
    if report.differing:
        warn_caller(_differing(report.differing, len(plan.files)), DownloadWarning)
    for name, error in report.failed.items():
        warn_caller(f"{name} was not downloaded: {error}", DownloadWarning)
    if report.failed:
        warn_caller(
            f"{len(report.failed)} of {len(plan.files)} recordings failed to download. "
            f"{_again(plan, 'what is whole is not fetched a second time')}",
            DownloadWarning,
        )
