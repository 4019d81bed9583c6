"""The files of a study's recordings."""

from __future__ import annotations

from functools import cached_property, lru_cache
from typing import TYPE_CHECKING, Final

from hyperstudy.sandbox import media
from hyperstudy.sandbox.study.records import Recording, recordings
from hyperstudy.sandbox.study.true_clocks import true_recording

if TYPE_CHECKING:
    from collections.abc import Sequence

    from hyperstudy.sandbox.study.defects import Defects
    from hyperstudy.sandbox.study.design import Design
    from hyperstudy.sandbox.study.room import Run

_FILES_HELD: Final = 16


class Files:
    """Makes the files of recordings on demand.

    Parameters
    ----------
    design, runs, seed
        The study.
    defects
        What is planted in it.
    """

    def __init__(self, design: Design, runs: Sequence[Run], seed: int, defects: Defects) -> None:
        self._design, self._runs, self._seed = design, runs, seed
        self._defects = defects
        # A cache of each study's own: it goes when the study goes.
        self.content = lru_cache(maxsize=_FILES_HELD)(self._content)
        self._sizes: dict[str, int] = {}

    @cached_property
    def _recordings(self) -> dict[str, tuple[Run, Recording]]:
        return {
            made.id: (run, made)
            for run in self._runs
            for made in recordings(self._design, run, self._seed)
        }

    def _content(self, recording_id: str) -> bytes:
        """Make the file of a finished recording; `KeyError` if there is none."""
        run, made = self._recordings[recording_id]
        if made.end is None:
            raise KeyError(recording_id)
        true = true_recording(run, self._seed, made)
        faults = self._defects.in_file(run, made)
        return media.MAKERS[made.form](true.length, made.id, true.late, faults)

    def size(self, recording_id: str) -> int:
        """Give the size in bytes of a finished recording, remembered when the file is not."""
        if recording_id not in self._sizes:
            self._sizes[recording_id] = len(self.content(recording_id))
        return self._sizes[recording_id]

    def media_type(self, recording_id: str) -> str:
        """Give the MIME type of a recording; `KeyError` if there is none."""
        return media.MIME_TYPES[self._recordings[recording_id][1].form]
