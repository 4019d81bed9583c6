"""Rows that come many a second, gaze and continuous ratings, as recordings without a header.

A batch of rows of a room becomes text once, for all people in it; each recording then takes its
lines. `SampledTable` knows the columns, `Recording` is one file with its sidecar.
"""

from __future__ import annotations

from typing import IO, TYPE_CHECKING, Any, NamedTuple

from ..imports.optional_packages import load
from .bids_names import column_name
from .cell_text import cells, escape, second_cells
from .described_columns import DescribedColumn, describe_column
from .event_tables import seconds
from .room_origin import ROOM_FROM, describe_room_from, room_from_cells
from .sampling_rate import SamplingRate
from .text_lines import TextLines

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

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
        "the first state of the room."
    ),
    "pupil_size": "The diameter of the pupil.",
}


class Samples(NamedTuple):
    """Rows that became text.

    Attributes
    ----------
    lines : TextLines
        One line for each.
    times : numpy.ndarray
        Seconds on the room's clock; NaN where a row has no onset.
    words : dict of str to Array
        Cells of the columns that have a list of words.
    """

    lines: TextLines
    times: Any
    words: dict[str, Any]


class SampledTable:
    """The columns that all recordings of a table have.

    Parameters
    ----------
    table : str
        Table of the study.
    columns : sequence of str
        Its columns there.
    redaction : Redaction
        Takes out what names a person.
    by_session : bool
        Some rows name their room in ``sessionId`` alone, and a column marks them.
    """

    def __init__(
        self, table: str, columns: Sequence[str], redaction: Redaction, *, by_session: bool
    ) -> None:
        self.table = table
        self._redaction = redaction
        self._by_session = by_session
        named = _NAMED[table]
        self._sources = {new: old for old, new in named.items()}
        for one in columns:
            if one not in (*named, *_NOT_COPIED) and not redaction.drops(table, one):
                # The server's `timestamp` is a time of day; the one here is on the room's clock.
                taken = ({*columns} - {one}) | {*named.values()}
                if by_session:
                    taken.add(ROOM_FROM)
                self._sources[column_name(one, table, taken)] = one

    def described(self) -> list[DescribedColumn]:
        """Describe the columns, anew for each recording."""
        found: list[DescribedColumn] = []
        for shown, name in self._sources.items():
            column = describe_column(self.table, name, shown)
            if shown in _DESCRIBED:
                column.description = _DESCRIBED[shown]
            if shown == "timestamp":
                column.unit = "s"
            found.append(column)
        return [*found, describe_room_from()] if self._by_session else found

    def samples(self, rows: Any) -> Samples:
        """Turn rows (an Arrow table) into text."""
        arrow = load("pyarrow")
        needed = [one for one in rows.column_names if one in self._sources.values()]
        kept = self._redaction.apply(self.table, rows.select(needed))
        written: dict[str, Any] = {}
        for shown, name in self._sources.items():
            if shown == "timestamp":
                written[shown] = second_cells(rows["onset"])
            elif name in kept.column_names:
                written[shown] = cells(kept[name])
            else:
                written[shown] = cells(arrow.nulls(rows.num_rows, arrow.string()))
        if self._by_session:
            written[ROOM_FROM] = room_from_cells(rows)
        words = {one.name: written[one.name] for one in self.described() if one.words}
        return Samples(TextLines(list(written.values())), sample_times(rows), words)


def sample_times(rows: Any) -> Any:
    """Give when rows happened, in seconds on the room's clock."""
    return seconds(rows["onset"]).to_numpy(zero_copy_only=False)


class Recording:
    """One recording of one person: samples as they come, and then its sidecar.

    Parameters
    ----------
    out : OutputFolder
        Where it is written.
    base : str
        Its name without endings.
    columns : list of DescribedColumn
        Its columns.
    members : mapping
        What the sidecar says besides columns and rate.
    """

    def __init__(
        self,
        out: OutputFolder,
        base: str,
        columns: list[DescribedColumn],
        members: Mapping[str, Any],
    ) -> None:
        self._out = out
        self._base = base
        self._columns = columns
        self._members = members
        self._rate = SamplingRate()
        self._file: IO[bytes] = out.open_gzip(self.name)

    @property
    def name(self) -> str:
        """Name of the file in the export."""
        return f"{self._base}_physio.tsv.gz"

    def add(self, samples: Samples, first: int, last: int) -> None:
        """Add some of the samples: from one place up to before another."""
        self._rate.add(samples.times[first:last])
        for column in self._columns:
            if column.name in samples.words:
                of_column = samples.words[column.name].slice(first, last - first)
                column.note(of_column.unique().to_pylist())
        self._file.write(samples.lines.between(first, last))

    def abandon(self) -> None:
        """Close it as it is."""
        self._file.close()

    def close(self, task: str) -> None:
        """Finish it, and write its sidecar."""
        self._file.close()
        document: dict[str, Any] = {
            "TaskName": task,
            **self._rate.sidecar(),
            "Columns": [escape(one.name) for one in self._columns],
            **self._members,
        }
        document |= {escape(one.name): one.sidecar() for one in self._columns}
        self._out.json(f"{self._base}_physio.json", document)
