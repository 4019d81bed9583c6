"""Time, filters, order and page over a table, without making rows that nobody asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from hyperstudy.contract.schema_validation import is_date_time

from .call import Page
from .refusal import Refusal
from .study.moments import instant_of

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from .study.table import Row, Table

__all__ = [
    "MOST_ROWS_TO_SORT",
    "between",
    "identity_of",
    "page_of",
    "refuse_too_many",
    "select",
    "sorted_rows",
]

MOST_ROWS_TO_SORT = 200_000
"""Larger tables keep their order: another one would need all rows at once."""


def between(table: Table, start: str | None, end: str | None) -> Table:
    """Keep what lies from one time to another, both included."""
    if start is None and end is None:
        return table
    return table.between(
        None if start is None else instant_of(start),
        None if end is None else instant_of(end),
    )


def select(rows: Sequence[Row], wanted: Mapping[str, Callable[[Row], bool]]) -> Sequence[Row]:
    """Keep the rows that pass every test; without a test the table stays as it is."""
    if not wanted:
        return rows
    return [row for row in rows if all(passes(row) for passes in wanted.values())]


def sorted_rows(
    rows: Sequence[Row], sort: str | None, *, natural: Sequence[object]
) -> Sequence[Row]:
    """Sort by a member; rows without it come last, ties by id.

    Parameters
    ----------
    rows
        In their natural order.
    sort
        The member.
    natural
        The members whose order the rows have already.
    """
    if sort is None or sort in natural:
        return rows
    refuse_too_many(rows, "sort", sort)
    return sorted(rows, key=lambda row: (_rank(row.get(sort)), identity_of(row)))


def page_of(
    rows: Sequence[Row], *, limit: int, offset: int, descending: bool
) -> tuple[list[Row], Page]:
    """Cut one page; descending is the mirror of ascending, ties included."""
    total = len(rows)
    page = Page(total=total, limit=limit, offset=offset)
    if not descending:
        return list(rows[offset : offset + limit]), page
    end = max(total - offset, 0)
    return list(rows[max(end - limit, 0) : end])[::-1], page


def refuse_too_many(rows: Sequence[Row], parameter: str, value: object) -> None:
    """Refuse what would need all rows of a long table at once.

    Raises
    ------
    Refusal
        400, with what to do instead.
    """
    if len(rows) > MOST_ROWS_TO_SORT:
        narrower = "narrow them down by startTime, endTime or roomId"
        raise Refusal(
            400,
            "INVALID_PARAMETER",
            f"{len(rows)} rows are too many for {parameter}={value}: {narrower}",
            {
                "parameter": parameter,
                "value": value,
                "expected": f"{MOST_ROWS_TO_SORT} rows or fewer: {narrower}",
            },
        )


def _rank(value: Any) -> tuple[int, Any]:
    """Make any two JSON values comparable: numbers and times, text, the rest, nothing."""
    if isinstance(value, (int, float)):
        return (0, value)
    if isinstance(value, str):
        return (0, instant_of(value)) if is_date_time(value) else (1, value)
    return (3, "") if value is None else (2, str(value))


def identity_of(row: Row) -> str:
    """Find the id of a row, whatever its type calls it."""
    return next((str(value) for name, value in row.items() if name.endswith(("id", "Id"))), "")
