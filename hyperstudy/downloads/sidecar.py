"""``recordings_metadata.csv``: what lies in a folder of recordings, for people and later checks.

One row for each recording, with all that the server listed, where the file is, what became of it
and its hash. It is replaced at once and as a whole. It holds no signature of a link, and no cell
that a spreadsheet would take for a formula. Rows of earlier runs stay as long as their file is in
the folder, so that it describes the folder and not only the last run.
"""

from __future__ import annotations

import csv
import io
import re
from typing import TYPE_CHECKING, Any, cast

from attrs import frozen

from ..errors import redact
from . import whole
from .names import same_file
from .recording import text, whole_number

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from pathlib import Path

NAME = "recordings_metadata.csv"
SOURCE = "source"
"""Column with the key of the source, by which later runs know whose a file name is."""
LOCAL_PATH, STATUS, SIZE = "local_path", "download_status", "bytes"
SHA256, VERIFIED, ERROR = "sha256", "verified", "error"

# What makes a spreadsheet compute: also behind white space, and in the wide forms of East Asia.
_FORMULA = re.compile(r"\s*[=+\-@\uff1d\uff0b\uff0d\uff20]|[\t\r\n]")
_NUMBER = re.compile(r"[+-]?\d+(\.\d+)?([eE][+-]?\d+)?")


@frozen
class Entry:
    """A row of the sidecar.

    Attributes
    ----------
    name : str or None
        Name of the file; None if there never was one.
    source : str or None
        Key of its source; None in a sidecar that something else wrote.
    status, error : str
        What became of it.
    size : int or None
        Its bytes.
    sha256 : str or None
        Its hash.
    verified : str or None
        What proved it when it came.
    cells : dict of str to str
        The row as it stands in the file.
    """

    name: str | None
    source: str | None
    status: str
    error: str
    size: int | None
    sha256: str | None
    verified: str | None
    cells: dict[str, str]


def read(folder: Path) -> list[Entry] | None:
    """Read the sidecar of a folder; None if there is none that can be read."""
    try:
        content = (folder / NAME).read_text("utf-8-sig", errors="replace")
        rows = list(csv.DictReader(io.StringIO(content, newline="")))
    except (OSError, csv.Error):
        return None
    return [_entry(row) for row in rows]


def _entry(row: Mapping[str | Any, Any]) -> Entry:
    # A row that is too long or too short has other keys and values than text.
    cells = {name: value for name, value in row.items() if name and isinstance(value, str)}
    # A folder may be read on another system than it was written on.
    name = re.split(r"[/\\]", cells.get(LOCAL_PATH, ""))[-1]
    return Entry(
        name=name or None,
        source=text(cells.get(SOURCE)),
        status=cells.get(STATUS, ""),
        error=cells.get(ERROR, ""),
        size=whole_number(cells.get(SIZE)),
        sha256=text(cells.get(SHA256)),
        verified=text(cells.get(VERIFIED)),
        cells=cells,
    )


def write(folder: Path, columns: Sequence[str], rows: Iterable[Mapping[str, Any]]) -> Path:
    """Write the sidecar of a folder, keeping rows of earlier runs whose files are there.

    Parameters
    ----------
    folder : Path
        The folder.
    columns : sequence of str
        Names of the columns, in order.
    rows : iterable of mappings
        Values as they stand in the DataFrame.

    Returns
    -------
    Path
        The file.

    Raises
    ------
    OSError
        If it cannot be written; the old one is as it was.
    """
    current = [{name: cell(row.get(name)) for name in columns} for row in rows]
    mine = [_entry(row) for row in current]
    sources = {one.source for one in mine}
    names = {same_file(one.name) for one in mine if one.name}
    earlier = [
        one.cells
        for one in read(folder) or []
        if one.name
        and (one.source is None or one.source not in sources)
        and same_file(one.name) not in names
        and (folder / one.name).is_file()
    ]
    every = dict.fromkeys(columns)
    for row in earlier:
        every.update(dict.fromkeys(row))
    content = io.StringIO(newline="")
    # The line end of RFC 4180; with another one a lone carriage return in a cell is not quoted.
    writer = csv.DictWriter(content, list(every), restval="", lineterminator="\r\n")
    writer.writerow({name: _harmless(name) for name in every})
    writer.writerows([*current, *earlier])
    path = folder / NAME
    whole.write(path, content.getvalue().encode("utf-8", "backslashreplace"))
    return path


def cell(value: Any) -> str:
    """Give a value as the text of a cell: nothing secret, and harmless for spreadsheets."""
    if isinstance(value, (dict, list)):
        return _harmless(redact(_json(cast("Any", value))))
    found = text(value)
    if found is None:
        return ""
    if isinstance(value, str):
        return _harmless(redact(found))
    return str(value.isoformat()) if hasattr(value, "isoformat") else found


def _harmless(found: str) -> str:
    if _FORMULA.match(found) and not _NUMBER.fullmatch(found):
        return f"'{found}"
    return found


def _json(value: Any) -> str:
    import orjson

    try:
        return orjson.dumps(value, default=str).decode()
    except TypeError:
        return str(value)
