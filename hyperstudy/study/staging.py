"""The pages of a table that have come so far, durable one by one."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, NamedTuple

from ..frames.json_text import json_lines
from .journal import Journal
from .layout import journal
from .row_lines import RowLines
from .rows import identity, parse
from .versions import newer

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from ..lists.row_accounting import Row
    from .known_rows import KnownRows
    from .manifest import Manifest
    from .tables import Table


def staged(folder: Path, manifest: Manifest, table: Table, base: KnownRows) -> Staging:
    """Give what came of a table in the pull that is not complete yet.

    Parameters
    ----------
    folder : Path
        The study.
    manifest : Manifest
        Its manifest.
    table : Table
        The table.
    base : KnownRows
        What the rows will be compared with.
    """
    reading = {
        "source": manifest.source,
        "experiment": manifest.experiment["id"],
        # Pages of an earlier pull would be old, and look as if they were of this one.
        "pull": manifest.next_pull,
        "base": base.state,
    }
    return Staging(journal(folder, table.name), table.identifier, reading)


class StagedPage(NamedTuple):
    """A page as it stands in the journal.

    Attributes
    ----------
    offset : int
        Where the server has its first row.
    content : bytes
        The rows as JSON text, each on a line.
    """

    offset: int
    content: bytes

    @property
    def lines(self) -> list[str]:
        """The rows as JSON text."""
        return _lines(self.content)

    @property
    def rows(self) -> list[Row]:
        """The rows."""
        return parse(self.lines)


class Place(NamedTuple):
    """Where a staged page is, without its rows."""

    offset: int
    rows: int
    record: int
    last: bytes


class Staging:
    """What came of one table, from some offset on.

    Parameters
    ----------
    path : Path
        The journal.
    identifier : str or None
        The member that identifies a row.
    reading : dict
        Which reading the pages have to be of, as JSON values; those of another one count for
        nothing.

    Attributes
    ----------
    begun : dict or None
        What was noted when the reading began; None if it has not.
    ended : dict or None
        What was noted at its end; None as long as pages are missing.
    places : list of Place
        The pages, in order.
    state : dict
        What the last answer said of the whole: ``promised``, ``warnings``; and the ``problems``
        until then.
    """

    def __init__(self, path: Path, identifier: str | None, reading: dict[str, Any]) -> None:
        self._path = path
        self._journal = Journal(path)
        self._identifier = identifier
        self._reading = reading
        self.begun: dict[str, Any] | None = None
        self.ended: dict[str, Any] | None = None
        self.places: list[Place] = []
        self.state: dict[str, Any] = {}
        self._records = 0
        self._reread()

    def _note(self, head: dict[str, Any], rows: bytes) -> None:
        if head["kind"] == "begin":
            self.begun = head
        elif head["kind"] == "page":
            (last,) = _lines(rows[rows.rfind(b"\n") + 1 :])
            count = rows.count(b"\n") + 1
            self.places.append(Place(head["offset"], count, self._records, self._identity(last)))
            self.state = head["state"]
        elif head["kind"] == "state":
            self.state = head["state"]
        elif head["kind"] == "end":
            self.ended = head
        else:
            raise newer(self._path, f"it has a record {head['kind']!r}")
        self._records += 1

    def _identity(self, line: str) -> bytes:
        (row,) = parse([line])
        return identity(row, line, self._identifier)

    def begin(self, offset: int) -> None:
        """Start anew, from where on rows are read."""
        self.remove()
        self._write({"kind": "begin", "offset": offset, "reading": self._reading})

    def add(self, offset: int, rows: Sequence[Row], state: dict[str, Any]) -> None:
        """Add a page that has at least one row."""
        content = rows.content if isinstance(rows, RowLines) else json_lines(rows)
        self._write({"kind": "page", "offset": offset, "state": state}, content)

    def note_state(self, state: dict[str, Any]) -> None:
        """Note what is known of the whole when no page comes that could carry it."""
        self._write({"kind": "state", "state": state})

    def end(self, **facts: Any) -> None:
        """Note that all pages are here, and what is known of the whole."""
        self._write({"kind": "end", **facts})
        self._journal.settle()

    def _write(self, head: dict[str, Any], rows: bytes = b"") -> None:
        begin = json.dumps(head).encode()
        self._journal.append(b"\n".join([begin, rows]) if rows else begin)
        self._note(head, rows)

    def pages(self) -> Iterator[StagedPage]:
        """Read the pages."""
        for record in self._journal:
            head, rows = _opened(record.content)
            if head["kind"] == "page":
                yield StagedPage(head["offset"], rows)

    @property
    def count(self) -> int:
        """How many rows came."""
        return sum(one.rows for one in self.places)

    @property
    def next_offset(self) -> int:
        """Where the server should have the next row."""
        if self.places:
            return self.places[-1].offset + self.places[-1].rows
        return self.begun["offset"] if self.begun else 0

    def keep(self, pages: int) -> None:
        """Forget all but the first pages."""
        if pages < len(self.places):
            self._journal.cut(self.places[pages].record)
            self._reread()

    def _reread(self) -> None:
        self.begun = self.ended = None
        self.places, self.state, self._records = [], {}, 0
        for record in self._journal:
            head, rows = _opened(record.content)
            if head["kind"] == "begin" and head.get("reading") != self._reading:
                return
            self._note(head, rows)

    def remove(self) -> None:
        """Forget everything."""
        self._journal.remove()
        self._reread()

    def close(self) -> None:
        """Close the file."""
        self._journal.close()


def _opened(content: bytes) -> tuple[dict[str, Any], bytes]:
    head, _, rows = content.partition(b"\n")
    return json.loads(head), rows


def _lines(rows: bytes) -> list[str]:
    return rows.decode("utf-8", "surrogatepass").split("\n")
