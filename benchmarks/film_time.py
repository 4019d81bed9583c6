"""Tables on film time: a whole experiment of ratings, and gaze against a group-by of Polars.

Rows are made up and in memory, so that reading from disk counts for neither.
"""

from __future__ import annotations

import json
from typing import Any, NamedTuple

import numpy as np
import polars as pl

from hyperstudy.timeline.film_grid import film_grid

RATE = 4
PAUSE_EVERY = 300


class MadeUp(NamedTuple):
    """A study in memory, with what a study on disk is asked for."""

    data: dict[str, pl.DataFrame]

    @property
    def tables(self) -> tuple[str, ...]:
        return tuple(self.data)

    def scan(self, table: str) -> pl.LazyFrame:
        return self.data[table].lazy()


def made_up(table: str, people: int, seconds: int, hertz: int) -> MadeUp:
    """Make a study in which pairs watch a film with a short pause every five minutes."""
    rng = np.random.default_rng(7)
    count = seconds * hertz
    samples, events = [], []
    for number in range(people):
        room, person = f"room_{number // 2}", f"user_{number}"
        onset = np.arange(count) * 1000 / hertz
        samples.append(
            pl.DataFrame({"onset": onset, "value": rng.random(count)}).with_columns(
                pl.lit(room).alias("roomId"), pl.lit(person).alias("participantId")
            )
        )
        for start in range(0, seconds, PAUSE_EVERY):
            for word, at in (("play", start), ("pause", start + PAUSE_EVERY - 1)):
                events.append(
                    {
                        "id": f"{person}/{word}/{start}",
                        "roomId": room,
                        "participantId": person,
                        "participantRole": "viewer" if number % 2 else "host",
                        "onset": at * 1000.0,
                        "eventType": f"media.{word}",
                        "value": json.dumps({"mediaId": "film", "currentTime": at}),
                    }
                )
    frame = pl.DataFrame(events).with_columns(
        pl.from_epoch(pl.col("onset").cast(pl.Int64), "ms").alias("timestamp")
    )
    kinds = {"roomId": pl.String, "participantId": pl.String, "onset": pl.Float64}
    return MadeUp({table: pl.concat(samples), "events": frame, "sync": pl.DataFrame(schema=kinds)})


def put_on_film_time(study: MadeUp, table: str, method: str) -> Any:
    return film_grid(
        study, table, experiment_id="exp", film="film", rate=RATE, value="value", method=method,
        wide=True, rooms=None, max_gap=1.0,
    )  # fmt: skip


def grouped(rows: pl.DataFrame) -> pl.DataFrame:
    place = (pl.col("onset") // (1000 / RATE)).alias("place")
    return rows.group_by("roomId", "participantId", place).agg(pl.col("value").mean())


class FilmTime:
    """What is measured, with its rows made beforehand."""

    def __init__(self) -> None:
        self._ratings = made_up("ratings_continuous", 40, 3600, 4)
        self._gaze = made_up("eyetracking", 10, 1200, 200)

    def ratings(self) -> None:
        put_on_film_time(self._ratings, "ratings_continuous", "previous")

    def gaze(self) -> None:
        put_on_film_time(self._gaze, "eyetracking", "mean")

    def grouped(self) -> None:
        grouped(self._gaze.data["eyetracking"])
