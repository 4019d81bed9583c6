"""Rows sorted into rooms, on disk, since a study does not fit into memory."""

from __future__ import annotations

from contextlib import suppress
from functools import partial
from itertools import groupby
from operator import attrgetter
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np
from attrs import define

from ..imports.optional_packages import load
from .background import Background, release_memory
from .known_rows import FROM_FILES, stored
from .layout import ORDER, ROOM

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from .known_rows import Stored
    from .schema import Schema

_HELD_BYTES = 6_000_000
# Where rows of many rooms alternate, a room has few of them in each batch, and each batch has its
# price: so many are given together.
_TOGETHER = 2000
_TOGETHER_BYTES = 8_000_000


@define(eq=False)
class _File:
    """Batches of rows that have the columns of one schema."""

    path: Path
    schema: Schema | None
    sink: Any = None
    writer: Any = None
    source: Any = None
    reader: Any = None
    batches: int = 0

    def write(self, batch: Any) -> int:
        """Write a batch; gives its number."""
        pa = load("pyarrow")
        if self.writer is None:
            # Most of it is text that names the same keys in each row. More threads would each keep
            # memory for themselves.
            options = pa.ipc.IpcWriteOptions(compression="lz4", use_threads=False)
            self.sink = pa.OSFile(str(self.path), "wb")
            self.writer = pa.ipc.new_file(self.sink, batch.schema, options=options)
        self.writer.write_batch(batch)
        self.batches += 1
        return self.batches - 1

    def end(self) -> None:
        """Write nothing more; batches can be read from now on."""
        if self.writer is not None:
            self.writer.close()
            self.sink.close()
            self.writer = self.sink = None

    def batch(self, number: int) -> Any:
        """Read a batch."""
        pa = load("pyarrow")
        if self.reader is None:
            self.source = pa.OSFile(str(self.path))
            options = pa.ipc.IpcReadOptions(use_threads=False)
            self.reader = pa.ipc.open_file(self.source, options=options)
        return self.reader.get_batch(number)

    def close(self) -> None:
        """Close the file, which nobody needs any more: Windows removes none that is open."""
        for one in (self.writer, self.sink, self.source):
            # The end of a file on a full disk cannot be written.
            if one is not None:
                with suppress(OSError, load("pyarrow").ArrowException):
                    one.close()


class _Piece(NamedTuple):
    """Where some rows of a room are: the file, and the number of their batch in it."""

    file: _File
    batch: int


class SpooledRows(NamedTuple):
    """Some rows.

    Attributes
    ----------
    table : pyarrow.Table
        The columns of `FROM_FILES`, and those of the schema.
    schema : Schema or None
        What made the columns; None if there are no others.
    """

    table: Any
    schema: Schema | None


class Spool:
    """Takes rows in the server's order, and gives back those of one room.

    What is in it can be made again from the pages: it need not survive anything.

    Parameters
    ----------
    folder : Path
        Takes its files: one for each schema, of all rooms, since there may be thousands of them.
    """

    def __init__(self, folder: Path) -> None:
        self._pa = load("pyarrow")
        self._folder = folder
        self._files: list[_File] = []
        self._current: _File | None = None
        self._held: list[Any] = []
        self._bytes = 0
        self._background = Background()
        self._places: dict[str | None, list[_Piece]] = {}
        self._first: dict[str | None, int] = {}
        self._counts: dict[str | None, int] = {}
        folder.mkdir(parents=True, exist_ok=True)

    @property
    def rooms(self) -> dict[str | None, int]:
        """The rooms that have rows, and how many each has; of those that were flushed."""
        return self._counts

    def first(self, room: str | None) -> int | None:
        """Give the smallest number of a row of a room; None if it has no rows."""
        return self._first.get(room)

    def add(self, rows: SpooledRows) -> None:
        """Take rows."""
        table, schema = rows
        if self._current is None or self._current.schema is not schema:
            # What is held came before.
            self._write()
            self._current = self._file_of(schema)
        self._held.append(table)
        self._bytes += table.nbytes
        if self._bytes >= _HELD_BYTES:
            self._write()

    def _file_of(self, schema: Schema | None) -> _File:
        for one in self._files:
            if one.schema is schema:
                return one
        made = _File(self._folder / f"rows-{len(self._files):06}.arrow", schema)
        self._files.append(made)
        return made

    def flush(self) -> None:
        """Write what is held in memory; nothing is added afterwards."""
        self._write()
        self._background.wait()
        for one in self._files:
            one.end()

    def _write(self) -> None:
        if self._current is not None and self._held:
            release_memory()
            self._background.start(partial(self._write_batches, self._current, self._held))
            self._held, self._bytes = [], 0

    def _write_batches(self, file: _File, batches: list[Any]) -> None:
        self._write_rooms(file, batches)
        release_memory()

    def _write_rooms(self, file: _File, batches: list[Any]) -> None:
        table = self._pa.concat_tables(batches)
        batches.clear()
        for room, first, batch in _by_room(table):
            self._first.setdefault(room, first)
            self._counts[room] = self._counts.get(room, 0) + batch.num_rows
            self._places.setdefault(room, []).append(_Piece(file, file.write(batch)))

    def parts(self, room: str | None) -> Iterator[SpooledRows]:
        """Give the rows of a room in the order in which they came."""
        for file, pieces in groupby(self._places.get(room, ()), attrgetter("file")):
            batches: list[Any] = []
            count = size = 0
            for piece in pieces:
                batch = file.batch(piece.batch)
                batches.append(batch)
                count, size = count + batch.num_rows, size + batch.get_total_buffer_size()
                if count >= _TOGETHER or size >= _TOGETHER_BYTES:
                    yield self._joined(file, batches)
                    batches, count, size = [], 0, 0
            if batches:
                yield self._joined(file, batches)

    def _joined(self, file: _File, batches: list[Any]) -> SpooledRows:
        table = self._pa.Table.from_batches(batches)
        return SpooledRows(table if len(batches) == 1 else table.combine_chunks(), file.schema)

    def rows(self, room: str | None) -> Iterator[Stored]:
        """Give the rows of a room one by one."""
        for part in self.parts(room):
            yield from stored(part.table.select(FROM_FILES))

    def close(self) -> None:
        """Close the files."""
        self._held = []
        self._background.close()
        for one in self._files:
            one.close()


def _by_room(table: Any) -> Iterator[tuple[str | None, int, Any]]:
    """Part rows by their room: its name, the number of its first row, and the rows in order."""
    coded = table.column(ROOM).combine_chunks().dictionary_encode(null_encoding="encode")
    names: list[str | None] = coded.dictionary.to_pylist()
    codes = coded.indices.to_numpy()
    sorter = np.argsort(codes, kind="stable")
    (rows,) = (table if len(names) == 1 else table.take(sorter)).combine_chunks().to_batches()
    ends = np.searchsorted(codes[sorter], np.arange(len(names)), side="right").tolist()
    starts = [0, *ends[:-1]]
    orders: list[int] = rows.column(ORDER).to_numpy()[starts].tolist()
    for name, start, end, first in zip(names, starts, ends, orders, strict=True):
        yield name, first, rows.slice(start, end - start)
