"""Reading a table from the server into the journal: where to begin, and where to go on."""

from __future__ import annotations

from contextlib import closing
from typing import TYPE_CHECKING, Any, NamedTuple

from .. import contract
from ..exceptions import IncompleteDataError
from ..lists.filter_check import FilterCheck
from ..lists.pages import PageReader
from ..lists.query import build_request
from ..lists.report import FetchReport
from ..lists.unpaged import UnpagedList
from .row_lines import read_lines
from .rows import identity, texts, without_signatures

if TYPE_CHECKING:
    import threading
    from collections.abc import Callable, Sequence
    from datetime import timedelta

    from ..lists.fetch import Fetcher
    from ..lists.query import Query, Request
    from ..lists.row_accounting import Row
    from ..transport.envelope import Envelope
    from .known_rows import KnownRows
    from .staging import Staging
    from .tables import Table

RECORDINGS = "recordings"
"""The table whose rows have links that are signed."""


class _ShiftedError(Exception):
    """The server has another row where the last known one should be."""


class Source(NamedTuple):
    """Where rows come from.

    Attributes
    ----------
    fetcher : Fetcher
        Makes the requests.
    stop : threading.Event
        Ends them when it is set.
    sent : callable
        Is told of each request.
    received : callable
        Is told of each page: name of the table, rows that it brought, rows promised in all.
    """

    fetcher: Fetcher
    stop: threading.Event
    sent: Callable[[], None]
    received: Callable[[str, int, int | None], None]


def read(
    table: Table, staging: Staging, base: KnownRows, source: Source, overlap: timedelta | None
) -> None:
    """Read what is missing of a table, so that its journal has an end.

    Parameters
    ----------
    table : Table
        The table.
    staging : Staging
        The journal, which may hold pages of an earlier run.
    base : KnownRows
        What is there from earlier pulls.
    source : Source
        Where rows come from.
    overlap : timedelta or None
        How far back to look for late and changed rows; None looks at all.

    Raises
    ------
    HyperStudyError
        If the server refuses or cannot be reached; the next call goes on from there.
    """
    if staging.ended is not None:
        return
    reader = _Reader(table, staging, base, source)
    if table.page_size is None:
        staging.begin(0)
        reader.read_whole()
        return
    if staging.begun is None:
        staging.begin(base.start(overlap, table.page_size))
    back = 1
    while True:
        try:
            reader.go_on()
        except _ShiftedError:
            _step_back(table.page_size, staging, base, back)
            back *= 2
        else:
            return


def _step_back(page_size: int, staging: Staging, base: KnownRows, pages: int) -> None:
    """Begin earlier, since rows before the known end came or went."""
    if staging.places:
        staging.keep(max(0, len(staging.places) - pages))
        return
    assert staging.begun is not None  # noqa: S101
    offset: int = staging.begun["offset"]
    staging.begin(max(0, offset - max(pages * page_size, base.count - offset)))


