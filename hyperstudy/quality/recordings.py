"""What the list of recordings says of each, and what the page calls it."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    import pandas as pd

    from ..offline.reader import StudyReader

__all__ = ["recordings"]


def recordings(study: StudyReader, labels: Mapping[tuple[str, str], str]) -> pd.DataFrame:
    """Give a row for each recording.

    Parameters
    ----------
    study : StudyReader
        The study.
    labels : mapping
        What the page calls each participant, by room and participant.
    """
    import pandas as pd

    if "recordings" not in study.tables:
        return pd.DataFrame(columns=["recordingId", "roomId", "label", "anchor"])
    frame: pd.DataFrame = study.sql(
        """select recordingId, roomId, participantId, metadata_type as kind, format, status,
          startTime, videoOffset / 1000 as offset_s,
          epoch(endTime - startTime) as span_s, duration / 1000 as duration_s
        from recordings order by startTime, recordingId"""
    )
    names: list[str] = []
    for room, person, kind in zip(
        frame["roomId"], frame["participantId"], frame["kind"], strict=True
    ):
        whose = labels.get((room, person), "somebody unknown")
        name = f"{kind if isinstance(kind, str) else 'recording'} of {whose}"
        count = sum(one == name or one.startswith(f"{name} (") for one in names) + 1
        names.append(name if count == 1 else f"{name} ({count})")
    frame["label"] = names
    frame["anchor"] = [f"recording-{at}" for at in range(1, len(frame) + 1)]
    return frame
