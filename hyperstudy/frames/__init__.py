"""Rows become a frame: the same columns and types whatever rows came, and no value lost.

**Columns.** First all columns that the contract names, in its order, then the flattened members
that it names (``metadata_type``), then ``onset_sec`` (``onset`` in seconds) where there is an
``onset``. They are there also if no row has them, and if there is no row. After them come keys
that the contract does not know, then members of flattened objects that it does not know, each in
order of first appearance, and last the companion columns.

**Flattening.** The members of ``metadata`` and ``sparseRatingData`` become columns of their own
(``metadata_<member>``); the original stays. Every row is looked at, and only one level.

**Types.** A known column has the type that the contract gives it:

========  ======================  ===================  ===========================
kind      pandas                  polars               Arrow
========  ======================  ===================  ===========================
text      its text type (``str``  ``String``           ``large_string``
          from pandas 3 on,
          ``object`` before)
integer   ``Int64``               ``Int64``            ``int64``
number    ``float64``             ``Float64``          ``double``
boolean   ``boolean``             ``Boolean``          ``bool``
time      ``datetime64[us,        ``Datetime`` (us,    ``timestamp`` (us, UTC)
          UTC]``, of pandas 2     UTC)
          ``datetime64[ns, UTC]``
json      ``object``: the Python  ``String``: the      ``large_string``: the value
          value as it came        value as JSON text   as JSON text
========  ======================  ===================  ===========================

An unknown column is boolean, integer, number or text if all its values are (and fit exactly),
``json`` otherwise. An unknown key that is a time in each record that the contract lists it for
(``createdAt``) is a time. So neither the order of the rows nor the pages they came in matter.

**Times** are ISO 8601: a date, or a date and a time with or without fraction, with ``Z``, an
offset, or nothing. Without an offset they are UTC, as the service documents.

**Values of another type** than the contract expects are read where that loses nothing: an id that
is a number is its digits, a number or truth value that is text is that value, and seconds or
milliseconds since 1970 are a time (`frames.conversions` has the rules). The notes count them. An
integer column takes ``3.0`` as 3, which counts as nothing.

**Values that do not fit.** A value that its column cannot hold exactly (words among numbers, true
among integers, an integer beyond 64 bits, an integer among numbers that a float cannot hold, a time
that cannot be read, has no unit or is finer than a microsecond, with pandas 2 a time before 1677 or
after 2262, text that is not valid Unicode) is missing there and stands as it came in the companion
column ``<column>_as_received``, of kind json. The notes count it.

**Names.** Nothing overwrites anything. Where two columns would have one name, the one that comes
first in the order above keeps it, and the other gets ``_2`` (``_3``, ...), which the notes tell.
A row that is no object is a row of missing values and stands in ``row_as_received``.

Null and an absent member are both a missing value; ``output="dict"`` keeps them apart.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal, TypeAlias

from hyperstudy.frames.notes import Built, Converted, Notes, Renamed, Unreadable

if TYPE_CHECKING:
    from collections.abc import Sequence

    from hyperstudy.contract import Column
    from hyperstudy.frames.columns import FrameBuilder

__all__ = [
    "Built",
    "Converted",
    "Notes",
    "Output",
    "Renamed",
    "Unreadable",
    "build",
    "builder",
    "known_columns",
]

Output: TypeAlias = Literal["pandas", "polars", "arrow"]
"""The kinds of frames."""


def build(rows: Sequence[Any], columns: Sequence[Column], output: Output = "pandas") -> Built:
    """Make a frame of rows.

    Parameters
    ----------
    rows : sequence of mappings
        Rows as the server sent them. They are not changed; a pandas frame refers to the objects
        and lists in them.
    columns : sequence of Column
        What `contract.columns` says of the data type.
    output : {"pandas", "polars", "arrow"}
        Kind of frame.

    Returns
    -------
    Built
        The frame and its notes; the rules stand at the top of this module.

    Raises
    ------
    ImportError
        If the package that makes such frames is not installed; the message says how to get it.
    ValueError
        If there is no such kind of frame.

    Examples
    --------
    >>> from hyperstudy import contract, frames
    >>> built = frames.build([], contract.columns("sync"))
    >>> str(built.frame["timestamp"].dt.tz)
    'UTC'
    """
    growing = builder(columns, output)
    growing.add(rows)
    return growing.finish()


def builder(columns: Sequence[Column], output: Output = "pandas") -> FrameBuilder:
    """Give a builder for rows that come in pages: ``add(rows)`` for each, then ``finish()``.

    The frame is the same as if all rows had come at once, but a page can be forgotten as soon as
    it was added. Parameters and exceptions are those of :func:`build`.
    """
    from hyperstudy import contract
    from hyperstudy.frames import backends
    from hyperstudy.imports.uninterrupted import uninterrupted

    with uninterrupted():
        from hyperstudy.frames.columns import FrameBuilder

        backend = backends.load(output)
    return FrameBuilder(
        columns,
        backend,
        flattened=contract.flattened_names(),
        times=contract.time_names(),
    )


def known_columns(columns: Sequence[Column]) -> tuple[Column, ...]:
    """Give the columns that every frame of a data type starts with, in order.

    Parameters
    ----------
    columns : sequence of Column
        What `contract.columns` says of the data type.

    Returns
    -------
    tuple of Column
        Those, and ``onset_sec`` where the type has an ``onset``.
    """
    from hyperstudy.frames.columns import derived

    return (*columns, *derived(columns))
