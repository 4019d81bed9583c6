"""What a sidecar says of a column: what it means, its unit, the words that stand in it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from attrs import define, field

from .. import contract
from ..study.tables import EVENTS, KEPT_APART
from .cell_text import MISSING

if TYPE_CHECKING:
    from collections.abc import Iterable

_MOST_LEVELS = 100
_KNOWN = "A word of the HyperStudy API."
_UNKNOWN = "Sent by the server; the contract of the API does not list it."


@define
class DescribedColumn:
    """A column of an export.

    Attributes
    ----------
    name : str
        Its name there.
    description : str
        What it means.
    unit : str or None
        Unit of a number.
    words : tuple of str
        What the contract knows it may be; empty for anything.
    found : set of str
        What stands in it, for columns with words.
    """

    name: str
    description: str
    unit: str | None = None
    words: tuple[str, ...] = ()
    found: set[str] = field(factory=set[str])

    def note(self, cells: Iterable[str | None]) -> None:
        """Note what stands in it."""
        if self.words and len(self.found) <= _MOST_LEVELS:
            self.found.update(one for one in cells if one is not None and one != MISSING)

    def sidecar(self) -> dict[str, Any]:
        """Give what BIDS wants to know. Levels are a closed list there, so all found are in."""
        entry: dict[str, Any] = {"Description": self.description}
        if self.unit:
            entry["Units"] = self.unit
        if self.words and len(self.found) <= _MOST_LEVELS:
            every = dict.fromkeys((*self.words, *sorted(self.found - set(self.words))))
            entry["Levels"] = {one: _KNOWN if one in self.words else _UNKNOWN for one in every}
        return entry


def data_type_of(table: str) -> str:
    """Give the data type of the contract that the rows of a table of a study are of."""
    return EVENTS if table in KEPT_APART else table.removesuffix("_detail")


def describe_column(table: str, name: str, shown_as: str | None = None) -> DescribedColumn:
    """Describe a column of the study by the contract."""
    data_type = data_type_of(table)
    known = contract.columns(data_type) if data_type in contract.DATA_TYPES else ()
    for column in known:
        if column.name == name:
            numeric = column.kind in ("integer", "number")
            return DescribedColumn(
                shown_as or name,
                column.description.strip() or f"{name} of the HyperStudy API.",
                column.unit if numeric else None,
                column.words if column.kind == "text" else (),
            )
    if name == "onset_sec":
        meaning = "Seconds since the start of the first state of the room."
        return DescribedColumn(shown_as or name, meaning, "s")
    return DescribedColumn(
        shown_as or name,
        f"{name}, as the server sent it; the contract of the API does not list it.",
    )
