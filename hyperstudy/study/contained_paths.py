"""Places in a study that are about to be changed: no link leads from them to elsewhere.

A folder that somebody else wrote is data. What its own files name is looked at by
:func:`~hyperstudy.study.layout.check_inside`; but a name that stays in the folder may still lead
out of it, by way of a link that came along.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..exceptions import HyperStudyError

if TYPE_CHECKING:
    from pathlib import Path


def without_links_out(folder: Path, name: str, where: Path) -> Path:
    """Give the place of a path in a study, if no link on the way leads out.

    Folders at the top may be links themselves: somebody keeps ``data`` on a larger disk.

    Parameters
    ----------
    folder : Path
        The study.
    name : str
        The path, relative to it, with slashes.
    where : Path
        The file that names it.

    Raises
    ------
    HyperStudyError
        If one does.
    """
    place = folder / name
    real = place.parent.resolve()
    first, *deeper = name.split("/")
    homes = [folder.resolve(), *([(folder / first).resolve()] if deeper else [])]
    if any(real.is_relative_to(home) for home in homes):
        return place
    raise HyperStudyError(
        f"{where} names {name!r}, which is not inside the study: a link leads to {real}",
        "PATH_OUTSIDE",
        hint="Nothing was moved or removed. Take the link away, and pull again.",
    )
