"""The files of recordings in a study's folder: where they are, and what they are."""

from __future__ import annotations

import csv
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from pathlib import Path

    from ..offline.reader import StudyReader

_LISTING = "recordings_metadata.csv"


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
    folder = study.folder / str((study.manifest.recordings or {}).get("folder", "recordings"))
    try:
        text = (folder / _LISTING).read_text("utf-8-sig")
    except FileNotFoundError:
        return []
    found: list[MediaFile] = []
    for row in csv.DictReader(text.splitlines(keepends=True)):
        # The folder may have moved since; only the name of the file still holds.
        name = (row.get("local_path") or "").replace("\\", "/").rpartition("/")[2]
        path = folder / name
        if not name or not path.is_file():
            continue
        kind = "audio" if row.get("metadata_type") == "audio" else "video"
        found.append(
            MediaFile(
                path,
                row.get("recordingId") or "",
                row.get("roomId") or "",
                row.get("participantId") or "",
                kind,
                _ending(path),
            )
        )
    return sorted(found, key=lambda one: (one.room, one.person, one.kind, one.recording))


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
