"""A study on disk: pulled once, gone on with after an interruption, kept up to date."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any, Literal, cast, overload

from .. import validation
from ..display.notices import HyperStudyWarning
from ..exceptions import InputError
from ..imports.uninterrupted import uninterrupted
from ..resources.recordings import Recordings

if TYPE_CHECKING:
    import os
    from collections.abc import Iterable
    from pathlib import Path

    import pandas as pd

    from .plan import PullPlan
    from .report import PullReport

_OVERLAP = timedelta(minutes=10)


class Pull(Recordings):
    """The study of an experiment in a folder."""

    @overload
    def pull(
        self,
        experiment_id: str,
        folder: str | os.PathLike[str],
        *,
        types: Iterable[str] | str | None = None,
        recordings: bool = False,
        dry_run: Literal[False] = False,
        overlap: timedelta | None = _OVERLAP,
        use_names: bool = True,
        progress: bool = True,
    ) -> PullReport: ...

    @overload
    def pull(
        self,
        experiment_id: str,
        folder: str | os.PathLike[str],
        *,
        types: Iterable[str] | str | None = None,
        recordings: bool = False,
        dry_run: Literal[True],
        overlap: timedelta | None = _OVERLAP,
        use_names: bool = True,
        progress: bool = True,
    ) -> PullPlan: ...

    @overload
    def pull(
        self,
        experiment_id: str,
        folder: str | os.PathLike[str],
        *,
        types: Iterable[str] | str | None = None,
        recordings: bool = False,
        dry_run: bool,
        overlap: timedelta | None = _OVERLAP,
        use_names: bool = True,
        progress: bool = True,
    ) -> PullReport | PullPlan: ...

    def pull(
        self,
        experiment_id: str,
        folder: str | os.PathLike[str],
        *,
        types: Iterable[str] | str | None = None,
        recordings: bool = False,
        dry_run: bool = False,
        overlap: timedelta | None = _OVERLAP,
        use_names: bool = True,
        progress: bool = True,
    ) -> PullReport | PullPlan:
        """Bring all data of an experiment into a folder, and later what is new.

        Rows go to disk page by page. Run the same line again after whatever went wrong - a crash,
        a power loss, a full disk, no network, an expired key: it asks only for what is missing,
        and ends with the same files. Run it again when it is complete, and it brings what is new,
        and reports what changed and what the server has no more. `hyperstudy.open_study` reads
        the folder without a connection; so do DuckDB, Polars, Dask, Spark and Arrow.

        Needs ``pip install "hyperstudy[study]"``. The key needs the scopes of what is asked for.

        Parameters
        ----------
        experiment_id : str
            Id of the experiment.
        folder : str or path
            Where the study is, or is to be; made if it is not there.
        types : str or list of str, optional
            Only these tables, such as ``["events", "ratings_sparse"]``; default: all. Where the
            server keeps answers to the questionnaire, or consent and instructions, apart from the
            events, they come with the events, as the tables ``questionnaire`` and
            ``pre_experiment``; finding that out takes up to three more requests.
        recordings : bool, optional
            Download the files of the recordings, too, into ``recordings/``.
        dry_run : bool, optional
            Only tell what it would cost: one request for each table, nothing is written.
        overlap : timedelta or None, optional
            How far back from the last known row a later pull looks again for rows that came late
            or changed; default: ten minutes. A late row that came further back is found, too,
            because it moves all others, unless as many rows vanished there. ``None`` reads every
            list again, and misses nothing.
        use_names : bool, optional
            ``False`` leaves the names of people out of the names of recordings.
        progress : bool, optional
            Show a bar where somebody watches.

        Returns
        -------
        PullReport or PullPlan
            For each table: rows promised and received, new, changed and vanished. With `dry_run`:
            rows, requests, minutes that the service's limits make it take, bytes of recordings.

        Raises
        ------
        InputError
            If a value is not allowed, or the folder holds another experiment.
        HyperStudyError
            If another pull is at work in the folder; or if something could not be had: then
            everything that came is kept, and its report is in `partial`. A table that the key
            may not read does not raise; the report and a warning name it.

        Examples
        --------
        >>> print(hs.pull("exp_7", "study", dry_run=True))  # doctest: +SKIP
        >>> report = hs.pull("exp_7", "study")  # doctest: +SKIP
        >>> study = hyperstudy.open_study("study")  # doctest: +SKIP
        """
        with uninterrupted():
            from . import pull, tables

        experiment = validation.identifier("experiment_id", experiment_id)
        place = _folder(folder)
        named = validation.yes_or_no("use_names", use_names)
        work = pull.Pull(
            self._fetcher,
            self._transport.base_url,
            experiment,
            place,
            _with_recordings(tables.chosen(types), validation.yes_or_no("recordings", recordings)),
            _overlap(overlap),
        )
        if validation.yes_or_no("dry_run", dry_run):
            listing = (lambda: self._recording_cost(experiment, place)) if recordings else None
            return work.plan(listing)

        def download(rows: list[dict[str, Any]], study: Path) -> dict[str, Any]:
            return self._download_all(rows, study, named, progress)

        return work.run(progress, download if recordings else None)

    def _recording_cost(self, experiment_id: str, study: Path) -> tuple[int, int]:
        from .layout import RECORDINGS

        plan = self.plan_downloads(experiment_id, output_dir=study / RECORDINGS)
        return len(plan.wanted), plan.bytes_wanted

    def _download_all(
        self, rows: list[dict[str, Any]], study: Path, use_names: bool, progress: bool
    ) -> dict[str, Any]:
        from ..downloads import plan
        from ..downloads.run import run_plan
        from ..files import folders
        from ..lists.report import FetchReport
        from ..lists.results import convert
        from .layout import RECORDINGS

        folder = study / RECORDINGS
        folders.prepare(folder)
        wanted = plan.make(rows, folder, "skip", use_names=use_names)
        listing: pd.DataFrame = convert(
            rows, "recordings", "pandas", FetchReport(what="recordings", received=len(rows))
        )

        def summary(frame: pd.DataFrame) -> dict[str, Any]:
            failed = int((frame["download_status"] == "failed").sum()) if len(frame) else 0
            return {"folder": RECORDINGS, "files": len(wanted.files), "failed": failed}

        try:
            return summary(run_plan(wanted, listing, self._engine(None), progress=progress))
        except HyperStudyWarning as warning:
            # Warnings are errors: what the report says of the recordings goes along.
            warning.partial = summary(warning.partial)
            raise


def _with_recordings(types: tuple[str, ...], recordings: bool) -> tuple[str, ...]:
    wanted = (*types, "recordings") if recordings and "recordings" not in types else types
    if not wanted:
        raise InputError("types is empty: name a table, or leave it out to bring all of them.")
    return wanted


def _overlap(overlap: Any) -> timedelta | None:
    if overlap is None:
        return None
    if isinstance(overlap, timedelta) and overlap >= timedelta(0):
        return overlap
    raise InputError(
        f"overlap={overlap!r} is not a length of time: give datetime.timedelta(hours=...), or None "
        "to read everything again."
    )


def _folder(folder: Any) -> Path:
    from os import PathLike

    from ..files.folders import absolute

    if isinstance(folder, (str, PathLike)):
        return absolute(cast("str | PathLike[str]", folder))
    raise InputError(f"folder={folder!r} is not a folder: give its path as text.")
