"""Records that are whole or absent, one after the other in a file that only grows.

Each record has its length and a hash before it. Whatever ends a program - a kill, a power loss, a
full disk - can only harm the last one, which is then cut off and counts as never written.
"""

from __future__ import annotations

import hashlib
import os
import re
import struct
from functools import partial
from pathlib import Path
from typing import IO, TYPE_CHECKING, NamedTuple

from ..imports.optional_packages import load
from .background import Background
from .versions import newer

if TYPE_CHECKING:
    from collections.abc import Iterator

_MAGIC = b"HSr1"
_LATER = re.compile(rb"HSr[0-9]")
# Magic, length as packed, length as it was, hash of both and of what is packed.
_HEAD = struct.Struct(">4sQQ16s")
_CODEC = "zstd"


class Record(NamedTuple):
    """A record, and where the next one starts."""

    content: bytes
    end: int


def pack(content: bytes) -> bytes:
    """Make a record."""
    packed: bytes = load("pyarrow").compress(content, codec=_CODEC, asbytes=True)
    lengths = len(packed), len(content)
    return _HEAD.pack(_MAGIC, *lengths, _hash(lengths, packed)) + packed


def unpack(file: IO[bytes]) -> Iterator[Record]:
    """Read the records of a file from where it stands, up to its end or the first one broken.

    Raises
    ------
    HyperStudyError
        If there is one of a later version, which is not broken and must not be cut off.
    """
    pa = load("pyarrow")
    size = os.fstat(file.fileno()).st_size
    while True:
        head = file.read(_HEAD.size)
        if len(head) < _HEAD.size:
            return
        magic, length, plain, digest = _HEAD.unpack(head)
        if _LATER.fullmatch(magic) and magic != _MAGIC:
            raise newer(Path(file.name), "its records are of another kind")
        if magic != _MAGIC or length > size:
            return
        packed = file.read(length)
        if len(packed) < length or _hash((length, plain), packed) != digest:
            return
        content: bytes = pa.decompress(packed, plain, codec=_CODEC, asbytes=True)
        yield Record(content, file.tell())


def _hash(lengths: tuple[int, int], packed: bytes) -> bytes:
    found = hashlib.blake2b(struct.pack(">QQ", *lengths), digest_size=16)
    found.update(packed)
    return found.digest()


class Journal:
    """A file of records that survives whatever ends the program.

    Parameters
    ----------
    path : Path
        The file; it need not be there.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._file: IO[bytes] | None = None
        self._background: Background | None = None

    def __iter__(self) -> Iterator[Record]:
        """Read the whole records from the start."""
        self.settle()
        if self._path.exists():
            with self._path.open("rb") as file:
                yield from unpack(file)

    def append(self, content: bytes) -> None:
        """Add a record, while the caller goes on; see `settle`.

        Raises
        ------
        OSError
            If the record before it cannot be written; what was there stays.
        """
        if self._file is None:
            self._file = self._opened()
        if self._background is None:
            self._background = Background()
        self._background.start(partial(_append, self._file, content))

    def settle(self) -> None:
        """Wait until all records are on the disk.

        Raises
        ------
        OSError
            If the last one cannot be written; what was there stays.
        """
        if self._background is not None:
            self._background.wait()

    def _opened(self) -> IO[bytes]:
        end = 0
        if self._path.exists():
            with self._path.open("rb") as there:
                end = max((record.end for record in unpack(there)), default=0)
        new = not self._path.exists()
        file = self._path.open("ab")
        file.truncate(end)
        if new:
            sync_folder(self._path.parent)
        return file

    def cut(self, records: int) -> None:
        """Keep so many records, the first ones, and forget the others."""
        ends = [0, *(record.end for record in self)]
        self.close()
        if records < len(ends):
            with self._path.open("r+b") as file:
                file.truncate(ends[records])
                os.fsync(file.fileno())

    def remove(self) -> None:
        """Remove the file."""
        self.close()
        self._path.unlink(missing_ok=True)

    def close(self) -> None:
        """Close the file, with all records on the disk; it is opened again when it is needed."""
        try:
            self.settle()
        finally:
            if self._background is not None:
                self._background.close()
                self._background = None
            if self._file is not None:
                self._file.close()
                self._file = None


def _append(file: IO[bytes], content: bytes) -> None:
    file.write(pack(content))
    file.flush()
    os.fsync(file.fileno())


def sync_folder(folder: Path) -> None:
    """Make the names in a folder durable, where the system can."""
    if os.name == "nt":
        return
    try:
        descriptor = os.open(folder, os.O_RDONLY)
    except OSError:
        return
    try:
        os.fsync(descriptor)
    except OSError:
        pass  # some network disks refuse; they keep names by themselves
    finally:
        os.close(descriptor)
