"""Where the file of a recording is, or why it is not there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .. import validation
from ..downloads import sidecar
from ..downloads.recording_files import recording_files, recording_of
from ..exceptions import NotFoundError
from ..study.layout import RECORDINGS

if TYPE_CHECKING:
    from pathlib import Path

    from .reader import StudyReader


def recording_file(study: StudyReader, recording_id: str) -> Path:
    """Give the file of a recording; see `Study.recording_file`."""
    wanted = validation.identifier("recording_id", recording_id)
    folder = study.folder / RECORDINGS
    found = recording_files(folder).get(wanted)
    if found is not None:
        return found
    again = (
        f"Bring it with hs.pull({study.experiment_id!r}, {str(study.folder)!r}, recordings=True); "
        "what is there already is not fetched again."
    )
    for entry in sidecar.known(folder):
        if recording_of(entry) == wanted:
            if entry.name:
                path = folder / entry.name
                what = f"{path}, the file of recording {wanted!r}, is not there any more"
            else:
                why = entry.error or entry.status or "nothing tells why"
                what = f"the file of recording {wanted!r} did not come: {why}"
            raise NotFoundError(what, "RECORDING_NOT_HERE", hint=again)
    rows = study.get_recordings(
        study.experiment_id, scope="experiment", output="dict", progress=False
    )
    if any(row.get("recordingId") == wanted for row in rows):
        raise NotFoundError(
            f"the file of recording {wanted!r} was not pulled", "RECORDING_NOT_HERE", hint=again
        )
    raise NotFoundError(
        f"this study has no recording {wanted!r}",
        "NOT_FOUND",
        hint="study.get_recordings(...) lists its recordings, with their ids in recordingId.",
    )
