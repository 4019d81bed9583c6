"""Many files change together: what is to be done is written down first, then done.

If the program ends in between, whoever comes next finishes it. Until the note is on the disk
nothing has changed; from then on everything will.
"""

from __future__ import annotations

import json
import os
import shutil
from typing import TYPE_CHECKING, Any

from ..files import atomic
from .journal import sync_folder
from .layout import COMMIT, MANIFEST, RUN, STATE, WORK, check_inside

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

    from .manifest import Manifest


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
    """Tell whether a pull was begun that is not complete."""
    return run_of(folder).get("number") == manifest.next_pull


def pending(folder: Path) -> bool:
    """Tell whether a change was noted and not finished."""
    return (folder / STATE / COMMIT).exists()


def finish(folder: Path) -> None:
    """Finish a change that was noted; without one there is nothing to do."""
    path = folder / STATE / COMMIT
    try:
        note: dict[str, Any] = json.loads(path.read_bytes())
    except FileNotFoundError:
        return
    moves: dict[str, str] = note["moves"]
    check_inside([*moves, *moves.values(), *note["removals"]], path)
    touched: set[Path] = set()
    for source, target in moves.items():
        final = folder / target
        if (folder / source).exists():
            final.parent.mkdir(parents=True, exist_ok=True)
            (folder / source).replace(final)
            touched |= {final.parent, final.parent.parent, final.parent.parent.parent}
    for name in note["removals"]:
        gone = folder / name
        gone.unlink(missing_ok=True)
        if gone.parent.exists() and not any(gone.parent.iterdir()):
            gone.parent.rmdir()
        touched.add(gone.parent.parent)
    for one in touched:
        sync_folder(one)
    atomic.write(folder / MANIFEST, note["manifest"].encode())
    path.unlink()
    sync_folder(path.parent)


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
