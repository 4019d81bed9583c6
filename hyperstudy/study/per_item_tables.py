"""Tables that no list brings: one request for each room or deployment.

A row is one answer: what it is about, its ``data``, and what else it says, by the server's names.
"""

from __future__ import annotations

import time
from collections import deque
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from typing import TYPE_CHECKING, Any

from .. import contract
from ..exact_json import id_text
from ..exceptions import InputError, NotFoundError
from ..lists.filter_check import FilterCheck
from ..lists.query import ONLY_PATH_PARAMETER, build_request
from ..lists.report import FetchReport
from ..lists.unpaged import UnpagedList
from ..transport.future_waits import result_of
from . import tables
from .known_rows import KnownRows
from .rows import identity, parse

if TYPE_CHECKING:
    from collections.abc import Callable, Generator, Mapping, Sequence
    from concurrent.futures import Future
    from datetime import timedelta
    from pathlib import Path

    from ..lists.row_accounting import Row
    from ..transport.envelope import Envelope
    from .manifest import Manifest
    from .reading import Source
    from .staging import Staging
    from .tables import Table

    _Answer = tuple[Any, dict[str, Any], FetchReport]

# Requests on their way at once. A room costs one, and a study may have a thousand.
_MOST_IN_FLIGHT = 4
# So much of the time that answers took is lost with a program that is killed.
_HELD_SECONDS = 0.5

OVER = "over"
"""Member of a row: the room had ended when it was asked for, so that nothing more will come."""


def ids(folder: Path, manifest: Manifest, table: Table) -> dict[str, bool]:
    """Give what a table has to be asked for, and whether each of them has ended.

    Parameters
    ----------
    folder : Path
        The study.
    manifest : Manifest
        Its manifest, which has the table of the rooms or deployments.
    table : Table
        A table with a request for each of these.
    """
    source = tables.table(str(table.each), str(manifest.experiment["id"]))
    rows = KnownRows(folder, source, manifest.tables.get(source.name)).listed()
    return {
        # A room gets the reason of its end when it ends (documented); deployments say nothing.
        one: row.get("completionReason") is not None
        for row in rows
        if (one := id_text(row.get("id"))) is not None
    }


def kept(table: Table, base: KnownRows, overlap: timedelta | None) -> dict[str, str]:
    """Give the rows of earlier pulls that need not be asked for again, as JSON text, by room.

    Parameters
    ----------
    table : Table
        The table.
    base : KnownRows
        What is there.
    overlap : timedelta or None
        None looks at all again.
    """
    if overlap is None or not table.in_rooms:
        return {}
    return {
        one.room: one.line
        for file in base.files
        for one in base.rows(file)
        if one.room is not None and parse([one.line])[0].get(OVER)
    }


def read(
    table: Table,
    staging: Staging,
    base: KnownRows,
    source: Source,
    overlap: timedelta | None,
    wanted: Mapping[str, bool],
) -> None:
    """Read what is missing of a table, so that its journal has an end.

    Parameters
    ----------
    table, staging, base, source, overlap
        As for `reading.read`.
    wanted : mapping of str to bool
        What :func:`ids` gave.

    Raises
    ------
    HyperStudyError
        If the server refuses or cannot be reached; the next call goes on from there.
    """
    if staging.ended is not None:
        return
    name = str(table.identifier)
    here = {
        identity(row, line, name)
        for page in staging.pages()
        for row, line in zip(page.rows, page.lines, strict=True)
    }
    identities = {one: identity({name: one}, "", name) for one in wanted}
    if staging.begun is None or not here <= set(identities.values()):
        staging.begin(0)
        here = set[bytes]()
    missing = [one for one in wanted if identities[one] not in here]
    over = kept(table, base, overlap)
    buffer = _AnswerBuffer(table, staging, source, len(wanted))
    refusal: NotFoundError | None = None
    asked = _in_order(
        [one for one in missing if one not in over],
        lambda one: _asked(table, one, source),
        min(_MOST_IN_FLIGHT, source.fetcher.in_flight),
    )
    with closing(asked), closing(buffer):
        for one in missing:
            if one in over:
                (row,) = parse([over[one]])
            else:
                try:
                    data, metadata, report = result_of(next(asked))
                except NotFoundError as error:
                    # The server would say the same of it to who asks for it alone.
                    refusal = error
                    continue
                except InputError as error:  # an id that fits into no address
                    buffer.add_problem(f"the {table.name} of {one!r} were not asked for: {error}")
                    continue
                row = _row(table, one, data, metadata, over=wanted[one])
                buffer.add_findings(report)
            buffer.add(row)
    if refusal is not None and not staging.count:
        raise refusal
    staging.end(promised=staging.count, problems=buffer.problems, warnings=buffer.warnings)


