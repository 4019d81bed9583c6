"""Unfinished files: what is here of a recording, and who goes on with it.

A part file is called ``<file>.<source>-<owner>.part``, the name of the file cut if it is long;
beside it lies ``<same>.part.json`` with what the storage said of the file. It belongs to its
source: a recording whose file is called differently today still finds its bytes. No two runs share
a part. Who wants to go on with an abandoned one renames it to a name of his own, and a rename has
one winner; nobody ever waits.

Bytes are written at their place in the file, not appended, and starting over makes a new file.
So even a writer that was wrongly taken for gone does no harm: it writes the same bytes to the same
places, or into a file that has no name any more.
"""

from __future__ import annotations

import os
import re
import stat
import time
from collections import defaultdict
from contextlib import suppress
from typing import TYPE_CHECKING, NamedTuple

from ..files.atomic import put, put_new
from .checksums import Digest, StorageMetadata, read_through
from .process_ownership import PATTERN, ProcessOwner

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from io import FileIO
    from pathlib import Path

KEY_DIGITS = 12
_NAME = re.compile(
    rf"(?P<file>.+)\.(?P<key>[0-9a-f]{{{KEY_DIGITS}}})-{PATTERN}\.part(?P<notes>\.json)?"
)
_NOTES = ".json"
# The shortest names that disks are limited to, in encrypted home folders, have 143 characters.
_MOST_ADDED, _ALWAYS_FITS = 20, 80
_NO_LINKS = getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0) | getattr(os, "O_CLOEXEC", 0)


class UnfinishedFile(NamedTuple):
    """A part that an earlier run, or a run beside this one, left in the folder."""

    path: Path
    owner: ProcessOwner
    size: int
    quiet: float

    @property
    def abandoned(self) -> bool:
        """Nobody writes it any more."""
        return self.owner.is_gone(self.quiet)


def is_part(name: str) -> bool:
    """Return whether a file name is that of a part or of what lies beside it."""
    return _NAME.fullmatch(name) is not None


def left_in(folder: Path) -> dict[str, list[UnfinishedFile]]:
    """Find all parts in a folder, by the first digits of their source's key, largest first.

    Notes whose part is gone, because a program ended between two steps, count as empty parts.
    """
    found: defaultdict[str, list[UnfinishedFile]] = defaultdict(list)
    now = time.time()
    entries: list[os.DirEntry[str]] = []
    with suppress(OSError), os.scandir(folder) as all_entries:
        entries = list(all_entries)
    names = {entry.name for entry in entries}
    for entry in entries:
        match = _NAME.fullmatch(entry.name)
        if match is None or (match["notes"] and entry.name.removesuffix(".json") in names):
            continue
        with suppress(OSError):
            status = entry.stat(follow_symlinks=False)
            if stat.S_ISREG(status.st_mode):
                path = folder / entry.name.removesuffix(".json")
                size = 0 if match["notes"] else status.st_size
                found[match["key"]].append(
                    UnfinishedFile(path, ProcessOwner.read(match), size, now - status.st_mtime)
                )
    for parts in found.values():
        parts.sort(key=lambda one: one.size, reverse=True)
    return dict(found)


def discard(folder: Path, keys: Iterable[str]) -> None:
    """Remove what is left of sources that are whole, unless somebody writes it."""
    left = left_in(folder)
    for key in keys:
        for part in left.get(key[:KEY_DIGITS], []):
            if part.abandoned:
                _remove(part.path)


