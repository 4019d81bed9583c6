"""Rows of the journal become columns while they are read for the first time.

Which columns a table has is only known when its last page has come: keys that the contract does not
know appear in any row. So rows are read with the schema that is known by then, and what was read
with an earlier one is adapted in the end, which costs next to nothing as long as there are only
more columns. Rows about which anything is odd stay text until the schema is known.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from attrs import define, field

from .. import frames
from ..contract.typed_rows import TypedReader, TypedRows
from ..exact_json import id_text
from ..imports.optional_packages import load
from .layout import ORDER, ROOM, ROW
from .rows import ROOM_KEYS, array_of, rooms_of
from .schema import Extras, Scan, Schema, columns_of
from .spool import SpooledRows

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from ..frames.columns import FrameBuilder
    from ..lists.row_accounting import Row
    from .tables import Table

# Rows that become a table together, as each table has its price; fewer if they are long, such as
# prompts of agents, so that memory does not grow with them.
_TOGETHER = 2000
_TOGETHER_LENGTH = 8_000_000
# Keys that are data and not names make a new schema again and again.
_MOST_SCHEMAS = 16
# A server that sends numbers as text does so in all rows.
_MOST_ODD = 4


class ReadRows(NamedTuple):
    """Some rows, as they were read.

    Attributes
    ----------
    lines : sequence of str
        Their texts.
    rows : sequence of dict
        The rows; with pieces of columns, if they are of the contract's form.
    identities : sequence of str or None
        What identifies each.
    """

    lines: Sequence[str]
    rows: Sequence[Row]
    identities: Sequence[str | None]


def _no_rooms() -> list[str | None]:
    return []


@define(eq=False)
class _Block:
    """Rows that become a table together; only of text, if there is no schema."""

    schema: Schema | None
    builder: FrameBuilder | None
    rooms: list[str | None] = field(factory=_no_rooms)
    orders: list[int] = field(factory=list[int])
    lines: list[str] = field(factory=list[str])
    length: int = 0

    @classmethod
    def of(cls, schema: Schema | None) -> _Block:
        return cls(schema, None if schema is None else frames.builder(schema.columns, "arrow"))


class ColumnReader:
    """Reads the rows of a table, which come as lines of JSON, in their order.

    Parameters
    ----------
    table : Table
        The table.
    extras : Extras
        Takes the keys that the contract does not know, and columns with values that do not fit.
    """

    def __init__(self, table: Table, extras: Extras) -> None:
        columns = columns_of(table.columns)
        self._table = table
        self._extras = extras
        self._misfits = list(extras.misfits)
        self._scan = Scan(columns, extras)
        self._known = extras.kinds
        # Of the rows that were taken last; and of those that were read last, which have new keys.
        self._taken = self._read = _Block.of(Schema(table.columns, extras))
        self._schemas = 1
        self._odd = 0
        self._reader = TypedReader(columns, table.identifier, self._pieces)
        self._reader.watch(ROOM_KEYS)
        self._reader.meet(self._top_level())

    def read(self, lines: Sequence[str]) -> ReadRows:
        """Read the next rows; the same ones, or some of them, may be read again."""
        content = b'{"data":' + array_of(lines) + b"}"
        before = self._read
        rows: Sequence[Row] = self._reader(content)["data"]
        if isinstance(rows, TypedRows):
            if self._read is not before and len(rows.pieces) > 1:
                # The first of them were made before the keys of the last were known.
                return self.read(lines)
            identities = [one or None for one in rows.identifiers] or [None] * len(rows)
            return ReadRows(lines, rows, identities)
        self._scan.add(rows)
        self._look_at_keys()
        self._reader.meet(self._top_level())
        name = self._table.identifier
        return ReadRows(lines, rows, [id_text(row.get(name)) if name else None for row in rows])

    def take(self, read: ReadRows, orders: Sequence[int]) -> Iterator[SpooledRows]:
        """Take the rows that were read last; gives those, of all that were taken, that are done.

        Parameters
        ----------
        read : ReadRows
            The rows.
        orders : sequence of int
            Their numbers.
        """
        if self._taken is not self._read:
            yield from self._finished(self._taken)
            self._taken = self._read
        block = self._taken
        if block.builder is not None:
            block.builder.add(read.rows)
        block.rooms += rooms_of(read.rows) if self._table.in_rooms else [None] * len(read.rows)
        block.orders += orders
        block.lines += read.lines
        block.length += sum(map(len, read.lines))
        if len(block.lines) >= _TOGETHER or block.length >= _TOGETHER_LENGTH:
            yield from self.rest()

    def rest(self) -> Iterator[SpooledRows]:
        """Give what was taken and is not done."""
        block = self._taken
        yield from self._finished(block)
        self._taken = self._read = _Block.of(None if self._odd >= _MOST_ODD else block.schema)

    def _finished(self, block: _Block) -> Iterator[SpooledRows]:
        if not block.lines:
            return
        if block.schema is not None and block.builder is not None:
            built = block.builder.finish()
            made = block.schema.assembled(block.rooms, block.orders, block.lines, built)
            if not made.misfits and not made.converted:
                self._odd = 0
                yield SpooledRows(made.table, block.schema)
                return
            # What became of them is told for each file, of which these rows may be in several.
            self._odd += 1
            misfits = {*self._extras.misfits, *made.misfits}
            self._extras.misfits = [one for one in block.schema.names if one in misfits]
        yield SpooledRows(text_table(block.rooms, block.orders, block.lines), None)

    def _look_at_keys(self) -> None:
        """Make a new schema where rows had keys, or kinds of values, that are new."""
        before = self._read.schema
        if before is None or self._known == (kinds := self._extras.kinds):
            return
        self._known = kinds
        self._schemas += 1
        if self._schemas > _MOST_SCHEMAS:
            self._read = _Block.of(None)
            return
        schema = Schema(self._table.columns, self._extras)
        if not schema.extends(before):
            # Columns may have other names now.
            self._extras.misfits = list(self._misfits)
        self._read = _Block.of(schema)

    def _pieces(self, found: Iterable[tuple[str, Sequence[Any]]]) -> Any:
        """Make pieces of columns of rows that are of the contract's form."""
        values = list(found)
        self._scan.add_columns(values)
        self._look_at_keys()
        builder = self._read.builder
        return None if builder is None else builder.digest(values, finite=True)

    def _top_level(self) -> Iterable[str]:
        return [path[0] for path in self._extras.seen if len(path) == 1]


def text_table(rooms: Sequence[str | None], orders: Sequence[int], lines: Sequence[str]) -> Any:
    """Make an Arrow table of rows of which only the text is known."""
    pa = load("pyarrow")
    return pa.table(
        {
            ROOM: pa.array(rooms, pa.large_string()),
            ORDER: pa.array(orders, pa.int64()),
            ROW: pa.array(lines, pa.large_string()),
        }
    )
