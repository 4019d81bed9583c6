"""Where things are in a study's folder, and how a room's id becomes the name of a folder.

::

    study/
      manifest.json            what was asked, from where, when; counts and hashes of every file
      experiment.json          the experiment as the server sent it
      experiment_config.json   its definition alone, likewise
      data/events/room-room_31/part-0.parquet
      history/events/pull-000002.parquet   rows that later pulls found changed or gone
      recordings/              files, if asked for
      .pull/                   what a pull is working on
"""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING
from urllib.parse import quote

if TYPE_CHECKING:
    from collections.abc import Collection
    from pathlib import Path

LAYOUT = 2
"""Number of this layout; another one gets another number. No release has written number 1."""

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

# Readers take a folder "key=value" for a column and guess its type, each in its own way: "0x10"
# becomes 16 and "001" becomes 1. Nothing stands in a folder's name that they would read.
_ROOM = "room-"
_NO_ROOM = "no_room"

ORDER = "_order"
"""Column with a number that grows in the order in which the server lists the rows."""
ROW = "_json"
"""Column with the row as the server sent it."""

_LONGEST = 200


def data_file(data_type: str, folder: str) -> str:
    """Give the path of a file with data, relative to the study, with slashes."""
    return f"{DATA}/{data_type}/{folder}/part-0.parquet"


def folder_of(path: str) -> str:
    """Give the folder of a data file, which stands for its room."""
    return path.split("/")[2]


def history_file(data_type: str, pull: int) -> str:
    """Give the path of the file with what a pull replaced, relative to the study."""
    return f"{HISTORY}/{data_type}/pull-{pull:06}.parquet"


def journal(folder: Path, table: str) -> Path:
    """Give the file with the pages of a table that is being pulled."""
    return folder / STATE / f"{table}.journal"


def room_folder(room: str | None, taken: Collection[str]) -> str:
    """Give the name of the folder that stands for a room.

    An id is a name from the server and therefore only data: whatever is no letter, digit, hyphen,
    underscore or point is percent-encoded.

    Parameters
    ----------
    room : str or None
        Id of the room; None for rows without one.
    taken : collection of str
        What other rooms are called, in lower case: some disks do not tell ``A`` from ``a``.
    """
    if room is None:
        return _NO_ROOM
    plain = quote(room.encode("utf-8", "surrogatepass"), safe="")
    if plain.endswith("."):
        plain = f"{plain[:-1]}%2E"
    if f"{_ROOM}{plain}".lower() in taken:
        plain = "".join(f"%{ord(sign):02X}" if sign.isupper() else sign for sign in _units(plain))
    if len(plain) > _LONGEST or f"{_ROOM}{plain}".lower() in taken:
        plain = f"~{hashlib.sha256(room.encode('utf-8', 'surrogatepass')).hexdigest()[:40]}"
    return f"{_ROOM}{plain}"


def _units(name: str) -> list[str]:
    """Part a percent-encoded name into signs and codes."""
    units: list[str] = []
    place = 0
    while place < len(name):
        width = 3 if name[place] == "%" else 1
        units.append(name[place : place + width])
        place += width
    return units
