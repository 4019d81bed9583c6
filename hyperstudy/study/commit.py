"""Many files change together: what is to be done is written down first, then done.

If the program ends in between, whoever comes next finishes it. Until the note is on the disk
nothing has changed; from then on everything will.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
from typing import TYPE_CHECKING, Any

from ..exceptions import HyperStudyError
from ..files import atomic
from .contained_paths import without_links_out
from .journal import sync_folder
from .layout import COMMIT, DATA, MANIFEST, RUN, STATE, WORK, check_inside
from .manifest import parse
from .versions import newer

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

    from .manifest import Manifest

_VERSION = 1
_MEMBERS = {"version", "moves", "removals", "manifest"}


def commit(
    folder: Path,
    manifest: Manifest,
    moves: Mapping[str, str],
    removals: Iterable[str] = (),
) -> None:
    """Put files in their place, remove others, and write the manifest: all of it, or nothing.

    Parameters
    ----------
    folder : Path
        The study.
    manifest : Manifest
        What it says from then on.
    moves : mapping of str to str
        Where each file is, and where it belongs; relative to the study. They are durable already.
    removals : iterable of str
        Files that go.
    """
    removed = list(removals)
    check_inside([*moves, *moves.values(), *removed], folder / STATE / COMMIT)
    note = {
        "version": _VERSION,
        "moves": dict(moves),
        "removals": removed,
        "manifest": manifest.to_bytes().decode(),
    }
    for parent in {(folder / source).parent for source in moves}:
        sync_folder(parent)
    atomic.write(folder / STATE / COMMIT, json.dumps(note).encode())
    finish(folder)


def run_of(folder: Path) -> dict[str, Any]:
    """Read which pull was begun; its number is the next one as long as it is not complete."""
    try:
        run: dict[str, Any] = json.loads((folder / STATE / RUN).read_bytes())
    except (OSError, ValueError):
        return {}
    return run


def unfinished(folder: Path, manifest: Manifest) -> bool:
    """Return whether a pull was begun that is not complete."""
    return run_of(folder).get("number") == manifest.next_pull


def pending(folder: Path) -> bool:
    """Return whether a change was noted and not finished."""
    return (folder / STATE / COMMIT).exists()


def noted(folder: Path) -> Manifest | None:
    """Give the manifest of a change that was noted and not finished; None if there is none.

    Raises
    ------
    HyperStudyError
        If a later version noted it, or if it is no note of a change.
    """
    path = folder / STATE / COMMIT
    try:
        content = path.read_bytes()
    except FileNotFoundError:
        return None
    return parse(_opened(content, path)["manifest"], path)


def finish(folder: Path) -> None:
    """Finish a change that was noted; without one there is nothing to do.

    Raises
    ------
    HyperStudyError
        If a later version noted it, if it is no note of a change, or if it names a file elsewhere:
        nothing is changed then.
    """
    path = folder / STATE / COMMIT
    try:
        content = path.read_bytes()
    except FileNotFoundError:
        return
    note = _opened(content, path)
    planned: dict[str, str] = note["moves"]
    check_inside([*planned, *planned.values(), *note["removals"]], path)
    moves = [
        (without_links_out(folder, source, path), without_links_out(folder, target, path))
        for source, target in planned.items()
    ]
    removals = [
        without_links_out(folder, _data_file(name, path), path) for name in note["removals"]
    ]
    touched: set[Path] = set()
    for source, final in moves:
        if source.exists():
            final.parent.mkdir(parents=True, exist_ok=True)
            source.replace(final)
            touched |= {final.parent, final.parent.parent, final.parent.parent.parent}
    for gone in removals:
        gone.unlink(missing_ok=True)
        if gone.parent.exists() and not any(gone.parent.iterdir()):
            gone.parent.rmdir()
        touched.add(gone.parent.parent)
    for one in touched:
        sync_folder(one)
    atomic.write(folder / MANIFEST, note["manifest"].encode())
    if note.keys() <= _MEMBERS:
        path.unlink()
    else:
        # What a later version noted beside is not this one's to drop.
        name = hashlib.sha256(content).hexdigest()[:8]
        path.replace(path.with_name(f"{path.stem}-{name}.kept{path.suffix}"))
    sync_folder(path.parent)


def _opened(content: bytes, path: Path) -> dict[str, Any]:
    try:
        note: dict[str, Any] = json.loads(content)
        version = note.get("version", _VERSION)
        if version != _VERSION:
            raise newer(path, f"it is of version {version}, and this one knows {_VERSION}")
        parse(note["manifest"], path)
        return {"moves": {}, "removals": [], **note}
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise HyperStudyError(
            f"{path} is not the note of a change",
            "BROKEN_NOTE",
            hint="Nothing was changed. Take the folder from a copy, or pull into a new one.",
        ) from error


def _data_file(name: str, path: Path) -> str:
    """See that a file to be removed is one of data: no change of a study removes another."""
    if not name.startswith(f"{DATA}/") or not name.endswith(".parquet"):
        raise HyperStudyError(
            f"{path} asks for {name!r} to be removed, which is no file of data",
            "PATH_OUTSIDE",
            hint="hyperstudy writes no such note: somebody changed it. Nothing was removed.",
        )
    return name


def clear_work(folder: Path) -> None:
    """Remove what unfinished work left, which nothing refers to."""
    work = folder / WORK
    if work.exists():
        shutil.rmtree(work)
    for stray in (folder / STATE).glob(".*.part"):
        stray.unlink(missing_ok=True)
    for stray in folder.glob(f".{MANIFEST}.*.part"):
        stray.unlink(missing_ok=True)


def write_document(folder: Path, name: str, content: bytes) -> str:
    """Write a file into the folder for work, durably; gives its place for :func:`commit`."""
    path = folder / WORK / name
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    return f"{WORK}/{name}"
