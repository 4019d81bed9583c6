"""Tables on film time: a whole experiment of ratings, and gaze against a group-by of Polars.

    python -m benchmarks.film_time

Both are measured in one process, in turns, on made-up rows in memory. The goals: 40 people, an
hour, 4 Hz in less than a second; gaze at 200 Hz in at most twice the time of a Polars group-by of
the same rows into the same bins.
"""

from __future__ import annotations

import json
import sys
from statistics import median
from time import perf_counter
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np
import polars as pl

from hyperstudy.timeline.film_grid import film_grid

if TYPE_CHECKING:
    from collections.abc import Callable

ROUNDS = 7
RATE = 4
PAUSE_EVERY = 300
MOST_SECONDS, MOST_TIMES = 1.0, 2.0


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
    told = pl.DataFrame(events).with_columns(
        pl.from_epoch(pl.col("onset").cast(pl.Int64), "ms").alias("timestamp")
    )
    kinds = {"roomId": pl.String, "participantId": pl.String, "onset": pl.Float64}
    return MadeUp({table: pl.concat(samples), "events": told, "sync": pl.DataFrame(schema=kinds)})


def put_on_film_time(study: MadeUp, table: str, method: str) -> Any:
    return film_grid(
        study, table, experiment_id="exp", film="film", rate=RATE, value="value", method=method,
        wide=True, rooms=None, max_gap=1.0,
    )  # fmt: skip


def grouped(rows: pl.DataFrame) -> pl.DataFrame:
    place = (pl.col("onset") // (1000 / RATE)).alias("place")
    return rows.group_by("roomId", "participantId", place).agg(pl.col("value").mean())


def seconds_of(work: Callable[[], object]) -> float:
    begun = perf_counter()
    work()
    return perf_counter() - begun


def main() -> int:
    ratings = made_up("ratings_continuous", 40, 3600, 4)
    gaze = made_up("eyetracking", 10, 1200, 200)
    rows = gaze.data["eyetracking"]
    whole, ours, theirs = [], [], []
    for _ in range(ROUNDS):
        whole.append(
            seconds_of(lambda: put_on_film_time(ratings, "ratings_continuous", "previous"))
        )
        ours.append(seconds_of(lambda: put_on_film_time(gaze, "eyetracking", "mean")))
        theirs.append(seconds_of(lambda: grouped(rows)))
    times = median(one / other for one, other in zip(ours, theirs, strict=True))
    print(f"40 people, an hour, 4 Hz: {median(whole):.3f} s (goal: under {MOST_SECONDS:g} s)")
    print(
        f"gaze, {len(rows):,} rows at 200 Hz: {median(ours):.3f} s, a group-by of Polars "
        f"{median(theirs):.3f} s: {times:.2f} times as long (goal: at most {MOST_TIMES:g})"
    )
    return 0 if median(whole) < MOST_SECONDS and times <= MOST_TIMES else 1


if __name__ == "__main__":
    sys.exit(main())
