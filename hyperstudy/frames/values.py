"""The values of one column as they come in, chunk by chunk, in the type of the column.

A chunk is first read as a whole, which is quick and fails if one value does not fit. Only then
is it looked through value by value, and what does not fit is set aside.
"""

from __future__ import annotations

from functools import partial
from math import isfinite
from typing import TYPE_CHECKING, Any, NamedTuple, TypeAlias

import numpy as np

from hyperstudy.frames import conversions, times

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from numpy.typing import NDArray

    from hyperstudy.contract.schemas import Kind
    from hyperstudy.frames.backends import Backend

_NONE = type(None)
# Up to here each integer is a float of its own.
_EXACT = 2.0**53
_SMALLEST, _LARGEST = -(2**63), 2**63 - 1


class Masked(NamedTuple):
    """Values of a type that has none to spare for a missing one."""

    values: NDArray[Any]
    missing: NDArray[np.bool_]


def _fits_text(value: Any) -> bool:
    if not isinstance(value, str):
        return False
    try:
        value.encode()
    except UnicodeEncodeError:
        return False
    return True


def _fits_integer(value: Any) -> bool:
    if type(value) is float and value.is_integer():
        value = int(value)
    return type(value) is int and _SMALLEST <= value <= _LARGEST


def _fits_number(value: Any) -> bool:
    if type(value) is int:
        try:
            return float(value) == value
        except OverflowError:
            return False
    return type(value) is float and isfinite(value)


def _fits_boolean(value: Any) -> bool:
    return type(value) is bool


def _read_integers(values: Sequence[Any]) -> Masked:
    found = _types(values, {int, float, _NONE})
    if float in found:
        if not all(value is None or _fits_integer(value) for value in values):
            raise ValueError("not an integer of 64 bits")
        values = [value if value is None else int(value) for value in values]
    return _masked(values, found, np.int64)


def _read_numbers(values: Sequence[Any]) -> NDArray[np.float64]:
    found = _types(values, {int, float, _NONE})
    filled = [np.nan if one is None else one for one in values] if _NONE in found else values
    numbers = np.fromiter(filled, np.float64, len(values))
    missing = values.count(None) if _NONE in found else 0
    if np.count_nonzero(np.isfinite(numbers)) + missing != len(values):
        raise ValueError("a number that is not finite, where only what is missing may be NaN")
    if (
        int in found
        and (np.abs(numbers) >= _EXACT).any()
        and not all(value is None or _fits_number(value) for value in values)
    ):
        raise ValueError("not a number that a float holds exactly")
    return numbers


def _read_booleans(values: Sequence[Any]) -> Masked:
    found = _types(values, {bool, _NONE})
    return _masked(values, found, np.bool_)


def _read_times(moments: tuple[int, int], values: Sequence[Any]) -> NDArray[np.datetime64]:
    read = times.read(values)
    if not times.within(read, *moments):
        raise ValueError("a moment beyond what the column holds")
    return read


def _fits_time(moments: tuple[int, int], value: Any) -> bool:
    moment = times.microseconds(value)
    return moment is not None and moments[0] <= moment <= moments[1]


def _types(values: Sequence[Any], allowed: set[type]) -> set[type]:
    found = set(map(type, values))
    if not found <= allowed:
        raise TypeError("values of another type")
    return found


def _masked(values: Sequence[Any], found: set[type], dtype: type) -> Masked:
    length = len(values)
    missing = np.zeros(length, np.bool_)
    if _NONE in found:
        missing = np.array([value is None for value in values], np.bool_)
        values = [value or 0 for value in values]
    filled: NDArray[Any] = np.fromiter(values, np.dtype(dtype), length)
    return Masked(filled, missing)


_FITS: Mapping[Kind, Callable[[Any], bool]] = {
    "text": _fits_text,
    "integer": _fits_integer,
    "number": _fits_number,
    "boolean": _fits_boolean,
}
_UNKNOWN: Mapping[frozenset[type], Kind] = {
    frozenset([str]): "text",
    frozenset([int]): "integer",
    frozenset([float]): "number",
    frozenset([int, float]): "number",
    frozenset([bool]): "boolean",
}


def _reader(kind: Kind, backend: Backend) -> Callable[[Sequence[Any]], Any]:
    """Give what reads a chunk as a whole; it raises one of `_MISFIT` if a value does not fit."""
    readers: Mapping[Kind, Callable[[Sequence[Any]], Any]] = {
        "text": backend.text,
        "json": backend.json,
        "integer": _read_integers,
        "number": _read_numbers,
        "boolean": _read_booleans,
        "time": partial(_read_times, backend.MOMENTS),
    }
    return readers[kind]


def _fitting(kind: Kind, backend: Backend) -> Callable[[Any], bool]:
    """Give what tells of one value whether it fits."""
    return partial(_fits_time, backend.MOMENTS) if kind == "time" else _FITS[kind]


