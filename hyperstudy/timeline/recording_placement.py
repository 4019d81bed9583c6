"""The recordings of a room on its clock: a span for each row of their list."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .media_files import inspect
from .recording_spans import RecordingSpan, recording_span

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    import pandas as pd

    from .media_files import MediaFile

__all__ = ["place_recordings", "recordings_frame"]


def place_recordings(
    recordings: pd.DataFrame, zero: float, files: Mapping[str, Path]
) -> tuple[list[RecordingSpan], dict[str, MediaFile]]:
    """Place the recordings of a room on its clock.

    Parameters
    ----------
    recordings : pandas.DataFrame
        Their list.
    zero : float
        When onset is 0, in ms since 1970.
    files : mapping of str to Path
        Files to look into, by recording.

    Returns
    -------
    tuple
        A span for each row, in order, and what each file says, by recording.
    """
    import pandas as pd

    spans: list[RecordingSpan] = []
    media: dict[str, MediaFile] = {}
    for row in recordings.to_dict("records"):
        values = {str(name): value for name, value in row.items()}
        for name in ("startTime", "endTime"):
            moment = values.get(name)
            values[name] = (
                None
                if moment is None or pd.isna(moment)
                else pd.Timestamp(moment).timestamp() * 1e3
            )
        for name in ("recordingId", "egressId", "format", "participantId"):
            values[name] = values.get(name) if isinstance(values.get(name), str) else None
        path = files.get(values["recordingId"] or values["egressId"] or "")
        file = None if path is None else inspect(path)
        span = recording_span(values, zero, file)
        spans.append(span)
        if file is not None:
            media[span.recording] = file
    return spans, media


def recordings_frame(spans: list[RecordingSpan]) -> pd.DataFrame:
    """Give one row for each span, with the columns of `RoomClock.recordings`."""
    import pandas as pd

    rows = [
        (one.recording, one.participant, one.onset_start, one.onset_end, one.file_start, one.drift,
         one.uncertainty, one.source, "; ".join(one.findings))
        for one in spans
    ]  # fmt: skip
    names = (
        "recordingId", "participantId", "onset_start", "onset_end", "file_start", "drift",
        "uncertainty", "source", "findings",
    )  # fmt: skip
    kinds = ["str", "str", *["float64"] * 5, "str", "str"]
    frame = pd.DataFrame(rows, columns=list(names))
    return frame.astype(dict(zip(names, kinds, strict=True)))