class Parts:
    """The parts of one run.

    Parameters
    ----------
    folder : Path
        Where the files are to be.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._owner = ProcessOwner.new()
        self._left = left_in(folder)

    def open(self, name: str, key: str) -> Part:
        """Give the part of a source: an abandoned one if there is one, else a new, empty one."""
        short = key[:KEY_DIGITS]
        own = self._folder / _part_name(name, f".{short}-{self._owner}.part")
        part = Part(own)
        for left in self._left.pop(short, []):
            if not left.abandoned:
                continue
            if part.size or not left.size:
                # A second one of the same source, and smaller.
                _remove(left.path)
            else:
                part.take_over(left.path)
        return part

    def end(self) -> None:
        """Let go of all parts; the next run may go on with them."""
        self._owner.end()


def _part_name(name: str, added: str) -> str:
    """Name a part after its file, and never much longer: a disk may take that name and no more."""
    room = max(len(name.encode()) + _MOST_ADDED, _ALWAYS_FITS) - len(f"{added}{_NOTES}")
    return name.encode()[:room].decode(errors="ignore") + added


class Part:
    """The unfinished file of one recording.

    Attributes
    ----------
    size : int
        Bytes that are here, from the first one on without a gap.
    known : StorageMetadata
        What the storage said of the file.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._file: FileIO | None = None
        self._forget()

    def _forget(self) -> None:
        self.size = self._hashed = 0
        self._outdated = False
        self.known = StorageMetadata()
        self.digest = Digest(self.known)

    @property
    def begun(self) -> bool:
        """There is a file, however short."""
        return self._file is not None

    def take_over(self, left: Path) -> None:
        """Go on with the part of somebody who is gone, unless somebody else was faster."""
        try:
            left.rename(self._path)
        except OSError:
            return
        with suppress(OSError):
            _notes_of(left).replace(_notes_of(self._path))
        metadata = _read(_notes_of(self._path))
        if metadata is None or metadata.encoded:
            self.drop()
            return
        self._file = os.fdopen(os.open(self._path, os.O_RDWR | _NO_LINKS), "r+b", buffering=0)
        status = os.fstat(self._file.fileno())
        if status.st_nlink > 1:
            # The program ended just when it had its final name; nobody writes into that file.
            self.drop()
            return
        self.size = status.st_size
        self.known = metadata

    def read_back(self, between: Callable[[], None]) -> None:
        """Compute the hashes of what is here, if those that are wanted were not while it came.

        Parameters
        ----------
        between : callable
            Called before each piece; what it raises ends the reading.
        """
        if self._hashed == self.size and not self._outdated:
            return
        self._outdated = False
        self.digest = Digest(self.known)
        self.size = self._hashed = read_through(self._path, self.digest.update, between)
        self._open_file.seek(self.size)

    def begin(self, metadata: StorageMetadata) -> None:
        """Start over with an empty file."""
        self.drop()
        descriptor = os.open(self._path, os.O_RDWR | os.O_CREAT | os.O_EXCL | _NO_LINKS, 0o666)
        self._file = os.fdopen(descriptor, "r+b", buffering=0)
        self.known = metadata
        self.digest = Digest(metadata)
        _notes_of(self._path).write_bytes(_dump(metadata))

    def learn(self, metadata: StorageMetadata) -> None:
        """Note more of the file than was told when it began to come."""
        if metadata != self.known:
            self.known = metadata
            self._outdated = True
            _notes_of(self._path).write_bytes(_dump(metadata))

    def write(self, data: bytes) -> None:
        """Take the bytes that come next."""
        rest = memoryview(data)
        while rest:
            written = self._open_file.write(rest)
            self.digest.update(rest[:written])
            self.size += written
            self._hashed += written
            rest = rest[written:]

    def finish(self, final: Path, *, is_new: bool = False) -> None:
        """Make the bytes durable, then give the file its final name.

        Parameters
        ----------
        final : Path
            The name.
        is_new : bool, optional
            Whether it must not take the place of another file.

        Raises
        ------
        FileExistsError
            If it would; it can be finished with another name then.
        """
        if self._file is not None:
            os.fsync(self._file.fileno())
            self._close()
        (put_new if is_new else put)(self._path, final)
        _notes_of(self._path).unlink(missing_ok=True)
        self._forget()

    def make_room(self, size: int) -> None:
        """Give back so many bytes of a full disk, so that the report can be written."""
        if self._file is not None:
            self.size = max(0, self.size - size)
            with suppress(OSError):
                self._file.truncate(self.size)

    def keep(self) -> None:
        """Close it for a later run; nothing is kept where there is nothing."""
        if self.size:
            self._close()
        else:
            self.drop()

    def drop(self) -> None:
        """Remove it."""
        self._close()
        _remove(self._path)
        self._forget()

    @property
    def _open_file(self) -> FileIO:
        if self._file is None:
            raise ValueError("there is no file yet: it has to be begun first")
        return self._file

    def _close(self) -> None:
        if self._file is not None:
            self._file.close()
            self._file = None


def _notes_of(part: Path) -> Path:
    return part.with_name(f"{part.name}.json")


def _remove(part: Path) -> None:
    for path in (part, _notes_of(part)):
        with suppress(OSError):
            path.unlink(missing_ok=True)


def _dump(metadata: StorageMetadata) -> bytes:
    import orjson

    return orjson.dumps(metadata.to_dict())


def _read(path: Path) -> StorageMetadata | None:
    import orjson

    try:
        return StorageMetadata.from_dict(orjson.loads(path.read_bytes()))
    except (OSError, ValueError):
        return None
