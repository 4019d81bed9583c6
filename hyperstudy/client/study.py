"""A study on disk, with everything that can be asked of it and made from it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..exceptions import InputError
from ..offline.reader import StudyReader
from ..study import commit, layout, lock, manifest
from ..timeline.clock_methods import Clocks

if TYPE_CHECKING:
    import os
    from pathlib import Path

__all__ = ["Study", "open_study"]


class Study(StudyReader, Clocks):
    """A study on disk, with the same methods as `HyperStudy`, but without a connection.

    Made by `hyperstudy.open_study`.
    """

    def _recordings_folder(self) -> Path | None:
        return self.folder / layout.RECORDINGS


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
        The study as it is now; open it again after a later pull.

    Raises
    ------
    InputError
        If the folder holds no study.

    Examples
    --------
    >>> study = hyperstudy.open_study("study")  # doctest: +SKIP
    >>> ratings = study.get_ratings("exp_7", kind="sparse")  # doctest: +SKIP
    """
    from ..files.atomic import absolute

    place = absolute(folder)
    if commit.pending(place):
        # A pull was killed while it put files in their place; that takes no request to finish.
        with lock.hold(place / layout.STATE):
            commit.finish(place)
    told = manifest.read(place)
    if told is None:
        raise InputError(
            f"there is no study in {place}.",
            hint='Bring one there with hs.pull("exp_...", folder), or with hyperstudy pull in a '
            "terminal: give that folder.",
        )
    return Study(place, told)
