"""Rows of several fetches that make one list."""

from __future__ import annotations

from collections import Counter, defaultdict
from contextlib import suppress
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from ..exact_json import id_text
from ..frames.json_text import json_text
from .row_accounting import same

if TYPE_CHECKING:
    from collections.abc import Sequence

    from .row_accounting import Row


def merged(
    parts: Sequence[Sequence[Row]], identifier: str | None, sort: str, *, descending: bool = False
) -> tuple[list[Row], int]:
    """Put the rows of several fetches together, in the order asked for.

    A row that an earlier one brought, equal to the letter, is left out; how many came with other
    content is told beside them. Of rows without an id there are as many as the part with most of
    them has: rows of one part are never each other's repeats.

    Parameters
    ----------
    parts : sequence of sequence of dict
        The rows, each part in this order.
    identifier : str or None
        The member that identifies a row.
    sort : str
        The member whose values put rows in order.
    descending : bool
        The other way round.
    """
    rows: list[Row] = []
    changed = contributed = 0
    known: defaultdict[str, list[Row]] = defaultdict(list)
    nameless: Counter[str] = Counter()
    for part in parts:
        fresh: list[Row] = []
        came: Counter[str] = Counter()
        for row in part:
            key = id_text(row.get(identifier)) if identifier else None
            if key is None:
                text = json_text(row)
                came[text] += 1
                if came[text] > nameless[text]:
                    fresh.append(row)
                continue
            before = known.get(key, ())
            if any(same(one, row) for one in before):
                continue
            changed += bool(before)
            fresh.append(row)
        for row in fresh:
            if identifier and (key := id_text(row.get(identifier))) is not None:
                known[key].append(row)
        nameless |= came
        rows += fresh
        contributed += bool(fresh)
    if contributed > 1:
        rows.sort(key=lambda row: _place(row.get(sort)), reverse=descending)
    return rows, changed


def _place(value: Any) -> tuple[str, Any]:
    """Give what values of any kind can be put in order by; a missing one comes last."""
    if value is None:
        return ("~", "")
    if isinstance(value, str):
        # As texts, times with and without fractions of a second would stand in the wrong order.
        with suppress(ValueError):
            moment = datetime.fromisoformat(value)
            return ("time", moment if moment.tzinfo else moment.replace(tzinfo=UTC))
    if isinstance(value, (int, float, str)):
        return ("number" if not isinstance(value, str) else "text", value)
    return ("value", repr(value))
