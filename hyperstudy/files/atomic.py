"""Files that are whole or absent."""

from __future__ import annotations

import errno
import glob
import os
import secrets
import stat
import sys
import time
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING

from .folders import READ_ONLY

if TYPE_CHECKING:
    from collections.abc import Generator

    from _typeshed import ReadableBuffer


# Nobody writes a small file for so long, or stops so long in a large one: a program was killed.
_FORGOTTEN_SECONDS = 3600.0
_LARGE_FORGOTTEN_SECONDS = 24 * 3600.0


def put(source: Path, final: Path) -> None:
    """Give a file, whose bytes are durable already, its final name, durably and at once."""
    source.replace(final)
    _sync_folder(final)


def put_new(source: Path, final: Path) -> None:
    """Give a file its final name as :func:`put` does, if there is no file of that name.

    Raises
    ------
    FileExistsError
        If there is one; both are as they were.
    """
    if sys.platform == "win32":
        source.rename(final)
        return
    try:
        final.hardlink_to(source)
    except FileExistsError:
        raise
    except OSError:
        # Some disks know no second name of a file: there the look before has to do.
        if os.path.lexists(final):
            raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST), str(final)) from None
        source.replace(final)
    else:
        source.unlink(missing_ok=True)
    _sync_folder(final)


def _sync_folder(final: Path) -> None:
    if sys.platform == "win32":
        return
    # Some network file systems refuse to sync a folder; the rename is done all the same.
    with suppress(OSError):
        folder = os.open(final.parent, os.O_RDONLY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)


def state(path: Path) -> tuple[int, ...]:
    """Give what changes when a file is replaced; empty if there is none."""
    try:
        found = path.stat()
    except FileNotFoundError:
        return ()
    return found.st_ino, found.st_mtime_ns, found.st_size


def target(path: Path) -> Path:
    """Give the file that is written when a path is: where a symbolic link leads to.

    Raises
    ------
    PermissionError
        If it is there and must not be changed.
    OSError
        If links lead in a circle.
    """
    if path.is_symlink():
        found = Path(os.path.realpath(path))
        if found.is_symlink():
            raise OSError(errno.ELOOP, os.strerror(errno.ELOOP), str(path))
        path = found
    # A rename asks for no right to the file, and root has every right: its mode says what is meant.
    with suppress(FileNotFoundError):
        if not path.stat().st_mode & 0o222 or not os.access(path, os.W_OK):
            raise PermissionError(errno.EACCES, READ_ONLY, str(path))
    return path


def is_device(path: Path) -> bool:
    """Return whether a path is something to write into that no other file can take the place of."""
    try:
        mode = path.stat().st_mode
    except OSError:
        return False
    return not stat.S_ISREG(mode) and not stat.S_ISDIR(mode)


@contextmanager
def whole(path: Path) -> Generator[Path]:
    """Give the name to write under; the file gets its own when it is complete, else it is removed.

    Parameters
    ----------
    path : pathlib.Path
        The file's own name. A file that is there stays until the new one is complete, which then
        has its mode; a link stays a link. Into a device, or a pipe, it is written as it is.

    Raises
    ------
    PermissionError
        If a file of that name is read-only.
    """
    if is_device(path):
        yield path
        return
    final = target(path)
    _remove_forgotten(final, _LARGE_FORGOTTEN_SECONDS)
    part = final.with_name(_unfinished(final.name))
    try:
        yield part
        _take_after(part, final)
        part.replace(final)
    finally:
        with suppress(OSError):
            part.unlink()


def _unfinished(name: str) -> str:
    # Some disks take 143 bytes: what is added must not make a name too long that is not.
    return f".{_cut(name, 100)}.{secrets.token_hex(4)}.part"


def _remove_forgotten(final: Path, seconds: float) -> None:
    """Remove what is left of a file by programs that were killed while they wrote it."""
    for old in final.parent.glob(f".{glob.escape(_cut(final.name, 100))}.{'[0-9a-f]' * 8}.part"):
        with suppress(OSError):
            if time.time() - old.stat().st_mtime > seconds:
                old.unlink()


def _cut(name: str, most: int) -> str:
    return name.encode("utf-8", "surrogateescape")[:most].decode("utf-8", "ignore")


def _take_after(part: Path, final: Path) -> None:
    """Give a new file the group and the mode of the one whose place it takes."""
    try:
        old = final.stat()
    except FileNotFoundError:
        return
    mode = stat.S_IMODE(old.st_mode)
    new = part.stat()
    if sys.platform != "win32" and (new.st_uid, new.st_gid) != (old.st_uid, old.st_gid):
        try:
            os.chown(part, old.st_uid if os.geteuid() == 0 else -1, old.st_gid)
        except OSError:
            if new.st_gid != old.st_gid:
                mode &= ~0o070  # these rights were those of another group
    with suppress(OSError):  # some disks know no modes
        part.chmod(mode)


def write(
    path: Path, content: ReadableBuffer, *, instead_of: tuple[int, ...] | None = None
) -> bool:
    """Write a small file so that at any moment the old one or the new one is there.

    Parameters
    ----------
    path : Path
        The file, or a link to it. Its mode stays as it is.
    content : bytes
        All of it.
    instead_of : tuple of int, optional
        The :func:`state` of the file on which the content builds.

    Returns
    -------
    bool
        False if the file was in another state in the end; then it was left as it is.

    Raises
    ------
    PermissionError
        If the file is read-only.
    """
    if is_device(path):
        path.write_bytes(content)
        return True
    final = target(path)
    _remove_forgotten(final, _FORGOTTEN_SECONDS)
    unfinished = final.with_name(_unfinished(final.name))
    try:
        with unfinished.open("xb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        if instead_of is not None and state(path) != instead_of:
            return False
        _take_after(unfinished, final)
        put(unfinished, final)
    finally:
        unfinished.unlink(missing_ok=True)
    return True
