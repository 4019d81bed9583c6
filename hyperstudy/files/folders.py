"""Folders that can take files, and what a disk says when it refuses one."""

from __future__ import annotations

import errno
import math
import os
import secrets
import shutil
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING

from ..exceptions import HyperStudyError, InputError
from ..validation import short_repr

if TYPE_CHECKING:
    from collections.abc import Generator

READ_ONLY = "the file is read-only"
"""What `hyperstudy.files.atomic` says of a file that may not be replaced."""

_FULL = {errno.ENOSPC, errno.EDQUOT}
_CLOSED = {errno.EROFS, errno.EACCES, errno.EPERM}
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
        text = str(Path(folder))
    except TypeError:
        text = "\0"
    if "\0" in text:
        raise InputError(f"{short_repr(folder)} is not a folder: give its path as text.")
    try:
        path = Path(text).expanduser()
    except RuntimeError:
        raise InputError(
            f"{short_repr(text)} is not a folder: there is no user of that name on this computer.",
            hint="~ is your own home folder; to mean a folder called so, write ./ before it.",
        ) from None
    # `resolve()` would follow links, and give people another name than the one they know.
    return Path(os.path.abspath(path))  # noqa: PTH100


def is_folder(path: Path) -> bool:
    """Return whether there is a folder; a name or a disk that does not work has none."""
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
        raise disk_error(error, folder) from error


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


def require_free_space(folder: Path, needed: int) -> None:
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
            f"the recordings need {format_size(needed)}, and {folder} has {format_size(free)} left",
            "NOT_ENOUGH_SPACE",
            details={"needed": needed, "free": free},
            hint="Nothing was downloaded. Make room, or choose a folder on a larger disk.",
        )


def disk_error(error: OSError, folder: Path) -> HyperStudyError:
    """Make the error for a failure of the disk; a FolderError if it holds for every file."""
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
            hint="Choose another folder, or ask who owns this folder for the right to write.",
        )
    if not is_folder(folder):
        return FolderError(
            f"{folder} is not a folder that can be used: {error.strerror}",
            "NO_FOLDER",
            hint="Is a drive or a network disk disconnected, or is it the name of a file?",
        )
    if _too_long(error, folder):
        return _name_too_long(error, folder)
    if isinstance(error, PermissionError) and error.strerror == READ_ONLY:
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
        hint="Encrypted home folders take 143 characters, and Windows 260 for the whole path: "
        "another folder helps, on another disk or with a shorter path. Names of participants make "
        "those of recordings long: downloads with use_names=False (--no-names) have ids instead.",
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


def format_size(size: int) -> str:
    """Write a number of bytes for people, such as ``1.2 GB``."""
    amount = float(size)
    for unit in ("B", "kB", "MB", "GB"):
        if amount < 999.5:
            digits = "{:.0f}" if unit == "B" or amount >= 99.5 else "{:.3g}"
            return f"{digits.format(amount)} {unit}"
        amount /= 1000
    return f"{amount:.3g} TB"
