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
class Converted:
    """Values of another JSON type than their column's that were read without loss.

    Attributes
    ----------
    column : str
        The column in which they stand.
    count : int
        How many there are.
    first : str
        The first of them as it came, as JSON text, cut if it is long.
    """

    column: str
    count: int
    first: str


@frozen
class Notes:
    """What a reader of a frame has to know beyond the frame. False if there is nothing.

    Attributes
    ----------
    unreadable : tuple of Unreadable
        One for each column with values that do not fit.
    renamed : tuple of Renamed
        One for each column with another name than expected.
    converted : tuple of Converted
        One for each column with values that came as another type and were read.
    """

    unreadable: tuple[Unreadable, ...] = ()
    renamed: tuple[Renamed, ...] = ()
    converted: tuple[Converted, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.unreadable or self.renamed or self.converted)

    def sentences(self) -> list[str]:
        """Describe each note, for a warning."""
        return [
            *map(_of_unreadable, self.unreadable),
            *map(_of_renamed, self.renamed),
            *map(_of_converted, self.converted),
        ]


def _of_unreadable(one: Unreadable) -> str:
    verb = "do" if one.count > 1 else "does"
    return (
        f"{_values(one.count)} of column {one.column!r} {verb} not fit its type: missing there, "
        f"and kept as received in column {one.companion!r}. The first is {one.first}"
    )


def _of_renamed(one: Renamed) -> str:
    return f"Column {one.given!r} holds {one.source}, since the name {one.wanted!r} is not free."


def _of_converted(one: Converted) -> str:
    verb = "were" if one.count > 1 else "was"
    return (
        f"{_values(one.count)} of column {one.column!r} came as another type and {verb} read "
        f"without loss. The first is {one.first}"
    )


def _values(count: int) -> str:
    return f"{count} value{'s' * (count > 1)}"


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
