"""Continuous ratings over film time: the group's mean, and how far people agree."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any, Final

from attrs import frozen

if TYPE_CHECKING:
    import numpy as np
    import pandas as pd
    from numpy.typing import NDArray

    from ..offline.reader import StudyReader

__all__ = ["GAP_MS", "Agreement", "agreements"]

GAP_MS: Final = 1_000
"""Samples further apart than this leave a gap."""
_LEAST: Final = 10
"""Seconds that two courses have to share before they are compared."""
_SPLITS: Final = 200


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
    """

    film: str
    seconds: pd.DataFrame
    with_others: dict[str, float | None]
    split_half: float | None


def agreements(study: StudyReader, labels: dict[tuple[str, str], str]) -> list[Agreement]:
    """Bring the continuous ratings of each film onto film time, second by second.

    The film time is what each rating carries (``stimulusTime``, in ms).

    Parameters
    ----------
    study : StudyReader
        The study.
    labels : dict
        Label of each participant, by room and id.
    """
    if "ratings_continuous" not in study.tables:
        return []
    frame = study.sql(
        """
        select stimulusId as film, roomId, participantId,
          floor(stimulusTime / 1000)::integer as second,
          avg(case when scaleMax > scaleMin and rawValue is not null
            then (rawValue - scaleMin) / (scaleMax - scaleMin)
            else coalesce(normalizedValue, value) end)::float as level
        from ratings_continuous where stimulusId is not null and stimulusTime is not null
        group by all having level is not null"""
    )
    found: list[Agreement] = []
    for film, rows in frame.groupby("film"):
        names = [
            labels.get((room, person), "")
            for room, person in zip(rows["roomId"], rows["participantId"], strict=True)
        ]
        wide = rows.assign(label=names).pivot_table(index="second", columns="label", values="level")
        found.append(_agreement(str(film), wide))
    return found


def _agreement(film: str, wide: pd.DataFrame) -> Agreement:
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
    return Agreement(film, wide, with_others, _split_half(values))


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
