"""What a client and a study on disk can be asked about time."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from .. import validation

if TYPE_CHECKING:
    import os
    from pathlib import Path

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
        from ..files.atomic import absolute
        from .room_clock import room_clock

        validation.identifier("room_id", room_id)
        files = validation.yes_or_no("files", files)
        folder = self._recordings_folder() if recordings_dir is None else absolute(recordings_dir)
        source: Any = self
        return room_clock(source, room_id, folder, files=files)
