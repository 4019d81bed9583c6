"""What the page of a report says of recordings in words: how much was looked at, what is odd."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from .measures import display
from .media_content import PLACES, has_decoder

if TYPE_CHECKING:
    from collections.abc import Container

    import pandas as pd

    from .measuring import Quality

__all__ = ["looked_into", "recording_notes"]


def looked_into(quality: Quality, downloaded: bool) -> str:
    """Return how much of the files of recordings was looked at."""
    recordings = quality.recordings
    if recordings.empty:
        return ""
    if not downloaded:
        return (
            "The files of the recordings were not pulled, and nothing is known of what is in them: "
            "pull with --recordings."
        )
    if not has_decoder():
        return (
            "The files of the recordings were not looked into, because PyAV is not installed: "
            'pip install "hyperstudy[media]". Nothing is known of their gaps, silence and black '
            "pictures."
        )
    hours = display(float(recordings["file_s"].sum()) / 3600, "number")
    return (
        f"{int(recordings['unplayable'].notna().sum())} of {len(recordings)} recordings have files "
        f"here, with {hours} hours. The times of all their packets were read. At up to {PLACES} "
        f"places of each stream, spread over it, a second of sound was listened to and a picture "
        f"looked at: {display(float(recordings['sound_s'].sum()), 's')} of sound and "
        f"{display(float(recordings['pictures'].sum()))} pictures in all. What lies between was "
        "not looked at."
    )


def recording_notes(frame: pd.DataFrame, marked: Container[str]) -> list[dict[str, str]]:
    """Give what else is to be said of recordings: marks, gaps, and what the clock found.

    Parameters
    ----------
    frame : DataFrame
        Recordings.
    marked : container of str
        Anchors of what the rules mark.

    Returns
    -------
    list of dict
        label, anchor and text of each of which there is something to say.
    """
    rows = zip(frame["label"], frame["anchor"], frame["longest_gap_s_note"],
               frame["clock_says"], _streams_of(frame), strict=True)  # fmt: skip
    return [
        {
            "label": label,
            "anchor": anchor,
            "text": ". ".join(
                [f"Gaps, in seconds of the file: {gaps}"] * bool(gaps)
                + [says] * bool(says)
                + [f"Streams of the file: {streams}"] * bool(streams)
            ),
        }
        for label, anchor, gaps, note, streams in rows
        for says in [_without_gaps(note) if gaps else note]
        if gaps or says or streams or anchor in marked
    ]


def _streams_of(frame: Any) -> list[str]:
    """Return what is in each stream of the files that have several of a kind."""
    notes = zip(frame["silent_share_note"], frame["black_share_note"], strict=True)
    return [", ".join(one for one in both if one) for both in notes]


def _without_gaps(note: str) -> str:
    """Leave out what the clock says of gaps, where they are listed."""
    return "; ".join(one for one in note.split("; ") if "without packets" not in one
                     and not one.startswith("no packets for"))  # fmt: skip
