"""The folder of an export: all files at once, and only our own are ever replaced."""

from __future__ import annotations

import gzip
import hashlib
import json
import os
import re
import shutil
import time
from contextlib import contextmanager, suppress
from glob import escape
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any, cast

from ..downloads.process_ownership import PATTERN, ProcessOwner
from ..exceptions import InputError
from ..files import atomic
from ..files.folders import absolute, disk_error

if TYPE_CHECKING:
    from collections.abc import Generator

LISTING = ".hyperstudy-export.json"
"""Names the files that an export wrote; hidden, so that no standard's rules are about it."""

_MEDIA_BYTES = 64 << 20
# Of a folder's name, as much in that of its unfinished files: Windows takes short paths only.
_NAME_LENGTH = 20

_Known = dict[str, list[Any]]
"""By name, what a file of an export may be: of one that was stopped, that of two."""


class _Gzip(gzip.GzipFile):
    """A compressed file with neither a time nor a name in its header."""

    def __init__(self, path: Path) -> None:
        self._raw = path.open("wb")
        # On samples, level 6 takes four times as long as this one and saves a hundredth.
        super().__init__(filename="", mode="wb", compresslevel=4, fileobj=self._raw, mtime=0)

    def close(self) -> None:
        super().close()
        self._raw.close()


class OutputFolder:
    """Files on their way into a folder.

    They are written beside it and moved when all are there, so that a failure leaves the folder as
    it was.
    """

    def __init__(self, folder: Path, part: Path, form: str) -> None:
        self.folder = folder
        self._part = part
        self._form = form
        self._written: dict[str, None] = {}
        self._finishing = False

    def path(self, name: str) -> Path:
        """Give where to write a file; its name is relative, with slashes."""
        path = self._part / name
        path.parent.mkdir(parents=True, exist_ok=True)
        self._written[name] = None
        return path

    def text(self, name: str, content: str) -> None:
        """Write a text file."""
        self.path(name).write_text(content, "utf-8", newline="\n")

    def json(self, name: str, content: Any) -> None:
        """Write a JSON file."""
        self.text(name, json.dumps(content, indent=2, ensure_ascii=False) + "\n")

    def open_gzip(self, name: str) -> IO[bytes]:
        """Open a compressed file whose header holds neither a time nor a name."""
        return cast("IO[bytes]", _Gzip(self.path(name)))

    def media(self, name: str, source: Path, how: str) -> None:
        """Bring a media file along: a second name of the same bytes, or a copy."""
        place = self.path(name)
        if how == "link":
            try:
                place.hardlink_to(source)
            except OSError:
                pass  # another disk, or one that has no second names
            else:
                return
        shutil.copyfile(source, place)

    def names(self) -> list[str]:
        """Name the files that were written."""
        return list(self._written)

    def finish(self) -> int:
        """Move all files to their place, and take away those of an earlier export.

        Raises
        ------
        InputError
            If a file is in the way that is not of an earlier export, or was changed since.
        """
        before = _listed(self.folder, self._form)
        self._refuse_changed(before)
        listing = {name: _fingerprint(self._part / name) for name in sorted(self._written)}
        self._finishing = True
        if not os.path.lexists(self.folder):
            self._list(self._part, listing)
            self._part.rename(self.folder)
            return len(listing)
        self.folder.mkdir(exist_ok=True)
        # Whoever is stopped from here on leaves files of both, which the next export replaces.
        self._list(self.folder, listing, before)
        for name in listing:
            final = self.folder / name
            final.parent.mkdir(parents=True, exist_ok=True)
            (self._part / name).replace(final)
        for name in before.keys() - listing.keys():
            self._remove(name)
        self._list(self.folder, listing)
        return len(listing)

    def kept(self) -> str:
        """Say what there is of an export that was stopped."""
        if self._finishing:
            return (
                f"The export was stopped while its files were put into {self.folder}. Run the same "
                "line again: it completes them."
            )
        return f"The export was stopped; {self.folder} is as it was."

    def _list(self, folder: Path, files: dict[str, Any], before: _Known | None = None) -> None:
        earlier = {"before": before} if before else {}
        content = {"format": self._form, "files": files, **earlier}
        atomic.write(folder / LISTING, (json.dumps(content, indent=1) + "\n").encode())

    def _refuse_changed(self, before: _Known) -> None:
        foreign = [
            name
            for name in self._written
            if name not in before and os.path.lexists(self.folder / name)
        ]
        changed = [
            name
            for name, known in before.items()
            if (self.folder / name).is_file() and _fingerprint(self.folder / name) not in known
        ]
        if foreign or changed:
            found = sorted(foreign + changed)
            what = "were changed since the last export" if changed else "are not of an export"
            raise InputError(
                f"{self.folder} has files that {what}: {', '.join(found[:5])}"
                + (f" and {len(found) - 5} more" if len(found) > 5 else "")
                + ". Nothing was written.",
                hint="Export into an empty folder, or move these files away first.",
            )

    def _remove(self, name: str) -> None:
        path = self.folder / name
        path.unlink(missing_ok=True)
        for parent in path.relative_to(self.folder).parents:
            with suppress(OSError):  # what holds something stays
                if parent != Path():
                    (self.folder / parent).rmdir()


