"""Columns that are empty because the server calls what belongs there by another name.

Which names rows have is inferred for some tables. Where a server writes ``participant_id`` for
``participantId``, or an object ``participant``, its values have a column of their own, and the one
that everybody groups and joins by is empty.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = ["misnamed"]


def misnamed(unmet: Iterable[str], unknown: Iterable[str]) -> list[dict[str, Any]]:
    """Find the columns that no row has, and whose values seem to stand elsewhere.

    Parameters
    ----------
    unmet : iterable of str
        Columns of the contract that no row has.
    unknown : iterable of str
        Keys of rows that the contract does not have.

    Returns
    -------
    list of dict
        For each: ``column``, and ``key``, which has the same letters; of an id, also without
        ``id`` at its end.
    """
    keys = {_letters(key): key for key in unknown}
    found: list[dict[str, Any]] = []
    for column in unmet:
        letters = _letters(column)
        key = keys.get(letters) or keys.get(letters.removesuffix("id"))
        if key is not None:
            found.append({"column": column, "key": key})
    return found


def _letters(name: str) -> str:
    return name.replace("_", "").replace("-", "").casefold()
