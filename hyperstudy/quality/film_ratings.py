"""The continuous ratings of each participant, with when each film ran for whom."""

from __future__ import annotations

from math import nan
from typing import TYPE_CHECKING, Any, Final

from attrs import frozen

from ..timeline.film_grid import films_by_room

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    import numpy as np
    from numpy.typing import NDArray

    from ..offline.reader import StudyReader
    from ..timeline.film_segments import Segment

    Key = tuple[str, str]

__all__ = ["LEVEL", "PersonRatings", "film_ratings"]

LEVEL: Final = """case when scaleMax > scaleMin and rawValue is not null
  then (rawValue - scaleMin) / (scaleMax - scaleMin) else coalesce(normalizedValue, value) end"""
"""A continuous rating on a scale from 0 to 1, in SQL."""
_ROWS_AT_ONCE: Final = 1_000_000


@frozen(eq=False)
class PersonRatings:
    """The ratings of a participant in a room.

    Attributes
    ----------
    key : tuple of str
        Room and participant.
    rows : polars.DataFrame
        By onset: ``onset`` (ms), ``film`` (the id that the rating carries, or empty), ``state``,
        ``place`` (``stimulusTime``, ms), ``level`` (0 to 1); NaN for what is missing.
    films : dict
        By film: the pieces in which it ran for the participant.
    """

    key: Key
    rows: Any
    films: dict[str, list[Segment]]

    @property
    def onset(self) -> NDArray[np.float64]:
        """When each rating was given (ms)."""
        values: NDArray[np.float64] = self.rows["onset"].to_numpy()
        return values

    @property
    def level(self) -> NDArray[np.float64]:
        """The ratings, 0 to 1."""
        values: NDArray[np.float64] = self.rows["level"].to_numpy()
        return values

    def without_clock(self) -> Iterator[tuple[str, Any]]:
        """Give the films of which nothing tells when they ran: the id, and the rows."""
        import polars as pl

        rows = self.rows
        if self.films:
            # Where players call a film otherwise than ratings do, its ratings are placed all the
            # same.
            placed = pl.Series("placed", self._given_while_a_film_ran())
            rows = rows.with_columns(placed).filter(
                ~pl.col("film").is_in(list(self.films)) & ~pl.col("placed").any().over("film")
            )
        for (film,), part in rows.partition_by("film", as_dict=True).items():
            yield str(film), part

    def _given_while_a_film_ran(self) -> NDArray[np.bool_]:
        import numpy as np

        pieces = sorted(
            (one.onset_start, one.onset_end) for of in self.films.values() for one in of
        )
        begins = np.array([begin for begin, _ in pieces])
        ends = np.maximum.accumulate([end for _, end in pieces])
        before = np.searchsorted(begins, self.onset, side="right") - 1
        inside: NDArray[np.bool_] = (before >= 0) & (self.onset < ends[before])
        return inside


def film_ratings(study: StudyReader) -> Iterator[PersonRatings]:
    """Give the ratings of each participant in each room, some rooms at a time.

    Parameters
    ----------
    study : StudyReader
        The study.
    """
    if "ratings_continuous" not in study.tables:
        return
    films = _film_times(study)
    for rooms in _some_rooms(study):
        for key, rows in _samples(study, rooms):
            yield PersonRatings(key, rows, films.get(key, {}))


def _film_times(study: StudyReader) -> dict[Key, dict[str, list[Segment]]]:
    """Give the pieces of each participant, film by film."""
    if "events" not in study.tables or not study.manifest.tables["events"].rows:
        return {}
    found: dict[Key, dict[str, list[Segment]]] = {}
    for room, films in films_by_room(study, [("experiment", study.experiment_id)]).items():
        for person, pieces in films.segments.items():
            own = found.setdefault((room, person), {})
            for one in pieces:
                own.setdefault(one.media, []).append(one)
    return found


def _some_rooms(study: StudyReader) -> Iterator[list[str]]:
    counted = study.sql(
        """select coalesce(roomId, '') as room, count(*) as n from ratings_continuous
        group by all order by room"""
    )
    chunk: list[str] = []
    rows = 0
    for room, count in zip(counted["room"], counted["n"], strict=True):
        if chunk and rows + count > _ROWS_AT_ONCE:
            yield chunk
            chunk, rows = [], 0
        chunk.append(room)
        rows += count
    if chunk:
        yield chunk


def _samples(study: StudyReader, rooms: Sequence[str]) -> Iterator[tuple[Key, Any]]:
    import polars as pl

    names = ", ".join("'" + one.replace("'", "''") + "'" for one in rooms)
    frame: pl.DataFrame = study.sql(
        f"""select coalesce(roomId, '') as room, participantId, onset::double as onset,
          coalesce(stimulusId, '') as film, coalesce(stateId, '') as state,
          stimulusTime::double as place, ({LEVEL})::double as level
        from ratings_continuous where coalesce(roomId, '') in ({names})""",
        output="polars",
    ).with_columns(pl.col("onset", "place", "level").fill_null(nan))
    for key, part in frame.partition_by("room", "participantId", as_dict=True).items():
        yield (str(key[0]), str(key[1])), part.sort("onset", maintain_order=True)
