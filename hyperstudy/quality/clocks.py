"""What the clock of each room and the files of its recordings add: uncertainty, lengths, gaps."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ..downloads.recording_files import recording_files
from ..exceptions import HyperStudyError
from ..study import layout
from ..timeline.clock_methods import Clocks
from ..timeline.media_files import inspect
from .measures import display
from .media_content import has_decoder, look_into

if TYPE_CHECKING:
    import pandas as pd

    from ..offline.reader import StudyReader
    from ..timeline.media_files import Gap, MediaFile

__all__ = ["add"]

_NEEDED = {"events", "sync", "recordings", "participants"}
_GAPS_LISTED = 20


def add(study: StudyReader, rooms: pd.DataFrame, recordings: pd.DataFrame) -> None:
    """Add uncertainties and what clocks and files of recordings say to the frames.

    Parameters
    ----------
    study : StudyReader
        The study; without the tables that a clock needs, what it would tell stays missing.
    rooms, recordings : DataFrame
        The frames.
    """
    missing = float("nan")
    rooms["clock_uncertainty_ms"] = missing
    recordings["clock_uncertainty_ms"] = missing
    recordings["clock_says"] = ""
    files: dict[str, MediaFile] = {}
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
            files |= clock.media
            here: Any = recordings["roomId"] == room
            ids: Any = recordings.loc[here, "recordingId"]
            if ids.empty:
                continue
            recordings.loc[here, "clock_uncertainty_ms"] = ids.map(own["uncertainty"])
            recordings.loc[here, "clock_says"] = ids.map(own["findings"]).fillna("")
    _add_files(study, recordings, files)
    lengths = recordings.reindex(columns=["span_s", "duration_s", "file_s"]).astype("float64")
    differ = lengths.max(axis=1) - lengths.min(axis=1)
    recordings["lengths_differ_s"] = differ.where(lengths.notna().sum(axis=1) > 1)


def _add_files(
    study: StudyReader, recordings: pd.DataFrame, inspected: dict[str, MediaFile]
) -> None:
    """Look into the files that were downloaded, of which the clocks may have read the packets."""
    import pandas as pd

    there = recording_files(study.folder / layout.RECORDINGS)
    rows: list[dict[str, Any]] = []
    for identity in recordings["recordingId"]:
        path = there.get(str(identity))
        if path is None or not has_decoder():
            rows.append({})
            continue
        file = inspected.get(str(identity)) or inspect(path)
        seen = None if file.problem else look_into(path, file)
        problem = file.problem or (seen.problem if seen else "")
        row: dict[str, Any] = {
            "unplayable": float(bool(problem)),
            "unplayable_note": problem,
            "file_s": None if file.problem else file.length,
        }
        if seen is not None:
            row |= {
                "gaps": len(file.gaps),
                "longest_gap_s": max((one.length for one in file.gaps), default=0.0),
                "longest_gap_s_note": _listed(file.gaps),
                "sound_s": seen.sound_s,
                "silent_share": seen.silent_share,
                "silent_share_note": seen.silent_note,
                "pictures": seen.pictures,
                "black_share": seen.black_share,
                "black_share_note": seen.black_note,
            }
        rows.append(row)
    found = pd.DataFrame(rows, index=recordings.index)
    for name in ("unplayable", "file_s", "gaps", "longest_gap_s", "sound_s", "silent_share",
                 "pictures", "black_share"):  # fmt: skip
        recordings[name] = found[name].astype("float64") if name in found else float("nan")
    for name in ("unplayable_note", "longest_gap_s_note", "silent_share_note", "black_share_note"):
        recordings[name] = found[name].fillna("") if name in found else ""


def _listed(gaps: tuple[Gap, ...]) -> str:
    """Write where gaps are, in seconds of the file."""
    each = [f"{display(one.length, 's')} from {display(one.at, 's')}" for one in gaps]
    more = len(each) - _GAPS_LISTED
    listed = ", ".join(each[:_GAPS_LISTED])
    return f"{listed} and {more} more" if more > 0 else listed
