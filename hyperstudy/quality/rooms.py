"""Measures of each room: its own, and sums over who and what was in it."""

from __future__ import annotations

from math import nan
from typing import TYPE_CHECKING

from .people_by_id import rooms_by_id

if TYPE_CHECKING:
    import pandas as pd

    from ..offline.reader import StudyReader

__all__ = ["add_sums", "rooms"]


def rooms(whole: StudyReader, study: StudyReader) -> pd.DataFrame:
    """Give a row for each room, in the order in which they were created.

    Parameters
    ----------
    whole : StudyReader
        The study as it was pulled.
    study : StudyReader
        The study without files that cannot be read.
    """
    import pandas as pd

    frame = _known_rooms(whole, study)
    if frame.empty and "rooms" not in study.tables:
        return pd.DataFrame(columns=["roomId", "label", "anchor", "begun", "by_id"])
    width = max(2, len(str(len(frame))))
    labels = [f"R{at:0{width}}" for at in range(1, len(frame) + 1)]
    frame["label"] = pd.Series(labels, index=frame.index, dtype=object)
    frame["anchor"] = "room-" + frame["label"]
    done = frame["status"].eq("completed").astype("float64")
    unknown = frame["status"].isin(["active", "waiting"]) | frame["by_id"].astype(bool)
    frame["finished"] = done.mask(unknown)
    return frame


def _known_rooms(whole: StudyReader, study: StudyReader) -> pd.DataFrame:
    """Give the rooms: those that are listed, and those of which there are rows all the same."""
    import pandas as pd

    rows: pd.DataFrame = pd.DataFrame()
    if "rooms" in study.tables:
        rows = study.sql(
            """select id as "roomId", deploymentName as deployment, status,
              completionReason as reason, createdAt,
              coalesce(firstStateStartedAt, startTime) as begun, duration / 60000 as minutes
            from rooms order by createdAt, id"""
        ).assign(by_id=False)
    lost = "rooms" not in study.tables or (
        study.manifest.tables["rooms"].rows != whole.manifest.tables["rooms"].rows
    )
    # Whoever only waited may name a room that never came to be.
    named = rooms_by_id(study, by_participants=lost).assign(by_id=True)
    if rows.empty:
        return named.assign(
            deployment=None, status=None, reason=None, createdAt=named["begun"], minutes=nan
        )
    # Without the columns that are empty, which would decide of the types of both.
    others = named[~named["roomId"].isin(rows["roomId"])]
    return pd.concat([rows, others], ignore_index=True) if len(others) else rows


def add_sums(rooms: pd.DataFrame, persons: pd.DataFrame, recordings: pd.DataFrame) -> None:
    """Add to the frame of rooms the sums (or extremes) of their participants and recordings."""
    by_room = persons.groupby("roomId")
    rooms["people"] = rooms["roomId"].map(by_room["participantId"].nunique())
    if not persons.empty:
        late = persons["late_s"]
        rooms["latecomers"] = rooms["roomId"].map(
            (late > 1)
            .astype("float64")
            .where(late.notna())
            .groupby(persons["roomId"])
            .sum(min_count=1)
        )
    for name, how in (
        ("disconnections", "sum"),
        ("sync_share_above_100ms", "max"),
        ("sync_lag_ms", "max"),
    ):
        if name in persons:
            rooms[name] = rooms["roomId"].map(by_room[name].agg(how))
    if "sync_drift_ms_per_min" in persons:
        trend = persons.assign(size=persons["sync_drift_ms_per_min"].abs()).groupby("roomId")[
            "size"
        ]
        rooms["sync_drift_ms_per_min"] = rooms["roomId"].map(trend.max())
    rooms["recordings"] = rooms["roomId"].map(recordings.groupby("roomId").size()).fillna(0)
