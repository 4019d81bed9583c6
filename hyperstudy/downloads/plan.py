"""What is to be done before anything is: which files, how many bytes, what is there already."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal

from attrs import frozen

from ..files.folders import format_size
from . import file_names, sidecar
from .job import Job, Saved
from .parts import KEY_DIGITS, left_in
from .recording import merged, read, sources

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from .parts import UnfinishedFile
    from .recording import Recording
    from .sidecar import Entry

Action = Literal["skip", "verify", "resume", "download"]
Existing = Literal["skip", "replace", "verify", "keep"]
EXISTING: tuple[Existing, ...] = ("skip", "replace", "verify", "keep")
"""What to do with a file that is there: see `HyperStudy.download_recordings`."""


@frozen
class PlannedFile:
    """A file of a plan.

    Attributes
    ----------
    name : str
        Its name.
    path : Path
        Where it is, or is to be.
    action : str
        ``skip``, ``verify`` (read it, and download it if it is not what it was), ``resume`` or
        ``download``.
    size : int or None
        Its bytes; None if HyperStudy does not tell and it is not here.
    have : int
        Bytes that are here.
    recording : dict
        The recording as the server listed it; what several rows tell of it is in one.
    key : str
        Key of its source.
    known : Entry or None
        What ``recordings_metadata.csv`` says of the file that is here, if it is the same one.
    is_new : bool
        There is no file of that name.
    """

    name: str
    path: Path
    action: Action
    size: int | None
    have: int
    recording: Mapping[str, Any]
    key: str
    known: Entry | None
    is_new: bool = False

    @property
    def here(self) -> bool:
        """The whole file is there."""
        return self.action in {"skip", "verify"}

    @property
    def missing(self) -> int:
        """Bytes that would be downloaded, if the size is known."""
        return 0 if self.here or self.size is None else max(0, self.size - self.have)


@frozen(repr=False)
class DownloadPlan:
    """What `HyperStudy.download_recordings` would do.

    Attributes
    ----------
    folder : Path
        Where the files are to be.
    files : tuple of PlannedFile
        Each file once.
    of_row : tuple of int
        For each row of the listing, which of the files.
    existing : str
        What is done with files that are there.
    """

    folder: Path
    files: tuple[PlannedFile, ...]
    of_row: tuple[int, ...]
    existing: Existing = "skip"

    @property
    def here(self) -> list[PlannedFile]:
        """The files that are there."""
        return [one for one in self.files if one.here]

    @property
    def wanted(self) -> list[PlannedFile]:
        """The files that would be downloaded."""
        return [one for one in self.files if not one.here]

    @property
    def bytes_here(self) -> int:
        """Bytes of the files that are there."""
        return sum(one.have for one in self.here)

    @property
    def bytes_wanted(self) -> int:
        """Bytes that would be downloaded, as far as sizes are known."""
        return sum(one.missing for one in self.wanted)

    @property
    def unknown_sizes(self) -> int:
        """Files to download whose size is not known."""
        return sum(one.size is None for one in self.wanted)

    def jobs(self) -> list[Job]:
        """Give the work for the engine."""
        return [
            Job(
                number,
                one.path,
                one.key,
                one.recording,
                read(one.recording).size,
                one.known.sha256 if one.known and one.action == "verify" else None,
                one.is_new,
            )
            for number, one in enumerate(self.files)
            if one.action != "skip"
        ]

    def skipped(self) -> dict[int, Saved]:
        """Give what needs no work, by number."""
        return {
            number: Saved(
                one.path,
                "skipped",
                one.have,
                one.known.sha256 if one.known else None,
                one.known.verified if one.known else None,
                0,
                one.known.listed if one.known else None,
            )
            for number, one in enumerate(self.files)
            if one.action == "skip"
        }

    def __str__(self) -> str:
        resumed = [one for one in self.wanted if one.have]
        parts = [
            f"{len(self.files)} recordings for {self.folder}",
            f"{len(self.here)} are there ({format_size(self.bytes_here)})",
            f"{len(self.wanted)} to download ({format_size(self.bytes_wanted)})",
        ]
        if resumed:
            have = format_size(sum(one.have for one in resumed))
            parts.append(f"{len(resumed)} of them go on after {have}")
        if self.unknown_sizes:
            parts.append(f"{self.unknown_sizes} of unknown size")
        return "; ".join(parts)

    def __repr__(self) -> str:
        return f"<DownloadPlan: {self}>"

    def _repr_html_(self) -> str:
        from ..display.summaries import table_html

        rows = [
            (one.name, one.action, "?" if one.size is None else format_size(one.size))
            for one in sorted(self.files, key=lambda one: one.here)
        ]
        return table_html(str(self), ("File", "To do", "Size"), rows)


def make(
    rows: Sequence[Mapping[str, Any]], folder: Path, existing: Existing, *, use_names: bool
) -> DownloadPlan:
    """Plan the download of recordings; only looks at the folder, which need not exist.

    Parameters
    ----------
    rows : sequence of mappings
        Recordings as the server listed them.
    folder : Path
        Where the files are to be.
    existing : {"skip", "replace", "verify", "keep"}
        What to do with files that are there.
    use_names : bool
        Whether names of people may be part of file names.
    """
    keys = sources([read(row) for row in rows])
    row_of = merged(rows, keys)
    recordings = [read(row_of[key]) for key in keys]
    entries = {
        one.source: one
        for one in sidecar.known(folder)
        if one.source and one.name and _size_of(folder / one.name) is not None
    }
    kept = {source: one.name for source, one in entries.items() if one.name}
    parts = left_in(folder)
    found: dict[str, int] = {}
    files: list[PlannedFile] = []
    for one, key, name in zip(
        recordings,
        keys,
        file_names.assign(recordings, keys, use_names=use_names, kept=kept),
        strict=True,
    ):
        if key not in found:
            found[key] = len(files)
            left = parts.get(key[:KEY_DIGITS], [])
            row, path, entry = row_of[key], folder / name, entries.get(key)
            files.append(_planned(row, one, key, path, existing, entry, left))
    return DownloadPlan(folder, tuple(files), tuple(found[key] for key in keys), existing)


def _planned(
    row: Mapping[str, Any],
    one: Recording,
    key: str,
    path: Path,
    existing: Existing,
    entry: Entry | None,
    left: Sequence[UnfinishedFile],
) -> PlannedFile:
    size = _size_of(path)
    noted = entry if entry and entry.name == path.name and entry.size == size else None
    if size is not None and _stays(size, one.size, existing, noted):
        action: Action = "verify" if existing == "verify" else "skip"
        return PlannedFile(path.name, path, action, size, size, row, key, noted)
    have = next((part.size for part in left if part.abandoned), 0)
    action = "resume" if have else "download"
    return PlannedFile(path.name, path, action, one.size, have, row, key, None, size is None)


def _stays(here: int, wanted: int | None, existing: Existing, noted: Entry | None) -> bool:
    if existing == "keep":
        return True
    if existing == "replace" or (existing == "verify" and not (noted and noted.sha256)):
        return False
    if noted and noted.verified and noted.listed is not None and noted.listed == wanted:
        # The storage has another size than HyperStudy lists, and still lists.
        return True
    # No recording is empty: an empty file is what some program left when it failed.
    return here == wanted if wanted is not None else here > 0


def _size_of(path: Path) -> int | None:
    try:
        return path.stat().st_size if path.is_file() else None
    except OSError:
        return None
