"""Files that are whole or absent, and folders that can hold them."""

from __future__ import annotations

import errno
import glob
import math
import os
import secrets
import shutil
import stat
import sys
import time
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING

from ..exceptions import HyperStudyError, InputError
from ..validation import short_repr

if TYPE_CHECKING:
    from collections.abc import Generator

    from _typeshed import ReadableBuffer

_FULL = {errno.ENOSPC, errno.EDQUOT}
_CLOSED = {errno.EROFS, errno.EACCES, errno.EPERM}


# Nobody writes a small file for so long: a program was killed while it did.
_FORGOTTEN_SECONDS = 3600.0
_READ_ONLY = "the file is read-only"
# Windows says of a path of 260 characters and more that it is not there, or that it is too long.
_WINDOWS_LONGEST_PATH, _WINDOWS_TOO_LONG = 260, {2, 3, 123, 206}


class FolderError(HyperStudyError):
    """The folder cannot take files: it is full, read-only, gone, or no folder at all."""


def absolute(folder: str | os.PathLike[str]) -> Path:
    """Give the whole path of a folder as a person may write it, ``~`` included.

    Raises
    ------
    InputError
        If it cannot be the path of a folder.
    """
    try:
        given = str(Path(folder))
    except TypeError:
        given = "\0"
    if "\0" in given:
        raise InputError(f"{short_repr(folder)} is not a folder: give its path as text.")
    try:
        path = Path(given).expanduser()
    except RuntimeError:
        raise InputError(
            f"{short_repr(given)} is not a folder: there is no user of that name on this computer.",
            hint="~ is your own home folder; to mean a folder called so, write ./ before it.",
        ) from None
    # `resolve()` would follow links, and give people another name than the one they know.
    return Path(os.path.abspath(path))  # noqa: PTH100


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
            raise PermissionError(errno.EACCES, _READ_ONLY, str(path))
    return path


def is_device(path: Path) -> bool:
    """Tell whether a path is something to write into that no other file can take the place of."""
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
    for old in final.parent.glob(f".{glob.escape(_cut(final.name, 100))}.*.part"):
        with suppress(OSError):
            if time.time() - old.stat().st_mtime > _FORGOTTEN_SECONDS:
                old.unlink()
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


def is_folder(path: Path) -> bool:
    """Tell whether there is a folder; a name or a disk that does not work has none."""
    return os.path.isdir(path)  # noqa: PTH112 - `Path.is_dir` fails as the disk does


def prepare(folder: Path) -> None:
    """Make a folder, with its parents, and see that files can be made and renamed in it.

    Raises
    ------
    FolderError
        If they cannot, with what to do.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        probe = folder / f".{secrets.token_hex(6)}.part"
        try:
            probe.touch(exist_ok=False)
        finally:
            probe.unlink(missing_ok=True)
    except OSError as error:
        raise explained(error, folder) from error


@contextmanager
def prepared(folder: Path) -> Generator[None]:
    """Do as :func:`prepare`, and take away again what it made if all fails before anything came.

    Raises
    ------
    FolderError
        If files cannot be made in the folder.
    """
    made = [one for one in (folder, *folder.parents) if not is_folder(one)]
    prepare(folder)
    try:
        yield
    except BaseException:
        with suppress(OSError):  # what holds something stays
            for one in made:
                one.rmdir()
        raise


def size_of_disk(folder: Path) -> float:
    """Give how many bytes the disk of a folder takes in all; infinite if it does not tell."""
    try:
        return shutil.disk_usage(folder).total or math.inf
    except OSError:
        return math.inf


def ask_for_room(folder: Path, needed: int) -> None:
    """See that so many bytes have room in a folder.

    Raises
    ------
    FolderError
        If they have not; nothing was downloaded then.
    """
    try:
        free = shutil.disk_usage(folder).free
    except OSError:
        return
    if needed > free:
        raise FolderError(
            f"the recordings need {in_words(needed)}, and {folder} has {in_words(free)} left",
            "NOT_ENOUGH_SPACE",
            details={"needed": needed, "free": free},
            hint="Nothing was downloaded. Make room, or choose a folder on a larger disk.",
        )


def explained(error: OSError, folder: Path) -> HyperStudyError:
    """Say in words what a failure of the disk means; of class FolderError if for every file."""
    if error.errno in _FULL:
        return FolderError(
            f"the disk is full: {folder}",
            "DISK_FULL",
            hint="Whole files stay, and unfinished ones go on from where they are. Make room, "
            "then run the same line again.",
        )
    if error.errno in _CLOSED and not _takes_files(folder):
        return FolderError(
            f"files cannot be written to {folder}: {error.strerror}",
            "FOLDER_NOT_WRITABLE",
            hint="Choose another `output_dir`, or ask who owns this folder for the right to write.",
        )
    if not is_folder(folder):
        return FolderError(
            f"{folder} is not a folder that can be used: {error.strerror}",
            "NO_FOLDER",
            hint="Is a drive or a network disk disconnected, or is it the name of a file?",
        )
    if _too_long(error, folder):
        return _name_too_long(error, folder)
    if isinstance(error, PermissionError) and error.strerror == _READ_ONLY:
        return HyperStudyError(
            f"{error.filename} is read-only",
            "FILE_READ_ONLY",
            hint="It was not changed. Make it writable if it may be replaced, or name another one.",
        )
    return HyperStudyError(
        f"the disk refused the file: {error.strerror or error}",
        "DISK_ERROR",
        hint="It may be open in another program, too large for this kind of disk, or a folder "
        "of that name may be in its way.",
    )


def _too_long(error: OSError, folder: Path) -> bool:
    if error.errno == errno.ENAMETOOLONG:
        return True
    windows = getattr(error, "winerror", None) in _WINDOWS_TOO_LONG
    return windows and len(_named(error, folder)) >= _WINDOWS_LONGEST_PATH - len(".part.json")


def _named(error: OSError, folder: Path) -> str:
    named = error.filename2 or error.filename
    return os.fsdecode(named) if isinstance(named, (str, bytes)) else str(folder)


def _name_too_long(error: OSError, folder: Path) -> HyperStudyError:
    path = Path(_named(error, folder))
    size = len(os.fsencode(path.name))
    return HyperStudyError(
        f"the name of the file is too long for this disk: {len(path.name)} characters, {size} "
        f"bytes, in a path of {len(str(path))} characters: {path.name}",
        "NAME_TOO_LONG",
        hint="Names of participants make names of files long: use_names=False (--no-names) writes "
        "their ids instead. Encrypted home folders take 143 characters, and Windows 260 for the "
        "whole path: another folder, on another disk or with a shorter path, helps too.",
    )


def _takes_files(folder: Path) -> bool:
    return is_folder(folder) and os.access(folder, os.W_OK | os.X_OK) and not _read_only(folder)


def _read_only(folder: Path) -> bool:
    if not hasattr(os, "statvfs"):
        return False
    try:
        return bool(os.statvfs(folder).f_flag & os.ST_RDONLY)
    except OSError:
        return True


def in_words(size: int) -> str:
    """Write a number of bytes for people, such as ``1.2 GB``."""
    amount = float(size)
    for unit in ("B", "kB", "MB", "GB"):
        if amount < 999.5:
            digits = "{:.0f}" if unit == "B" or amount >= 99.5 else "{:.3g}"
            return f"{digits.format(amount)} {unit}"
        amount /= 1000
    return f"{amount:.3g} TB"
