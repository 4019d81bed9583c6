"""A pull: every table read, built and put in place, each as soon as it is whole."""

from __future__ import annotations

import hashlib
import json
import platform
import threading
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from functools import partial
from typing import TYPE_CHECKING, Any, NamedTuple

from .. import __version__, contract
from ..display.notices import (
    HyperStudyWarning,
    IncompleteDataWarning,
    ServerWarning,
    keeping,
    warn_caller,
)
from ..display.progress import Bar
from ..exceptions import (
    HyperStudyError,
    InputError,
    NotFoundError,
    redact,
)
from ..files import atomic, folders
from ..imports.optional_packages import load
from ..lists.query import build_request
from ..lists.report import FetchReport
from . import commit, kept_apart, layout, lock, manifest, per_item_tables, reading, tables
from .build import build
from .known_rows import KnownRows
from .manifest import Manifest
from .plan import PullPlan
from .planning import REFUSALS, Planning
from .report import PullReport, TableReport
from .row_progress import RowProgress
from .staging import staged
from .table_jobs import TableJobs

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import timedelta
    from pathlib import Path

    from ..lists.fetch import Fetcher
    from .tables import Table

    Recordings = Callable[[list[dict[str, Any]], Path], dict[str, Any]]

PARALLEL = 8
"""Tables that are read at the same time. Of each, one page is on its way."""


class _Work(NamedTuple):
    """What all tables of one pull share.

    Attributes
    ----------
    number : int
        Number of the pull.
    source : reading.Source
        Where rows come from.
    check_running : callable
        Raises if the pull is to stop; for loops.
    held : StudyLock
        The right to change the study.
    finished : callable
        Takes the name of a table of which all that is wanted was read; for the bar.
    """

    number: int
    source: reading.Source
    check_running: Callable[[], None]
    held: lock.StudyLock
    finished: Callable[[str], None]


