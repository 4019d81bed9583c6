"""Whether a study is what it was when it was opened: pulls go on while people ask."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from ..exceptions import HyperStudyError
from ..study import commit, layout
from ..study import manifest as manifests

if TYPE_CHECKING:
    from collections.abc import Generator, Sequence
    from pathlib import Path

    from ..study.manifest import Manifest

_Stamp = tuple[int, int, int]


class OpenedPull:
    """What a pull had brought when a study was opened.

    Parameters
    ----------
    folder : Path
        The study.
    manifest : Manifest
        Its manifest; it becomes that of a later pull which brought nothing else.
    stamp : tuple or None
        The stamp that the file of the manifest had before it was read.
    """

    def __init__(self, folder: Path, manifest: Manifest, stamp: _Stamp | None) -> None:
        self.folder = folder
        self.manifest = manifest
        self._stamp = stamp

    def __reduce__(self) -> tuple[Any, ...]:
        return type(self), (self.folder, self.manifest, self._stamp)

    @classmethod
    def of(cls, folder: Path) -> OpenedPull:
        """Read what is there of a study.

        Raises
        ------
        InputError
            If there is no study.
        HyperStudyError
            If there is a study that this version cannot read.
        """
        stamp = _stamp_of(folder)  # before it is read: a pull that comes in between is noticed
        manifest = manifests.read(folder)
        if manifest is None:
            raise manifests.no_study(folder)
        return cls(folder, manifest, stamp)

    @classmethod
    def reduced(cls, folder: Path, manifest: Manifest) -> OpenedPull:
        """Take a manifest that lists less than there is for that of the pull that is there now."""
        return cls(folder, manifest, _stamp_of(folder))

    @contextmanager
    def held(self) -> Generator[None]:
        """Do what is done meanwhile with the files of this pull, or not at all.

        Raises
        ------
        HyperStudyError
            As for :meth:`check`.
        """
        self.check()
        try:
            yield
        finally:
            # Also instead of another error: a file that a pull replaced looks damaged.
            self.check()

    def check(self) -> None:
        """See that nothing else is there; what a later pull brought again is the same.

        Raises
        ------
        HyperStudyError
            If a later pull put something else in its place, or does just now, or if the study is
            gone.
        """
        # In this order: a change is noted, then there is another manifest, then the note goes.
        noted = commit.noted(self.folder)
        if noted is not None:
            self._refuse_others(noted.differences(self.manifest))
        stamp = _stamp_of(self.folder)
        if stamp is not None and stamp == self._stamp:
            return
        later = manifests.read(self.folder)
        if stamp is None or later is None:
            raise HyperStudyError(
                f"the study that was opened in {self.folder} is not there any more",
                "STUDY_GONE",
                hint="If the folder was moved or renamed, open it where it is now: "
                "hyperstudy.open_study(folder).",
            )
        self._refuse_others(later.differences(self.manifest))
        self.manifest.become(later)
        self._stamp = stamp

    def _refuse_others(self, different: Sequence[str]) -> None:
        if different:
            raise HyperStudyError(
                f"{self.folder} was pulled again after it was opened here, which brought "
                f"something else ({', '.join(different)})",
                "STUDY_CHANGED",
                hint=(
                    "Open it again, and everything comes from the same pull: "
                    f"study = hyperstudy.open_study({str(self.folder)!r})"
                ),
            )


def _stamp_of(folder: Path) -> _Stamp | None:
    """Give what another manifest would have another of; None if there is none."""
    try:
        status = (folder / layout.MANIFEST).stat()
    except OSError:
        return None
    return status.st_mtime_ns, status.st_size, status.st_ino
