"""Rows to columns: which columns there are, where their values stand, and what they are called."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import chain, islice
from operator import itemgetter
from typing import TYPE_CHECKING, Any, NamedTuple, cast

from hyperstudy.contract.typed_rows import TypedRows
from hyperstudy.frames.json_text import json_text
from hyperstudy.frames.names import settle, valid
from hyperstudy.frames.notes import Built, Converted, Notes, Renamed, Unreadable
from hyperstudy.frames.values import TypedColumn, UntypedColumn

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Sequence

    from hyperstudy.contract import Column
    from hyperstudy.frames.backends import Backend
    from hyperstudy.frames.values import Growing

# Rows that are turned at a time: few enough to stay in the processor's cache until all their
# columns are read, which is twice as fast as to read a whole study column by column.
_CHUNK = 500
_LONGEST = 100
_NOTHING: Mapping[str, Any] = {}
# The property that `onset_sec` is made of, which has been a column since hyperstudy 0.1.
_ONSET = "onset"


def derived(columns: Iterable[Column]) -> tuple[Column, ...]:
    """Give the columns that are made of others: ``onset_sec`` where there is an ``onset``."""
    return tuple(
        column._replace(
            name=f"{_ONSET}_sec",
            kind="number",
            unit="s",
            description=f"The same as {_ONSET}, in seconds.",
            example=None,
        )
        for column in columns
        if column.path == (_ONSET,)
    )


class _Planned(NamedTuple):
    """A column on its way into the frame."""

    wanted: str
    source: str
    column: TypedColumn


class _Cells(NamedTuple):
    """What stands at one key in some rows: a piece of its column, or values if there is none."""

    key: str
    values: Sequence[Any]
    piece: Any


class Digest(NamedTuple):
    """Some rows, as pieces of columns: those at their keys, and those of flattened objects."""

    rows: list[_Cells]
    inner: dict[str, list[_Cells]]


class _Level:
    """The objects at one place of the rows: the rows themselves, or what stands at one key."""

    def __init__(
        self, path: tuple[str, ...], columns: Iterable[Column], times: Collection[str], to: Backend
    ) -> None:
        self._path = path
        self._columns: dict[str, Growing] = {
            column.path[-1]: TypedColumn(column.kind, to) for column in columns
        }
        self._known = len(self._columns)
        self._times = times
        self._to = to

    def turned(self, objects: Sequence[Mapping[str, Any]]) -> Iterable[tuple[str, Sequence[Any]]]:
        """Give the values at each key that any of the objects has.

        Keys that are new come in the order in which the objects have them.
        """
        keys = set[str]().union(*objects)
        new = not keys <= self._columns.keys()
        present = list(dict.fromkeys(chain.from_iterable(objects)) if new else keys)
        return zip(present, _turned(objects, present), strict=True)

    def read(self, found: Iterable[tuple[str, Sequence[Any]]], *, finite: bool) -> Iterator[_Cells]:
        """Make pieces of columns of the values at each key, in any thread."""
        for key, values in found:
            column = self._columns.get(key)
            # Of what kind an unknown column is shows only when all its values are there.
            piece = None
            if isinstance(column, TypedColumn):
                piece = column.read(values, finite=finite)
            yield _Cells(key, values if piece is None else (), piece)

    def put(self, start: int, length: int, cells: Iterable[_Cells]) -> None:
        """Take the cells of so many rows from `start` on."""
        for key, values, piece in cells:
            if key not in self._columns:
                self._meet(key)
            column = self._columns[key]
            if piece is not None and isinstance(column, TypedColumn):
                column.put(start, piece, length)
            else:
                column.add(start, values)

    @property
    def unknown(self) -> Iterable[str]:
        """The keys that objects had and the contract does not name."""
        return islice(self._columns, self._known, None)

    @property
    def mixed(self) -> Iterable[str]:
        """The keys at which a value was not of its column's own type."""
        return (
            key
            for key, column in self._columns.items()
            if isinstance(column, TypedColumn) and column.mixed
        )

    def planned(self, *, known: bool) -> Iterator[_Planned]:
        """Give the columns that the contract names, or those that it doesn't."""
        for place, (key, column) in enumerate(self._columns.items()):
            if (place < self._known) == known:
                owner = f" of {self._path[0]!r}" if self._path else ""
                wanted = "_".join((*self._path, key))
                yield _Planned(wanted, f"what came as {key!r}{owner}", column.typed())

    def _meet(self, key: str) -> None:
        timed = key in self._times
        self._columns[key] = TypedColumn("time", self._to) if timed else UntypedColumn(self._to)


def _turned(objects: Sequence[Mapping[str, Any]], keys: Sequence[str]) -> Iterable[Sequence[Any]]:
    """Give the values at each of the keys, which are all keys that any of the objects has."""
    if len(keys) > 1 and set(map(len, objects)) == {len(keys)}:
        return zip(*map(itemgetter(*keys), objects), strict=True)
    return ([one.get(key) for one in objects] for key in keys)


