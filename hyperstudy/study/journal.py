"""Records that are whole or absent, one after the other in a file that only grows.

Each record has its length and a hash before it. Whatever ends a program - a kill, a power loss, a
full disk - can only harm the last one, which is then cut off and counts as never written.
"""

from __future__ import annotations

import hashlib
import os
import re
import struct
from pathlib import Path
from typing import IO, TYPE_CHECKING, NamedTuple

from .optional_packages import load
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

    def __iter__(self) -> Iterator[Record]:
        """Read the whole records from the start."""
        if self._path.exists():
            with self._path.open("rb") as file:
                yield from unpack(file)

    def append(self, content: bytes) -> int:
        """Add a record; when this returns it is on the disk. Gives where the next one starts.

        Raises
        ------
        OSError
            If it cannot be written; what was there stays.
        """
        if self._file is None:
            self._file = self._opened()
        self._file.write(pack(content))
        self._file.flush()
        os.fsync(self._file.fileno())
        return self._file.tell()

    def _opened(self) -> IO[bytes]:
        end = 0
        for record in self:
            end = record.end
        new = not self._path.exists()
        file = self._path.open("ab")
        file.truncate(end)
        if new:
            sync_folder(self._path.parent)
        return file

    def cut(self, end: int) -> None:
        """Forget all records from a place on."""
        self.close()
        with self._path.open("r+b") as file:
            file.truncate(end)
            os.fsync(file.fileno())

    def remove(self) -> None:
        """Remove the file."""
        self.close()
        self._path.unlink(missing_ok=True)

    def close(self) -> None:
        """Close the file; it is opened again when it is needed."""
        if self._file is not None:
            self._file.close()
            self._file = None


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
