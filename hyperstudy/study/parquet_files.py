"""Parquet files that are a function of their rows alone: the same rows give the same bytes."""

from __future__ import annotations

import hashlib
import os
from contextlib import contextmanager, suppress
from functools import lru_cache, partial
from typing import TYPE_CHECKING, Any

import numpy as np
from attrs import frozen

from ..exceptions import HyperStudyError
from ..imports.optional_packages import load
from .background import Background, release_memory
from .layout import LAYOUT, ROW

if TYPE_CHECKING:
    from collections.abc import Generator
    from pathlib import Path

    from numpy.typing import NDArray

    from .schema import Block, Schema

# Small enough to skip what a question does not need, large enough for readers to be quick.
_GROUP_ROWS = 32_768
# Long rows (prompts of agents) make smaller groups, so that one always fits into memory.
_GROUP_BYTES = 24_000_000
# A group is not ended below this, only so that the next room is in one piece.
_LEAST_ROWS = 8_192
_CHUNK = 1 << 20


@frozen
class Written:
    """A file that was written.

    Attributes
    ----------
    rows, bytes : int
        How many.
    sha256 : str
        Its hash.
    converted : dict
        Columns with values that came as another JSON type and were read: how many, and the first.
    """

    rows: int
    bytes: int
    sha256: str
    converted: dict[str, tuple[int, str]]


def stored_schema(schema: Any, name: str) -> Any:
    """Give the Arrow schema of the files of a table, with what stands in them beside the columns.

    Parameters
    ----------
    schema : pyarrow.Schema
        The columns, as `Schema.arrow`.
    name : str
        Name of the table.
    """
    from ..frames.pandas_metadata import pandas_metadata

    metadata = {"hyperstudy.layout": str(LAYOUT), "hyperstudy.table": name}
    return schema.with_metadata(metadata | pandas_metadata(schema))


