"""What became of each row of a study in an export, and of what could name a person."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

from attrs import define, field

from ..display.summaries import lines_html, representation

if TYPE_CHECKING:
    from pathlib import Path

    import pandas as pd

_Key = tuple[str, str, str]


@define(repr=False)
class ExportReport:
    """Report of an export.

    Attributes
    ----------
    folder : Path
        Where it is.
    format : str
        ``"BIDS"``, ``"Psych-DS"`` or ``"ELAN"``.
    files : int
        How many files were written.
    pseudonyms : Path or None
        The file that can undo the labels of people and rooms; None where names were kept.
    """

    folder: Path
    format: str
    files: int = 0
    pseudonyms: Path | None = None
    _exported: Counter[tuple[str, str]] = field(factory=Counter[tuple[str, str]])
    _left_out: Counter[tuple[str, str]] = field(factory=Counter[tuple[str, str]])
    _decisions: Counter[_Key] = field(factory=Counter[_Key])
    _totals: dict[str, int] = field(factory=dict[str, int])

    def total(self, table: str, rows: int) -> None:
        """Note how many rows a table of the study has."""
        self._totals[table] = rows

    def exported(self, table: str, rows: int, where: str) -> None:
        """Note rows that are in the export."""
        if rows:
            self._exported[table, where] += rows

    def left_out(self, table: str, rows: int, reason: str) -> None:
        """Note rows that are not in it, and why."""
        if rows:
            self._left_out[table, reason] += rows

    def decided(self, table: str, column: str, decision: str, count: int = 1) -> None:
        """Note what was done to values, and to how many."""
        if count:
            self._decisions[table, column, decision] += count

    def placed_by_session(self, table: str, count: int) -> None:
        """Note rows without a ``roomId`` that are placed in a room by ``sessionId``."""
        self.decided(
            table, "roomId", "null in the study: the room is that of sessionId, its older name",
            count,
        )  # fmt: skip

    def of_nobody(self, table: str, count: int) -> None:
        """Note rows whose ``participantId`` is an empty text."""
        self.decided(table, "participantId", "empty in the study: the row is nobody's", count)

    def file_as_recorded(self) -> None:
        """Note a file of a recording in an export that names nobody otherwise."""
        self.decided(
            "recordings",
            "file",
            "brought along as it was recorded: face, voice, and the time in its header, if any",
        )

    def file_left_out(self) -> None:
        """Note a file of a recording of which nobody knows whose it is, or of which room."""
        self.decided(
            "recordings", "file", "not in the export: whose it is, or in which room, is not known"
        )

    def rows_of(self, table: str) -> int:
        """Count the rows of a table that were noted so far."""
        counted = (*self._exported.items(), *self._left_out.items())
        return sum(count for (name, _), count in counted if name == table)

    @property
    def rows(self) -> pd.DataFrame:
        """What became of the rows: ``table``, ``rows``, ``exported``, ``where``, ``reason``.

        ``rows`` are those of the study that a line is about; over the lines of a table they sum up
        to all of its rows.
        """
        import pandas as pd

        lines: list[dict[str, Any]] = []
        for table in self._totals:
            for (name, where), count in sorted(self._exported.items()):
                if name == table:
                    lines.append(_line(table, count, count, where, ""))
            for (name, reason), count in sorted(self._left_out.items()):
                if name == table:
                    lines.append(_line(table, count, 0, "", reason))
            missing = self._totals[table] - self.rows_of(table)
            if missing or not self._totals[table]:
                reason = "not counted: please report this" if missing else "the table is empty"
                lines.append(_line(table, missing, 0, "", reason))
        names = ["table", "rows", "exported", "where", "reason"]
        return pd.DataFrame(lines, columns=names)

    @property
    def decisions(self) -> pd.DataFrame:
        """What was done to values: ``table``, ``column``, ``decision``, ``values`` (how many)."""
        import pandas as pd

        lines = [(*key, count) for key, count in sorted(self._decisions.items())]
        return pd.DataFrame(lines, columns=["table", "column", "decision", "values"])

    @property
    def complete(self) -> bool:
        """Whether each row is in the export, or left out for a reason that stands in `rows`."""
        return all(self.rows_of(table) == total for table, total in self._totals.items())

    def to_dict(self) -> dict[str, Any]:
        """Give it as JSON values."""
        return {
            "format": self.format,
            "folder": str(self.folder),
            "files": self.files,
            "pseudonyms": None if self.pseudonyms is None else str(self.pseudonyms),
            "complete": self.complete,
            "rows": self.rows.to_dict("records"),
            "decisions": self.decisions.to_dict("records"),
        }

    def __str__(self) -> str:
        there = sum(self._exported.values())
        all_rows = sum(self._totals.values())
        lines = [
            f"{self.format} in {self.folder}: {self.files} files, {there:,} of {all_rows:,} rows"
        ]
        left = sorted(self._left_out.items())
        lines += [f"  {table}: {count:,} rows left out: {why}" for (table, why), count in left]
        if self.pseudonyms is not None:
            lines.append(f"  whoever has {self.pseudonyms} can undo the labels: do not share it")
        return "\n".join(lines)

    def __repr__(self) -> str:
        return representation(self)

    def _repr_html_(self) -> str:
        return lines_html(str(self), good=self.complete)


def _line(table: str, rows: int, exported: int, where: str, reason: str) -> dict[str, Any]:
    return {"table": table, "rows": rows, "exported": exported, "where": where, "reason": reason}
