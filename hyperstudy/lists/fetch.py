"""From a query to a result: pages are read, counted, made a frame, and the report goes along."""

from __future__ import annotations

import threading
from contextlib import closing, contextmanager
from datetime import UTC, datetime
from functools import partial
from typing import TYPE_CHECKING, Any

from attrs import frozen

from .. import contract, validation
from ..contract.typed_rows import TypedReader
from ..display.notices import IncompleteDataWarning, keeping, warn_caller
from ..display.progress import Bar
from ..exact_json import fewer_garbage_collections
from ..exceptions import HyperStudyError, NotFoundError
from ..transport import envelope
from .filter_check import FilterCheck
from .merged_rows import merged
from .page_sizes import PageSizes
from .pages import PageReader
from .pagination import pagination_of
from .query import Query, Request, build_request
from .report import FetchReport, merge
from .results import OUTPUTS, Collector, warn_of_findings, warn_of_server
from .unpaged import UnpagedList

if TYPE_CHECKING:
    from collections.abc import Callable, Generator, Mapping, Sequence

    from ..contract import Operation
    from ..transport import Transport, Waiting
    from ..transport.envelope import Envelope
    from .page_sizes import EndpointSize
    from .row_accounting import Row

    Take = Callable[[Sequence[Row]], None]
    Read = Callable[[bytes], Any]


