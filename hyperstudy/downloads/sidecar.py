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
import secrets
import threading
from contextlib import suppress
from typing import TYPE_CHECKING, Any

from attrs import frozen

from ..display.notices import DownloadWarning, warn_caller
from ..exceptions import InputError
from ..files import atomic, folders
from ..files.folder_lock import locked
from ..files.spreadsheets import harmless
from ..frames.names import settle
from .file_names import same_file
from .recording import text, whole_number
from .spreadsheet_safety import cell

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence
    from pathlib import Path

NAME = "recordings_metadata.csv"
SOURCE = "source"
"""Column with the key of the source, by which later runs know whose a file name is."""
LISTED = "bytes_listed"
"""Column with the size that HyperStudy listed when the file came; the storage may have another."""
LOCAL_PATH, STATUS, SIZE = "local_path", "download_status", "bytes"
SHA256, VERIFIED, ERROR = "sha256", "verified", "error"

# Of what Windows takes for a drive or a stream, and what ends a name everywhere.
_NO_NAME = (":", "\0")
_TRIES = 5
_writing = threading.Lock()
_parsing = threading.Lock()


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
    listed : int or None
        Its bytes as HyperStudy listed them when it came.
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
    listed: int | None
    sha256: str | None
    verified: str | None
    cells: dict[str, str]


def read(folder: Path) -> list[Entry] | None:
    """Read the sidecar of a folder; None if there is none.

    Raises
    ------
    InputError
        If the file of that name is none: empty, cut off, or written by something else.
    OSError
        If it cannot be read.
    """
    path = folder / NAME
    try:
        content = path.read_text("utf-8-sig", errors="replace")
    except (FileNotFoundError, NotADirectoryError):
        return None
    columns, rows = _table(content)
    if not {LOCAL_PATH, STATUS} <= set(columns):
        raise InputError(
            f"{path} does not tell which recordings there are: it has no columns {LOCAL_PATH} and "
            f"{STATUS}. It is empty, was cut off, or was written by another program.",
            hint="Take it from a backup, or run hs.download_recordings(..., "
            f'output_dir="{folder}") again, which writes it anew.',
        )
    return [_entry(row) for row in rows]


def known(folder: Path) -> list[Entry]:
    """Read what can be known of a folder's files; nothing if there is no sidecar to tell it."""
    try:
        return read(folder) or []
    except InputError:
        return []
    except OSError as error:
        # A folder of that name tells nothing, but a disk that fails now would let files be taken
        # for those of nobody.
        if folders.is_folder(folder / NAME):
            return []
        raise folders.disk_error(error, folder) from error


def _table(content: str) -> tuple[Sequence[str], list[dict[str | Any, Any]]]:
    # The module refuses long cells, and knows one limit for the whole process.
    with _parsing:
        before = csv.field_size_limit(len(content) + 1)
        try:
            reader = csv.DictReader(io.StringIO(content, newline=""))
            rows = list(reader)
        finally:
            csv.field_size_limit(before)
    return reader.fieldnames or [], rows


def _entry(row: Mapping[str | Any, Any]) -> Entry:
    # A row that is too long or too short has other keys and values than text.
    cells = {name: value for name, value in row.items() if name and isinstance(value, str)}
    # A folder may be read on another system than it was written on.
    name = _file_name(cells.get(LOCAL_PATH, ""))
    return Entry(
        name=name or None,
        source=text(cells.get(SOURCE)),
        status=cells.get(STATUS, ""),
        error=cells.get(ERROR, ""),
        size=whole_number(cells.get(SIZE)),
        listed=whole_number(cells.get(LISTED)),
        sha256=text(cells.get(SHA256)),
        verified=text(cells.get(VERIFIED)),
        cells=cells,
    )


def _file_name(path: str) -> str:
    """Give the name at the end of a path, wherever that leads; "" if no file can be called so.

    The files lie beside the sidecar: no path in it leads to another folder, up or to another drive.
    """
    name = re.split(r"[/\\]", path)[-1]
    return "" if name in {".", "..", NAME} or any(one in name for one in _NO_NAME) else name


