"""Measures of each participant's continuous ratings: mean, spread, and how much they moved."""

from __future__ import annotations

from math import nan
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    import numpy as np
    import pandas as pd
    from numpy.typing import NDArray

    from .film_ratings import PersonRatings

__all__ = ["RatingMeasures"]

_STILL: Final = 0.001
"""On a scale from 0 to 1: what differs by no more stands where it stood."""
_END: Final = 0.02
_COLUMNS: Final = (
    "roomId", "participantId", "rating_samples", "rating_mean", "rating_sd", "rating_share_moved",
    "rating_share_extreme",
)  # fmt: skip


class RatingMeasures:
    """Measures the ratings of each participant, on a scale from 0 to 1.

    Sums are made over the ratings of one participant in the order of their file: so that the same
    study gives the same digits, however many threads read it.
    """

    def __init__(self) -> None:
        self._rows: list[dict[str, Any]] = []

    def add(self, ratings: PersonRatings) -> None:
        """Add the ratings of a participant; of whom nothing is but missing values has no row."""
        import numpy as np

        levels = ratings.level[np.isfinite(ratings.level)]
        if not levels.size:
            return
        steps = np.concatenate([np.empty(0), *map(_steps, _by_film(ratings.rows))])
        moved = np.abs(steps) > _STILL
        extreme = (levels <= _END) | (levels >= 1 - _END)
        room, person = ratings.key
        row = (
            room, person, levels.size, float(levels.mean()),
            float(levels.std(ddof=1)) if levels.size > 1 else nan,
            float(moved.mean()) if moved.size else nan, float(extreme.mean()),
        )  # fmt: skip
        self._rows.append(dict(zip(_COLUMNS, row, strict=True)))

    def frame(self) -> pd.DataFrame:
        """Give the measures of each participant.

        Returns
        -------
        pandas.DataFrame
            roomId, participantId, rating_samples, rating_mean, rating_sd (of the sample),
            rating_share_moved (of the samples after the first of a film), rating_share_extreme.
        """
        import pandas as pd

        return pd.DataFrame(self._rows, columns=list(_COLUMNS))


def _by_film(rows: Any) -> list[Any]:
    """Give the rows of each film; those of none are told apart by their state."""
    parts: list[Any] = []
    for part in rows.partition_by("film", maintain_order=True):
        parts += [part] if part["film"][0] else part.partition_by("state", maintain_order=True)
    return parts


def _steps(rows: Any) -> NDArray[np.float64]:
    """Give how far each rating of a film is from the one before it."""
    import numpy as np

    onset, place, level = (rows[name].to_numpy() for name in ("onset", "place", "level"))
    there = np.isfinite(level)
    order = np.lexsort((place[there], onset[there]))
    steps: NDArray[np.float64] = np.diff(level[there][order])
    return steps