class Fetcher:
    """Reads what queries ask for through one transport.

    Parameters
    ----------
    transport : Transport
        Carries the requests.
    in_flight : int
        How many pages of one list may be on their way at the same time.
    timeout : float, optional
        Seconds to wait for each answer; default: what the transport does.
    page_sizes : PageSizes, optional
        What is known of the pages that the server gives.
    """

    def __init__(
        self,
        transport: Transport,
        in_flight: int,
        timeout: float | None = None,
        page_sizes: PageSizes | None = None,
    ) -> None:
        self._transport = transport
        self._in_flight = in_flight
        self._timeout = timeout
        self._page_sizes = page_sizes or PageSizes()

    @property
    def in_flight(self) -> int:
        """How many pages of one list, or files, may be on their way at the same time."""
        return self._in_flight

    def waiting(self, timeout: float) -> Fetcher:
        """Give one that waits for so many seconds, for lists that the server gathers slowly."""
        return Fetcher(self._transport, self._in_flight, timeout, self._page_sizes)

    @property
    def timeout(self) -> float:
        """Seconds to wait for each answer."""
        return self._transport.timeout if self._timeout is None else self._timeout

    def page_size(self, operation: Operation) -> EndpointSize:
        """Give what is known of the pages of an operation that has some."""
        (limit,) = (one for one in operation.parameters if one.name == "limit")
        most = None if limit.maximum is None else int(limit.maximum)
        usual = contract.page_size(operation.operation_id) or 1000
        return self._page_sizes.of(operation.path, usual, most)

    def frame(self, query: Query, output: str, progress: bool) -> Any:
        """Fetch all rows of a query as a result of the wanted kind."""
        collector = Collector(query.table, validation.choice("output", output, OUTPUTS))
        reports: list[FetchReport] = []
        try:
            with self.stoppable() as stop:
                report = self.rows(
                    query,
                    collector.add,
                    progress,
                    stop=stop,
                    read=collector.read,
                    reports=reports,
                )
        except HyperStudyError as error:
            # Requests are scarce: what they brought is not thrown away with the error.
            broken = reports[-1] if reports else FetchReport()
            if not any(problem in error.message for problem in broken.problems):
                broken.problems.append(error.message)
            error.partial = collector.finish(broken)
            raise
        result = collector.finish(report)
        with keeping(result):
            warn_of_findings(report)
        return result

    def rows(
        self,
        query: Query,
        take: Take,
        progress: bool = False,
        *,
        stop: threading.Event | None = None,
        read: Read | None = None,
        reports: list[FetchReport] | None = None,
    ) -> FetchReport:
        """Hand over all rows of a query, page by page; nothing is warned of yet.

        Parameters
        ----------
        query : Query
            What is asked for.
        take : callable
            Takes the rows of a page.
        progress : bool
            Show a bar, where somebody watches.
        stop : threading.Event, optional
            Ends the requests when it is set.
        read : callable, optional
            Reads the JSON of an answer whose rows nobody looks into before they are taken.
        reports : list of FetchReport, optional
            Takes the report, so that it is known also when an error ends the reading.
        """
        reports = [] if reports is None else reports
        if query.filtered or len(query.fixed) > 1:
            read = None
        requests = [
            build_request(query.operation, {**query.values, **one}, query.thing)
            for one in query.fixed
        ]
        self._warn_of_unknown_words(*requests)
        readings = [_Reading.of(self, query, one, stop, read) for one in requests]
        limit = query.limit
        if limit is not None:
            limit = validation.whole_number("limit", limit, 0)
        offset = validation.whole_number("offset", query.offset, 0)
        if len(readings) == 1:
            reports.append(readings[0].report)
            return readings[0].run(offset, limit, take, progress)
        # What is skipped is skipped of the merged list: no part alone knows which rows those are.
        end = None if limit is None else offset + limit
        parts: list[list[Row]] = [[] for _ in readings]
        try:
            for reading, part in zip(readings, parts, strict=True):
                reading.run(0, end, part.extend, progress)
        finally:
            report = merge(readings[0].report.what, [one.report for one in readings])
            reports.append(report)
            rows, changed = merged(
                parts,
                contract.identifier(query.table),
                str(query.values.get("sort") or "timestamp"),
                descending=query.values.get("order") == "desc",
            )
            report.changed += changed
            report.subtract_repeated(report.received - len(rows))
            take(rows[offset:end])
        return report

    def one(self, operation_id: str, values: Mapping[str, Any], *, body: Any = None) -> Envelope:
        """Fetch an answer that is no list, and tell its server warnings."""
        request = build_request(operation_id, values, body=body)
        self._warn_of_unknown_words(request)
        answer = self.send(request)
        # What the server did is done, also where its warnings are errors.
        with keeping(answer.data):
            warn_of_server(request.what, answer.warnings)
            if pagination_of(answer).more:
                warn_caller(
                    f"{request.what}: the server says that more follows than its one answer holds, "
                    "and it is not known how to ask for it.",
                    IncompleteDataWarning,
                )
        return answer

    def whole_list(
        self, operation_id: str, values: Mapping[str, Any], table: str
    ) -> tuple[list[Row], dict[str, Any], FetchReport]:
        """Fetch a list that has no pages; give its rows, what was said beside them, and the report.

        Nothing is warned of yet.
        """
        request = build_request(operation_id, values)
        self._warn_of_unknown_words(request)
        report = FetchReport(what=request.what, notes=self.unknown_words(request))
        whole = UnpagedList(partial(self.send, request), report)
        rows = [row for part in whole.parts() for row in part]
        check = FilterCheck(request, table)
        check.look_at(rows)
        check.finish(report)
        return rows, whole.metadata, report

    def body(self, operation_id: str, values: Mapping[str, Any]) -> Any:
        """Fetch an answer that has no envelope, as it came."""
        return envelope.parse(self._transport.send(build_request(operation_id, values).page()))

    def unknown_words(self, request: Request) -> list[str]:
        """Say what becomes of words that hardly can be right."""
        return [
            f"{text} It is sent all the same; a word that no row has "
            f"{'sorts' if name == 'sort' else 'finds'} nothing."
            for name, text in request.unknown_words.items()
        ]

    def _warn_of_unknown_words(self, *requests: Request) -> None:
        # Several requests for one question have the same words.
        for text in dict.fromkeys(text for one in requests for text in self.unknown_words(one)):
            warn_caller(text)

    def send(
        self,
        request: Request,
        stop: threading.Event | None = None,
        read: Read | None = None,
        **paging: int,
    ) -> Envelope:
        """Send a checked request, for one page if it has pages, and open the answer."""
        limit = paging.get("limit", 0)
        try:
            response = self._transport.send(
                request.page(**paging),
                endpoint=request.operation.path,
                timeout=self._timeout,
                stop=stop,
                read=read,
                trial=limit > 0 and not self.page_size(request.operation).is_certain(limit),
            )
        except NotFoundError as error:
            if hint := request.unknown_id_hint:
                error.hint = f"{error.hint}\n{hint}" if error.hint else hint
            raise
        return envelope.read(response, bare=request.operation.may_be_bare)

    def reader(
        self, read: Callable[[int, int], Envelope], report: FetchReport, query: Query
    ) -> PageReader:
        """Give what reads the pages of a query."""
        # A local filter makes it unknown how many pages are needed: no guess is made ahead then.
        narrow = query.filtered and query.limit is not None
        return PageReader(
            read,
            report,
            page_size=self.page_size(contract.operation(query.operation)),
            identifier=contract.identifier(query.table),
            timeout=self.timeout,
            in_flight=1 if narrow else self._in_flight,
        )

    @contextmanager
    def stoppable(self) -> Generator[threading.Event]:
        """Give what ends the requests of a piece of work: set with its end, so that none lingers.

        What was asked for ahead is wanted by nobody once the work broke off.
        """
        stop = threading.Event()
        try:
            yield stop
        except KeyboardInterrupt:
            self._transport.interrupt()
            raise
        finally:
            stop.set()

    @contextmanager
    def watching(self, report: FetchReport, bar: Bar) -> Generator[None]:
        """Note in the report, and say beside the bar, what is waited for."""
        lock = threading.Lock()
        known_until = datetime.min.replace(tzinfo=UTC)

        def note(event: Waiting) -> None:
            nonlocal known_until
            with lock:
                # A pause that was prolonged is one pause.
                more = (event.until - known_until).total_seconds()
                report.waited += min(event.seconds, max(0.0, more))
                known_until = max(known_until, event.until)
                if event.why not in report.waits:
                    report.waits.append(event.why)
            bar.wait(event.why, event.seconds, event.until)

        end = self._transport.listen(note)
        try:
            yield
        finally:
            end()


