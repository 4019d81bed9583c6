"""What the clock of each room adds: how sure its times are, and what the files say."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ..exceptions import HyperStudyError
from ..timeline.clock_methods import Clocks

if TYPE_CHECKING:
    import pandas as pd

    from ..offline.reader import StudyReader

__all__ = ["add"]

_NEEDED = {"events", "sync", "recordings", "participants"}


def add(study: StudyReader, rooms: pd.DataFrame, recordings: pd.DataFrame) -> None:
    """Add uncertainties, lengths of files and what the clocks found to the frames.

    Parameters
    ----------
    study : StudyReader
        The study; without the tables that a clock needs, what it would tell stays missing.
    rooms, recordings : DataFrame
        The frames.
    """
    missing = float("nan")
    rooms["clock_uncertainty_ms"] = missing
    recordings["file_s"] = missing
    recordings["clock_uncertainty_ms"] = missing
    recordings["clock_says"] = ""
    if isinstance(study, Clocks) and set(study.tables) >= _NEEDED:
        begun: Any = rooms["begun"].notna()
        for at in rooms.index[begun]:
            room: Any = rooms.at[at, "roomId"]
            try:
                clock = study.clock(str(room))
            except HyperStudyError:
                # A room without events has none; its rows say that they are missing.
                continue
            rooms.loc[at, "clock_uncertainty_ms"] = clock.films["uncertainty"].max()
            own = clock.recordings.set_index("recordingId")
            files = {name: one.length for name, one in clock.media.items() if not one.problem}
            here: Any = recordings["roomId"] == room
            ids: Any = recordings.loc[here, "recordingId"]
            recordings.loc[here, "file_s"] = ids.map(files).astype("float64")
            recordings.loc[here, "clock_uncertainty_ms"] = ids.map(own["uncertainty"])
            recordings.loc[here, "clock_says"] = ids.map(own["findings"]).fillna("")
    lengths = recordings.reindex(columns=["span_s", "duration_s", "file_s"]).astype("float64")
    differ = lengths.max(axis=1) - lengths.min(axis=1)
    recordings["lengths_differ_s"] = differ.where(lengths.notna().sum(axis=1) > 1)
