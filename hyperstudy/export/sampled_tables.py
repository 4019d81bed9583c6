"""Rows that come many a second, gaze and continuous ratings, as recordings without a header."""

from __future__ import annotations

from typing import IO, TYPE_CHECKING, Any

from ..study.optional_packages import load
from .cell_text import cells, escape, second_cells
from .described_columns import DescribedColumn, describe_column
from .event_tables import seconds
from .other_tables import lines

if TYPE_CHECKING:
    from collections.abc import Sequence

    from .output_folder import OutputFolder
    from .redaction import Redaction

SAMPLED_TABLES = ("eyetracking", "ratings_continuous")

# Those names are fixed, and also the order of the first three of eye tracking.
_NAMED = {
    "eyetracking": {
        "onset": "timestamp",
        "gazeX": "x_coordinate",
        "gazeY": "y_coordinate",
        "pupilDiameter": "pupil_size",
    },
    "ratings_continuous": {"onset": "timestamp", "value": "value"},
}
_NOT_COPIED = ("experimentId", "roomId", "participantId", "onset_sec")
_DESCRIBED = {
    "timestamp": (
        "Time of the sample on the room's clock, as it was measured: seconds since the start of "
        "the first state of the room. Samples are not evenly spaced."
    ),
    "pupil_size": "The diameter of the pupil.",
}
_EYES: dict[str, Any] = {
    "PhysioType": "eyetrack",
    "RecordedEye": "cyclopean",
    "SampleCoordinateSystem": "custom",
    "SampleCoordinateSystemDescription": (
        "Parts of the width and height of the participant's screen, from its top left corner: "
        "0 to 1. Distance and size of the screen are not known."
    ),
}


class SampledFile:
    """One recording of one person: samples as they come, and then its sidecar.

    Parameters
    ----------
    out : OutputFolder
        Where it is written.
    base : str
        Its name without endings.
    table : str
        Table of the study.
    columns : sequence of str
        Its columns there.
    redaction : Redaction
        Takes out what names a person.
    """

    def __init__(
        self,
        out: OutputFolder,
        base: str,
        table: str,
        columns: Sequence[str],
        redaction: Redaction,
    ) -> None:
        self._out = out
        self._base = base
        self._table = table
        self._redaction = redaction
        named = _NAMED[table]
        self._sources = {new: old for old, new in named.items()}
        for one in columns:
            if one not in (*named, *_NOT_COPIED) and not redaction.drops(table, one):
                # The server's `timestamp` is a time of day; the one here is on the room's clock.
                self._sources[f"{table}_{one}" if one in self._sources else one] = one
        self._columns: list[DescribedColumn] = []
        for shown, name in self._sources.items():
            column = describe_column(table, name, shown)
            if shown in _DESCRIBED:
                column.description = _DESCRIBED[shown]
            if shown == "timestamp":
                column.unit = "s"
            self._columns.append(column)
        self._file: IO[bytes] = out.open_gzip(f"{base}_physio.tsv.gz")
        self._first: float | None = None
        self._last: float | None = None
        self._timed = 0

    @property
    def name(self) -> str:
        """Name of the file in the export."""
        return f"{self._base}_physio.tsv.gz"

    def add(self, rows: Any) -> None:
        """Add samples (an Arrow table)."""
        arrow, compute = load("pyarrow"), load("pyarrow.compute")
        times = seconds(rows["onset"])
        bounds = compute.min_max(times)
        low, high = bounds["min"].as_py(), bounds["max"].as_py()
        if low is not None:
            self._first = low if self._first is None else min(self._first, low)
            self._last = high if self._last is None else max(self._last, high)
            self._timed += len(times) - times.null_count
        kept = self._redaction.apply(self._table, rows)
        written: list[Any] = []
        for (shown, name), column in zip(self._sources.items(), self._columns, strict=True):
            if shown == "timestamp":
                written.append(second_cells(rows["onset"]))
            elif name in kept.column_names:
                array = cells(kept[name])
                if column.words:
                    column.note(array.unique().to_pylist())
                written.append(array)
            else:
                written.append(cells(arrow.nulls(rows.num_rows, arrow.string())))
        self._file.write(lines(written))

    def abandon(self) -> None:
        """Close it as it is."""
        self._file.close()

    def close(self, task: str) -> None:
        """Finish it, and write its sidecar."""
        self._file.close()
        told: dict[str, Any] = {
            "TaskName": task,
            "SamplingFrequency": self._frequency(),
            "StartTime": self._first or 0.0,
            "Columns": [escape(one.name) for one in self._columns],
        }
        told |= _EYES if self._table == "eyetracking" else {"PhysioType": "generic"}
        told["Description"] = (
            "SamplingFrequency is the mean rate; the column timestamp has the time of each sample."
        )
        told |= {escape(one.name): one.sidecar() for one in self._columns}
        self._out.json(f"{self._base}_physio.json", told)

    def _frequency(self) -> float:
        if self._first is None or self._last is None or self._last <= self._first:
            return 1.0
        return round((self._timed - 1) / (self._last - self._first), 3) or 0.001
