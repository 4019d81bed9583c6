"""Faults that change what a list says: moved totals, repeated rows, odd values, lost rows."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from .faults import Fault

__all__ = ["spoil"]

Content = dict[str, Any]

_ODD: tuple[Callable[[Any], Any], ...] = (
    lambda _: None,
    lambda value: str(value) if isinstance(value, (int, float)) else 4.5,
    lambda value: [value],
    lambda value: {"value": value},
    lambda _: 2**53 + 1,
    lambda value: f"{value}\u0000\u202e",
    lambda _: "",
)


def _moved_total(content: Content, by: int, _: random.Random) -> None:
    content["metadata"]["pagination"]["total"] += by


def _repeated_rows(content: Content, count: int, _: random.Random) -> None:
    rows: list[Any] = content["data"]
    content["data"] = rows + rows[:count]
    if "pagination" in content["metadata"]:
        content["metadata"]["pagination"]["returned"] = len(content["data"])


def _odd_values(content: Content, count: int, chance: random.Random) -> None:
    rows: list[dict[str, Any]] = [dict(row) for row in content["data"]]
    for _ in range(count if rows else 0):
        row = chance.choice(rows)
        # The ids stay as they are, so that a test can find the row again.
        names = [name for name in row if name != "id" and not name.endswith("Id")]
        if names:
            name = chance.choice(names)
            row[name] = chance.choice(_ODD)(row[name])
        row.setdefault("unheardOf", chance.random())
    content["data"] = rows


def _missing_index(content: Content, count: int, _: random.Random) -> None:
    rows: list[Any] = content["data"]
    content["data"] = rows[: max(len(rows) - count, 0)]
    metadata = content["metadata"]
    metadata["_warnings"] = [
        "MISSING_INDEX: the query needs a composite index that does not exist; rows may be missing"
    ]
    if "pagination" in metadata:
        lost = len(rows) - len(content["data"])
        metadata["pagination"]["returned"] -= lost
        metadata["pagination"]["total"] -= lost


_SPOILERS: Mapping[str, Callable[[Content, int, random.Random], None]] = {
    "moved-total": _moved_total,
    "repeated-rows": _repeated_rows,
    "odd-values": _odd_values,
    "missing-index": _missing_index,
}


def spoil(content: Content, faults: Iterable[Fault], *, purpose: str) -> None:
    """Play the faults of the stage ``data`` on an answer, in place; shared rows stay whole.

    Parameters
    ----------
    content
        The envelope of a list.
    faults
        Those that the request meets.
    purpose
        Decides, with the fault, which values are hit.
    """
    for fault in faults:
        if fault.kind.stage == "data":
            chance = random.Random(f"{purpose} {fault}")
            _SPOILERS[fault.kind.name](content, int(fault.setting), chance)
