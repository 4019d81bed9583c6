"""Where things are in a study's folder, and how a room's id becomes the name of a folder.

::

    study/
      manifest.json            what was asked, from where, when; counts and hashes of every file
      experiment.json          the experiment as the server sent it
      experiment_config.json   its definition alone, likewise
      data/data_type=events/room_id=room_31/part-0.parquet
      history/data_type=events/pull-000002.parquet   rows that later pulls found changed or gone
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

LAYOUT = 1
"""Number of this layout; a newer one that this version cannot read gets another."""

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
TYPE_KEY = "data_type"
ROOM_KEY = "room_id"
NO_ROOM = "__HIVE_DEFAULT_PARTITION__"
"""What Hive, Spark, DuckDB, Polars and Arrow read as null."""

ORDER = "_order"
"""Column with a number that grows in the order in which the server lists the rows."""
ROW = "_json"
"""Column with the row as the server sent it."""

_LONGEST = 200


def data_file(data_type: str, folder: str) -> str:
    """Give the path of a file with data, relative to the study, with slashes."""
    return f"{DATA}/{TYPE_KEY}={data_type}/{ROOM_KEY}={folder}/part-0.parquet"


def folder_of(path: str) -> str:
    """Give the part of a data file's path that stands for its room."""
    return path.split("/")[2].removeprefix(f"{ROOM_KEY}=")


def history_file(data_type: str, pull: int) -> str:
    """Give the path of the file with what a pull replaced, relative to the study."""
    return f"{HISTORY}/{TYPE_KEY}={data_type}/pull-{pull:06}.parquet"


def journal(folder: Path, table: str) -> Path:
    """Give the file with the pages of a table that is being pulled."""
    return folder / STATE / f"{table}.journal"


def room_folder(room: str | None, taken: Collection[str]) -> str:
    """Give the part of a folder's name that stands for a room.

    It is a name from the server and therefore only data: whatever is no letter, digit, hyphen,
    underscore or point is percent-encoded, which readers of Hive partitions decode.

    Parameters
    ----------
    room : str or None
        Id of the room; None for rows without one.
    taken : collection of str
        What other rooms are called, in lower case: some disks do not tell ``A`` from ``a``.
    """
    if room is None:
        return NO_ROOM
    plain = quote(room.encode("utf-8", "surrogatepass"), safe="")
    if plain.startswith("__") or plain.endswith(".") or plain.startswith(".") or not plain:
        plain = "".join(f"%{ord(sign):02X}" if sign in "_." else sign for sign in plain) or "%00"
    if plain.lower() in taken:
        plain = "".join(f"%{ord(sign):02X}" if sign.isupper() else sign for sign in _units(plain))
    if len(plain) > _LONGEST or plain.lower() in taken:
        # Readers get no room from such a name; the rows have it.
        plain = f"~{hashlib.sha256(room.encode('utf-8', 'surrogatepass')).hexdigest()[:40]}"
    return plain


def _units(name: str) -> list[str]:
    """Part a percent-encoded name into signs and codes."""
    units: list[str] = []
    place = 0
    while place < len(name):
        width = 3 if name[place] == "%" else 1
        units.append(name[place : place + width])
        place += width
    return units
