"""The files of recordings in a folder, by recording."""

from __future__ import annotations

from typing import TYPE_CHECKING

from . import sidecar
from .spreadsheet_safety import original

if TYPE_CHECKING:
    from pathlib import Path

_RECORDING = "recordingId"


def recording_files(folder: Path) -> dict[str, Path]:
    """Find the files that were downloaded into a folder and are there, by recording."""
    return {
        recording: folder / entry.name
        for entry in sidecar.known(folder)
        if entry.name and (recording := recording_of(entry)) and (folder / entry.name).is_file()
    }


def recording_of(entry: sidecar.Entry) -> str | None:
    """Give the recording that a row of a sidecar is about."""
    found = entry.cells.get(_RECORDING)
    return original(found) if found else None
