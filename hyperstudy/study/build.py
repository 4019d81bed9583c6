"""From the pages of a table to its files: rows are compared, sorted into rooms, and written.

Only what changed is written, in memory that does not grow with the study. Nothing in the study
changes here: the new files lie apart until all of them are there (`commit`).
"""

from __future__ import annotations

import heapq
import shutil
from array import array
from contextlib import contextmanager
from itertools import islice
from typing import TYPE_CHECKING, Any

import numpy as np
from attrs import define, field

from ..exact_json import id_text
from ..lists.filter_check import experiment_of_path
from . import layout
from .changes import NOWHERE, Digests, ExistingRows, Repeats, compare
from .column_reader import text_table
from .foreign_rows import count_foreign_rows
from .history import History
from .intake import Intake
from .known_rows import FROM_FILES, stored
from .manifest import Changes, DataFile, TableEntry
from .parquet_files import TableWriter
from .parts import RoomRows, assign
from .reading import asked, question
from .rows import parse, rooms_of
from .schema import Block, Extras, Scan, Schema, columns_of
from .spool import Spool, SpooledRows
from .tables import ANSWERS

if TYPE_CHECKING:
    from collections.abc import Callable, Generator, Iterator, Mapping, Sequence
    from pathlib import Path

    from ..lists.row_accounting import Row
    from .known_rows import KnownRows, Stored
    from .staging import Staging
    from .tables import Table

    _RowsOf = Callable[[RoomRows], Iterator[Stored]]

_PARSED = 1000


@define
class Built:
    """What is to be put in place.

    Attributes
    ----------
    entry : TableEntry
        What the manifest says of the table from then on.
    moves : dict of str to str
        New files, and where they belong.
    removals : list of str
        Files that go.
    documents : dict of str to dict
        What the manifest says of files without rows of the table.
    """

    entry: TableEntry
    moves: dict[str, str] = field(factory=dict[str, str])
    removals: list[str] = field(factory=list[str])
    documents: dict[str, dict[str, Any]] = field(factory=dict[str, dict[str, Any]])


def build(
    folder: Path,
    table: Table,
    staging: Staging,
    pull: int,
    base: KnownRows,
    check_running: Callable[[], None],
) -> Built:
    """Make the files of a table from its journal, which has an end.

    Parameters
    ----------
    folder : Path
        The study.
    table : Table
        The table.
    staging : Staging
        What came.
    pull : int
        Number of the pull.
    base : KnownRows
        What is there.
    check_running : callable
        Is called now and then, and raises if the work is to stop.
    """
    return _Builder(folder, table, staging, pull, base, check_running).build()


@define
class _Part:
    """A file that is to be there."""

    path: str
    rooms: list[RoomRows]
    old: DataFile | None
    touched: bool


