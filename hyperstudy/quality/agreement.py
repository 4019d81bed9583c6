"""Continuous ratings over film time: the group's mean, and how far people agree."""

from __future__ import annotations

from importlib import import_module
from math import ceil, nan
from typing import TYPE_CHECKING, Any, Final

from attrs import field, frozen

from ..timeline.resampling import on_grid

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    import numpy as np
    import pandas as pd
    from numpy.typing import NDArray

    from .film_ratings import PersonRatings

__all__ = ["Agreement", "FilmCourses"]

_LEAST: Final = 10
"""Seconds that two courses have to share before they are compared."""
_SPLITS: Final = 200
_LONGEST: Final = 24 * 3600
"""Seconds of film time; a position beyond is an error of a player."""


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


class FilmCourses:
    """Brings the continuous ratings of each film onto film time, second by second.

    Film time is that of each participant, as `Study.on_film_time` has it: pauses are cut out, and
    what was seen twice counts when it was seen first. Where nothing tells when a film ran for
    somebody, it is what each rating carries (``stimulusTime``, in ms).

    Parameters
    ----------
    labels : dict
        Label of each participant, by room and id.
    """

    def __init__(self, labels: Mapping[tuple[str, str], str]) -> None:
        self._labels = labels
        self._films: dict[str, _Film] = {}

    def add(self, ratings: PersonRatings) -> None:
        """Add the ratings of a participant."""
        room = ratings.key[0] or "no room"
        label = self._labels.get(ratings.key, f"somebody unknown in {room}")
        for film, rows in ratings.without_clock():
            self._film(film).add(label, _by_stimulus_time(rows))
        for film, pieces in ratings.films.items():
            count = min(_LONGEST, max(1, ceil(max(one.film_end for one in pieces) - 1e-6)))
            column = on_grid(
                pieces, ratings.onset, ratings.level, rate=1, count=count, method="mean", max_gap=1
            )
            self._film(film).add(label, column, [one.slack for one in pieces])

    def agreements(self) -> list[Agreement]:
        """Give the courses of each film that has ratings."""
        return [
            one.agreement(film) for film, one in sorted(self._films.items()) if film and one.columns
        ]

    def _film(self, film: str) -> _Film:
        return self._films.setdefault(film, _Film())


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


def _by_stimulus_time(rows: Any) -> NDArray[np.float64]:
    import numpy as np

    second = np.floor(rows["place"].to_numpy() / 1000)
    level = rows["level"].to_numpy()
    known = (second >= 0) & (second < _LONGEST) & np.isfinite(level)
    if not known.any():
        return np.empty(0)
    at = second[known].astype(np.int64)
    sums, counts = np.bincount(at, level[known]), np.bincount(at)
    means: NDArray[np.float64] = np.divide(
        sums, counts, out=np.full(sums.size, nan), where=counts > 0
    )
    return means


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
    # By sums of NumPy's own, whose digits do not depend on the number of threads as those of a
    # library for linear algebra may.
    mine, theirs = mine - mine.mean(), theirs - theirs.mean()
    sizes = np.sqrt((mine * mine).sum()) * np.sqrt((theirs * theirs).sum())
    return float(np.clip((mine * theirs).sum() / sizes, -1, 1))
