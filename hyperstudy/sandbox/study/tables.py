"""All tables of a study, put together from the rooms."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Final, Literal, TypeAlias, get_args

from hyperstudy.sandbox.study import records, samples
from hyperstudy.sandbox.study.conversation import chat, video_chat
from hyperstudy.sandbox.study.events import events
from hyperstudy.sandbox.study.ratings import sparse_ratings
from hyperstudy.sandbox.study.table import Part, Rows, Table, Timed
from hyperstudy.sandbox.study.writing import in_order

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from hyperstudy.sandbox.study.design import Design
    from hyperstudy.sandbox.study.files import Files
    from hyperstudy.sandbox.study.grid import Grid
    from hyperstudy.sandbox.study.room import Run

DataType: TypeAlias = Literal[
    "events",
    "recordings",
    "chat",
    "videochat",
    "sync",
    "ratings_continuous",
    "ratings_sparse",
    "components",
    "participants",
    "rooms",
    "eyetracking",
]

DATA_TYPES: Final[tuple[DataType, ...]] = get_args(DataType)
"""What there are tables of."""

_WRITTEN: Final[dict[str, Callable[[Design, Run, int], list[Timed]]]] = {
    "events": events,
    "chat": chat,
    "videochat": video_chat,
    "ratings_sparse": sparse_ratings,
    "components": records.components,
    "participants": records.participants,
    "rooms": records.rooms,
}
_SAMPLED: Final[dict[str, Callable[[Design, Run, int], Grid]]] = {
    "sync": samples.sync_metrics,
    "ratings_continuous": samples.continuous_ratings,
    "eyetracking": samples.gaze,
}
_ROOMS_HELD: Final = 256
"""How many rooms' rows are kept, all data types together."""


class Tables:
    """Opens tables over the rooms of a study.

    Parameters
    ----------
    design, seed, files
        The study.
    """

    def __init__(self, design: Design, seed: int, files: Files) -> None:
        self._design, self._seed, self._files = design, seed, files
        # Caches of each study's own: they go when the study goes.
        self._written = lru_cache(maxsize=_ROOMS_HELD)(self._write)
        self._lengths: dict[tuple[str, int], int] = {}

    def open(self, data_type: str, runs: Sequence[Run], participant: str | None) -> Table:
        """Open a table of some rooms, of everybody or of one participant."""
        return Table([self._part(data_type, run, participant) for run in runs])

    def _part(self, data_type: str, run: Run, participant: str | None) -> Part:
        if data_type in _SAMPLED:
            grid = _SAMPLED[data_type](self._design, run, self._seed)
            if participant is None:
                return grid
            return grid.only(next(each.seat for each in run.people if each.id == participant))
        if participant is None:
            return Rows(
                lambda: self._written(data_type, run),
                lambda: self._length(data_type, run),
            )
        field = "senderId" if data_type == "chat" else "participantId"
        return Rows(
            lambda: [
                timed
                for timed in self._written(data_type, run)
                if timed.row.get(field) == participant
            ]
        )

    def _write(self, data_type: str, run: Run) -> list[Timed]:
        if data_type == "recordings":
            return in_order(
                records.recording_row(self._design, run, made, self._files.size)
                for made in records.recordings(self._design, run, self._seed)
            )
        return _WRITTEN[data_type](self._design, run, self._seed)

    def _length(self, data_type: str, run: Run) -> int:
        """Count the rows of a room; a count outlives the rows, which are many more."""
        key = data_type, run.index
        if key not in self._lengths:
            # Files take long to make, and they are not needed to count them.
            rows = (
                records.recordings(self._design, run, self._seed)
                if data_type == "recordings"
                else self._written(data_type, run)
            )
            self._lengths[key] = len(rows)
        return self._lengths[key]