class _Builder:
    def __init__(
        self,
        folder: Path,
        table: Table,
        staging: Staging,
        pull: int,
        base: KnownRows,
        check_running: Callable[[], None],
    ) -> None:
        assert staging.begun is not None  # noqa: S101
        assert staging.ended is not None  # noqa: S101
        self._folder = folder
        self._table = table
        self._staging = staging
        self._pull = pull
        self._base = base
        self._check_running = check_running
        self._work = folder / layout.WORK / table.name
        if self._work.exists():
            shutil.rmtree(self._work)
        self._spool = Spool(self._work / "rows")
        self._extras = base.entry.known if base.entry else Extras()
        # Numbers as such, and not as objects: there may be millions.
        self._removed: dict[int, array[int]] = {}
        self._history = History(self._work / "history.parquet")
        self._changes = Changes()
        self._problems: list[str] = list(staging.ended["problems"])
        self._rows = self._foreign = 0
        self._repeats = Repeats(1)

    def build(self) -> Built:
        try:
            if self._base.count:
                self._compare()
            else:
                self._take_all()
            self._spool.flush()
            self._base.forget()
            return self._written()
        except BaseException:
            self._history.abandon()
            raise
        finally:
            self._spool.close()

    # What came

    def _take_all(self) -> None:
        intake = Intake(self._table, self._extras, self._spool, self._page_rows)
        for page in self._staging.pages():
            intake.take(page.lines, self._check_running)
        intake.finish()
        self._repeats = intake.repeats
        self._rows = self._changes.new = intake.rows

    @property
    def _page_rows(self) -> int:
        places = self._staging.places
        return places[0].rows if places else 1

    def _fresh(self) -> Iterator[tuple[list[Row], list[str]]]:
        """Give the rows that came, page by page, without those that came a second time."""
        self._repeats = Repeats(self._page_rows)
        name = self._table.identifier
        for page in self._staging.pages():
            self._check_running()
            rows, lines = page.rows, page.lines
            if name is not None and self._table.page_size is not None:
                # Hashes of Python are good for as long as this program runs.
                kept = self._repeats.first_places(
                    [id_text(row.get(name)) for row in rows], list(map(hash, lines))
                )
                if len(kept) < len(rows):
                    rows = [rows[place] for place in kept]
                    lines = [lines[place] for place in kept]
            yield rows, lines

    def _compare(self) -> None:
        """Find what is new, changed and gone in the part of the list that was read again."""
        before, there, rooms = self._there()
        scan = Scan(columns_of(self._table.columns), self._extras)
        came = Digests()
        count = 0
        for rows, lines in self._fresh():
            scan.add(rows)
            count += len(rows)
            came.add(rows, lines, self._table.identifier)
        orders = self._base.orders()
        found = compare(there, came, int(orders[before - 1]) if before else 0)
        self._changes = Changes(
            new=int((found.match == NOWHERE).sum()),
            changed=int(((found.match != NOWHERE) & ~found.same).sum()),
            moved=int((found.same & ~found.untouched).sum()),
        )
        touched = np.flatnonzero(~found.untouched)
        replaced = found.match[touched]
        replaced = replaced[replaced != NOWHERE]
        self._take_out(there, rooms, replaced, "")
        rewritten = found.match[np.flatnonzero((found.match != NOWHERE) & ~found.same)]
        self._take_out(there, rooms, rewritten, "changed")
        self._rows = before + count + self._drop_gone(found.gone, there, rooms, before + count)
        place = 0
        wanted = ~found.untouched
        for rows, lines in self._fresh():
            page = slice(place, place + len(rows))
            positions: list[int] = np.flatnonzero(wanted[page]).tolist()
            numbers: list[int] = found.orders[page][positions].tolist()
            if positions:
                chosen = [rows[at] for at in positions]
                rooms = rooms_of(chosen) if self._table.in_rooms else [None] * len(chosen)
                texts = text_table(rooms, numbers, [lines[at] for at in positions])
                self._spool.add(SpooledRows(texts, None))
            place += len(rows)

    def _there(self) -> tuple[int, ExistingRows, Any]:
        """Give the rows on disk that stand in the part of the list that was read again."""
        assert self._staging.begun is not None  # noqa: S101
        before: int = min(self._staging.begun["offset"], self._base.count)
        orders = self._base.orders()
        first = int(orders[before]) if before < len(orders) else None
        digests = Digests()
        numbers, files = array("q"), array("q")
        for at, file in enumerate(self._base.files if first is not None else ()):
            self._check_running()
            for rows, chunk in _parsed(self._base.rows(file, first)):
                digests.add(rows, [one.line for one in chunk], self._table.identifier)
                numbers.extend(one.order for one in chunk)
                files.extend([at] * len(chunk))
        number = np.array(numbers, np.int64)
        sorter = np.argsort(number)
        there = ExistingRows(number[sorter], digests.identities[sorter], digests.contents[sorter])
        return before, there, np.array(files, np.int64)[sorter]

    def _drop_gone(self, gone: Any, there: ExistingRows, files: Any, listed: int) -> int:
        """Let rows go that the server has no more; gives how many stay all the same."""
        assert self._staging.ended is not None  # noqa: S101
        if not len(gone):
            return 0
        promised = self._staging.ended["promised"]
        short = promised is not None and promised > listed
        warned = self._staging.ended["warnings"]
        if short or self._problems or warned:
            # Who knows whether they are gone, or only did not come.
            why = (
                "neither did all that were promised"
                if short or self._problems
                else "the server warned of its answer"
            )
            self._problems.append(
                f"{len(gone)} rows that were here before did not come, and {why}; they were kept"
            )
            return len(gone)
        self._changes.vanished = len(gone)
        self._take_out(there, files, gone, "vanished")
        return 0

    def _take_out(self, there: ExistingRows, files: Any, places: Any, why: str) -> None:
        """Leave out rows of the files, and keep them apart if there is a reason to."""
        numbers: list[int] = np.unique(files[places]).tolist()
        for at in numbers:
            file = self._base.files[at]
            orders = there.orders[places[files[places] == at]]
            self._removed.setdefault(at, array("q")).frombytes(orders.tobytes())
            if why:
                wanted = set[int](orders.tolist())
                stored = self._base.rows(file, min(wanted), max(wanted))
                self._history.add(why, self._noted(one for one in stored if one.order in wanted))

    def _noted(self, gone: Iterator[Stored]) -> Iterator[Stored]:
        """Note whether rows that go had keys that the contract does not know."""
        there = Extras()
        scan = Scan(columns_of(self._table.columns), there)
        for one in gone:
            if not there:
                scan.add(parse([one.line]))
            yield one
        self._extras.outdated = self._extras.outdated or bool(there)

    # What is written

    def _written(self) -> Built:
        entry = self._base.entry
        parts = self._parts()
        while True:
            schema = Schema(self._table.columns, self._extras)
            same = entry is not None and entry.schema == schema.described
            moves: dict[str, str] = {}
            misfits: dict[str, None] = dict.fromkeys(self._extras.misfits)
            files: list[DataFile] = []
            for part in parts:
                self._check_running()
                if part.old is not None and same and not part.touched:
                    files.append(part.old)
                else:
                    files.append(self._write_part(part, schema, moves, misfits))
            if len(misfits) == len(self._extras.misfits):
                break
            # A value that fits no column gives all files one more column.
            self._extras.misfits = [one for one in schema.names if one in misfits]
        self._foreign = self._count_foreign_rows(files, moves)
        listed = {one.path for one in entry.files} if entry else set[str]()
        removals = listed - {one.path for one in files}
        made = Built(self._entry(schema, files), moves, sorted(removals))
        self._keep_history(made)
        return made

    def _count_foreign_rows(self, files: Sequence[DataFile], moves: Mapping[str, str]) -> int:
        """Count the rows of other experiments, which stay as those outside of a filter."""
        if self._table.name in ANSWERS:
            return 0  # of one thing each
        asked_for = experiment_of_path(question(self._table.query))
        if asked_for is None:
            return 0
        made = {target: source for source, target in moves.items()}
        paths = [self._folder / made.get(one.path, one.path) for one in files]
        return count_foreign_rows(paths, asked_for)

    def _parts(self) -> list[_Part]:
        """Return which rooms each file gets, and which files stay as they are."""
        olds = list(self._base.files)
        before = [
            [room._replace(source=at) for room in self._base.rooms(one, self._removed.get(at))]
            for at, one in enumerate(olds)
        ]
        changed = set(self._removed)
        came = dict(self._spool.rooms)
        for at, rooms in enumerate(before):
            for place, one in enumerate(rooms):
                more = came.pop(one.room, 0)
                if more:
                    changed.add(at)
                    first = min(one.first, self._spool.first(one.room) or one.first)
                    rooms[place] = one._replace(rows=one.rows + more, first=first)
        new = [RoomRows(room, rows, self._spool.first(room) or 0) for room, rows in came.items()]
        made = assign(before, new)
        taken = {one.path for one, rooms in zip(olds, made, strict=False) if rooms}
        parts: list[_Part] = []
        for at, rooms in enumerate(made):
            old = olds[at] if at < len(olds) else None
            if rooms and old is not None:
                touched = at in changed or len(rooms) != len(before[at])
                parts.append(_Part(old.path, rooms, old, touched))
            elif rooms:
                path = layout.free_data_file(self._table.name, taken)
                taken.add(path)
                parts.append(_Part(path, rooms, None, touched=True))
        if not parts:
            # A table without rows has columns all the same.
            path = layout.free_data_file(self._table.name, ())
            empty = next((one for one in olds if one.path == path and not one.rows), None)
            parts.append(_Part(path, [], empty, touched=False))
        return parts

    def _write_part(
        self, part: _Part, schema: Schema, moves: dict[str, str], misfits: dict[str, None]
    ) -> DataFile:
        source = self._work / "files" / f"{len(moves):06}.parquet"
        source.unlink(missing_ok=True)
        writer = TableWriter(source, schema, self._table.name)
        try:
            with self._old_rows(part.rooms) as old_rows:
                for room in part.rooms:
                    writer.begin_room(room.rows)
                    for block in self._blocks(room, old_rows, schema):
                        self._check_running()
                        writer.add(block)
            made = writer.finish()
        except BaseException:
            writer.abandon()
            raise
        misfits.update(writer.misfits)
        roomless = sum(one.rows for one in part.rooms if one.room is None and self._table.in_rooms)
        file = DataFile(part.path, made.rows, made.bytes, made.sha256, roomless, made.converted)
        if file != part.old:
            moves[source.relative_to(self._folder).as_posix()] = part.path
        return file

    def _blocks(self, room: RoomRows, old_rows: _RowsOf, schema: Schema) -> Iterator[Block]:
        """Give the rows of a room, some at a time."""
        if room.source is not None:
            rows = heapq.merge(old_rows(room), self._spool.rows(room.room), key=_order)
            yield from _read_again(room.room, rows, schema)
            return
        for part in self._spool.parts(room.room):
            if part.schema is not None and schema.extends(part.schema):
                yield Block(schema.adapted(part.table, part.schema), [], [])
            else:
                yield from _read_again(room.room, stored(part.table.select(FROM_FILES)), schema)

    @contextmanager
    def _old_rows(self, rooms: Sequence[RoomRows]) -> Generator[_RowsOf]:
        """Open the file that has rows of rooms; gives a function for those of one room."""
        # Rooms stay together, or leave a file together: there is one at most.
        source = next((one.source for one in rooms if one.source is not None), None)
        if source is None:
            yield lambda _: iter(())
            return
        removed = set(self._removed.get(source, ()))
        with self._base.reading(self._base.files[source]) as rows:
            yield lambda one: (row for row in rows(one.start, one.stop) if row.order not in removed)

    def _keep_history(self, made: Built) -> None:
        """Keep what the server changed or has no more."""
        written = self._history.finish()
        if written is not None:
            target = layout.history_file(self._table.name, self._pull)
            made.moves[self._history.path.relative_to(self._folder).as_posix()] = target
            made.documents[target] = {"pull": self._pull, **written}

    def _entry(self, schema: Schema, files: list[DataFile]) -> TableEntry:
        assert self._staging.ended is not None  # noqa: S101
        assert self._staging.begun is not None  # noqa: S101
        before = self._base.entry
        since = self._staging.begun["offset"]
        return TableEntry(
            pull=self._pull,
            asked=asked(self._table),
            promised=self._staging.ended["promised"],
            rows=self._rows,
            repeated=self._repeats.repeated,
            twice=self._repeats.twice + (before.twice if before and since else 0),
            read_from=since,
            problems=self._problems,
            warnings=self._staging.ended["warnings"],
            schema=schema.described,
            extras=self._extras.to_list(),
            files=sorted(files, key=lambda one: one.path),
            changes=self._changes,
            left_out=self._staging.ended.get("left_out", 0),
            foreign=self._foreign,
        )


def _order(one: Stored) -> int:
    return one.order


def _parsed(rows: Iterator[Stored]) -> Iterator[tuple[list[Row], list[Stored]]]:
    while chunk := list(islice(rows, _PARSED)):
        yield parse([one.line for one in chunk]), chunk


def _read_again(room: str | None, rows: Iterator[Stored], schema: Schema) -> Iterator[Block]:
    """Make columns of rows of a room that are text."""
    for parsed, chunk in _parsed(rows):
        orders, lines = [one.order for one in chunk], [one.line for one in chunk]
        yield schema.block([room] * len(chunk), orders, lines, parsed)
