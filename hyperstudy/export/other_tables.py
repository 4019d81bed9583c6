"""Tables of a study that a standard has no place for, as plain tables with a header."""

from __future__ import annotations

from typing import IO, TYPE_CHECKING, Any

from ..imports.optional_packages import load
from .cell_text import cells, escape
from .described_columns import DescribedColumn, describe_column
from .text_lines import TextLines

if TYPE_CHECKING:
    from collections.abc import Iterable

    from .export_report import ExportReport
    from .output_folder import OutputFolder
    from .redaction import Redaction

FOLDER = "sourcedata/hyperstudy"


class OtherTables:
    """Writes rows that have no better place, each table into a file of its own."""

    def __init__(self, out: OutputFolder, redaction: Redaction, report: ExportReport) -> None:
        self._out = out
        self._redaction = redaction
        self._report = report
        self._open: dict[str, tuple[IO[bytes], dict[str, DescribedColumn]]] = {}

    def add(
        self, table: str, rows: Any, more: dict[str, tuple[DescribedColumn, Any]] | None = None
    ) -> None:
        """Add rows (an Arrow table) of a table, with further columns of cells."""
        if not rows.num_rows:
            return
        kept = self._redaction.apply(table, rows)
        extra = more or {}
        where = f"{FOLDER}/{table}.tsv"
        if table not in self._open:
            new: IO[bytes] = self._out.path(where).open("wb")
            shown = {one: describe_column(table, one) for one in kept.column_names}
            shown |= {name: column for name, (column, _) in extra.items()}
            self._open[table] = (new, shown)
            new.write(("\t".join(map(escape, shown)) + "\n").encode())
        file, columns = self._open[table]
        written = [cells(kept[name]) for name in kept.column_names]
        for name, column in zip(kept.column_names, written, strict=True):
            if columns[name].words:
                columns[name].note(column.unique().to_pylist())
        file.write(TextLines([*written, *(array for _, array in extra.values())]).all())
        self._report.exported(table, rows.num_rows, where)

    def close(self) -> None:
        """Finish the files, and describe their columns."""
        for table, (file, columns) in self._open.items():
            file.close()
            self._out.json(
                f"{FOLDER}/{table}.json",
                {escape(name): one.sidecar() for name, one in columns.items()},
            )

    def abandon(self) -> None:
        """Close the files as they are."""
        for file, _ in self._open.values():
            file.close()


def concatenated(tables: Iterable[Any]) -> Any:
    """Put Arrow tables of the same columns together; None if there are none."""
    arrow = load("pyarrow")
    found = list(tables)
    return arrow.concat_tables(found).combine_chunks() if found else None