class Pull:
    """A pull of one experiment into one folder.

    Parameters
    ----------
    fetcher : Fetcher
        Makes the requests.
    source : str
        Address of the API.
    experiment_id : str
        What to pull.
    folder : Path
        Where to.
    types : sequence of str
        The tables.
    overlap : timedelta or None
        How far back to look again for late and changed rows; None looks at all.
    """

    def __init__(
        self,
        fetcher: Fetcher,
        source: str,
        experiment_id: str,
        folder: Path,
        types: Sequence[str],
        overlap: timedelta | None,
    ) -> None:
        self._fetcher = fetcher
        self._source = redact(source)
        self._experiment_id = experiment_id
        self._folder = folder
        self._state = folder / layout.STATE
        self._tables = [tables.table(name, experiment_id) for name in types]
        self._overlap = overlap
        self._lock = threading.Lock()
        self._building = threading.Lock()
        self._manifest = Manifest({"id": experiment_id}, self._source)
        self._requests = 0
        self._restored: list[str] = []
        # What the server warned of beside its documents; told at the end, when all is here.
        self._document_warnings: list[str] = []

    # The plan

    def plan(self, recordings: Callable[[], tuple[int, int]] | None) -> PullPlan:
        """Return what it would cost; a request for each table that has pages.

        Parameters
        ----------
        recordings : callable or None
            Gives number and bytes of the recordings, if they are wanted.
        """
        self._read_manifest()
        planned = Planning(self._fetcher, self._folder, self._manifest, self._overlap).of(
            self._tables, PARALLEL
        )
        count, size = recordings() if recordings else (None, 0)
        documents = len(self._documents_missing(self._manifest.next_pull))
        return PullPlan(self._folder, self._experiment_id, tuple(planned), count, size, documents)

    # The pull

    def run(self, progress: bool, recordings: Recordings | None) -> PullReport:
        """Carry it out.

        Parameters
        ----------
        progress : bool
            Show a bar where somebody watches.
        recordings : callable or None
            Downloads recordings, given the rows and the folder, if they are wanted; gives what
            the report says of them.

        Raises
        ------
        HyperStudyError
            If something could not be had. What came is kept, and the next call goes on.
        """
        load("pyarrow.parquet")
        folders.prepare(self._folder)
        try:
            self._state.mkdir(exist_ok=True)
            with lock.hold(self._state) as study_lock:
                return self._held(study_lock, progress, recordings)
        except OSError as error:
            raise folders.disk_error(error, self._folder) from error
        except KeyboardInterrupt as interruption:
            # Of recordings that were on their way is told already.
            if not hasattr(interruption, "__notes__"):
                interruption.add_note(self._kept())
            raise

    def _held(
        self, study_lock: lock.StudyLock, progress: bool, recordings: Recordings | None
    ) -> PullReport:
        # That it can be written is known before anything is.
        atomic.target(self._folder / layout.MANIFEST)
        # A study that a later version wrote, or another experiment's, is left as it is.
        self._read_manifest()
        commit.finish(self._folder)
        commit.clear_work(self._folder)
        self._read_manifest()
        run = self._open_run()
        report = PullReport(
            self._folder, self._experiment_id, run["number"], went_on=run["calls"] > 1
        )
        fetched = FetchReport(what=f"study {self._experiment_id}")
        with (
            Bar(f"pulling {self._experiment_id}", enabled=progress) as bar,
            self._fetcher.watching(fetched, bar),
        ):
            jobs = self._everything(study_lock, run, bar)
        report.requests, report.waited = self._requests, fetched.waited
        report.restored = sorted(self._restored)
        report.refused = {name: error.message for name, error in jobs.refused.items()}
        report.tables = [
            TableReport.of(one.name, self._manifest.tables[one.name])
            for one in self._tables
            if one.name in self._manifest.tables and one.name not in jobs.refused
        ]
        self._raise(report, jobs)
        held_back: HyperStudyWarning | None = None
        if recordings is not None:
            try:
                report.recordings = recordings(self._recording_rows(), self._folder)
            except HyperStudyWarning as warning:
                # Where warnings are errors, the pull is complete all the same.
                report.recordings, held_back = warning.partial, warning
        self._close_run(run, report)
        with keeping(report):
            if held_back is not None:
                raise held_back
            for text in self._document_warnings:
                warn_caller(text, ServerWarning)
            for text in report.notes():
                warn_caller(f"{self._experiment_id}: {text}.")
            if not report.complete:
                findings = "; ".join(report.findings())
                warn_caller(f"{self._experiment_id}: {findings}.", IncompleteDataWarning)
        return report

    def _everything(self, study_lock: lock.StudyLock, run: dict[str, Any], bar: Bar) -> TableJobs:
        """Read what this run has not read yet, table by table, several at a time."""
        progress = RowProgress(bar)
        number: int = run["number"]
        executor = ThreadPoolExecutor(PARALLEL, thread_name_prefix="hyperstudy-pull")
        with executor, self._fetcher.stoppable() as stop:

            def check_running() -> None:
                if stop.is_set():
                    raise HyperStudyError("stopped before it was complete", "INTERRUPTED")
                study_lock.check_now_and_then()

            def received(name: str, count: int, promised: int | None) -> None:
                progress.received(name, count, promised)
                check_running()

            source = reading.Source(self._fetcher, stop, self._sent, received)
            work = _Work(number, source, check_running, study_lock, progress.finished)
            jobs = TableJobs(executor, stop)
            missing = [one for one in self._tables if not self._is_done(one.name, number)]
            jobs.run(self._documents_missing(number))
            unknown = jobs.refused.get("experiment")
            if isinstance(unknown, NotFoundError):
                # No table could be of an experiment that there is not.
                jobs.failed["experiment"] = unknown
                return jobs
            jobs.run(
                {
                    one.name: partial(self._pull_table, one, work)
                    for one in missing
                    if one.each is None and not one.kinds
                }
            )
            jobs.run(
                {
                    one.name: partial(self._pull_kept_apart, one, work)
                    for one in missing
                    if one.kinds and not jobs.lacks(tables.EVENTS)
                }
            )
            for one in missing:
                if one.each in jobs.refused:
                    jobs.refused[one.name] = jobs.refused[one.each]
            jobs.run(
                {
                    one.name: partial(self._pull_table, one, work)
                    for one in missing
                    if one.each is not None and not jobs.lacks(one.each)
                }
            )
        return jobs

    def _documents_missing(self, number: int) -> dict[str, Callable[[], None]]:
        there = self._manifest.documents
        return {
            file.partition(".")[0]: partial(self._pull_document, operation, file, number)
            for operation, file in layout.DOCUMENTS.items()
            if file not in there or there[file]["pull"] != number
        }

    def _is_done(self, name: str, number: int) -> bool:
        entry = self._manifest.tables.get(name)
        if entry is None or entry.pull != number:
            return False
        layout.journal(self._folder, name).unlink(missing_ok=True)
        return True

    def _pull_kept_apart(self, table: Table, work: _Work) -> None:
        events = tables.table(tables.EVENTS, self._experiment_id)
        entry = self._manifest.tables.get(table.name)
        if kept_apart.is_asked_for(self._folder, self._manifest, events, table):
            self._pull_table(table, work)
        elif entry is not None:
            # By now they are among the events.
            with self._building:
                work.held.check()
                del self._manifest.tables[table.name]
                removals = [one.path for one in entry.files]
                commit.commit(self._folder, self._manifest, {}, removals)

    def _pull_table(self, table: Table, work: _Work) -> None:
        source = work.source
        base = KnownRows(self._folder, table, self._manifest.tables.get(table.name)).look()
        staging = staged(self._folder, self._manifest, table, base)
        try:
            if staging.count:
                source.received(table.name, staging.count, staging.state.get("promised"))
            if table.kinds:
                events = tables.table(tables.EVENTS, self._experiment_id)
                kept_apart.read(table, staging, source, self._folder, self._manifest, events)
                if not staging.count and table.name not in self._manifest.tables:
                    staging.remove()
                    return
            elif table.each is None:
                reading.read(table, staging, base, source, self._overlap)
            else:
                wanted = per_item_tables.ids(self._folder, self._manifest, table)
                per_item_tables.read(table, staging, base, source, self._overlap, wanted)
            work.finished(table.name)
            with self._building:
                work.held.check()
                built = build(self._folder, table, staging, work.number, base, work.check_running)
                work.check_running()
                work.held.check()
                if (before := self._manifest.tables.get(table.name)) is not None:
                    built.entry.unknown |= before.unknown
                self._manifest.tables[table.name] = built.entry
                self._manifest.documents.update(built.documents)
                self._manifest.refused.pop(table.name, None)
                commit.commit(self._folder, self._manifest, built.moves, built.removals)
                self._restored += base.lost
            staging.remove()
        finally:
            staging.close()

    def _sent(self) -> None:
        with self._lock:
            self._requests += 1

    def _pull_document(self, operation: str, file: str, number: int) -> None:
        self._sent()
        request = build_request(operation, {"experiment_id": self._experiment_id})
        answer = self._fetcher.send(request)
        found = answer.one()
        self._document_warnings += [f"{request.what}: {text}" for text in answer.warnings]
        content = json.dumps(found, indent=1, ensure_ascii=False).encode("utf-8", "surrogatepass")
        entry = {
            "pull": number,
            "bytes": len(content),
            "sha256": hashlib.sha256(content).hexdigest(),
        }
        with self._building:
            source = commit.write_document(self._folder, file, content)
            self._manifest.experiment |= {"id": self._experiment_id, "name": found.get("name")}
            self._manifest.documents[file] = entry
            self._manifest.refused.pop(file.partition(".")[0], None)
            commit.commit(self._folder, self._manifest, {source: file})

    def _recording_rows(self) -> list[dict[str, Any]]:
        table = tables.table("recordings", self._experiment_id)
        return KnownRows(self._folder, table, self._manifest.tables.get("recordings")).listed()

    # The study as a whole

    def _read_manifest(self) -> None:
        found = manifest.read(self._folder)
        if found is None:
            return
        if found.experiment.get("id") != self._experiment_id:
            raise InputError(
                f"{self._folder} holds the experiment {found.experiment.get('id')!r}, not "
                f"{self._experiment_id!r}.",
                hint="Give each experiment a folder of its own.",
            )
        if found.source != self._source:
            raise InputError(
                f"{self._folder} was pulled from {found.source}, not from {self._source}.",
                hint="Give the data of each server a folder of their own.",
            )
        self._manifest = found

    def _open_run(self) -> dict[str, Any]:
        """Go on with a run that was interrupted, or begin one."""
        path = self._state / layout.RUN
        run: dict[str, Any] = commit.run_of(self._folder)
        this = {"number": self._manifest.next_pull, "experiment": self._experiment_id}
        if not this.items() <= run.items():
            run = {**this, "began": _now(), "calls": 0}
        run["calls"] += 1
        atomic.write(path, json.dumps(run).encode())
        return run

    def _close_run(self, run: dict[str, Any], report: PullReport) -> None:
        self._manifest.refused.update(report.refused)
        if report.recordings is not None:
            self._manifest.recordings = (self._manifest.recordings or {}) | report.recordings
        self._manifest.pulls.append(
            {
                "number": run["number"],
                "began": run["began"],
                "ended": _now(),
                "calls": run["calls"],
                "tables": [one.name for one in self._tables],
                "overlap_seconds": None if self._overlap is None else self._overlap.total_seconds(),
                "versions": {
                    "hyperstudy": __version__,
                    "api": contract.document()["info"]["version"],
                    "python": platform.python_version(),
                    "pyarrow": load("pyarrow").__version__,
                },
            }
        )
        commit.commit(self._folder, self._manifest, {})
        (self._state / layout.RUN).unlink(missing_ok=True)
        for name in tables.NAMES:
            # Of tables that were refused, or not asked for again.
            layout.journal(self._folder, name).unlink(missing_ok=True)
        commit.clear_work(self._folder)

    def _raise(self, report: PullReport, jobs: TableJobs) -> None:
        failed = list(jobs.failed.values())
        errors = [*(one for one in failed if getattr(one, "code", "") != "INTERRUPTED"), *failed]
        if not errors and not report.tables:
            errors += jobs.refused.values()
        if not errors:
            return
        error = errors[0]
        if isinstance(error, OSError):
            error = folders.disk_error(error, self._folder)
        if isinstance(error, HyperStudyError):
            error.partial = report
        if not isinstance(error, REFUSALS):
            error.add_note(self._kept())
        raise error

    def _kept(self) -> str:
        return (
            f"What came of {self._experiment_id} is kept in {self._folder}. Run the same line "
            "again: it asks only for what is missing."
        )


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")
