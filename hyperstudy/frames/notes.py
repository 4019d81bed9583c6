"""What comes with a frame: the values that do not fit it, and the names that collided."""

from __future__ import annotations

from typing import Any

from attrs import frozen


@frozen
class Unreadable:
    """Values that do not fit their column.

    Attributes
    ----------
    column : str
        The column in which they are missing.
    companion : str
        The column in which they stand as they came.
    count : int
        How many there are.
    first : str
        The first of them as JSON text, cut if it is long.
    """

    column: str
    companion: str
    count: int
    first: str


@frozen
class Renamed:
    """A column that could not have the name that it should have.

    Attributes
    ----------
    wanted : str
        The name that another column has, or that is no valid text.
    given : str
        The name that it got.
    source : str
        What the column holds, in words.
    """

    wanted: str
    given: str
    source: str


@frozen
class Notes:
    """What a reader of a frame has to know beyond the frame. False if there is nothing.

    Attributes
    ----------
    unreadable : tuple of Unreadable
        One for each column with values that do not fit.
    renamed : tuple of Renamed
        One for each column with another name than expected.
    """

    unreadable: tuple[Unreadable, ...] = ()
    renamed: tuple[Renamed, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.unreadable or self.renamed)

    def sentences(self) -> list[str]:
        """Say each note in words, for a warning."""
        return [
            f"{one.count} value{'s' * (one.count > 1)} of column {one.column!r} "
            f"{'do' if one.count > 1 else 'does'} not fit its type: missing there, and kept as "
            f"received in column {one.companion!r}. The first is {one.first}"
            for one in self.unreadable
        ] + [
            f"Column {one.given!r} holds {one.source}, since the name {one.wanted!r} is not free."
            for one in self.renamed
        ]


@frozen
class Built:
    """A frame and its notes.

    Attributes
    ----------
    frame : pandas.DataFrame, polars.DataFrame or pyarrow.Table
        As asked for.
    notes : Notes
        Values that do not fit, names that collided.
    """

    frame: Any
    notes: Notes
