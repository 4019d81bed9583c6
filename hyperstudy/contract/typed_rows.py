"""Rows of an answer read straight into the types of the contract: a short cut past dicts.

Most pages hold exactly what the contract says. msgspec reads those twice as fast as any parser
makes dicts, exactly. Whatever is odd about a page - a value of another type, a key that nobody
knows - sends that page the long way, by dicts, so that the short cut changes no result. Without
msgspec every page goes that way.
"""

from __future__ import annotations

from importlib.util import find_spec
from itertools import chain
from threading import Lock
from typing import TYPE_CHECKING, Any, NamedTuple

from ..exact_json import loads
from .lazy_rows import LazyRows
from .raw_rows import MEMBERS, beside, raw_answer

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from . import Column
    from .lazy_rows import Row

__all__ = ["TypedReader", "TypedRows"]

# More columns than any record has: keys are data then, and no shape of a row.
_MOST = 200
# Bytes of an answer above which its rows are read some at a time, and how many.
_LARGE = 1_500_000
_ROWS = 1000


class TypedRows(LazyRows):
    """The rows of one answer.

    Attributes
    ----------
    content : bytes
        The answer.
    pieces : sequence of tuple
        What was made of the values when they were read, some rows at a time, and how many rows
        that are.
    watched : mapping of str to sequence
        The values at keys that somebody looks into, row by row.
    """

    def __init__(
        self,
        content: bytes,
        length: int,
        identifiers: Sequence[Any],
        ends: object,
        pieces: Sequence[tuple[Any, int]],
        watched: Mapping[str, Sequence[Any]],
    ) -> None:
        self.content = content
        self.watched = watched
        self.identifiers = identifiers
        self.pieces = pieces
        self._length = length
        self._ends = ends

    def __len__(self) -> int:
        return self._length

    def dicts(self) -> list[Row]:
        """Make the rows."""
        return dicts(self.content)

    def __eq__(self, other: object) -> bool:
        if isinstance(other, TypedRows) and self._ends != other._ends:
            return False
        return super().__eq__(other)

    __hash__ = None


def dicts(content: bytes) -> list[Row]:
    """Give the rows of an answer as the server sent them."""
    rows: list[Row] = loads(content)["data"]
    return rows


class TypedReader:
    """Reads the answers of one list, from any thread.

    Parameters
    ----------
    columns : iterable of Column
        What the contract says of the rows.
    identifier : str or None
        The key that identifies a row, if rows have one.
    digest : callable
        Makes something of the values at each key that any row has a value at, in the thread that
        read them.
    """

    def __init__(
        self,
        columns: Iterable[Column],
        identifier: str | None,
        digest: Callable[[Iterable[tuple[str, Sequence[Any]]]], Any],
    ) -> None:
        self._kinds = {one.path[0]: one.kind for one in columns if len(one.path) == 1}
        self._identifier = identifier
        self._digest = digest
        self._turn = Lock()
        self._all = _shape(self._kinds)
        # Most lists have a good half of the keys that the contract names: that is less to look for.
        self._usual: _Shape | None = None
        self._met: set[str] = set()
        self._watched: frozenset[str] = frozenset()

    def watch(self, keys: Iterable[str]) -> None:
        """Keep the values at these keys beside the rows."""
        self._watched = frozenset(keys)

    def meet(self, keys: Iterable[str], mixed: Iterable[str] = ()) -> None:
        """Note keys that may hold anything.

        Parameters
        ----------
        keys : iterable of str
            Keys that a row had and the contract has not.
        mixed : iterable of str
            Keys of the contract at which a row had a value of another type.
        """
        known = dict(self._kinds)
        for key in keys:
            self._kinds.setdefault(key, "json")
        self._kinds.update(dict.fromkeys(mixed, "json"))
        if self._kinds != known:
            self._all, self._usual = _shape(self._kinds), None

    def __call__(self, content: bytes) -> Any:
        """Read the JSON of an answer.

        Returns
        -------
        object
            What :func:`hyperstudy.exact_json.loads` gives, but that the rows under ``data`` are
            TypedRows if each is of the contract's form.

        Raises
        ------
        ValueError
            The text is not JSON.
        """
        # Threads that share one interpreter would all be done late together, and their next
        # requests would start late together. One after the other, the first goes on at once.
        with self._turn:
            return self._opened(content) or loads(content)

    def _opened(self, content: bytes) -> dict[str, Any] | None:
        """Read an answer whose rows are of the contract's form; None for any other."""
        if len(content) <= _LARGE:
            part = self._part(content)
            return None if part is None else {**part.beside, "data": self._rows(content, [part])}
        answer = raw_answer(content)
        if answer is None or not answer.rows:
            return None
        parts: list[_Part] = []
        for rows in answer.arrays(_ROWS):
            part = self._part(b'{"data":' + rows + b"}")
            if part is None:
                return None
            parts.append(part)
        return {**answer.beside, "data": self._rows(content, parts)}

    def _part(self, content: bytes) -> _Part | None:
        """Read rows that are of the contract's form; None for others."""
        shape = self._usual
        answer = None if shape is None else shape.decode(content)
        if answer is None:
            shape = self._all
            answer = None if shape is None else shape.decode(content)
        if answer is None or shape is None:
            return None
        rows = answer.data
        found = shape.turned(rows)
        if shape is self._all:
            # A key that has null in all rows was not found; it shows when it is in the way.
            self._expect(found if self._usual is None else chain.from_iterable(dicts(content)))
        nothing = (None,) * len(rows)
        return _Part(
            beside(answer),
            len(rows),
            # All other values are only needed for what is made of them.
            {key: found.get(key, nothing) for key in (self._identifier, *self._watched) if key},
            [shape.held(row) for row in rows[:1] + rows[-1:]],
            self._digest(found.items()),
        )

    def _rows(self, content: bytes, parts: Sequence[_Part]) -> TypedRows:
        return TypedRows(
            content,
            sum(part.length for part in parts),
            _column(parts, self._identifier) if self._identifier else (),
            [*parts[0].ends[:1], *parts[-1].ends[-1:]],
            [(part.digest, part.length) for part in parts],
            {key: _column(parts, key) for key in self._watched},
        )

    def _expect(self, keys: Iterable[str]) -> None:
        """Read the next answers as rows that have these keys, beside those met before."""
        self._met.update(keys)
        self._usual = _shape({key: self._kinds[key] for key in self._kinds if key in self._met})