class FrameBuilder:
    """A frame that grows by pages of rows.

    Parameters
    ----------
    columns : sequence of Column
        What the contract says of the data type.
    backend : Backend
        What makes the frame.
    flattened : iterable of str
        Keys whose members become columns, whether or not the contract has them for this type.
    times : collection of str
        Keys that are times even where the contract doesn't have them for this type.
    """

    def __init__(
        self,
        columns: Sequence[Column],
        backend: Backend,
        *,
        flattened: Iterable[str],
        times: Collection[str],
    ) -> None:
        self._backend = backend
        self._length = 0
        self._no_objects: dict[int, Any] = {}
        self._rows = _Level((), (one for one in columns if len(one.path) == 1), times, backend)
        self._inner = {
            parent: _Level(
                (parent,), (one for one in columns if one.path[:-1] == (parent,)), (), backend
            )
            for parent in dict.fromkeys(
                chain((one.path[0] for one in columns if one.flatten), flattened)
            )
        }

    def add(self, rows: Sequence[Any]) -> None:
        """Take the next rows. They are not needed afterwards, nor changed."""
        if isinstance(rows, TypedRows):
            for digest, length in rows.pieces:
                self._put(digest, length)
            return
        for first in range(0, len(rows), _CHUNK):
            chunk = self._objects(rows[first : first + _CHUNK])
            self._put(self.digest(self._rows.turned(chunk)), len(chunk))

    def digest(self, found: Iterable[tuple[str, Sequence[Any]]], *, finite: bool = False) -> Digest:
        """Make pieces of columns of the values at each key of some rows.

        With `finite`, no number in them is infinite or none at all, as most parsers see to.

        Nothing of this builder changes, and any thread may do it: best the one that has just
        made the values, since they are in its processor's cache then.
        """
        inner: dict[str, list[_Cells]] = {}

        def watched() -> Iterator[tuple[str, Sequence[Any]]]:
            for key, values in found:
                yield key, values
                if (level := self._inner.get(key)) is not None:
                    inner[key] = list(
                        level.read(level.turned(list(map(_object, values))), finite=finite)
                    )

        return Digest(list(self._rows.read(watched(), finite=finite)), inner)

    @property
    def unknown_keys(self) -> Iterable[str]:
        """The keys that rows had so far and the contract does not name."""
        return self._rows.unknown

    @property
    def mixed_keys(self) -> Iterable[str]:
        """The keys at which a value so far was not of the type that the contract names."""
        return self._rows.mixed

    def finish(self) -> Built:
        """Give the frame of all rows that were added, and its notes. Call it once."""
        known = [*self._rows.planned(known=True), *self._members(known=True)]
        unknown = [*self._rows.planned(known=False), *self._members(known=False)]
        planned = [*known, *self._seconds([*known, *unknown]), *unknown]
        names = settle([one.wanted for one in planned])
        renamed = [
            Renamed(valid(one.wanted), name, one.source)
            for name, one in zip(names, planned, strict=True)
            if name != one.wanted
        ]
        finished = {
            name: one.column.finish(self._length) for name, one in zip(names, planned, strict=True)
        }
        kept = {
            name: one.column.kept
            for name, one in zip(names, planned, strict=True)
            if one.column.kept
        }
        if self._no_objects:
            kept["row"] = self._no_objects
        wanted = [f"{name}_as_received" for name in kept]
        unreadable: list[Unreadable] = []
        for name, companion in zip(kept, settle(wanted, taken=finished), strict=True):
            values = kept[name]
            first = json_text(next(iter(values.values())))
            unreadable.append(Unreadable(name, companion, len(values), shortened(first)))
            column = TypedColumn("json", self._backend)
            column.add(0, [values.get(row) for row in range(self._length)])
            finished[companion] = column.finish(self._length)
        converted = [
            Converted(name, one.column.converted, shortened(json_text(one.column.first_converted)))
            for name, one in zip(names, planned, strict=True)
            if one.column.converted
        ]
        frame = self._backend.frame(finished, self._length)
        return Built(frame, Notes(tuple(unreadable), tuple(renamed), tuple(converted)))

    def _put(self, digest: Digest, length: int) -> None:
        self._rows.put(self._length, length, digest.rows)
        for parent, cells in digest.inner.items():
            self._inner[parent].put(self._length, length, cells)
        self._length += length

    def _objects(self, rows: Sequence[Any]) -> Sequence[Mapping[str, Any]]:
        """Put an empty object for a row that is none, and keep that row."""
        if set(map(type, rows)) == {dict}:
            return rows
        for place, row in enumerate(rows, self._length):
            if not isinstance(row, Mapping):
                self._no_objects[place] = row
        return list(map(_object, rows))

    def _members(self, *, known: bool) -> Iterator[_Planned]:
        return chain.from_iterable(level.planned(known=known) for level in self._inner.values())

    def _seconds(self, planned: Iterable[_Planned]) -> Iterator[_Planned]:
        for one in planned:
            if one.wanted == _ONSET:
                seconds = one.column.divided(1000, self._length)
                if seconds is not None:
                    yield _Planned(f"{_ONSET}_sec", f"{_ONSET} in seconds", seconds)


def _object(value: Any) -> Mapping[str, Any]:
    if type(value) is dict or isinstance(value, Mapping):  # asking for a dict is quicker by far
        return cast("Mapping[str, Any]", value)
    return _NOTHING


def shortened(text: str) -> str:
    """Cut a text that is too long for a note."""
    return text if len(text) <= _LONGEST else f"{text[: _LONGEST - 3]}..."