def write(
    folder: Path,
    columns: Sequence[str],
    rows: Iterable[Mapping[str, Any]],
    note: Callable[[str], None] | None = None,
) -> Path:
    """Write the sidecar of a folder, keeping what earlier runs knew of files that are there.

    Runs that write at the same time find each other's rows: one writes after the other, and where
    the disk keeps no locks, what changed since it was read is read again.

    Parameters
    ----------
    folder : Path
        The folder.
    columns : sequence of str
        Names of the columns, in order.
    rows : iterable of mappings
        Values as they stand in the DataFrame.
    note : callable, optional
        Takes what a reader has to know of an older file, when the new one is there; default: a
        warning.

    Returns
    -------
    Path
        The file.

    Raises
    ------
    OSError
        If it cannot be written; the old one is as it was.
    """
    path = folder / NAME
    # Names that differ may be made harmless in the same way, and each keeps a column of its own.
    safe = dict(zip(columns, settle([harmless(name) for name in columns]), strict=True))
    current = [{safe[name]: _cell(row.get(name), name) for name in columns} for row in rows]
    notes: list[str] = []
    with _writing, locked(folder):
        for tries_left in reversed(range(_TRIES)):
            seen = atomic.state(path)
            content = _merged(folder, list(safe.values()), current, notes.append)
            if atomic.write(path, content, instead_of=seen if tries_left else None) and (
                path.read_bytes() == content
            ):
                break
    for one in notes:
        (note or _warn)(one)
    return path


def _warn(text: str) -> None:
    warn_caller(text, DownloadWarning)


def _merged(
    folder: Path,
    columns: Sequence[str],
    rows: Sequence[dict[str, str]],
    note: Callable[[str], None],
) -> bytes:
    before = [one for one in _earlier(folder, note) if one.name and (folder / one.name).is_file()]
    of_source: dict[str | None, Entry] = {one.source: one for one in before if one.source}
    mine_too = set(columns)
    current = [
        _unknown(row, of_source, mine_too) | _remembered(folder, row, of_source) for row in rows
    ]
    mine = [_entry(row) for row in current]
    sources = {one.source for one in mine}
    names = {same_file(one.name) for one in mine if one.name}
    kept = [
        one.cells
        for one in before
        if (one.source is None or one.source not in sources)
        and same_file(one.name or "") not in names
    ]
    every = dict.fromkeys(columns)
    for row in (*current, *kept):
        every.update(dict.fromkeys(row))
    content = io.StringIO(newline="")
    # The line end of RFC 4180; with another one a lone carriage return in a cell is not quoted.
    writer = csv.DictWriter(content, list(every), restval="", lineterminator="\r\n")
    writer.writeheader()
    writer.writerows([*current, *kept])
    return content.getvalue().encode("utf-8", "backslashreplace")


def _earlier(folder: Path, note: Callable[[str], None]) -> list[Entry]:
    try:
        return read(folder) or []
    except InputError:
        path = folder / NAME
        if not path.stat().st_size:
            return []
        aside = path.with_name(f"{path.stem}.unreadable-{secrets.token_hex(4)}{path.suffix}")
        path.rename(aside)
        note(
            f"{NAME} in {folder} could not be understood, and a new one was written. The old one "
            f"is kept as {aside.name}."
        )
        return []


def _unknown(
    row: dict[str, str], before: Mapping[str | None, Entry], columns: set[str]
) -> dict[str, str]:
    """Give what is known of a file in columns that this version does not write."""
    old = before.get(_entry(row).source)
    cells = old.cells if old else {}
    return {name: value for name, value in cells.items() if name not in columns}


def _remembered(
    folder: Path, row: dict[str, str], before: Mapping[str | None, Entry]
) -> dict[str, str]:
    """Give a row what is known of its file, where this run learned nothing of it.

    It did not come to it, it failed, or the file came from another run in the meantime.
    """
    new = _entry(row)
    old = before.get(new.source)
    if (
        new.source is None
        or old is None
        or old.name is None
        or new.sha256
        or new.name not in {None, old.name}
    ):
        return row
    with suppress(OSError):
        path = folder / old.name
        if path.stat().st_size == old.size:
            kept = {one: old.cells.get(one, "") for one in (SIZE, LISTED, SHA256, VERIFIED)}
            return {**row, LOCAL_PATH: _cell(str(path), LOCAL_PATH), **kept}
    return row


def _cell(value: Any, column: str) -> str:
    if column == LOCAL_PATH and isinstance(value, str):
        # It has to be found again, whatever is in it that looks like a key.
        return harmless(value)
    return cell(value, column)