class _Part(NamedTuple):
    """Some rows of an answer: what was made of the values, and those that are kept beside."""

    beside: dict[str, Any]
    length: int
    kept: Mapping[str, Sequence[Any]]
    ends: Sequence[Row]
    digest: Any


def _column(parts: Sequence[_Part], key: str) -> Sequence[Any]:
    columns = [part.kept[key] for part in parts]
    return columns[0] if len(columns) == 1 else list(chain.from_iterable(columns))


class _Shape:
    """A form that rows can have: keys, and of what kind the values are.

    Parameters
    ----------
    kinds : mapping of str to str
        The kind of the values at each key.
    """

    def __init__(self, kinds: Mapping[str, str]) -> None:
        from types import GenericAlias

        from msgspec import defstruct, json, structs

        number = int | float | None
        accepted: dict[str, Any] = {
            "text": str | None,
            "time": str | None,
            "integer": number,
            "number": number,
            "boolean": bool | None,
        }
        # Fields have names of their own, since keys need not be names.
        fields = {f"_{place}": key for place, key in enumerate(kinds)}
        row = defstruct(
            "Row",
            [(field, accepted.get(kinds[key], Any), None) for field, key in fields.items()],
            rename=fields,
            forbid_unknown_fields=True,
            gc=False,
        )
        answer = defstruct(
            "Answer", [("data", GenericAlias(list, row)), *MEMBERS], forbid_unknown_fields=True
        )
        self._keys = tuple(kinds)
        self._decode = json.Decoder(answer).decode
        self._values = structs.astuple

    def decode(self, content: bytes) -> Any:
        """Read an answer; None if it is no such JSON, or its rows are of another form."""
        from msgspec import MsgspecError

        try:
            return self._decode(content)
        except (MsgspecError, ValueError, RecursionError):
            return None

    def turned(self, rows: Sequence[Any]) -> dict[str, Sequence[Any]]:
        """Give the values at each key that any row has a value at."""
        nothing = (None,) * len(rows)
        columns = zip(*map(self._values, rows), strict=True)
        return {
            key: values
            for key, values in zip(self._keys, columns, strict=False)
            if values != nothing
        }

    def held(self, row: Any) -> Row:
        """Give what a row has."""
        values = zip(self._keys, self._values(row), strict=True)
        return {key: value for key, value in values if value is not None}


def _shape(kinds: Mapping[str, str]) -> _Shape | None:
    """Give a form for rows, if there can be one and msgspec is installed."""
    if find_spec("msgspec") is None or len(kinds) > _MOST or not all(map(_is_text, kinds)):
        return None
    return _Shape(kinds)


def _is_text(key: str) -> bool:
    """Return whether msgspec takes a key as it is: it must stand in JSON without an escape."""
    try:
        key.encode()
    except UnicodeEncodeError:
        return False
    return not any(sign < " " or sign in '"\\' for sign in key)
