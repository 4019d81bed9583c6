"""The files of recordings in a study's folder: where they are, and what they are."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from ..downloads import sidecar
from ..downloads.recording_files import recording_files, recording_of
from ..downloads.spreadsheet_safety import original
from ..study.layout import RECORDINGS
from .described_columns import DescribedColumn

if TYPE_CHECKING:
    from collections.abc import Collection
    from pathlib import Path

    from ..offline.reader import StudyReader


class MediaFile(NamedTuple):
    """A file of a recording.

    Attributes
    ----------
    path : Path
        Where it is.
    recording, room, person : str
        Ids that it belongs to.
    kind : str
        ``"video"`` or ``"audio"``.
    ending : str
        What its first bytes say that it is, such as ``".webm"``; the name may be wrong.
    """

    path: Path
    recording: str
    room: str
    person: str
    kind: str
    ending: str


def media_files(study: StudyReader) -> list[MediaFile]:
    """Find the files of recordings that a pull brought, sorted by room, person and recording."""
    folder = study.folder / RECORDINGS
    files = recording_files(folder)
    found: list[MediaFile] = []
    for entry in sidecar.known(folder):
        recording = recording_of(entry)
        if recording is None or recording not in files:
            continue
        path = files.pop(recording)
        cells = {name: original(cell) for name, cell in entry.cells.items()}
        found.append(
            MediaFile(
                path,
                recording,
                cells.get("roomId", ""),
                cells.get("participantId", ""),
                "audio" if cells.get("metadata_type") == "audio" else "video",
                _ending(path),
            )
        )
    return sorted(found, key=lambda one: (one.room, one.person, one.kind, one.recording))


def file_column(columns: Collection[str]) -> str:
    """Give the name of the column of recordings that names the files in an export."""
    name = "file"
    while name in columns:
        name = f"exported_{name}"
    return name


def describe_file(name: str) -> DescribedColumn:
    """Describe the column with that name."""
    return DescribedColumn(name, "The file in this dataset; not there if it is not.")


def _ending(path: Path) -> str:
    with path.open("rb") as file:
        start = file.read(12)
    if start.startswith(b"\x1aE\xdf\xa3"):
        return ".webm"
    if start.startswith(b"OggS"):
        return ".ogg"
    if start[4:8] == b"ftyp":
        return ".mp4"
    if start.startswith(b"RIFF"):
        return ".wav"
    return path.suffix.lower() or ".bin"