class _Reader:
    def __init__(self, table: Table, staging: Staging, base: KnownRows, source: Source) -> None:
        self._table = table
        self._staging = staging
        self._base = base
        self._source = source
        self._asked = question(table.query)
        self._report = FetchReport(what=self._asked.what)
        self._offset = 0
        # Rows that only go to the journal need not be dicts.
        whole = table.page_size is None or table.name == RECORDINGS
        self._parse = None if whole else read_lines

    def _read(self, offset: int, size: int) -> Envelope:
        self._offset = offset
        return self._send(limit=size, offset=offset)

    def _send(self, **paging: int) -> Envelope:
        self._source.sent()
        answer = self._source.fetcher.send(self._asked, self._source.stop, self._parse, **paging)
        warnings = self._report.server_warnings
        warnings += [text for text in answer.warnings if text not in warnings]
        return answer

    def read_whole(self) -> None:
        """Read a table that comes in one answer."""
        whole = UnpagedList(self._send, self._report)
        check = FilterCheck(self._asked, self._table.query.table)
        came = [row for part in whole.parts() for row in part]
        # Rows of other experiments have no place in the study, and would be asked about one by one.
        rows = self._kept(check.inside(came))
        left_out = len(came) - len(rows)
        if whole.metadata.get("truncated"):
            cap = next(
                (one.default for one in self._asked.operation.parameters if one.name == "limit"),
                None,
            )
            self._report.problems.append(
                f"the server truncated the list at {cap} rows of each room; fetch the rooms one by "
                "one with a higher limit"
            )
        promised = max(len(rows), (self._report.promised or 0) - left_out)
        if rows:
            self._staging.add(0, rows, self._state(promised))
        self._source.received(self._table.name, len(rows), promised)
        self._staging.end(**self._state(promised), left_out=left_out)

    def go_on(self) -> None:
        """Read page after page from where the journal ends.

        Raises
        ------
        _ShiftedError
            If the row before that place is not the one that is known.
        """
        staging, report = self._staging, self._report
        at, known = staging.next_offset, staging.count
        expected: bytes | None
        if staging.places:
            # The last row once more: if it is still there, no row before it came or went.
            at -= 1
            expected = staging.places[-1].last
        else:
            expected = self._base.identity_at(at) if at else None
            if at and expected is None:
                raise _ShiftedError
        # One page at a time: only the one that is on its way, and the one that is being written
        # meanwhile, can be lost of each table.
        reader = PageReader(
            self._read,
            report,
            page_size=self._source.fetcher.page_size(self._asked.operation),
            timeout=self._source.fetcher.timeout,
            identifier=None,
            in_flight=0,
            shifts=False,
        )
        with closing(reader.pages(at)) as pages:
            try:
                for page in pages:
                    rows, offset = self._kept(page), self._offset
                    if expected is not None:
                        if self._identity(rows[0]) != expected:
                            raise _ShiftedError
                        expected = None
                        if known:
                            rows, offset = rows[1:], offset + 1
                    if rows:
                        staging.add(offset, rows, self._state(report.promised))
                        self._source.received(self._table.name, len(rows), report.promised)
            except IncompleteDataError:
                pass  # what is wrong stands in the report
            except BaseException:
                # That a page contradicted itself is found out after it was noted.
                if not set(report.problems) <= set(staging.state.get("problems", [])):
                    staging.note_state(self._state(report.promised))
                raise
        if expected is not None:
            raise _ShiftedError
        self._end(report.promised)

    def _kept(self, rows: Sequence[Row]) -> Sequence[Row]:
        if self._table.name != RECORDINGS:
            return rows
        return [without_signatures(row) for row in rows]

    def _identity(self, row: Row) -> bytes:
        (line,) = texts([row])
        return identity(row, line, self._table.identifier)

    def _state(self, promised: int | None) -> dict[str, Any]:
        # What was wrong before an interruption still is after it.
        before, report = self._staging.state, self._report
        return {
            "promised": promised,
            "problems": _joined(before.get("problems", []), report.problems),
            "warnings": _joined(before.get("warnings", []), report.server_warnings),
        }

    def _end(self, promised: int | None) -> None:
        self._staging.end(**self._state(promised))


def _joined(before: Sequence[str], now: Sequence[str]) -> list[str]:
    return list(dict.fromkeys([*before, *now]))


def question(query: Query) -> Request:
    """Give the request of a query that one request answers, or the first of several."""
    fixed = next(iter(query.fixed))
    return build_request(query.operation, {**query.values, **fixed}, query.thing)


def asked(table: Table) -> dict[str, Any]:
    """Return what is asked for, for the manifest: the operation and its parameters."""
    operation = contract.operation(table.query.operation)
    return {
        "operation": operation.operation_id,
        "path": operation.path,
        "parameters": {
            name: value for name, value in table.query.values.items() if value is not None
        }
        | _fixed(table.query),
    }


def _fixed(query: Query) -> dict[str, Any]:
    """Give what is asked for besides; a list where several requests ask for one value each."""
    names = dict.fromkeys(name for one in query.fixed for name in one)
    values = {name: [one[name] for one in query.fixed if name in one] for name in names}
    return {name: one[0] if len(one) == 1 else one for name, one in values.items()}
