"""What a client and a study on disk can be asked about time."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from .. import validation

if TYPE_CHECKING:
    import os
    from collections.abc import Iterable
    from pathlib import Path

    import pandas as pd

    from .room_clock import RoomClock

__all__ = ["Clocks"]


class Clocks:
    """The methods about time of `HyperStudy` and `Study`."""

    def _recordings_folder(self) -> Path | None:
        """Where files of recordings are, if that is known."""
        return None

    def clock(
        self,
        room_id: str,
        *,
        recordings_dir: str | os.PathLike[str] | None = None,
        files: bool = True,
    ) -> RoomClock:
        """Put a room on one clock: film time, everybody's time, the place in each recording.

        Parameters
        ----------
        room_id : str
            Id of the room.
        recordings_dir : str or path, optional
            Where its recordings were downloaded to; a study on disk knows that itself.
        files : bool, optional
            Look into the files of recordings that are there, which makes their place far more
            precise. It reads each of them once and needs ``pip install "hyperstudy[media]"``.

        Returns
        -------
        RoomClock
            ``films`` and ``recordings`` are tables, ``to_film``, ``to_onset``, ``to_recording``,
            ``from_recording`` and ``to_utc`` convert one number or many. Each row of the tables
            says how sure it is (``uncertainty``, ms), and from what (``source``).

        Raises
        ------
        InputError
            If the id is not allowed, or nothing happened in the room.
        HyperStudyError
            If the data cannot be had.

        Examples
        --------
        >>> clock = study.clock("room_31")  # doctest: +SKIP
        >>> film, seconds = clock.to_film(64_250, participant="user_12")  # doctest: +SKIP
        """
        from ..files.folders import absolute
        from .room_clock import room_clock

        validation.identifier("room_id", room_id)
        files = validation.yes_or_no("files", files)
        folder = self._recordings_folder() if recordings_dir is None else absolute(recordings_dir)
        source: Any = self
        return room_clock(source, room_id, folder, files=files)

    def on_film_time(
        self,
        table: str,
        *,
        film: str,
        value: str = "value",
        rate: float = 4.0,
        method: str = "previous",
        wide: bool = True,
        rooms: str | Iterable[str] | None = None,
        max_gap: float = 1.0,
    ) -> pd.DataFrame:
        """Put a timed table onto the time of a film: a regular grid, the same for everybody.

        Pauses are cut out: what was rated before and after one lies side by side. A place that
        somebody saw more than once counts when it was seen first.

        Parameters
        ----------
        table : str
            ``"ratings_continuous"``, ``"ratings_sparse"``, ``"eyetracking"``, ``"sync"``,
            ``"events"`` or ``"components"``.
        film : str
            Id of the film (``mediaId``), such as ``"video_harbour"``.
        value : str, optional
            The column with the numbers.
        rate : float, optional
            Points for each second of the film.
        method : {"previous", "linear", "nearest", "mean"}, optional
            What stands at a point: the last value until then, the line between its neighbours,
            the nearest value, or the mean of all until the next point (for fast samples, such as
            gaze).
        wide : bool, optional
            One column for each participant, else rows.
        rooms : str or iterable of str, optional
            A room or several; a study on disk takes all if left out.
        max_gap : float, optional
            Seconds of the film: nothing is filled over more than that (not used by ``"mean"``).

        Returns
        -------
        pandas.DataFrame
            Wide: the index is ``seconds``, the columns are ``(roomId, participantId)``; ready
            for ``frame.corr()``. Long: ``roomId``, ``participantId``, ``seconds``, the value
            under its own name, and ``uncertainty`` (ms) of the film time. Missing where the
            film was not seen, or nothing is near enough. A warning counts values that nothing
            places: of rows without room, participant or onset, or of somebody without events.

        Raises
        ------
        InputError
            If there is no such table, column or film, or no film at all.
        HyperStudyError
            If the data cannot be had.

        Examples
        --------
        >>> wide = study.on_film_time("ratings_continuous", film="video_harbour")  # doctest: +SKIP
        >>> wide.corr()  # inter-subject correlation  # doctest: +SKIP
        """
        from .film_grid import film_grid

        return film_grid(
            self, table, experiment_id=getattr(self, "experiment_id", None), film=film, rate=rate,
            value=value, method=method, wide=wide, rooms=rooms, max_gap=max_gap,
        )  # fmt: skip
