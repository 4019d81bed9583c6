"""What a pull brought."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from attrs import asdict, define, field

from ..display.summaries import as_typed, escape, representation

if TYPE_CHECKING:
    from pathlib import Path

    from .manifest import TableEntry


@define
class TableReport:
    """What a pull brought of one table.

    Attributes
    ----------
    name : str
        Name of the table.
    promised : int or None
        Rows that the server said there are.
    rows : int
        Rows that are here.
    new, changed, vanished : int
        How they differ from before the pull.
    findings : list of str
        What a reader of the rows has to know.
    notes : list of str
        What was odd and cost nothing.
    """

    name: str
    promised: int | None
    rows: int
    new: int
    changed: int
    vanished: int
    findings: list[str]
    notes: list[str] = field(factory=list[str])

    @classmethod
    def of(cls, name: str, entry: TableEntry) -> TableReport:
        """Make it of what the manifest says."""
        changes = entry.changes
        return cls(
            name,
            entry.promised,
            entry.rows,
            changes.new,
            changes.changed,
            changes.vanished,
            entry.findings(),
            entry.notes(),
        )

    @property
    def complete(self) -> bool:
        """Every promised row is here and nothing speaks against it."""
        return not self.findings


@define(repr=False)
class PullReport:
    """What a pull brought. Printing it gives a table.

    Attributes
    ----------
    folder : Path
        The study.
    experiment_id : str
        What was pulled.
    pull : int
        Its number among the pulls of this study.
    tables : list of TableReport
        Each table that was asked for and came.
    refused : dict of str to str
        Tables that the server did not give, and why.
    requests : int
        How many were made in this call for tables and what the experiment says of itself; a
        link for each recording comes on top.
    waited : float
        Seconds that the call waited because of limits or faults.
    went_on : bool
        It went on with one that was interrupted.
    recordings : dict or None
        How many ``files`` were asked for, how many ``failed``; None if they were not asked for.
    restored : list of str
        Files of earlier pulls that were missing or damaged, and whose rows were read anew.
    """

    folder: Path
    experiment_id: str
    pull: int
    tables: list[TableReport] = field(factory=list[TableReport])
    refused: dict[str, str] = field(factory=dict[str, str])
    requests: int = 0
    waited: float = 0.0
    went_on: bool = False
    recordings: dict[str, Any] | None = None
    restored: list[str] = field(factory=list[str])

    @property
    def complete(self) -> bool:
        """Everything that was asked for is here, and nothing speaks against it."""
        failed = bool(self.recordings and self.recordings["failed"])
        return not self.refused and not failed and all(one.complete for one in self.tables)

    def findings(self) -> list[str]:
        """Describe what is missing or odd; empty when nothing is."""
        found = [f"{one.name}: {text}" for one in self.tables for text in one.findings]
        found += [f"{name} was refused: {why}" for name, why in self.refused.items()]
        if self.recordings and self.recordings["failed"]:
            found.append(f"{self.recordings['failed']} recordings failed to download")
        return found

    def notes(self) -> list[str]:
        """Describe what was odd and cost nothing."""
        return [f"{one.name}: {text}" for one in self.tables for text in one.notes]

    def _remarks(self) -> list[str]:
        restored = [f"{name} was missing or damaged, and was made anew" for name in self.restored]
        return [*self.findings(), *self.notes(), *restored]

    def to_dict(self) -> dict[str, Any]:
        """Give it as plain JSON values."""
        return {**asdict(self), "folder": str(self.folder), "complete": self.complete}

    def __bool__(self) -> bool:
        return self.complete

    def _summary(self) -> str:
        rows = sum(one.rows for one in self.tables)
        new = sum(one.new for one in self.tables)
        state = "complete" if self.complete else "NOT COMPLETE"
        return (
            f"{self.experiment_id} in {self.folder}: {state}, {rows:,} rows, {new:,} of them new "
            f"({self.requests} requests)"
        )

    def _cells(self) -> list[tuple[str, ...]]:
        return [
            (
                "" if one.complete else "!",
                one.name,
                f"{one.rows:,}",
                "?" if one.promised is None else f"{one.promised:,}",
                f"{one.new:,}",
                f"{one.changed:,}",
                f"{one.vanished:,}",
            )
            for one in self.tables
        ]

    def __str__(self) -> str:
        cells = [_HEADINGS, *self._cells()]
        widths = [max(map(len, column)) for column in zip(*cells, strict=True)]
        lines = [
            "  ".join(
                cell.ljust(width) if place < 2 else cell.rjust(width)
                for place, (cell, width) in enumerate(zip(row, widths, strict=True))
            ).rstrip()
            for row in cells
        ]
        return "\n".join([self._summary(), *lines, *self._remarks()])

    def __repr__(self) -> str:
        return representation(self)

    def _repr_html_(self) -> str:
        def row(tag: str, cells: tuple[str, ...]) -> str:
            inside = "".join(
                f'<{tag} style="text-align:{"left" if place < 2 else "right"}">'
                f"{escape(cell)}</{tag}>"
                for place, cell in enumerate(cells)
            )
            return f"<tr>{inside}</tr>"

        rows = "".join(row("td", cells) for cells in self._cells())
        items = "".join(f"<li>{escape(text)}</li>" for text in self._remarks())
        return as_typed(
            f"<p>{escape(self._summary())}</p><table>{row('th', _HEADINGS)}{rows}</table>"
            + (f"<ul>{items}</ul>" if items else "")
        )


_HEADINGS = ("", "table", "rows", "promised", "new", "changed", "vanished")
