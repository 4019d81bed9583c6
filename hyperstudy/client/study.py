"""A study on disk, with everything that can be asked of it and made from it."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Any, Literal

from ..exceptions import HyperStudyError
from ..offline.opened_pull import OpenedPull
from ..offline.reader import StudyReader
from ..study import commit, layout, lock
from ..timeline.clock_methods import Clocks
from .call_errors import named_methods
from .missing_names import suggesting_names

if TYPE_CHECKING:
    import os
    from collections.abc import Mapping
    from pathlib import Path

    from ..export.export_report import ExportReport
    from ..quality import Quality, Rules
    from ..quality.report import Report

__all__ = ["Study", "open_study"]

_LOOKS = 20
_LOOK_SECONDS = 0.1


@suggesting_names(
    "hyperstudy.client.online:HyperStudy",
    "A study on disk asks nobody; the client has it: hyperstudy.HyperStudy().{}",
)
@named_methods
class Study(StudyReader, Clocks):
    """A study on disk, with the same methods as `HyperStudy`, but without a connection.

    Made by `hyperstudy.open_study`.
    """

    def _recordings_folder(self) -> Path | None:
        return self.folder / layout.RECORDINGS

    def recording_file(self, recording_id: str) -> Path:
        """Give the file of a recording that was pulled.

        Parameters
        ----------
        recording_id : str
            The recording, by ``recordingId``.

        Returns
        -------
        Path
            The file, in the folder ``recordings`` of the study. The end of its name is the
            service's and may be wrong: the first bytes tell what it is.

        Raises
        ------
        InputError
            If it is no id.
        NotFoundError
            If the study has no such recording, or its file did not come or is gone; the message
            says which.

        Examples
        --------
        >>> study.recording_file("rec_12")  # doctest: +SKIP
        """
        from ..offline.recording_file import recording_file

        return recording_file(self, recording_id)

    def export_bids(
        self,
        folder: str | os.PathLike[str],
        *,
        media: Literal["link", "copy", "none"] = "link",
        names: bool = False,
        dates: Literal["shift", "keep"] = "shift",
        pseudonyms: str | os.PathLike[str] | None = None,
        description: Mapping[str, Any] | None = None,
        bep047: bool = False,
    ) -> ExportReport:
        """Write the study as a BIDS dataset (version 1.11.2).

        A room is a session. Times are in seconds on the clock of the room. The same study gives the
        same bytes; a second export into the folder replaces only what the first one wrote.

        Parameters
        ----------
        folder : str or path
            Where to; made when it is not there.
        media : {"link", "copy", "none"}, optional
            What to do with files of recordings that were pulled: give the same bytes a second name
            (on the same disk), copy them, or leave them out.
        names : bool, optional
            Keep ids, names and addresses. Otherwise people and rooms get labels.
        dates : {"shift", "keep"}, optional
            Move all times back by the same number of weeks, or keep them. With `names`, they are
            kept.
        pseudonyms : str or path, optional
            Where labels and their seed are kept: ``<study>.pseudonyms.tsv`` beside the study when
            left out. Whoever has it can undo the pseudonyms, so it has to be outside the export.
        description : mapping, optional
            Members of ``dataset_description.json``, such as ``Authors`` and ``License``.
        bep047 : bool, optional
            Put recordings into ``beh/`` by the draft of BEP047, with a ``.bidsignore``; otherwise
            they are below ``sourcedata/``.

        Returns
        -------
        ExportReport
            ``rows`` tells where each row of each table is, or why it is not there; ``decisions``
            tells what was done to values.

        Raises
        ------
        InputError
            If an argument cannot be meant, or the folder has files that are not of an export or
            were changed since.
        FolderError
            If files cannot be written there.

        Examples
        --------
        >>> given = {"Authors": ["A. One", "B. Two"], "License": "CC0"}
        >>> report = study.export_bids("bids", description=given)  # doctest: +SKIP
        >>> report.rows  # doctest: +SKIP
        """
        from ..export.bids import export_bids

        return export_bids(
            self,
            folder,
            media=media,
            names=names,
            dates=dates,
            pseudonyms=pseudonyms,
            description=description,
            bep047=bep047,
        )

    def export_psych_ds(
        self,
        folder: str | os.PathLike[str],
        *,
        media: Literal["link", "copy", "none"] = "link",
        names: bool = False,
        dates: Literal["shift", "keep"] = "shift",
        pseudonyms: str | os.PathLike[str] | None = None,
        description: Mapping[str, Any] | None = None,
    ) -> ExportReport:
        """Write the study as a Psych-DS dataset: a CSV file for each table, each column described.

        Parameters
        ----------
        folder : str or path
            Where to; made when it is not there. A BIDS dataset needs another one.
        media : {"link", "copy", "none"}, optional
            What to do with files of recordings that were pulled: give the same bytes a second name,
            copy them, or leave them out.
        names : bool, optional
            Keep ids, names and addresses. Otherwise people and rooms get labels.
        dates : {"shift", "keep"}, optional
            Move all times back by the same number of weeks, or keep them.
        pseudonyms : str or path, optional
            Where labels and their seed are kept, as for `export_bids`.
        description : mapping, optional
            Members of ``dataset_description.json``, such as ``author`` and ``license``.

        Returns
        -------
        ExportReport
            What became of each row, and of what could name a person.

        Raises
        ------
        InputError
            If an argument cannot be meant, or the folder has files that are not of an export or
            were changed since.
        FolderError
            If files cannot be written there.
        """
        from ..export.psych_ds import export_psych_ds

        return export_psych_ds(
            self,
            folder,
            media=media,
            names=names,
            dates=dates,
            pseudonyms=pseudonyms,
            description=description,
        )

    def export_elan(
        self,
        folder: str | os.PathLike[str],
        *,
        media: Literal["link", "copy", "none"] = "link",
        names: bool = False,
        dates: Literal["shift", "keep"] = "shift",
        pseudonyms: str | os.PathLike[str] | None = None,
    ) -> ExportReport:
        """Write a file of ELAN for each room: tiers for each person, and the recordings linked.

        Parameters
        ----------
        folder : str or path
            Where to; made when it is not there.
        media : {"link", "copy", "none"}, optional
            What to do with files of recordings that were pulled: give the same bytes a second name,
            copy them, or leave them out.
        names : bool, optional
            Keep ids, names and addresses. Otherwise people and rooms get labels.
        dates : {"shift", "keep"}, optional
            Move all times back by the same number of weeks, or keep them.
        pseudonyms : str or path, optional
            Where labels and their seed are kept, as for `export_bids`.

        Returns
        -------
        ExportReport
            What became of each row, and of what could name a person.

        Raises
        ------
        InputError
            If an argument cannot be meant, or the folder has files that are not of an export or
            were changed since.
        FolderError
            If files cannot be written there.
        """
        from ..export.elan import export_elan

        return export_elan(
            self, folder, media=media, names=names, dates=dates, pseudonyms=pseudonyms
        )

    def quality(
        self,
        *,
        rules: str | os.PathLike[str] | Rules | None = None,
        check_files: bool = True,
    ) -> Quality:
        """Measure how good the data are: the frames behind `report`, and what its rules mark.

        Parameters
        ----------
        rules : path, optional
            A TOML file with rules that differ from those of the package.
        check_files : bool, optional
            Also compare the hash of each file with the manifest; otherwise only its size.

        Returns
        -------
        Quality
            ``participants``, ``rooms``, ``recordings``, ``tables``, ``states`` and others, as
            pandas frames, and ``findings``.

        Raises
        ------
        InputError
            If the rules cannot be read.
        """
        from ..quality import measure

        return measure(self, rules=rules, check_files=check_files)

    def report(
        self,
        path: str | os.PathLike[str] | None = None,
        *,
        rules: str | os.PathLike[str] | Rules | None = None,
        since: str | os.PathLike[str] | None = None,
        identify: bool = False,
        check_files: bool = True,
    ) -> Report:
        """Write one page that shows whether the data are good.

        The page is one file that needs no network. Needs ``pip install "hyperstudy[report]"``.

        Parameters
        ----------
        path : path, optional
            Where the page goes; what is there is replaced. None writes none.
        rules, check_files
            As for `quality`.
        since : path, optional
            An earlier report, as page or as JSON, to compare with.
        identify : bool, optional
            Show the ids of people and rooms; otherwise they have labels such as P01.

        Returns
        -------
        Report
            ``passed`` is False if a rule of level "must" marks something.

        Raises
        ------
        InputError
            If rules or the earlier report cannot be read, or the page would be among the files of
            the study.

        Examples
        --------
        >>> study.report("report.html").passed  # doctest: +SKIP
        """
        from ..quality.make_report import make_report

        return make_report(
            self, path, rules=rules, since=since, identify=identify, check_files=check_files
        )


def open_study(folder: str | os.PathLike[str]) -> Study:
    """Open a study that `HyperStudy.pull` brought into a folder.

    It needs no connection and no key, and has the same ``get_*`` methods as the client, with the
    same parameters and results.

    Parameters
    ----------
    folder : str or path
        The study.

    Returns
    -------
    Study
        The study as it is now. After a later pull that brought something else, it has to be
        opened again: until then every question is an error that says so.

    Raises
    ------
    InputError
        If the folder holds no study.

    Examples
    --------
    >>> study = hyperstudy.open_study("study")  # doctest: +SKIP
    >>> ratings = study.get_ratings("exp_7", kind="sparse")  # doctest: +SKIP
    """
    from ..files.folders import absolute

    place = absolute(folder)
    _finish_change(place)
    return Study(OpenedPull.of(place))


def _finish_change(place: Path) -> None:
    """Finish what a pull was killed in, while it put files in their place; it takes no request."""
    looks = 0
    while commit.pending(place):
        try:
            with lock.hold(place / layout.STATE):
                commit.finish(place)
        except HyperStudyError as error:
            # A pull that is at work finishes it at any moment.
            looks += 1
            if error.code != "FOLDER_IN_USE" or looks > _LOOKS:
                raise
            time.sleep(_LOOK_SECONDS)
