"""One schema for all files of a table: the frame contract, and whatever else the server sent.

The columns are those of an Arrow frame of all rows (`hyperstudy.frames`), but rows come in
blocks here, and a block cannot know what the others hold. So the keys that the contract does not
know are noted first, with what their values are; then each block is made with these columns.
"""

from __future__ import annotations

from math import inf, isfinite
from typing import TYPE_CHECKING, Any, NamedTuple, cast

import numpy as np
from attrs import define, evolve, field

from .. import contract, frames
from ..contract import Column
from ..frames import backends, known_columns
from ..frames.names import settle
from ..frames.values import UntypedColumn
from ..imports.optional_packages import load
from .layout import ORDER, OURS, ROOM, ROW

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from ..contract.schemas import Kind
    from ..frames import Converted
    from ..lists.row_accounting import Row

# What a value of an unknown key can be, with a value that stands for all like it.
_STANDS_FOR: Mapping[str, Any] = {
    "text": "a",
    "text that is not Unicode": "\ud800",
    "integer": 1,
    "integer that no float holds": 2**53 + 1,
    "integer beyond 64 bits": 2**64,
    "integer beyond 64 bits that no float holds": 2**64 + 1,
    "number": 0.5,
    "number that is not finite": inf,
    "boolean": True,
    "json": {},
}
_TYPES: Mapping[str, str] = {
    "text": "large_string",
    "json": "large_string",
    "integer": "int64",
    "number": "float64",
    "boolean": "bool_",
}
_AS_RECEIVED = "_as_received"


def _described(value: Any) -> str:
    match value:
        case bool():
            return "boolean"
        case str():
            try:
                value.encode()
            except UnicodeEncodeError:
                return "text that is not Unicode"
            return "text"
        case int():
            size = "" if -(2**63) <= value < 2**63 else " beyond 64 bits"
            return f"integer{size}" if _is_float(value) else f"integer{size} that no float holds"
        case float():
            return "number" if isfinite(value) else "number that is not finite"
        case _:
            return "json"


def _is_float(value: int) -> bool:
    try:
        return float(value) == value
    except OverflowError:
        return False


@define
class Extras:
    """The keys that came and that the contract does not know, with what their values are.

    Attributes
    ----------
    seen : dict
        By path (the key, or the flattened member and its key), in the order of appearance.
    misfits : list of str
        Columns with values that do not fit them, which get a companion.
    outdated : bool
        Rows with such keys were changed or let go: some of what was seen may be there no more.
    """

    seen: dict[tuple[str, ...], list[str]] = field(factory=dict[tuple[str, ...], list[str]])
    misfits: list[str] = field(factory=list[str])
    outdated: bool = False

    def to_list(self) -> dict[str, Any]:
        """Give it as plain JSON values."""
        return {
            "keys": [[list(path), kinds] for path, kinds in self.seen.items()],
            "misfits": self.misfits,
            **({"outdated": True} if self.outdated else {}),
        }

    @classmethod
    def from_list(cls, values: Mapping[str, Any]) -> Extras:
        """Make it from what :meth:`to_list` gave."""
        return cls(
            {tuple(path): list(kinds) for path, kinds in values["keys"]},
            list(values["misfits"]),
            bool(values.get("outdated")),
        )

    @property
    def kinds(self) -> dict[tuple[str, ...], tuple[str, ...]]:
        """The keys as they are now, with what their values are."""
        return {path: tuple(kinds) for path, kinds in self.seen.items()}

    def __bool__(self) -> bool:
        return bool(self.seen or self.misfits)


def columns_of(table: str) -> tuple[Column, ...]:
    """Give what is known of the rows of a table, see `Table.columns`."""
    if table in contract.DATA_TYPES:
        return contract.columns(table)
    return Column(table, "text", (table,)), Column("data", "json", ("data",))


