"""Proving a study again: from its manifest, offline, years later."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from attrs import asdict, field, frozen

from .. import validation
from ..display.progress import Bar
from ..display.summaries import lines_html, representation
from ..downloads.check import check_recordings
from ..exceptions import InputError
from ..files.folders import absolute
from ..imports.optional_packages import load
from . import commit, layout, manifest
from .parquet_files import difference

if TYPE_CHECKING:
    import os
    from collections.abc import Iterator
    from pathlib import Path

    from .manifest import DataFile, Manifest, TableEntry


@frozen(repr=False)
class StudyCheck:
    """What a folder holds, compared with its manifest.

    Attributes
    ----------
    folder : Path
        The study.
    rows : int
        Rows in files that are right.
    right : tuple of str
        Files that are what they were.
    missing : tuple of str
        Files that were there and are not any more.
    different : dict of str to str
        Files that changed, and how.
    extra : tuple of str
        Files among the data that the manifest does not know: readers of the folder would find
        rows in them that no pull brought.
    incomplete : dict of str to str
        Tables of which not everything came, and what is missing.
    unfinished : tuple of str
        What a pull that was interrupted left to be done.
    contents : bool
        Whether the files were read; otherwise only their sizes were compared.
    """

    folder: Path
    rows: int = 0
    right: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()
    different: dict[str, str] = field(factory=dict[str, str])
    extra: tuple[str, ...] = ()
    incomplete: dict[str, str] = field(factory=dict[str, str])
    unfinished: tuple[str, ...] = ()
    contents: bool = True

    @property
    def complete(self) -> bool:
        """Everything that the server promised is here and is what it was."""
        return not (
            self.missing or self.different or self.extra or self.incomplete or self.unfinished
        )

    def __bool__(self) -> bool:
        return self.complete

    def findings(self) -> list[str]:
        """Describe what is wrong; empty when nothing is."""
        return [
            *(f"{name} is missing" for name in self.missing),
            *(f"{name}: {change}" for name, change in self.different.items()),
            *(f"{name} is not part of the study" for name in self.extra),
            *(f"{name}: {what}" for name, what in self.incomplete.items()),
            *self.unfinished,
        ]

    def to_dict(self) -> dict[str, Any]:
        """Give it as plain JSON values."""
        return {**asdict(self), "folder": str(self.folder), "complete": self.complete}

    def __str__(self) -> str:
        state = "complete" if self.complete else "NOT COMPLETE"
        how = "" if self.contents else ", sizes compared only"
        head = f"{self.folder}: {state}; {len(self.right)} files, {self.rows:,} rows{how}"
        return "\n".join([head, *(f"  {text}" for text in self.findings())])

    def __repr__(self) -> str:
        return representation(self)

    def _repr_html_(self) -> str:
        return lines_html(str(self), good=self.complete)


def verify(
    folder: str | os.PathLike[str], *, contents: bool = True, progress: bool = True
) -> StudyCheck:
    """Check a study against its manifest.

    No connection and no key are needed.

    Parameters
    ----------
    folder : str or path
        The study. It may have been moved.
    contents : bool, optional
        Read each file, and compare hash, number of rows and columns; ``False`` only compares
        sizes, which is quick.
    progress : bool, optional
        Show a bar where somebody watches.

    Returns
    -------
    StudyCheck
        True if the study is complete; printing it names what is wrong.

    Raises
    ------
    InputError
        If the folder holds no study.
    HyperStudyError
        If its manifest cannot be read.
    """
    contents = validation.yes_or_no("contents", contents)
    place = absolute(folder)
    found = manifest.read(place)
    if found is None:
        raise manifest.no_study(place)
    return _Verification(place, found, contents).run(progress)


class _Verification:
    def __init__(self, folder: Path, found: Manifest, contents: bool) -> None:
        self._folder = folder
        self._manifest = found
        self._contents = contents
        self._right: list[str] = []
        self._missing: list[str] = []
        self._different: dict[str, str] = {}
        self._rows = 0

    def run(self, progress: bool) -> StudyCheck:
        tables = self._manifest.tables
        total = sum(file.bytes for entry in tables.values() for file in entry.files)
        with Bar(f"checking {self._folder.name}", enabled=progress, unit="B") as bar:
            if self._contents:
                bar.start(total)
            for entry in tables.values():
                for file in entry.files:
                    self._check(file, entry)
                    bar.advance(file.bytes if self._contents else 0)
        for name, document in self._manifest.documents.items():
            path = self._folder / name
            change = self._change(path, document["bytes"], document["sha256"])
            if change == "" and name.startswith(f"{layout.HISTORY}/"):
                # People may have to let go what the server has no more.
                continue
            self._note(name, change)
        return StudyCheck(
            folder=self._folder,
            rows=self._rows,
            right=tuple(self._right),
            missing=tuple(self._missing),
            different=self._different,
            extra=tuple(sorted(self._extra())),
            incomplete=self._incomplete(),
            unfinished=tuple(self._unfinished()),
            contents=self._contents,
        )

    def _note(self, name: str, change: str | None) -> bool:
        if change is None:
            self._right.append(name)
        elif change:
            self._different[name] = change
        else:
            self._missing.append(name)
        return change is None

    def _check(self, file: DataFile, entry: TableEntry) -> None:
        path = self._folder / file.path
        change = self._change(path, file.bytes, file.sha256)
        if change is None and self._contents:
            change = self._inside(path, file, entry)
        if self._note(file.path, change):
            self._rows += file.rows

    def _change(self, path: Path, size: int, sha256: str) -> str | None:
        return difference(path, size, sha256 if self._contents else None)

    def _inside(self, path: Path, file: DataFile, entry: TableEntry) -> str | None:
        with load("pyarrow.parquet").ParquetFile(path) as opened:
            rows: int = opened.metadata.num_rows
            columns = [[one.name, str(one.type)] for one in opened.schema_arrow]
        if rows != file.rows:
            return f"{rows} rows instead of {file.rows}"
        return None if columns == entry.schema else "other columns than the table has"

    def _extra(self) -> Iterator[str]:
        known = {file.path for entry in self._manifest.tables.values() for file in entry.files}
        for path in (self._folder / layout.DATA).rglob("*"):
            name = path.relative_to(self._folder).as_posix()
            if not path.is_dir() and name not in known:
                yield name

    def _incomplete(self) -> dict[str, str]:
        found = {
            name: "; ".join(entry.findings())
            for name, entry in self._manifest.tables.items()
            if not entry.complete or entry.twice
        }
        for name, entry in self._manifest.tables.items():
            rows = sum(file.rows for file in entry.files)
            if rows != entry.rows:
                found[name] = f"its files have {rows} rows, and {entry.rows} came"
        found |= {name: f"refused: {why}" for name, why in self._manifest.refused.items()}
        if self._manifest.recordings is not None:
            folder = self._folder / layout.RECORDINGS
            if not folder.is_dir():
                found["recordings (files)"] = "the folder is missing"
            else:
                try:
                    check = check_recordings(folder, contents=self._contents, progress=False)
                except InputError as error:
                    found["recordings (files)"] = error.message
                else:
                    if not check:
                        found["recordings (files)"] = str(check)
        return found

    def _unfinished(self) -> Iterator[str]:
        if commit.pending(self._folder):
            yield "a pull was interrupted while it put files in their place; pull again"
        if commit.unfinished(self._folder, self._manifest):
            yield (
                "a pull is at work or was interrupted; if none is at work, run it again: it goes "
                "on where it stopped"
            )
