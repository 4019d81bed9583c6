"""Studies and ways to look at them that the tests of the sandbox's studies share."""

from __future__ import annotations

from functools import lru_cache

from hyperstudy.sandbox import study
from hyperstudy.sandbox.study.moments import instant_of

TIMES = {"recordings": "startTime", "participants": "joinedAt", "rooms": "createdAt"}
IDS = {
    "recordings": "recordingId",
    "chat": "messageId",
    "sync": "metricId",
    "ratings_continuous": "ratingId",
    "ratings_sparse": "ratingId",
}
NAMES = study.names()


@lru_cache
def made(name: str) -> study.Study:
    return study.make(name)


def table(of: study.Study, data_type: str, **keep: str) -> study.Table:
    return of.table(data_type, "experiment", of.experiment["id"], **keep)


def sample(rows: study.Table) -> list[study.Row]:
    """Both ends of a table, and some two hundred rows between them."""
    if len(rows) <= 600:
        return list(rows)
    return rows[:150] + rows[150 : -150 : max(5, len(rows) // 200)] + rows[-150:]


def zero_of(of: study.Study) -> dict[str, int | None]:
    return {
        row["id"]: row["firstStateStartedAt"] and instant_of(row["firstStateStartedAt"])
        for row in of.rooms
    }