def _nothing(kind: Kind, backend: Backend, length: int) -> Any:
    """Give a piece of a column in which all values are missing."""
    if kind == "text":
        return backend.no_text(length)
    if kind == "json":
        return backend.no_json(length)
    if kind == "number":
        return np.full(length, np.nan)
    if kind == "time":
        return np.full(length, times.MISSING)
    dtype = np.int64 if kind == "integer" else np.bool_
    return Masked(np.zeros(length, dtype), np.ones(length, np.bool_))


_MISFIT = (TypeError, ValueError, OverflowError)


class TypedColumn:
    """A column of a known kind.

    Attributes
    ----------
    kind : Kind
        What its values are.
    kept : dict of int to object
        Values that cannot be read, as they came, by row.
    converted : int
        Values of another JSON type that were read all the same.
    first_converted : object
        The first of them, as it came.
    """

    def __init__(self, kind: Kind, backend: Backend) -> None:
        self.kind: Kind = kind
        self.kept: dict[int, Any] = {}
        self.converted = 0
        self.first_converted: Any = None
        self._backend = backend
        self._read = _reader(kind, backend)
        self._length = 0
        self._pieces: list[Any] = []

    def read(self, values: Sequence[Any], *, finite: bool = False) -> Any:
        """Make a piece of the column of values, in any thread; None if one does not fit.

        With `finite`, no number in them is infinite or none at all.
        """
        try:
            if finite and self.kind == "json":
                return self._backend.json(values, finite=True)
            return self._read(values)
        except _MISFIT:
            return None

    def add(self, start: int, values: Sequence[Any]) -> None:
        """Take the values of the rows from `start` on; those since the last chunk are missing."""
        piece = self.read(values)
        if piece is None:
            piece = self._read(self._set_aside(start, values))
        self.put(start, piece, len(values))

    def put(self, start: int, piece: Any, length: int) -> None:
        """Take what :meth:`read` made of so many rows from `start` on."""
        self._fill(start)
        self._pieces.append(piece)
        self._length = start + length

    def typed(self) -> TypedColumn:
        """Give this column; one of unknown kind gives what its values make it."""
        return self

    def finish(self, length: int) -> Any:
        """Give the backend's column with this length, and forget the values."""
        self._fill(length)
        pieces, self._pieces = self._pieces, []
        backend = self._backend
        if self.kind == "text":
            return backend.text_column(pieces)
        if self.kind == "json":
            return backend.json_column(pieces)
        values, missing = _joined(pieces)
        if self.kind == "number":
            return backend.number_column(values)
        if self.kind == "time":
            return backend.time_column(values)
        if self.kind == "integer":
            return backend.integer_column(values, missing)
        return backend.boolean_column(values, missing)

    def divided(self, divisor: float, length: int) -> TypedColumn | None:
        """Give a number column of these values divided; None if they are no numbers."""
        if self.kind not in ("integer", "number"):
            return None
        self._fill(length)
        values, missing = _joined(self._pieces)
        quotient = TypedColumn("number", self._backend)
        floats = values / divisor
        if missing is not None:
            floats[missing] = np.nan
        quotient._pieces, quotient._length = [floats], length
        return quotient

    def _fill(self, length: int) -> None:
        if length > self._length or not self._pieces:
            self._pieces.append(_nothing(self.kind, self._backend, length - self._length))
            self._length = length

    def _set_aside(self, start: int, values: Sequence[Any]) -> list[Any]:
        fits = _fitting(self.kind, self._backend)
        fitting: list[Any] = []
        for row, value in enumerate(values, start):
            if value is None or fits(value):
                fitting.append(value)
                continue
            read = conversions.converted(self.kind, value)
            if read is not None and fits(read):
                fitting.append(read)
                self.first_converted = self.first_converted if self.converted else value
                self.converted += 1
            else:
                fitting.append(None)
                self.kept[row] = value
        return fitting

    @property
    def mixed(self) -> bool:
        """Whether there was a value that is not of the column's own JSON type."""
        return bool(self.converted or self.kept)


class UntypedColumn:
    """A column that the contract does not know: its kind shows when all values are there."""

    def __init__(self, backend: Backend) -> None:
        self._backend = backend
        self._values: list[Any] = []

    def add(self, start: int, values: Sequence[Any]) -> None:
        """Take the values of the rows from `start` on; those since the last chunk are missing."""
        self._values += [None] * (start - len(self._values))
        self._values += values

    def typed(self) -> TypedColumn:
        """Give a column of the kind that holds all values exactly, without reading anything."""
        values, self._values = self._values, []
        kind: Kind = _UNKNOWN.get(frozenset(map(type, values)) - {_NONE}, "json")
        column = TypedColumn(kind, self._backend)
        column.add(0, values)
        if column.kept:
            column = TypedColumn("json", self._backend)
            column.add(0, values)
        return column


Growing: TypeAlias = "TypedColumn | UntypedColumn"


def _joined(pieces: list[Any]) -> tuple[NDArray[Any], Any]:
    """Give the values and what says which are missing; None where the values say it."""
    if isinstance(pieces[0], Masked):
        values, missing = zip(*pieces, strict=True)
        return np.concatenate(values), np.concatenate(missing)
    return np.concatenate(pieces), None
