"""Continuous ratings over film time: the group's mean, and how far people agree."""

from __future__ import annotations

from importlib import import_module
from math import ceil, nan
from typing import TYPE_CHECKING, Any, Final

from attrs import field, frozen

from ..timeline.film_grid import films_by_room
from ..timeline.resampling import on_grid

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    import numpy as np
    import pandas as pd
    from numpy.typing import NDArray

    from ..offline.reader import StudyReader
    from ..timeline.film_segments import Segment

    Key = tuple[str, str]

__all__ = ["GAP_MS", "LEVEL", "Agreement", "agreements"]

GAP_MS: Final = 1_000
"""Samples further apart than this leave a gap."""
LEVEL: Final = """case when scaleMax > scaleMin and rawValue is not null
  then (rawValue - scaleMin) / (scaleMax - scaleMin) else coalesce(normalizedValue, value) end"""
"""A continuous rating on a scale from 0 to 1, in SQL."""
_LEAST: Final = 10
"""Seconds that two courses have to share before they are compared."""
_SPLITS: Final = 200
_LONGEST: Final = 24 * 3600
"""Seconds of film time; a position beyond is an error of a player."""
_ROWS_AT_ONCE: Final = 1_000_000


@frozen(eq=False)
class Agreement:
    """The ratings of one film.

    Attributes
    ----------
    film : str
        Its id.
    seconds : DataFrame
        Mean rating (0 to 1) in each second of film time, a column for each person's label.
    with_others : dict
        By label: correlation with the mean of all others (leave-one-out inter-subject
        correlation); None where it cannot be computed.
    split_half : float or None
        Mean correlation of the means of two random halves of the people, corrected to full
        length by Spearman and Brown.
    uncertainty_ms : float
        Median uncertainty of the film time of those whose film time comes from the room's clock;
        NaN if there are none.
    without_clock : list of str
        The labels of those for whom nothing tells when the film ran: their film time is what each
        rating carries (``stimulusTime``).
    """

    film: str
    seconds: pd.DataFrame
    with_others: dict[str, float | None]
    split_half: float | None
    uncertainty_ms: float = nan
    without_clock: list[str] = field(factory=list[str])

    @property
    def mean(self) -> pd.Series[float]:
        """The group's mean in each second of film time."""
        return self.seconds.mean(axis=1)


def agreements(study: StudyReader, labels: dict[Key, str]) -> list[Agreement]:
    """Bring the continuous ratings of each film onto film time, second by second.

    Film time is that of each participant, as `Study.on_film_time` has it: pauses are cut out, and
    what was seen twice counts when it was seen first. Where nothing tells when a film ran for
    somebody, it is what each rating carries (``stimulusTime``, in ms).

    Parameters
    ----------
    study : StudyReader
        The study.
    labels : dict
        Label of each participant, by room and id.
    """
    if "ratings_continuous" not in study.tables:
        return []
    clocks = _film_times(study)
    films: dict[str, _Film] = {}
    for key, rows in _samples(study):
        label = labels.get(key, f"somebody unknown in {key[0] or 'no room'}")
        own = clocks.get(key)
        if not own:
            for film, column in _by_stimulus_time(rows):
                films.setdefault(film, _Film()).add(label, column)
            continue
        onset, level = rows["onset"].to_numpy(), rows["level"].to_numpy()
        for film, pieces in own.items():
            count = min(_LONGEST, max(1, ceil(max(one.film_end for one in pieces) - 1e-6)))
            column = on_grid(
                pieces, onset, level, rate=1, count=count, method="mean", max_gap=GAP_MS / 1000
            )
            films.setdefault(film, _Film()).add(label, column, [one.slack for one in pieces])
    return [one.agreement(film) for film, one in sorted(films.items()) if one.columns]


class _Film:
    """The ratings of a film, person by person."""

    def __init__(self) -> None:
        self.columns: dict[str, NDArray[np.float64]] = {}
        self._slacks: list[float] = []
        self._without: list[str] = []

    def add(
        self, label: str, column: NDArray[np.float64], slacks: Sequence[float] | None = None
    ) -> None:
        if (column == column).any():
            self.columns[label] = column
            if slacks is None:
                self._without.append(label)
            else:
                self._slacks += slacks

    def agreement(self, film: str) -> Agreement:
        from statistics import median

        import numpy as np
        import pandas as pd

        length = max(one.size for one in self.columns.values())
        filled = {
            label: np.pad(one, (0, length - one.size), constant_values=nan)
            for label, one in sorted(self.columns.items())
        }
        wide = pd.DataFrame(filled, index=pd.RangeIndex(length, name="second"))
        wide = wide.loc[wide.notna().any(axis=1)]
        slack = median(self._slacks) if self._slacks else nan
        return _agreement(film, wide, slack, sorted(self._without))


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