class Scan:
    """Notes the keys of rows that the contract does not know.

    Parameters
    ----------
    columns : sequence of Column
        What the contract says of the table.
    extras : Extras
        Is written.
    """

    def __init__(self, columns: Sequence[Column], extras: Extras) -> None:
        self._extras = extras
        self._known = {one.name for one in columns if len(one.path) == 1}
        parents = dict.fromkeys((one.name for one in columns if one.flatten), None)
        self._inner = {
            parent: {one.path[-1] for one in columns if one.path[:-1] == (parent,)}
            for parent in {**parents, **dict.fromkeys(contract.flattened_names())}
        }

    def add(self, rows: Sequence[Row]) -> None:
        """Look at rows."""
        keys = set[str]().union(*rows)
        if not keys <= self._known:
            for row in rows:
                self._note((), row, self._known)
        for parent, known in self._inner.items():
            if parent in keys:
                for row in rows:
                    value = row.get(parent)
                    if isinstance(value, dict) and not value.keys() <= known:
                        self._note((parent,), cast("Row", value), known)

    def add_columns(self, columns: Iterable[tuple[str, Sequence[Any]]]) -> None:
        """Look at rows of which only the values at each key are at hand."""
        for key, values in columns:
            if key not in self._known:
                for value in values:
                    self._note_value((key,), value)
            known = self._inner.get(key)
            if known is not None:
                for value in values:
                    if isinstance(value, dict) and not value.keys() <= known:
                        self._note((key,), cast("Row", value), known)

    def _note(self, path: tuple[str, ...], row: Row, known: set[str]) -> None:
        for key, value in row.items():
            if key not in known:
                self._note_value((*path, key), value)

    def _note_value(self, path: tuple[str, ...], value: Any) -> None:
        kinds = self._extras.seen.setdefault(path, [])
        if value is not None and (kind := _described(value)) not in kinds:
            kinds.append(kind)


class _FileColumn(NamedTuple):
    """A column of the files.

    Attributes
    ----------
    name : str
        Its name there.
    kind : Kind
        What its values are.
    built : str
        Its name in the frames that blocks are made of.
    wanted : str
        The name that it would have if no other column had it.
    path : tuple of str
        Where the values stand in a row; () for ``onset_sec``.
    """

    name: str
    kind: Kind
    built: str
    wanted: str
    path: tuple[str, ...]