def _fingerprint(path: Path) -> Any:
    size = path.stat().st_size
    if size > _MEDIA_BYTES:
        return [size]  # a film of gigabytes is told by its size: reading it takes minutes
    return [size, hashlib.sha256(path.read_bytes()).hexdigest()]


def _listed(folder: Path, form: str) -> _Known:
    try:
        listed: Any = json.loads((folder / LISTING).read_bytes())
        files: dict[str, Any] = dict(listed["files"])
        known = listed["format"]
        every: _Known = {name: list(one) for name, one in listed.get("before", {}).items()}
    except FileNotFoundError:
        return {}
    except (ValueError, KeyError, TypeError) as error:
        raise InputError(
            f"{folder / LISTING} is not the list of an export.",
            hint="Export into an empty folder.",
        ) from error
    if known != form:
        raise InputError(
            f"{folder} holds an export to {known}; one folder cannot be {form} as well.",
            hint="Export into a folder of its own.",
        )
    for name, one in files.items():
        every.setdefault(name, []).append(one)
    # A listing that was edited must not reach outside.
    return {
        name: one
        for name, one in every.items()
        if not Path(name).is_absolute() and ".." not in Path(name).parts
    }


@contextmanager
def output_folder(folder: str | os.PathLike[str], form: str) -> Generator[OutputFolder]:
    """Give a folder to write an export into; what fails leaves it as it was.

    Raises
    ------
    InputError
        If it is no folder, or one of another format.
    FolderError
        If files cannot be made there.
    """
    place = absolute(folder)
    if os.path.lexists(place) and not place.is_dir():
        raise InputError(f"{place} is a file; an export needs a folder.")
    _listed(place, form)
    made = [one for one in place.parents if not one.is_dir()]
    try:
        place.parent.mkdir(parents=True, exist_ok=True)
        with _folder_beside(place) as part:
            out = OutputFolder(place, part, form)
            try:
                yield out
            except KeyboardInterrupt as interruption:
                interruption.add_note(out.kept())
                raise
    except OSError as error:
        raise disk_error(error, place.parent) from error
    finally:
        for one in made:
            with suppress(OSError):
                one.rmdir()


@contextmanager
def _folder_beside(place: Path) -> Generator[Path]:
    """Give a folder for unfinished files, and remove what programs that were killed left."""
    name = f".{place.name[:_NAME_LENGTH]}."
    for old in place.parent.glob(f"{escape(name)}*.part"):
        found = re.fullmatch(PATTERN, old.name[len(name) : -len(".part")])
        if found and ProcessOwner.read(found).is_gone(_quiet_seconds(old)):
            shutil.rmtree(old, ignore_errors=True)
    owner = ProcessOwner.new()
    part = place.with_name(f"{name}{owner}.part")
    try:
        part.mkdir()
        yield part
    finally:
        try:
            # First: what is left when this is stopped, too, is removed by the next export.
            owner.end()
        finally:
            shutil.rmtree(part, ignore_errors=True)


def _quiet_seconds(folder: Path) -> float:
    """Return since when nothing was written below a folder."""
    latest = 0.0
    for one in (folder, *folder.rglob("*")):
        with suppress(OSError):
            latest = max(latest, one.stat().st_mtime)
    return time.time() - latest
