"""Segments of a player as NumPy arrays: the place in a film at an onset, and the reverse."""

from __future__ import annotations

from math import nan
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from .film_segments import Segment

__all__ = ["SegmentArrays"]

_CLOSE = 1e-6
"""Seconds by which two ways to compute the same place in a film may differ."""


class SegmentArrays:
    """The segments of one participant as arrays, to look up many onsets or places at once.

    Parameters
    ----------
    segments : list of Segment
        In the order of their onsets; none overlaps another.
    """

    def __init__(self, segments: list[Segment]) -> None:
        self.media = np.array([one.media for one in segments], dtype=object)
        self.start = np.array([one.onset_start for one in segments], dtype=float)
        self.end = np.array([one.onset_end for one in segments], dtype=float)
        self.film_start = np.array([one.film_start for one in segments], dtype=float)
        self.film_end = np.array([one.film_end for one in segments], dtype=float)
        # Film seconds for each ms.
        self.pace = (self.film_end - self.film_start) / (self.end - self.start)

    def at(self, onset: NDArray[np.float64]) -> tuple[NDArray[np.intp], NDArray[np.float64]]:
        """Find the segment that ran at each onset.

        Parameters
        ----------
        onset : array of float
            ms.

        Returns
        -------
        number : array of int
            Of the segment, from 0; -1 where none ran.
        seconds : array of float
            The place in its film; NaN where none ran.
        """
        if not self.start.size:
            return np.full(onset.size, -1), np.full(onset.size, nan)
        number = np.searchsorted(self.start, onset, side="right") - 1
        with np.errstate(invalid="ignore"):
            runs = (number >= 0) & (onset < self.end[number])
        number = np.where(runs, number, -1)
        place = self.film_start[number] + (onset - self.start[number]) * self.pace[number]
        return number, np.where(runs, place, nan)

    def when(self, media: str, seconds: NDArray[np.float64], viewing: int) -> NDArray[np.float64]:
        """Find the onsets at which places of a film were seen for the n-th time.

        Parameters
        ----------
        media : str
            The film.
        seconds : array of float
            Places in it.
        viewing : int
            Which time, from 1.

        Returns
        -------
        array of float
            ms; NaN where a place was not seen so often.
        """
        found = np.full(seconds.size, nan)
        seen = np.zeros(seconds.size, dtype=int)
        mine = np.flatnonzero(self.media == media)
        for last in (False, True):
            for one in mine:
                inside = (seconds >= self.film_start[one] - _CLOSE) & (
                    np.abs(seconds - self.film_end[one]) <= _CLOSE
                    if last
                    else seconds < self.film_end[one] - _CLOSE
                )
                # A place where the film stood still ends one segment and begins another: it counts
                # for the second. What is only ever an end counts for itself.
                if last:
                    inside &= seen == 0
                seen += inside
                hit = inside & (seen == viewing) & np.isnan(found)
                found[hit] = (
                    self.start[one] + (seconds[hit] - self.film_start[one]) / self.pace[one]
                )
        return found
