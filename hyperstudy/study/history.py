"""What a pull replaced: rows that the server changed, or has no more, kept apart."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ..imports.optional_packages import load
from . import layout
from .parquet_files import discard, sync_and_hash

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from .known_rows import Stored

_HELD = 2000


class History:
    """Takes rows one by one and writes them to a file, however many they are.

    Parameters
    ----------
    path : Path
        The file; it is made with the first row.
    """

    def __init__(self, path: Path) -> None:
        pa = load("pyarrow")
        self.path = path
        self._schema = pa.schema(
            [
                ("what", pa.large_string()),
                ("roomId", pa.large_string()),
                (layout.ORDER, pa.int64()),
                (layout.ROW, pa.large_string()),
            ]
        )
        self._writer: Any = None
        self._held: list[tuple[str, str | None, int, str]] = []

    def add(self, why: str, rows: Iterable[Stored]) -> None:
        """Take rows."""
        for one in rows:
            self._held.append((why, one.room, one.order, one.line))
            if len(self._held) == _HELD:
                self._write()

    def _write(self) -> None:
        pa = load("pyarrow")
        if self._writer is None:
            self._writer = load("pyarrow.parquet").ParquetWriter(
                self.path, self._schema, compression="zstd"
            )
        columns = [
            pa.array(values, one.type)
            for values, one in zip(zip(*self._held, strict=True), self._schema, strict=True)
        ]
        self._writer.write_table(pa.table(columns, schema=self._schema))
        self._held = []

    def finish(self) -> dict[str, Any] | None:
        """End the file; gives what the manifest says of it, or None if no row came."""
        if self._held:
            self._write()
        if self._writer is None:
            return None
        self._writer.close()
        return {"bytes": self.path.stat().st_size, "sha256": sync_and_hash(self.path)}

    def abandon(self) -> None:
        """Close what will not be used."""
        if self._writer is not None:
            discard(self._writer)
