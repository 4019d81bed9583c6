"""The API key that ``hyperstudy login`` keeps, in the system's keyring or a file of one's own.

Each key belongs to one address of the API and is never given for another. The file also tells
which addresses have their key in the keyring, so that nobody waits for a keyring in vain.
"""

from __future__ import annotations

import json
import os
import secrets
import stat
import sys
from contextlib import suppress
from pathlib import Path
from typing import Any

from ..exceptions import AuthenticationError, HyperStudyError
from ..files import atomic

FOLDER_VARIABLE = "HYPERSTUDY_CONFIG_DIR"
_SERVICE = "hyperstudy"
_IN_KEYRING = {"keyring": True}


class StorageError(HyperStudyError):
    """The key cannot be kept on this machine."""


def file() -> Path:
    """Give the file: in the folder of ``HYPERSTUDY_CONFIG_DIR``, else where settings are kept.

    Raises
    ------
    StorageError
        If nothing says where that is: users of services and containers may have no home folder.
    """
    named = os.environ.get(FOLDER_VARIABLE)
    try:
        if named:
            return Path(named).expanduser() / "keys.json"
        if sys.platform == "win32":
            base = os.environ.get("APPDATA") or Path.home() / "AppData" / "Roaming"
        else:
            base = os.environ.get("XDG_CONFIG_HOME") or Path.home() / ".config"
    except RuntimeError:
        raise StorageError(
            "There is no home folder in which the API key could be kept.",
            code="KEY_NOT_KEPT",
            hint=f"Set {FOLDER_VARIABLE} to a folder of your own, or set HYPERSTUDY_API_KEY.",
        ) from None
    return Path(base) / "hyperstudy" / "keys.json"


def find(address: str) -> str | None:
    """Give the key that is kept for an address of the API; None if there is none.

    Raises
    ------
    AuthenticationError
        If there is one that must not be used, or cannot be read.
    """
    kept = _read().get(_plain(address))
    if isinstance(kept, str):
        return kept
    if kept != _IN_KEYRING:
        return None
    ring = _keyring()
    key: str | None = None
    if ring is not None:
        try:
            key = ring.get_password(_SERVICE, _plain(address))
        except Exception:  # noqa: BLE001 - backends raise what they like
            ring = None
    if ring is None:
        raise AuthenticationError(
            "The API key is in the system's keyring, which cannot be opened from here.",
            code="KEYRING_CLOSED",
            hint="Set HYPERSTUDY_API_KEY, or run: hyperstudy login --file",
        )
    return key


def keep(address: str, key: str, *, in_file: bool = False) -> str:
    """Keep a key for an address of the API, instead of the one before.

    Parameters
    ----------
    address : str
        The address.
    key : str
        The key.
    in_file : bool, optional
        Do not use the keyring even where there is one.

    Returns
    -------
    str
        Where it is kept, in words.

    Raises
    ------
    StorageError
        If it cannot be kept where nobody else can read it.
    """
    where = f"the file {file()}, which only you can read"
    forget(address)
    ring = None if in_file else _keyring()
    entry: Any = key
    if ring is not None:
        try:
            ring.set_password(_SERVICE, _plain(address), key)
        except Exception:  # noqa: BLE001 - backends raise what they like
            ring = None
        else:
            where, entry = "the system's keyring", _IN_KEYRING
    _write({**_read(), _plain(address): entry})
    return where


def forget(address: str) -> bool:
    """Remove the key of an address; False if there was none."""
    kept = _read()
    entry = kept.pop(_plain(address), None)
    if entry is None:
        return False
    if entry == _IN_KEYRING:
        ring = _keyring()
        if ring is not None:
            with suppress(Exception):
                ring.delete_password(_SERVICE, _plain(address))
    _write(kept)
    return True


def _plain(address: str) -> str:
    return address.strip().rstrip("/").lower()


def _keyring() -> Any:
    """Give the keyring of the system; None if there is none that keeps a secret."""
    from importlib import import_module

    try:
        backend: Any = import_module("keyring").get_keyring()
    except Exception:  # noqa: BLE001 - not installed, or backends raise what they like
        return None
    # Below this are those that fail, forget, or write plain text.
    return backend if backend.priority >= 1 else None


def _read() -> dict[str, Any]:
    try:
        path = file()
    except StorageError:
        return {}
    try:
        with path.open(encoding="utf-8-sig") as opened:
            _refuse_readable(path, os.fstat(opened.fileno()).st_mode)
            kept: Any = json.load(opened)
    except (FileNotFoundError, NotADirectoryError):  # a home of /dev/null says: none
        return {}
    except (OSError, ValueError) as error:
        raise AuthenticationError(
            f"The file with the API key cannot be read: {path}",
            code="KEY_FILE_UNREADABLE",
            hint="Set HYPERSTUDY_API_KEY instead, or remove the file and run: hyperstudy login",
        ) from error
    return kept if isinstance(kept, dict) else {}  # pyright: ignore[reportUnknownVariableType]


def _refuse_readable(path: Path, mode: int) -> None:
    if sys.platform != "win32" and stat.S_IMODE(mode) & 0o077:
        raise AuthenticationError(
            f"The file with the API key can be read by others: {path}",
            code="KEY_FILE_OPEN",
            hint=f"Others may know the key: make a new one in HyperStudy if that matters. To use "
            f"this one: chmod 600 '{path}'",
        )


def _write(kept: dict[str, Any]) -> None:
    path = part = file()
    try:
        path = atomic.target(path)
        part = path.with_name(f".{path.name}.{secrets.token_hex(4)}.part")
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        handle = os.open(part, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
        with os.fdopen(handle, "w", encoding="utf-8") as opened:
            # Some disks have no owners: then everybody could read it.
            _refuse_readable(part, os.fstat(opened.fileno()).st_mode)
            json.dump(kept, opened, indent=2)
        part.replace(path)
    except AuthenticationError:
        raise StorageError(
            f"The disk of {path.parent} lets others read every file: no key is kept there.",
            code="KEY_NOT_KEPT",
            hint=f"Set {FOLDER_VARIABLE} to a folder of your own on another disk, or set "
            "HYPERSTUDY_API_KEY.",
        ) from None
    except OSError as error:
        raise StorageError(
            f"The key cannot be kept in {path.parent}: {error.strerror}",
            code="KEY_NOT_KEPT",
            hint=f"Set {FOLDER_VARIABLE} to a folder that you can write to, or set "
            "HYPERSTUDY_API_KEY.",
        ) from error
    finally:
        if part != path:
            with suppress(OSError):
                part.unlink()