def _samples(study: StudyReader) -> Iterator[tuple[Key, Any]]:
    """Give the ratings of each participant in a room, some rooms at a time."""
    counted = study.sql(
        """select coalesce(roomId, '') as room, count(*) as n from ratings_continuous
        group by all order by room"""
    )
    chunk: list[str] = []
    rows = 0
    for room, count in zip(counted["room"], counted["n"], strict=True):
        if chunk and rows + count > _ROWS_AT_ONCE:
            yield from _samples_of(study, chunk)
            chunk, rows = [], 0
        chunk.append(room)
        rows += count
    if chunk:
        yield from _samples_of(study, chunk)


def _samples_of(study: StudyReader, rooms: Sequence[str]) -> Iterator[tuple[Key, Any]]:
    import polars as pl

    names = ", ".join("'" + one.replace("'", "''") + "'" for one in rooms)
    frame: pl.DataFrame = study.sql(
        f"""select coalesce(roomId, '') as room, participantId, onset::double as onset,
          coalesce(stimulusId, '') as film, stimulusTime::double as place,
          ({LEVEL})::double as level
        from ratings_continuous where coalesce(roomId, '') in ({names})""",
        output="polars",
    ).with_columns(pl.col("onset", "place", "level").fill_null(nan))
    for key, part in frame.partition_by("room", "participantId", as_dict=True).items():
        yield (str(key[0]), str(key[1])), part


def _by_stimulus_time(rows: Any) -> Iterator[tuple[str, NDArray[np.float64]]]:
    import numpy as np

    for (film,), part in rows.partition_by("film", as_dict=True).items():
        second = np.floor(part["place"].to_numpy() / 1000)
        level = part["level"].to_numpy()
        known = (second >= 0) & (second < _LONGEST) & np.isfinite(level)
        if film == "" or not known.any():
            continue
        at = second[known].astype(np.int64)
        sums, counts = np.bincount(at, level[known]), np.bincount(at)
        yield str(film), np.divide(sums, counts, out=np.full(sums.size, nan), where=counts > 0)


def _agreement(
    film: str, wide: pd.DataFrame, uncertainty: float, without_clock: list[str]
) -> Agreement:
    np: Any = import_module("numpy")
    values: Any = wide.to_numpy(dtype=np.float64)
    known = ~np.isnan(values)
    sums, counts = np.nansum(values, axis=1), known.sum(axis=1)
    with_others: dict[str, float | None] = {}
    for at, label in enumerate(wide.columns):
        others = counts - known[:, at]
        with np.errstate(invalid="ignore", divide="ignore"):
            mean = (sums - np.where(known[:, at], values[:, at], 0)) / others
        with_others[str(label)] = _correlation(values[:, at], mean)
    return Agreement(film, wide, with_others, _split_half(values), uncertainty, without_clock)


def _split_half(values: NDArray[np.float64]) -> float | None:
    np: Any = import_module("numpy")
    people = values.shape[1]
    if people < 4:
        return None
    # The same halves each time, so that the same data give the same number.
    rng = np.random.default_rng(7)
    known, filled = ~np.isnan(values), np.nan_to_num(values)
    found: list[float] = []
    for _ in range(_SPLITS):
        half = np.zeros(people, bool)
        half[rng.permutation(people)[: people // 2]] = True
        with np.errstate(invalid="ignore", divide="ignore"):
            one = filled[:, half].sum(axis=1) / known[:, half].sum(axis=1)
            other = filled[:, ~half].sum(axis=1) / known[:, ~half].sum(axis=1)
        together = _correlation(one, other)
        if together is not None and together > -1:
            found.append(2 * together / (1 + together))
    return float(np.mean(found)) if found else None


def _correlation(one: NDArray[np.float64], other: NDArray[np.float64]) -> float | None:
    import numpy as np

    both = ~(np.isnan(one) | np.isnan(other))
    if both.sum() < _LEAST:
        return None
    mine, theirs = one[both], other[both]
    if np.ptp(mine) < 1e-9 or np.ptp(theirs) < 1e-9:
        return None
    return float(np.corrcoef(mine, theirs)[0, 1])