def open_writer(path: Path, schema: Any) -> Any:
    """Open a file to write row groups into it, of Arrow tables with this schema.

    Parameters
    ----------
    path : Path
        The file, which must not be there yet.
    schema : pyarrow.Schema
        As `stored_schema` gives it.

    Returns
    -------
    pyarrow.parquet.ParquetWriter
        Close it.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    # Nothing here may depend on the day, the machine or how the rows came.
    return load("pyarrow.parquet").ParquetWriter(
        path,
        schema,
        version="2.6",
        compression="zstd",
        compression_level=3,
        use_dictionary=True,
        write_statistics=True,
        write_page_index=True,
        data_page_version="1.0",
        store_schema=True,
    )


def discard(writer: Any) -> None:
    """Close a file that will not be used; that the disk refuses its end counts for nothing.

    Parameters
    ----------
    writer : pyarrow.parquet.ParquetWriter
        What writes the file.
    """
    # Where the end cannot be written, pyarrow leaves the file open, which Windows does not remove.
    for one in (writer, writer.file_handle):
        with suppress(OSError, load("pyarrow").ArrowException):
            one.close()


class TableWriter:
    """Writes rows, given in their order, into one file.

    Parameters
    ----------
    path : Path
        The file, which must not be there yet.
    schema : Schema
        The columns.
    name : str
        Name of the table, which stands in the file.

    Attributes
    ----------
    misfits : dict of str to None
        Columns with values that did not fit them.
    """

    def __init__(self, path: Path, schema: Schema, name: str) -> None:
        self._pa = load("pyarrow")
        self._path = path
        self._schema = schema
        self._arrow = stored_schema(schema.arrow, name)
        self._writer: Any = open_writer(path, self._arrow)
        # By column, its pieces: those of a column can go as soon as they are joined.
        self._group: list[list[Any]] = [[] for _ in self._arrow]
        self._group_rows = self._group_bytes = 0
        self._background = Background()
        self._rows = 0
        self.misfits: dict[str, None] = {}
        self._converted: dict[str, tuple[int, str]] = {}

    def begin_room(self, rows: int) -> None:
        """Announce a room with so many rows: it stays in one row group if it can."""
        if self._group_rows >= _LEAST_ROWS and self._group_rows + rows > _GROUP_ROWS:
            self._write_group()

    def add(self, block: Block) -> None:
        """Take the next rows of a room."""
        self.misfits.update(dict.fromkeys(block.misfits))
        for one in block.converted:
            converted, first = self._converted.get(one.column, (0, one.first))
            self._converted[one.column] = converted + one.count, first
        begin, done, count = 0, 0, block.table.num_rows
        lengths = np.cumsum(_lengths(block.table.column(ROW)))
        self._rows += count
        while begin < count:
            place = np.searchsorted(lengths, done + _GROUP_BYTES - self._group_bytes)
            end = min(count, begin + _GROUP_ROWS - self._group_rows, int(place) + 1)
            for pieces, column in zip(self._group, block.table.columns, strict=True):
                pieces += column.slice(begin, end - begin).chunks
            self._group_rows += end - begin
            self._group_bytes += int(lengths[end - 1]) - done
            begin, done = end, int(lengths[end - 1])
            if self._group_rows == _GROUP_ROWS or self._group_bytes >= _GROUP_BYTES:
                self._write_group()

    def _write_group(self) -> None:
        if self._group_rows:
            release_memory()
            self._background.start(partial(self._write_pieces, self._group))
            self._group = [[] for _ in self._arrow]
            self._group_rows = self._group_bytes = 0

    def _write_pieces(self, group: list[list[Any]]) -> None:
        self._write_columns(group)
        release_memory()

    def _write_columns(self, group: list[list[Any]]) -> None:
        # In one piece, as pages of a file may end where pieces do.
        columns: list[Any] = []
        for pieces in group:
            columns.append(self._pa.concat_arrays(pieces))
            pieces.clear()
        table = self._pa.Table.from_arrays(columns, schema=self._arrow)
        self._writer.write_table(table, row_group_size=_GROUP_ROWS)

    def finish(self) -> Written:
        """End the file; when this returns it is on the disk.

        Raises
        ------
        OSError
            If the disk refuses it; `abandon` it then.
        """
        self._write_group()
        self._background.wait()
        self._background.close()
        self._writer.close()
        size, sha256 = self._path.stat().st_size, sync_and_hash(self._path)
        return Written(self._rows, size, sha256, self._converted)

    def abandon(self) -> None:
        """Close what will not be used."""
        self._background.close()
        discard(self._writer)


def _lengths(texts: Any) -> NDArray[np.int64]:
    """Give how many characters each text of a column has."""
    found: NDArray[Any] = load("pyarrow.compute").utf8_length(texts).to_numpy()
    return found.astype(np.int64)


def difference(path: Path, size: int, sha256: str | None) -> str | None:
    """Return how a file differs from what it was; "" if it is missing, None if it does not.

    Parameters
    ----------
    path : Path
        The file.
    size : int
        Its bytes.
    sha256 : str or None
        Its hash; None compares sizes only.
    """
    try:
        found = path.stat().st_size
        if found != size:
            return f"{found} bytes instead of {size}"
        if sha256 is None:
            return None
        digest = hashlib.sha256()
        with path.open("rb") as opened:
            while chunk := opened.read(_CHUNK):
                digest.update(chunk)
    except (FileNotFoundError, NotADirectoryError):
        return ""
    except OSError as error:
        return f"cannot be read: {error.strerror}"
    return None if digest.hexdigest() == sha256 else "other content (SHA-256)"


@lru_cache(maxsize=64)
def _footer(path: Path, *_state: int) -> Any:
    """Read what stands at the end of a file, once for as long as the file is what it was."""
    return load("pyarrow.parquet").read_metadata(path)


@contextmanager
def opened(folder: Path, path: str) -> Generator[Any]:
    """Open a data file to read.

    Raises
    ------
    HyperStudyError
        If it is missing or damaged.
    """
    place = folder / path
    try:
        status = place.stat()
        footer = _footer(place, status.st_mtime_ns, status.st_size, status.st_ino)
        with load("pyarrow.parquet").ParquetFile(place, metadata=footer) as file:
            yield file
    except (OSError, load("pyarrow").ArrowException) as error:
        missing = isinstance(error, (FileNotFoundError, NotADirectoryError))
        raise HyperStudyError(
            f"{path} in {folder} {'is missing' if missing else f'cannot be read: {error}'}",
            "DAMAGED_FILE",
            hint=(
                f"`hyperstudy verify {folder}` names all files that are missing or changed. Pull "
                "into the folder again: it brings their rows anew."
            ),
        ) from error


def sync_and_hash(path: Path) -> str:
    """Make a file durable, and give its SHA-256."""
    found = hashlib.sha256()
    with path.open("r+b") as file:
        os.fsync(file.fileno())
        while chunk := file.read(_CHUNK):
            found.update(chunk)
    return found.hexdigest()
