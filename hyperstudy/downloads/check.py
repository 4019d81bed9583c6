"""Checking a folder of recordings against its sidecar, offline and years later."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING, Any

from attrs import asdict, field, frozen

from .. import validation
from ..display.progress import Bar
from ..exceptions import InputError
from ..files.folders import absolute, disk_error
from . import sidecar
from .checksums import Digest, StorageMetadata, read_through
from .parts import is_part

if TYPE_CHECKING:
    import os
    from pathlib import Path

    from .sidecar import Entry

_OF_THE_SYSTEM = {"thumbs.db", "desktop.ini"}


@frozen(repr=False)
class FolderCheck:
    """What a folder holds, compared with its sidecar.

    Attributes
    ----------
    folder : Path
        The folder.
    right : tuple of str
        Files that are what they were, by size, and by hash where one was noted and read.
    missing : tuple of str
        Files that were there and are not any more.
    different : dict of str to str
        Files that changed, and how.
    extra : tuple of str
        Files that the sidecar does not know. Folders, hidden files and those of the system do
        not count.
    unfinished : tuple of str
        Part files, which a later run goes on with.
    never_came : dict of str to str
        Recordings that could not be downloaded, by id, and why.
    unhashed : tuple of str
        Those of the right files of which only the size could be compared.
    """

    folder: Path
    right: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()
    different: dict[str, str] = field(factory=dict[str, str])
    extra: tuple[str, ...] = ()
    unfinished: tuple[str, ...] = ()
    never_came: dict[str, str] = field(factory=dict[str, str])
    unhashed: tuple[str, ...] = ()

    @property
    def complete(self) -> bool:
        """Every recording of the sidecar is there and is what it was. Extra files do no harm."""
        return not (self.missing or self.different or self.never_came)

    def __bool__(self) -> bool:
        return self.complete

    def to_dict(self) -> dict[str, Any]:
        """Give it as plain JSON values."""
        return {**asdict(self), "folder": str(self.folder), "complete": self.complete}

    def __str__(self) -> str:
        state = "complete" if self.complete else "NOT COMPLETE"
        counts = [f"{self.folder}: {state}", f"{len(self.right)} right"]
        for name in ("missing", "different", "extra", "unfinished", "never_came", "unhashed"):
            found: tuple[str, ...] | dict[str, str] = getattr(self, name)
            if found:
                shown = ", ".join(list(found)[:3]) + (", ..." if len(found) > 3 else "")
                counts.append(f"{len(found)} {name.replace('_', ' ')} ({shown})")
        return "; ".join(counts)

    def __repr__(self) -> str:
        return f"<FolderCheck: {self}>"

    def _repr_html_(self) -> str:
        from ..display.summaries import as_typed, escape, table_html

        rows = [
            *((name, "missing") for name in self.missing),
            *self.different.items(),
            *((name, f"never came: {why}") for name, why in self.never_came.items()),
            *((name, "unfinished") for name in self.unfinished),
            *((name, "extra") for name in self.extra),
        ]
        state = "complete" if self.complete else "NOT COMPLETE"
        title = f"{self.folder}: {state}, {len(self.right)} files are right"
        if rows:
            return table_html(title, ("File", "What"), rows)
        return as_typed(f"<p>{escape(title)}</p>")


def check_recordings(
    folder: str | os.PathLike[str], *, contents: bool = True, progress: bool = True
) -> FolderCheck:
    """Check downloaded recordings against the ``recordings_metadata.csv`` beside them.

    No connection and no key are needed.

    Parameters
    ----------
    folder : str or path
        What was the ``output_dir`` of `HyperStudy.download_recordings`. It may have been moved.
    contents : bool, optional
        Read each file and compare its hash; ``False`` only compares sizes, which is quick.
    progress : bool, optional
        Show a bar where somebody watches.

    Returns
    -------
    FolderCheck
        True if the folder is complete; printing it gives one line.

    Raises
    ------
    InputError
        If there is no such folder, or no sidecar in it that can be understood.
    HyperStudyError
        If the disk does not let it be read.

    Examples
    --------
    >>> assert hyperstudy.check_recordings("recordings")  # doctest: +SKIP
    """
    contents = validation.yes_or_no("contents", contents)
    place = absolute(folder)
    try:
        entries = sidecar.read(place)
    except OSError as error:
        raise disk_error(error, place) from error
    if entries is None:
        raise InputError(
            f"there is no {sidecar.NAME} in {place}.",
            hint="It is written by hs.download_recordings(..., output_dir=...): give that folder.",
        )
    expected = {_plain(one.name): one for one in entries if one.name}
    present = _files(place)
    right: list[str] = []
    unhashed: list[str] = []
    different: dict[str, str] = {}
    total = sum(present[name].stat().st_size for name in expected if name in present)
    with Bar(f"checking {place.name}", enabled=progress, unit="B") as bar:
        if contents:
            bar.start(total)
        for name, entry in expected.items():
            if name not in present:
                continue
            change = _change(present[name], entry, contents, bar)
            if change:
                different[name] = change
                continue
            right.append(name)
            if not (contents and entry.sha256):
                unhashed.append(name)
    return FolderCheck(
        folder=place,
        right=tuple(right),
        missing=tuple(name for name in expected if name not in present),
        different=different,
        extra=tuple(
            name for name in present if name not in expected and not is_part(present[name].name)
        ),
        unfinished=tuple(name for name in present if name.endswith(".part") and is_part(name)),
        never_came={
            one.cells.get("recordingId") or f"row {number}": one.error or one.status
            for number, one in enumerate(entries, 1)
            if not one.name
        },
        unhashed=tuple(unhashed),
    )


def _files(folder: Path) -> dict[str, Path]:
    return {
        _plain(one.name): one
        for one in sorted(folder.iterdir())
        if one.is_file()
        and one.name != sidecar.NAME
        and not one.name.startswith(".")
        and one.name.lower() not in _OF_THE_SYSTEM
    }


def _plain(name: str | None) -> str:
    """Give a name in one form: some file systems give it back in another than they got."""
    return unicodedata.normalize("NFC", name or "")


def _change(path: Path, entry: Entry, contents: bool, bar: Bar) -> str | None:
    size = path.stat().st_size
    if entry.size is not None and size != entry.size:
        return f"{size} bytes instead of {entry.size}"
    if not contents or entry.sha256 is None:
        return None
    digest = Digest(StorageMetadata())

    def take(data: memoryview) -> None:
        digest.update(data)
        bar.advance(len(data))

    try:
        read_through(path, take)
    except OSError as error:
        return f"cannot be read: {error.strerror}"
    return None if digest.sha256 == entry.sha256 else "other content (SHA-256)"