@frozen
class _Reading:
    """One request of a query, read to its end."""

    fetcher: Fetcher
    query: Query
    asked: Request
    stop: threading.Event | None
    read: Read | None
    report: FetchReport
    check: FilterCheck

    @classmethod
    def of(
        cls,
        fetcher: Fetcher,
        query: Query,
        request: Request,
        stop: threading.Event | None,
        read: Read | None,
    ) -> _Reading:
        notes = [*request.notes, *fetcher.unknown_words(request)]
        report = FetchReport(what=request.what, notes=notes)
        check = FilterCheck(request, query.table)
        if isinstance(read, TypedReader):
            read.watch(check.keys)
        return cls(fetcher, query, request, stop, read, report, check)

    def run(self, offset: int, limit: int | None, take: Take, progress: bool) -> FetchReport:
        report = self.report
        with (
            fewer_garbage_collections(),
            Bar(report.what, enabled=progress) as bar,
            self.fetcher.watching(report, bar),
        ):
            if self.asked.operation.paged:
                self._pages(offset, limit, take, report, bar)
            else:
                self._whole(take, report)
        self.check.finish(report)
        return report

    def _whole(self, take: Take, report: FetchReport) -> None:
        whole = UnpagedList(partial(self.fetcher.send, self.asked, self.stop, self.read), report)
        for rows in whole.parts():
            self.check.note_echo(whole.metadata)
            take(self._kept(rows))
        if whole.metadata.get("truncated"):
            report.problems.append(
                "the server truncated the list at its limit for each room; ask room by room, with "
                "a higher limit"
            )

    def _kept(self, rows: Sequence[Row]) -> Sequence[Row]:
        """Look at rows that came, and leave out those that are filtered here."""
        self.check.look_at(rows)
        return [row for row in rows if self.query.keeps(row)] if self.query.filtered else rows

    def _pages(
        self,
        offset: int,
        limit: int | None,
        take: Take,
        report: FetchReport,
        bar: Bar,
    ) -> None:
        query = self.query
        lock = threading.Lock()

        def read(at: int, size: int) -> Envelope:
            answer = self.fetcher.send(self.asked, self.stop, self.read, limit=size, offset=at)
            with lock:
                warnings = report.server_warnings
                warnings += [text for text in answer.warnings if text not in warnings]
                self.check.note_echo(answer.metadata)
            return answer

        left = limit
        pages = self.fetcher.reader(read, report, query).pages(
            offset, None if query.filtered else limit
        )
        with closing(pages):
            for page in pages:
                rows = self._kept(page)
                take(rows[:left])
                expected = min(report.promised or 0, limit or report.promised or 0)
                if expected > len(page):
                    bar.start(expected)
                bar.advance(len(page))
                if left is not None:
                    left -= len(rows)
                    if left <= 0:
                        report.limited = True
                        break
