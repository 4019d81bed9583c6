"""Recordings: their files on disk, a plan before, and single links."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any, cast

from .. import contract, validation
from ..display.notices import keeping
from ..exceptions import HyperStudyError, InputError
from ..lists.query import Query
from ..lists.results import convert, warn_of_findings
from . import recording_links

if TYPE_CHECKING:
    import os
    from collections.abc import Callable
    from pathlib import Path

    import pandas as pd

    from ..downloads.engine import Engine
    from ..downloads.events import Event
    from ..downloads.plan import DownloadPlan
    from ..lists.fetch import Fetcher
    from ..lists.report import FetchReport
    from ..transport import Transport

_LISTING_SECONDS = 300.0
"""How long to wait for a page of the listing: about a minute was seen, and 504 (observed)."""
_MOST_PARALLEL = 16


class Recordings:
    """What can be done with recordings beside listing them."""

    _fetcher: Fetcher
    _transport: Transport

    def download_recordings(
        self,
        scope_id: str,
        *,
        output_dir: str | os.PathLike[str],
        scope: str = "experiment",
        deployment_id: str | None = None,
        room_id: str | None = None,
        recording_type: str | None = None,
        progress: bool = True,
        skip_existing: bool = True,
        existing: str | None = None,
        use_names: bool = True,
        parallel: int | None = None,
        on_event: Callable[[Event], None] | None = None,
    ) -> pd.DataFrame:
        """Download the recordings of an experiment, a room or a participant into a folder.

        Run it again after whatever went wrong: whole files are not fetched a second time, and
        unfinished ones (``.part``) go on where they stopped, also after a crash. A file under its
        final name is always whole. Beside the files lies ``recordings_metadata.csv``, which
        `hyperstudy.check_recordings` compares with the folder, even years later.

        The key needs the scope `read:recordings`.

        Parameters
        ----------
        scope_id : str
            Id of the experiment, room or participant.
        output_dir : str or path
            Folder for the files; made with its parents if it is not there.
        scope : {"experiment", "room", "participant"}, optional
            What `scope_id` names.
        deployment_id, room_id : str, optional
            Only recordings of this deployment or room; `room_id` is needed for a participant.
        recording_type : {"video", "audio"}, optional
            Only recordings of this type (``metadata.type``); default: all.
        progress : bool, optional
            Show a bar where somebody watches.
        skip_existing : bool, optional
            ``True`` is ``existing="skip"``, ``False`` is ``existing="replace"``.
        existing : {"skip", "replace", "verify", "keep"}, optional
            What to do with a file that is there. ``"skip"``: leave it if its size is the one
            that HyperStudy lists, if none is listed, or if the storage proved it although the
            list says otherwise and still does. ``"replace"``: download all anew; the old
            file stays until the new one is whole. ``"verify"``: leave it if its content still
            has the hash in ``recordings_metadata.csv``. ``"keep"``: leave it whatever it is.
        use_names : bool, optional
            ``False`` leaves the names of people out of the names of files: the participant's id
            stands there.
        parallel : int, optional
            How many files may be on their way at the same time, 1 to 16; default: what the
            client was told as `connections`, that is 8.
        on_event : callable, optional
            Gets each event (`hyperstudy.downloads.events`) as it happens.

        Returns
        -------
        pandas.DataFrame
            All recordings as `get_recordings` lists them, and for each one ``local_path``
            (absolute, None if it could not be had), ``download_status`` (``downloaded``,
            ``skipped``, ``failed``), ``bytes``, ``sha256``, ``verified`` (what proved the
            content: ``md5`` or ``crc32c`` of the storage, or only its ``size``), ``error`` and
            ``attempts``. `fetch_report` tells whether the listing is complete and all files came.

        Raises
        ------
        InputError
            If a value is not allowed; no request is made.
        HyperStudyError
            If the list cannot be read; or if the folder cannot take the files (full, read-only),
            then with the frame in `partial`. A recording that fails does not raise: it is warned
            of, and its row says why.

        Examples
        --------
        >>> files = hs.download_recordings("exp_7", output_dir="recordings")  # doctest: +SKIP
        >>> files["download_status"].value_counts()  # doctest: +SKIP
        """
        from ..downloads.run import run_plan
        from ..files import folders

        folder = _folder(output_dir)
        engine = self._engine(parallel)
        query, wanted = _listing(scope_id, scope, deployment_id, room_id, recording_type)
        policy = _policy(existing, skip_existing)
        names = validation.yes_or_no("use_names", use_names)
        with folders.prepared(folder):
            rows, report = self._list(query, wanted, progress)
        frame: pd.DataFrame = convert(rows, query.table, "pandas", report)
        return run_plan(
            _plan(rows, folder, policy, names),
            frame,
            engine,
            progress=progress,
            listeners=[on_event] if on_event else [],
            fetched=report,
        )

    def plan_downloads(
        self,
        scope_id: str,
        *,
        output_dir: str | os.PathLike[str],
        scope: str = "experiment",
        deployment_id: str | None = None,
        room_id: str | None = None,
        recording_type: str | None = None,
        progress: bool = True,
        skip_existing: bool = True,
        existing: str | None = None,
        use_names: bool = True,
    ) -> DownloadPlan:
        """Return what `download_recordings` would do, without doing it.

        Parameters
        ----------
        scope_id, output_dir, scope, deployment_id, room_id, recording_type, progress
            As for `download_recordings`.
        skip_existing, existing, use_names
            As for `download_recordings`.

        Returns
        -------
        DownloadPlan
            How many files, how many bytes, and what is there already. Printing it gives one
            line; `files` has each of them. Nothing is written.

        Raises
        ------
        InputError
            If a value is not allowed; no request is made.
        HyperStudyError
            If the list cannot be read.
        """
        folder = _folder(output_dir)
        query, wanted = _listing(scope_id, scope, deployment_id, room_id, recording_type)
        policy = _policy(existing, skip_existing)
        names = validation.yes_or_no("use_names", use_names)
        rows, report = self._list(query, wanted, progress)
        plan = _plan(rows, folder, policy, names)
        with keeping(plan):
            warn_of_findings(report)
        return plan

    def download_recording(
        self,
        recording: dict[str, Any],
        output_dir: str | os.PathLike[str] = ".",
        *,
        existing: str = "replace",
        use_names: bool = True,
        progress: bool = True,
    ) -> Path:
        """Download one recording, and note it in the folder's ``recordings_metadata.csv``.

        Parameters
        ----------
        recording : dict
            A recording as `get_recordings` lists it: a row of ``output="dict"``, or of a frame.
        output_dir : str or path, optional
            Folder for the file; made with its parents if it is not there.
        existing, use_names, progress
            As for `download_recordings`; a file that is there is downloaded anew by default.

        Returns
        -------
        pathlib.Path
            The file, which is whole.

        Raises
        ------
        InputError
            If the recording has no link (a ``ValueError`` too), or a value is not allowed.
        HyperStudyError
            If it cannot be had. What came of it stays as ``.part``, and the same line goes on
            with it.
        """
        from ..downloads.run import run_single
        from ..files import folders

        row = _row(recording)
        recording_links.check(row)
        folder = _folder(output_dir)
        names = validation.yes_or_no("use_names", use_names)
        plan = _plan([row], folder, _policy(existing, True), names)
        folders.prepare(folder)
        return run_single(plan, self._engine(1), progress=progress)

    def get_recording_url(self, recording: dict[str, Any]) -> str:
        """Get a link to the file of a recording, for other programs to download or play it.

        Whoever has the link has the file. It needs no key and expires soon (the lifetime is not
        published): use it at once and do not save it.

        Parameters
        ----------
        recording : dict
            A recording as `get_recordings` lists it.

        Returns
        -------
        str
            The link.

        Raises
        ------
        InputError
            If the recording has none (a ``ValueError`` too).
        HyperStudyError
            If the server refuses or cannot be reached.
        """
        return recording_links.link(self._fetcher, _row(recording))

    def _engine(self, parallel: int | None) -> Engine:
        from ..downloads.engine import Engine

        if parallel is None:
            parallel = min(self._fetcher.in_flight, _MOST_PARALLEL)
        return Engine(
            link=partial(recording_links.link, self._fetcher),
            new_link=partial(recording_links.new_link, self._fetcher),
            storage=self._transport.storage,
            close_connections=self._transport.interrupt,
            listen=self._transport.listen,
            parallel=validation.whole_number("parallel", parallel, 1, _MOST_PARALLEL),
        )

    def _list(
        self, query: Query, wanted: str | None, progress: bool
    ) -> tuple[list[dict[str, Any]], FetchReport]:
        from ..downloads.recording import read

        rows: list[dict[str, Any]] = []
        fetcher = self._fetcher.waiting(_LISTING_SECONDS)
        try:
            with fetcher.stoppable() as stop:
                report = fetcher.rows(query, rows.extend, progress, stop=stop)
        except InputError:
            raise
        except HyperStudyError as error:
            raise _in_listing(error) from error
        if wanted is None:
            return rows, report
        kinds = [_word(read(row).kind) for row in rows]
        unknown = kinds.count(None)
        if unknown:
            report.problems.append(
                f"{unknown} recordings were left out whose metadata.type does not say whether they "
                f"are {wanted!r}: leave out recording_type to have them too"
            )
        return [row for row, kind in zip(rows, kinds, strict=True) if kind == wanted], report


def _word(kind: str | None) -> str | None:
    """Read the type of a recording, which may be a media type such as ``video/mp4``."""
    return None if kind is None else kind.partition("/")[0].strip().casefold()


def _listing(
    scope_id: str,
    scope: str,
    deployment_id: str | None,
    room_id: str | None,
    recording_type: str | None,
) -> tuple[Query, str | None]:
    if recording_type is not None:
        kinds = contract.enum("RecordingMediaType")
        recording_type = validation.choice("recording_type", recording_type, kinds)
    values = {
        "scope_id": scope_id,
        "scope": scope,
        "deployment_id": deployment_id,
        "room_id": room_id,
    }
    return Query("get_recordings", "recordings", values), recording_type


def _policy(existing: str | None, skip_existing: bool) -> Any:
    from ..downloads.plan import EXISTING

    if existing is not None:
        return validation.choice("existing", existing, EXISTING)
    return "skip" if validation.yes_or_no("skip_existing", skip_existing) else "replace"


def _plan(rows: list[Any], folder: Path, policy: Any, use_names: bool) -> DownloadPlan:
    from ..downloads import plan

    return plan.make(rows, folder, policy, use_names=use_names)


def _folder(output_dir: Any) -> Path:
    from os import PathLike

    from ..files.folders import absolute

    if isinstance(output_dir, (str, PathLike)):
        return absolute(cast("str | PathLike[str]", output_dir))
    raise InputError(
        f"output_dir={validation.short_repr(output_dir)} is not a folder: give its path as text."
    )


def _row(recording: Any) -> dict[str, Any]:
    if len(getattr(recording, "shape", ())) == 2:
        raise InputError(
            "recording is a whole table; it takes one row, such as "
            'hs.get_recordings("exp_7", output="dict")[0].',
            hint="download_recordings downloads all that there are.",
        )
    try:
        return dict(recording)
    except (TypeError, ValueError):
        raise InputError(
            f"recording={validation.short_repr(recording)} is not a recording: give a "
            "row as get_recordings lists it."
        ) from None


def _in_listing(error: HyperStudyError) -> HyperStudyError:
    found = HyperStudyError(
        f"failed to list recordings, nothing was downloaded: {error.message}",
        error.code or "LIST_RECORDINGS_FAILED",
        error.status_code,
        error.details,
        hint=error.hint,
        request=error.request,
    )
    found.partial = error.partial
    return found