class _AnswerBuffer:
    """Writes answers into the journal, those of a moment together: each write waits for the disk.

    Parameters
    ----------
    table, staging, source
        As for :func:`read`.
    promised : int
        How many answers there will be.

    Attributes
    ----------
    warnings, problems : list of str
        What is to be said of the answers, those before an interruption included.
    """

    def __init__(self, table: Table, staging: Staging, source: Source, promised: int) -> None:
        self._table = table
        self._staging = staging
        self._source = source
        self._promised = promised
        self._rows: list[Row] = []
        self._written = time.monotonic()
        self.warnings: list[str] = list(staging.state.get("warnings", []))
        self.problems: list[str] = list(staging.state.get("problems", []))

    def add_findings(self, report: FetchReport) -> None:
        """Take what is to be said of an answer."""
        known = self.warnings
        known += [text for text in report.server_warnings if text not in known]
        self.problems += [f"{report.what}: {text}" for text in report.findings()]

    def add_problem(self, text: str) -> None:
        """Take what is to be said of an answer that did not come, once."""
        if text not in self.problems:
            self.problems.append(text)

    def add(self, row: Row) -> None:
        """Take an answer."""
        self._rows.append(row)
        if time.monotonic() - self._written >= _HELD_SECONDS:
            self.close()

    def close(self) -> None:
        """Write what is held."""
        rows, self._rows = self._rows, []
        if rows:
            state = {
                "promised": self._promised,
                "warnings": self.warnings,
                "problems": self.problems,
            }
            self._staging.add(self._staging.count, rows, state)
            self._source.received(self._table.name, len(rows), self._promised)
        self._written = time.monotonic()


def _in_order(
    about: Sequence[str], ask: Callable[[str], _Answer], width: int
) -> Generator[Future[_Answer]]:
    """Ask about several at a time, and give the answers in their order."""
    pool = ThreadPoolExecutor(width, thread_name_prefix="hyperstudy-pull")
    ahead: deque[Future[_Answer]] = deque()
    try:
        for one in about:
            ahead.append(pool.submit(ask, one))
            if len(ahead) >= width:
                yield ahead.popleft()
        while ahead:
            yield ahead.popleft()
    finally:
        pool.shutdown(cancel_futures=True)


def _asked(table: Table, about: str, source: Source) -> _Answer:
    """Ask about one room or deployment; give data and metadata of the answer, and the report."""
    request = build_request(table.query.operation, {ONLY_PATH_PARAMETER: about})
    report = FetchReport(what=request.what)

    def send(**paging: int) -> Envelope:
        source.sent()
        return source.fetcher.send(request, source.stop, None, **paging)

    if request.operation.operation_id in contract.LISTS:
        whole = UnpagedList(send, report)
        rows = [row for part in whole.parts() for row in part]
        check = FilterCheck(request, table.name)
        check.look_at(rows)
        check.finish(report)
        return rows, whole.metadata, report
    answer = send()
    report.server_warnings += answer.warnings
    return answer.data, answer.metadata, report


def _row(table: Table, about: str, data: Any, metadata: Mapping[str, Any], *, over: bool) -> Row:
    # What every answer says of itself is different each time, and no part of the data.
    common = contract.document()["components"]["schemas"]["DataMetadata"]["properties"]
    others: dict[str, Any] = {name: value for name, value in metadata.items() if name not in common}
    own = {OVER: over} if table.in_rooms else {}
    return {**others, str(table.identifier): about, **own, "data": data}


def answer_of(table: Table, row: Row) -> tuple[Any, dict[str, Any]]:
    """Give data and metadata of the answer that became a row."""
    own = {table.identifier, OVER, "data"}
    return row["data"], {name: value for name, value in row.items() if name not in own}
