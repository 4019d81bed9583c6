"""Reading a list page by page: in order, several in flight, and counted.

The stop rules, with their reasons:

- ``hasMore`` is believed before ``total``, since totals were wrong on servers before v0.6.51.
- ``hasMore: false`` before the promised total is reached is a contradiction: one more page is
  asked for, and what comes is taken. Only an empty page ends the reading.
- ``nextOffset`` is followed; one that does not advance is replaced by offset + received rows.
- A page that brings nothing new, or three empty pages in a row with ``hasMore``, or far more rows
  than promised, can go on for ever: the reading stops with an error that holds what came.
- Without a pagination block the reading goes on until a page brings nothing new. So it does with a
  total alone that is no more than the rows of the page, since some services count only these.
- A cursor, a link or numbered pages cannot be followed: where nothing else says how long the list
  is, and the offset brings nothing new, that is an error. A list that says it was cut is told.
- A ``nextOffset`` behind the end of its page is followed too, and told: rows may lie between.
- Rows that come a second time, because data arrived while reading, are left out the second time
  when they are equal to the letter, and kept when they differ. Both are counted. Rows without an id
  are known again as a whole page that came before, or at the start of a page by those before it, as
  many as the total grew by.
- A total that falls means that rows went, and others moved into places read already: it is told.

Pages grow where the server gives larger ones, see :mod:`hyperstudy.lists.page_sizes`. A page that
fails for its size is asked for again in smaller ones; what is on its way meanwhile keeps its place,
and what a shorter page leaves open before it is fetched.
"""

from __future__ import annotations

from collections import deque
from concurrent.futures import Future, ThreadPoolExecutor
from math import inf
from typing import TYPE_CHECKING, NamedTuple

from ..exceptions import HyperStudyError, IncompleteDataError
from ..transport.future_waits import result_of
from .page_sizes import PageSizes
from .row_accounting import Page, Row, RowAccounting, page_of

if TYPE_CHECKING:
    from collections.abc import Callable, Generator, Sequence

    from ..transport.envelope import Envelope
    from .page_sizes import EndpointSize
    from .report import FetchReport

_EMPTY_PAGES = 3
_FAR_BEYOND = 100
# A hundred hours at the documented limits: no list of a study is so long.
_MOST_PAGES = 100_000


class _Planned(NamedTuple):
    """A page that was asked for ahead."""

    offset: int
    size: int
    answer: Future[Page]


