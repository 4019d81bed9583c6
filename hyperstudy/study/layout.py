"""Where things are in a study's folder.

::

    study/
      manifest.json            what was asked, from where, when; counts and hashes of every file
      experiment.json          the experiment as the server sent it
      experiment_config.json   its definition alone, likewise
      data/events/part-000001.parquet   rows of whole rooms, about a million in a file
      history/events/pull-000002.parquet   rows that later pulls found changed or gone
      recordings/              files, if asked for
      .pull/                   what a pull is working on

No name comes from the server, and none says ``key=value``: readers of Hive partitions infer a type
for what they find there, and each of them another one.
"""

from __future__ import annotations

import re
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from ..exceptions import HyperStudyError, InputError

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable
    from pathlib import Path

LAYOUT = 3
"""Number of this layout; another one gets another number. No release has written a smaller one."""

FILE_ROWS = 1_000_000
"""A file gets no further room when it would have more rows; a larger room has a file of its own."""

MANIFEST = "manifest.json"
DOCUMENTS = {
    "get_experiment": "experiment.json",
    "get_experiment_config": "experiment_config.json",
}
"""Operations that tell of the experiment, and the files with what they answered."""
DATA = "data"
HISTORY = "history"
RECORDINGS = "recordings"
STATE = ".pull"
WORK = f"{STATE}/work"
COMMIT = "commit.json"
RUN = "run.json"

# The API writes its names in camelCase, so that no column of a row has one of these names.
ROOM = "_room"
"""Column with the room that a row belongs to, also where the row calls it ``sessionId``."""
ORDER = "_order"
"""Column with a number that grows in the order in which the server lists the rows."""
ROW = "_json"
"""Column with the row as the server sent it."""
OURS = (ROOM, ORDER, ROW)
"""The columns that the files have beside those of a frame."""

# A colon starts a drive or a stream of another file on Windows, a backslash parts names there.
_NEVER_IN_NAMES = re.compile(r"[\\:\0]")


def data_file(table: str, number: int) -> str:
    """Give the path of a file with rows, relative to the study, with slashes."""
    return f"{DATA}/{table}/part-{number:06}.parquet"


def free_data_file(table: str, taken: Collection[str]) -> str:
    """Give the first path of a file with rows that is not taken."""
    number = 1
    while (path := data_file(table, number)) in taken:
        number += 1
    return path


def history_file(table: str, pull: int) -> str:
    """Give the path of the file with what a pull replaced, relative to the study."""
    return f"{HISTORY}/{table}/pull-{pull:06}.parquet"


def journal(folder: Path, table: str) -> Path:
    """Give the file with the pages of a table that is being pulled."""
    return folder / STATE / f"{table}.journal"


def check_outside(folder: Path, place: Path, what: str) -> None:
    """Refuse to put something else among the files of a study.

    Parameters
    ----------
    folder : Path
        The study.
    place : Path
        Where a file or a folder is to be.
    what : str
        What it is, for the message.

    Raises
    ------
    InputError
        If a file of the study has that name, or lies beside it.
    """
    real = place.resolve()
    for name in (MANIFEST, *DOCUMENTS.values(), DATA, HISTORY, RECORDINGS, STATE):
        if real.is_relative_to((folder / name).resolve()):
            raise InputError(
                f"{what} {place} would be among the files of the study: {name} is its own.",
                hint=f"Give another place, such as {folder.parent / place.name}.",
            )


def check_inside(names: Iterable[object], where: Path) -> None:
    """Refuse paths that lead out of a study.

    Parameters
    ----------
    names : iterable
        Paths relative to the study, with slashes.
    where : Path
        The file that has them.

    Raises
    ------
    HyperStudyError
        If one is absolute, goes up, or is none at all.
    """
    for name in names:
        if (
            not isinstance(name, str)
            or _NEVER_IN_NAMES.search(name)
            or PurePosixPath(name).is_absolute()
            or not {"", ".", ".."}.isdisjoint(name.split("/"))
        ):
            raise HyperStudyError(
                f"{where} names {name!r}, which is not inside the study",
                "PATH_OUTSIDE",
                hint=(
                    "Nothing was read, written or removed there. Pull writes no such path: take "
                    f"{where.name} from a copy of the folder, or pull into a new folder."
                ),
            )
