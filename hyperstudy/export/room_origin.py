"""Rows that name their room in ``sessionId`` alone: whether there are any, and what marks them.

Until 2026 events called their room so. A row of that kind is in the room all the same, and each
format has a place that says from which of the two names that is known.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ..imports.optional_packages import load
from .cell_text import MISSING
from .described_columns import DescribedColumn
from .study_rows import SESSION, batches, by_session, columns_of, has_values

if TYPE_CHECKING:
    from collections.abc import Set as AbstractSet

    from ..offline.reader import StudyReader

ROOM_FROM = "room_from"
"""The column that marks such rows."""


def has_rows_by_session(study: StudyReader, table: str, rooms: AbstractSet[str]) -> bool:
    """Return whether rows are in one of these rooms by their ``sessionId`` alone."""
    names = ("roomId", SESSION)
    if not set(names) <= set(columns_of(study, table)) or not has_values(study, table, SESSION):
        return False
    return any(
        not rooms.isdisjoint(rows[SESSION].filter(by_session(rows)).unique().to_pylist())
        for rows in batches(study, table, columns=names)
    )


def describe_room_from() -> DescribedColumn:
    """Describe the column that marks such rows."""
    return DescribedColumn(
        ROOM_FROM,
        "sessionId where the server sent no roomId (null): the room, and so the session of this "
        "file, is what the row has as sessionId, the older name of roomId. Not there where it sent "
        "a roomId.",
        words=(SESSION,),
    )


def room_from_cells(rows: Any) -> Any:
    """Give the cells of that column for rows (an Arrow table)."""
    arrow, compute = load("pyarrow"), load("pyarrow.compute")
    old = by_session(rows)
    if old is None:
        return arrow.array([MISSING] * rows.num_rows, arrow.string())
    marked = compute.if_else(old, SESSION, MISSING)
    whole = marked.combine_chunks() if isinstance(marked, arrow.ChunkedArray) else marked
    return whole.cast(arrow.string())