class PageReader:
    """Reads all pages of one list.

    Parameters
    ----------
    read : callable
        Takes offset and limit, gives the answer's envelope. Called from several threads.
    report : FetchReport
        Is written while reading.
    page_size : int or EndpointSize
        Rows to ask for at once; or what is known of the pages that the server gives.
    timeout : float, optional
        Seconds after which a page fails; one that takes a third of it is too large.
    identifier : str or None
        Name of the member that identifies a row, if rows have one.
    in_flight : int, optional
        How many pages may be on their way at the same time beside the one that is waited for.
    shifts : bool, optional
        Whether rows without an id that come again at the start of a page are left out, and more
        of them than were promised are reported.
    """

    def __init__(
        self,
        read: Callable[[int, int], Envelope],
        report: FetchReport,
        *,
        page_size: int | EndpointSize,
        identifier: str | None,
        timeout: float = inf,
        in_flight: int = 8,
        shifts: bool = True,
    ) -> None:
        self._read = read
        self._report = report
        if isinstance(page_size, int):
            page_size = PageSizes(page_size).of("", page_size)
        self._sizes = page_size
        self._timeout = timeout
        # The server gave fewer than the usual rows: how far one page reaches in this list.
        self._reach: int | None = None
        # What a later page brought, if that was fewer rows than it was asked for.
        self._shorter: int | None = None
        self._last: Page | None = None
        self._ledger = RowAccounting(report, identifier, shifts)
        # Who reads from where another left off counts rows on their own.
        self._nameless = identifier is None and shifts
        self._width = max(0, in_flight)
        self._pool: ThreadPoolExecutor | None = None
        self._ahead: deque[_Planned] = deque()

    def pages(self, offset: int = 0, limit: int | None = None) -> Generator[Sequence[Row]]:
        """Yield the new rows of page after page, in the server's order.

        Parameters
        ----------
        offset : int
            Rows to skip.
        limit : int or None
            Rows wanted; None for all. Pages smaller than asked for are followed by more.

        Raises
        ------
        IncompleteDataError
            When the answers contradict each other so that the end cannot be found.
        """
        if limit == 0:
            self._report.limited = True
            return
        try:
            yield from self._walk(offset, limit)
        finally:
            self._drop_ahead()
            if self._pool is not None:
                # In the normal case nothing is left to wait for.
                self._pool.shutdown(wait=False, cancel_futures=True)

    def _walk(self, offset: int, limit: int | None) -> Generator[Sequence[Row]]:
        report = self._report
        report.offset = offset
        wanted = limit
        at = offset
        empty = 0
        left: int | None = None
        while True:
            page = self._take(at, wanted, left)
            rows, unknown = self._ledger.new(page)
            if wanted is not None:
                if len(rows) > wanted:
                    report.received -= len(rows) - wanted
                    rows = rows[:wanted]
                wanted -= len(rows)
            if rows:
                yield rows
            if wanted == 0:
                report.limited = True
                return
            empty = 0 if page.rows else empty + 1
            following = self._following(page, at, kept=len(rows), unknown=unknown, empty=empty)
            if following is None:
                self._check_surplus()
                return
            self._learn(page, at, following)
            at = following
            left = None if page.total is None else max(0, page.total - at)
            if left is not None:
                self._look_ahead(at, at + (left if wanted is None else min(left, wanted)))

    @property
    def _step(self) -> int:
        """How far apart the pages are that are asked for ahead."""
        size = self._sizes.current()
        return size if self._reach is None else min(size, self._reach)

    def _learn(self, page: Page, at: int, following: int) -> None:
        """Note what a page that is not the last one says of those that follow."""
        count = len(page.rows)
        self._last = page
        if not count or count >= page.asked:
            return
        # A server with smaller pages than asked for: larger steps would leave gaps.
        if self._report.pages == 1 and count < self._sizes.usual:
            self._reach = count
        elif page.more and following == at + count:
            if count == self._shorter and count < self._sizes.usual:
                # One page may be short by chance; the same again is what the server gives by now.
                self._reach = count if self._reach is None else min(self._reach, count)
            self._shorter = count
            self._sizes.capped(count)

    def _following(
        self, page: Page, at: int, *, kept: int, unknown: bool, empty: int
    ) -> int | None:
        """Decide where the next page starts; None when this was the last."""
        report = self._report
        end = at + len(page.rows)
        if page.returned is not None and page.returned != len(page.rows):
            self._contradiction(
                f"the page at offset {at} says that it has {page.returned} rows and has "
                f"{len(page.rows)}"
            )
        if page.cut is not None:
            self._contradiction(f"the server says that it left rows out ({page.cut})")
        # Where the total is told, what is missing is counted.
        continued = page.continued if page.more is None and page.total is None else None
        if not page.rows:
            if continued is not None:
                self._contradiction(
                    f"the page at offset {at} has no rows, and the server says that more follow "
                    f"({continued})"
                )
            if page.more is not True:
                return None
            self._guard(
                empty < _EMPTY_PAGES,
                f"the server sent {empty} empty pages in a row from offset {at} on and said each "
                "time that more rows follow",
            )
            # Nothing came, so that only the server's word or the usual step tells where to go on.
            forward = page.next_offset is not None and page.next_offset > at
            return page.next_offset if forward else at + page.asked
        if page.more is None and not unknown:
            # A list without pagination that ignores the offset: it came whole the first time,
            # unless something says otherwise.
            self._guard(
                continued is None,
                f"the server sent the same rows again for offset {at}, and says that others follow "
                f"in a way that this version cannot ask for ({continued})",
            )
            if page.total is None and len(page.rows) == page.asked:
                self._contradiction(
                    f"the server sent the same rows again for offset {at}, and as many as it was "
                    "asked for: others may follow that it does not give"
                )
            report.repeated -= len(page.rows) - kept
            return None
        self._guard(
            unknown,
            f"the page at offset {at} holds only rows that came before, and the server says that "
            "more follow",
        )
        # The first word counts: a total that grows with each page would never be passed.
        promised = report.promised_at_first
        if promised is not None:
            self._guard(
                page.more is not True or report.received <= _FAR_BEYOND * (promised + page.asked),
                f"{report.received} rows came although {promised} were promised, and the server "
                "still says that more follow",
            )
        self._guard(
            report.pages < _MOST_PAGES,
            f"{report.pages} pages came, more than any list has, and the server never said how "
            "many there are",
        )
        if page.more is False:
            # Rows skipped by the caller were promised too.
            if page.total is None or end >= page.total:
                return None
            return end
        if page.more is None and page.total is not None and end >= page.total != len(page.rows):
            return None
        if page.next_offset is None:
            return end
        if page.next_offset <= at:
            self._contradiction(
                f"the next offset ({page.next_offset}) does not lie behind the page at {at}; the "
                f"reading went on at {end}"
            )
            return end
        if page.next_offset > end and page.total is None:
            # Where the total is told, what is missing is counted.
            self._contradiction(
                f"the page at offset {at} ends at {end}, and the server went on at "
                f"{page.next_offset}; what lies between did not come"
            )
        return page.next_offset

    def _check_surplus(self) -> None:
        """Tell of more rows than promised where nobody can see whether some came twice."""
        report = self._report
        promised = None if report.promised is None else report.promised - report.offset
        if self._nameless and promised is not None and report.received > promised >= 0:
            self._contradiction(
                f"{report.received} rows came although {promised} were promised; rows of this list "
                "have no id, so that some may be the same rows twice"
            )

    def _contradiction(self, text: str) -> None:
        if text not in self._report.problems:
            self._report.problems.append(text)

    def _guard(self, fine: bool, text: str) -> None:
        if not fine:
            self._contradiction(text)
            raise IncompleteDataError(
                f"Reading the {self._report.what} had to stop after {self._report.received} rows: "
                f"{text}.",
                hint=(
                    "The rows that came are in this error's `partial`. Try again; if it happens "
                    "again, fetch by room, and report it to HyperStudy."
                ),
            )

    # One page

    def _take(self, at: int, wanted: int | None, left: int | None) -> Page:
        """Give the page that starts at an offset.

        Parameters
        ----------
        at : int
            The offset.
        wanted : int or None
            Rows that the caller still wants.
        left : int or None
            Rows that there are from the offset on, if the server told.
        """
        while self._ahead and self._ahead[0].offset < at:
            # The pages do not lie where they were expected. Guess less, so that few are wasted.
            self._ahead.popleft().answer.cancel()
            self._width //= 2
        if not self._ahead:
            try:
                return self._ask(at, self._next_size(left), wanted)
            finally:
                self._sizes.end_trial()
        planned = self._ahead[0]
        if planned.offset > at:
            # A page before it was shorter than asked for.
            first = min(self._step, planned.offset - at)
            self._fill(at + first, planned.offset)
            return self._ask(at, first, wanted)
        self._ahead.popleft()
        try:
            return self._proven(result_of(planned.answer))
        except HyperStudyError as error:
            return self._ask_for_less(at, planned.size, error)

    def _fill(self, start: int, end: int) -> None:
        """Ask ahead for what lies before the pages that are on their way."""
        if self._pool is None:
            return
        pieces = [(at, min(self._step, end - at)) for at in range(start, end, self._step)]
        for at, size in reversed(pieces):
            self._ahead.appendleft(_Planned(at, size, self._pool.submit(self._page, at, size)))

    def _ask(self, at: int, size: int, wanted: int | None) -> Page:
        size = size if wanted is None else min(size, wanted)
        try:
            return self._proven(self._page(at, size))
        except HyperStudyError as error:
            return self._ask_for_less(at, size, error)

    def _ask_for_less(self, at: int, size: int, error: HyperStudyError) -> Page:
        """Ask once more for the start of a page that failed, if its size can be why."""
        smaller = self._sizes.smaller(size, error)
        if smaller is None:
            raise error
        page = self._ask(at, smaller, None)
        # Only now it is known that the size was it.
        self._sizes.failed(size, error)
        return page

    def _proven(self, page: Page) -> Page:
        """Note what an answer proves of its size."""
        self._sizes.answered(page.asked, len(page.rows), page.seconds, self._timeout)
        return page

    def _page(self, at: int, size: int) -> Page:
        return page_of(self._read(at, size))._replace(asked=size)

    def _next_size(self, left: int | None) -> int:
        """Give the size of a page that is read alone: larger, if that may save a request."""
        size = self._sizes.current()
        if not self._may_grow(left):
            return size
        assert self._last is not None  # noqa: S101
        return self._sizes.larger(self._last.seconds, self._timeout, take=True) or size

    def _may_grow(self, left: int | None) -> bool:
        last = self._last
        size = self._sizes.current()
        if last is None or self._reach is not None or len(last.rows) < last.asked:
            return False
        if last.asked < size or (left is not None and left <= size):
            return False
        return self._sizes.larger(last.seconds, self._timeout) is not None

    # Several pages in flight: the first is read alone, since it tells how many there are.

    def _look_ahead(self, at: int, end: int) -> None:
        if self._may_grow(end - at):
            return  # first it has to be known how far one page reaches
        step = self._step
        planned = self._ahead[-1].offset + self._ahead[-1].size if self._ahead else at
        while len(self._ahead) < self._width and planned < end:
            if self._pool is None:
                if planned + step >= end:
                    return  # one last page needs no threads
                self._pool = ThreadPoolExecutor(self._width, thread_name_prefix="hyperstudy-pages")
            size = min(step, end - planned) if end < self._promised() else step
            answer = self._pool.submit(self._page, planned, size)
            self._ahead.append(_Planned(planned, size, answer))
            planned += size

    def _promised(self) -> int:
        return self._report.promised or 0

    def _drop_ahead(self) -> None:
        for planned in self._ahead:
            planned.answer.cancel()
        self._ahead.clear()
