"""All tables of a study, put together from the rooms."""

from __future__ import annotations

from collections import OrderedDict
from typing import TYPE_CHECKING, Final, Literal, TypeAlias, get_args

from hyperstudy.sandbox.study import records, samples
from hyperstudy.sandbox.study.conversation import chat, video_chat
from hyperstudy.sandbox.study.events import events
from hyperstudy.sandbox.study.ratings import sparse_ratings
from hyperstudy.sandbox.study.table import Part, Rows, Table, Timed
from hyperstudy.sandbox.study.writing import in_order

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from hyperstudy.sandbox.study.defects import Defects
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
_ROWS_HELD: Final = 200_000
"""How many rows are kept once they are written, all data types together."""


class Tables:
    """Opens tables over the rooms of a study.

    Parameters
    ----------
    design, seed, files
        The study.
    defects
        What is wrong with it on purpose.
    """

    def __init__(self, design: Design, seed: int, files: Files, defects: Defects) -> None:
        self._design, self._seed, self._files = design, seed, files
        self._defects = defects
        # What a part knows of its times is small and outlives the rows, which are many more.
        self._parts: dict[tuple[str, int], Grid | Rows] = {}
        self._held: OrderedDict[tuple[str, int], list[Timed]] = OrderedDict()
        self._rows_held = 0

    def open(self, data_type: str, runs: Sequence[Run], participant: str | None) -> Table:
        """Open a table of some rooms, of everybody or of one participant."""
        if participant is None:
            return Table.of(self._part(data_type, run) for run in runs)
        return Table.of(self._part_of(data_type, run, participant) for run in runs)

    def _part(self, data_type: str, run: Run) -> Grid | Rows:
        key = data_type, run.index
        if key not in self._parts:
            self._parts[key] = self._made(data_type, run)
        return self._parts[key]

    def _made(self, data_type: str, run: Run) -> Grid | Rows:
        if data_type in _SAMPLED:
            grid = _SAMPLED[data_type](self._design, run, self._seed)
            return grid.changed(self._defects.sampled(data_type, run))
        # Files take long to make, and nobody needs them to know when they began.
        files = data_type == "recordings"
        return Rows(
            lambda: self._written(data_type, run),
            run.zero,
            (lambda: self._beginnings(run)) if files else None,
        )

    def _part_of(self, data_type: str, run: Run, participant: str) -> Part:
        part = self._part(data_type, run)
        if not isinstance(part, Rows):
            return part.only(next(each.seat for each in run.people if each.id == participant))
        field = "senderId" if data_type == "chat" else "participantId"
        return Rows(
            lambda: [
                timed
                for timed in self._written(data_type, run)
                if timed.row.get(field) == participant
            ],
            run.zero,
        )

    def _written(self, data_type: str, run: Run) -> list[Timed]:
        """Write the rows of a room, or find them among those that were asked for lately."""
        key = data_type, run.index
        if key in self._held:
            self._held.move_to_end(key)
            return self._held[key]
        self._held[key] = rows = self._defects.written(data_type, run, self._write(data_type, run))
        self._rows_held += len(rows)
        while self._rows_held > _ROWS_HELD and len(self._held) > 1:
            _, oldest = self._held.popitem(last=False)
            self._rows_held -= len(oldest)
        return rows

    def _write(self, data_type: str, run: Run) -> list[Timed]:
        if data_type == "recordings":
            return in_order(
                records.recording_row(self._design, run, made, self._files.size)
                for made in records.recordings(self._design, run, self._seed)
            )
        return _WRITTEN[data_type](self._design, run, self._seed)

    def _beginnings(self, run: Run) -> list[int]:
        made = records.recordings(self._design, run, self._seed)
        return sorted(recording.begin for recording in made)