class Schema:
    """The columns of all files of a table.

    Parameters
    ----------
    table : str
        As `Table.columns`.
    extras : Extras
        What else came.
    """

    def __init__(self, table: str, extras: Extras) -> None:
        self.table = table
        self._pa = load("pyarrow")
        known = columns_of(table)
        unknown = [_column(path, kinds) for path, kinds in extras.seen.items()]
        # The builder is told of all of them, so that each block has the same columns.
        parents = _parents(known)
        self.columns = (
            *known,
            *(one for one in unknown if len(one.path) == 1),
            *(one for parent in parents for one in unknown if one.path[:-1] == (parent,)),
        )
        self._all = self._named(known, extras)
        self._place = {one.built: one for one in self._all}
        self.companions: dict[str, str] = dict(
            zip(
                extras.misfits,
                settle(
                    [f"{name}{_AS_RECEIVED}" for name in extras.misfits],
                    taken=[*(one.name for one in self._all), *OURS],
                ),
                strict=True,
            )
        )
        self.arrow = self._arrow()

    def _named(self, known: Sequence[Column], extras: Extras) -> list[_FileColumn]:
        """Name the columns as a frame of all rows would; ours come first, and keep their names."""
        built = _built_columns(self.columns)
        names_of_built = settle([one.name for one in built])
        by_path = {one.path: name for one, name in zip(built, names_of_built, strict=True)}
        # `onset_sec` has no path of its own.
        seconds = [one for one in built if not one.path]
        order = [*known, *seconds, *(one for one in self.columns if one.path in extras.seen)]
        settled = settle([one.name for one in order], taken=OURS)
        self._unknown = [
            (name, extras.seen[one.path])
            for name, one in zip(settled, order, strict=True)
            if one.path in extras.seen
        ]
        return [
            _FileColumn(name, one.kind, by_path[one.path], one.name, one.path)
            for name, one in zip(settled, order, strict=True)
        ]

    def _arrow(self) -> Any:
        fields = [self._pa.field(one.name, self._type(one.kind)) for one in self._all]
        fields += [
            self._pa.field(name, self._pa.large_string()) for name in self.companions.values()
        ]
        fields += [self._pa.field(ROOM, self._pa.large_string())]
        fields += [self._pa.field(ORDER, self._pa.int64(), nullable=False)]
        fields += [self._pa.field(ROW, self._pa.large_string(), nullable=False)]
        return self._pa.schema(fields)

    def _type(self, kind: Kind) -> Any:
        if kind == "time":
            return self._pa.timestamp("us", tz="UTC")
        return getattr(self._pa, _TYPES[kind])()

    @property
    def names(self) -> list[str]:
        """Give the names of the columns that hold values, in order."""
        return [one.name for one in self._all]

    @property
    def kinds(self) -> dict[str, Kind]:
        """Give the kinds of these columns, by name."""
        return {one.name: one.kind for one in self._all}

    @property
    def unknown(self) -> dict[str, list[str]]:
        """Give the columns of keys that the contract does not know, with what their values are."""
        return dict(self._unknown)

    @property
    def paths(self) -> dict[str, tuple[str, ...]]:
        """Give where the values of each column stand in a row, by name; () for ``onset_sec``."""
        return {one.name: one.path for one in self._all}

    @property
    def renamed(self) -> bool:
        """Return whether a column could not have the name that it should have."""
        return any(one.name != one.wanted for one in self._all)

    @property
    def described(self) -> list[list[str]]:
        """Give names and types of the columns, for the manifest."""
        return [[one.name, str(one.type)] for one in self.arrow]

    def extends(self, earlier: Schema) -> bool:
        """Return whether these are the columns of an earlier schema of the table, or more."""
        mine = {one.name: (one.path, one.kind) for one in self._all}
        return all(mine.get(one.name) == (one.path, one.kind) for one in earlier._all)

    def adapted(self, table: Any, earlier: Schema) -> Any:
        """Give all columns of this schema to rows that have those of one that it extends.

        Parameters
        ----------
        table : pyarrow.Table
            Rows of which all values fitted the columns.
        earlier : Schema
            What made the table.
        """
        if earlier is self:
            return table
        kept = {*earlier.names, *OURS}
        columns = [
            table.column(one.name) if one.name in kept else self._pa.nulls(table.num_rows, one.type)
            for one in self.arrow
        ]
        return self._pa.Table.from_arrays(columns, schema=self.arrow)

    def block(
        self,
        rooms: Sequence[str | None],
        orders: Sequence[int],
        lines: Sequence[str],
        rows: Sequence[Row],
    ) -> Block:
        """Make an Arrow table of some rows, with all columns of the files."""
        return self.assembled(rooms, orders, lines, frames.build(rows, self.columns, "arrow"))

    def assembled(
        self,
        rooms: Sequence[str | None],
        orders: Sequence[int],
        lines: Sequence[str],
        built: frames.Built,
    ) -> Block:
        """Make an Arrow table of a frame of some rows that was built with `columns`."""
        pa = self._pa
        arrays: dict[str, Any] = {
            self._place[name].name: built.frame.column(name)
            for name in built.frame.column_names
            if name in self._place
        }
        misfits: list[str] = []
        for note in built.notes.unreadable:
            name = self._place[note.column].name
            misfits.append(name)
            if name in self.companions:
                arrays[self.companions[name]] = built.frame.column(note.companion)
        arrays[ROOM] = backends.load("arrow").text(rooms)
        arrays[ORDER] = pa.array(np.asarray(orders, np.int64))
        arrays[ROW] = pa.array(lines, pa.large_string())
        count = len(lines)
        columns = [
            arrays[one.name] if one.name in arrays else pa.nulls(count, one.type)
            for one in self.arrow
        ]
        converted = [
            evolve(one, column=self._place[one.column].name) for one in built.notes.converted
        ]
        return Block(pa.Table.from_arrays(columns, schema=self.arrow), misfits, converted)


class Block(NamedTuple):
    """Some rows as an Arrow table, and what became of values that came as another type.

    Attributes
    ----------
    table : pyarrow.Table
        The rows.
    misfits : list of str
        Columns with values that did not fit.
    converted : list of Converted
        Columns with values of another type that were read.
    """

    table: Any
    misfits: list[str]
    converted: list[Converted]


def _column(path: tuple[str, ...], kinds: Iterable[str]) -> Column:
    if len(path) == 1 and path[0] in contract.time_names():
        return Column(path[0], "time", path)
    column = UntypedColumn(backends.load("arrow"))
    column.add(0, [_STANDS_FOR[kind] for kind in kinds])
    return Column("_".join(path), column.typed().kind, path)


def _parents(columns: Iterable[Column]) -> list[str]:
    """Give the keys whose members become columns, in the order of these columns."""
    flattened = (one.path[0] for one in columns if one.flatten)
    return list(dict.fromkeys([*flattened, *contract.flattened_names()]))


def _built_columns(columns: Sequence[Column]) -> list[Column]:
    """Give the columns in the order in which the builder makes them."""
    rows = [one for one in columns if len(one.path) == 1]
    members = [one for parent in _parents(columns) for one in columns if one.path[:-1] == (parent,)]
    seconds = [
        one._replace(path=())
        for one in known_columns(columns)[len(columns) :]
        if any(
            onset.path == ("onset",) and onset.kind in ("integer", "number") for onset in columns
        )
    ]
    return [*rows, *members, *seconds]
