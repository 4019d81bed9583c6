"""Reading a list page by page: in order, several in flight, and counted.

The stop rules, with their reasons:

- ``hasMore`` is believed before ``total``, since totals were wrong on servers before v0.6.51.
- ``hasMore: false`` before the promised total is reached is a contradiction: one more page is
  asked for, and what comes is taken. Only an empty page ends the reading.
- ``nextOffset`` is followed; one that does not advance is replaced by offset + received rows.
- A page that brings nothing new, or three empty pages in a row with ``hasMore``, or far more rows
  than promised, can go on for ever: the reading stops with an error that holds what came.
- Without a pagination block the reading goes on until a page brings nothing new.
- A ``nextOffset`` behind the end of its page is followed too, and told: rows may lie between.
- Rows that come a second time, because data arrived while reading, are left out the second time
  when they are equal to the letter, and kept when they differ. Both are counted. Rows without an id
  are known again as a whole page that came before, or at the start of a page by those before it, as
  many as the total grew by.
- A total that falls means that rows went, and others moved into places read already: it is told.
"""

from __future__ import annotations

from collections import deque
from concurrent.futures import Future, ThreadPoolExecutor
from typing import TYPE_CHECKING

from ..exceptions import IncompleteDataError
from .row_accounting import Page, Row, RowAccounting, page_of

if TYPE_CHECKING:
    from collections.abc import Callable, Generator, Sequence

    from ..transport.envelope import Envelope
    from .report import FetchReport

_EMPTY_PAGES = 3
_FAR_BEYOND = 100
# A hundred hours at the documented limits: no list of a study is so long.
_MOST_PAGES = 100_000


class PageReader:
    """Reads all pages of one list.

    Parameters
    ----------
    read : callable
        Takes offset and limit, gives the answer's envelope. Called from several threads.
    report : FetchReport
        Is written while reading.
    page_size : int
        Largest page to ask for, in rows.
    identifier : str or None
        Name of the member that identifies a row, if rows have one.
    in_flight : int, optional
        How many pages may be on their way at the same time beside the one that is waited for.
    shifts : bool, optional
        Whether rows without an id that come again at the start of a page are left out.
    """

    def __init__(
        self,
        read: Callable[[int, int], Envelope],
        report: FetchReport,
        *,
        page_size: int,
        identifier: str | None,
        in_flight: int = 8,
        shifts: bool = True,
    ) -> None:
        self._read = read
        self._report = report
        self._size = page_size
        self._step = page_size
        self._ledger = RowAccounting(report, identifier, shifts)
        self._width = max(0, in_flight)
        self._pool: ThreadPoolExecutor | None = None
        self._ahead: deque[tuple[int, Future[Page]]] = deque()

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
        while True:
            size = self._size if wanted is None else min(self._size, wanted)
            page = self._take(at, size)
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
                return
            if report.pages == 1 and page.rows:
                # A server with smaller pages than asked for: larger steps would leave gaps.
                self._step = min(self._step, len(page.rows))
            at = following
            if page.total is not None:
                end = page.total if wanted is None else min(page.total, at + wanted)
                self._look_ahead(at, end)

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
        if not page.rows:
            if page.more is not True:
                return None
            self._guard(
                empty < _EMPTY_PAGES,
                f"the server sent {empty} empty pages in a row from offset {at} on and said each "
                "time that more rows follow",
            )
            # Nothing came, so that only the server's word or the usual step tells where to go on.
            forward = page.next_offset is not None and page.next_offset > at
            return page.next_offset if forward else at + self._step
        if page.more is None and not unknown:
            # A list without pagination that ignores the offset: it came whole the first time.
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
                page.more is not True or report.received <= _FAR_BEYOND * (promised + self._step),
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
        if page.more is None and page.total is not None and end >= page.total:
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

    # Several pages in flight: the first is read alone, since it tells how many there are.

    def _take(self, at: int, size: int) -> Page:
        if self._ahead:
            expected, future = self._ahead[0]
            if expected == at:
                self._ahead.popleft()
                return future.result()
            self._drop_ahead()
        return self._page(at, size)

    def _page(self, at: int, size: int) -> Page:
        return page_of(self._read(at, size))

    def _look_ahead(self, at: int, end: int) -> None:
        step = self._step
        if self._ahead and self._ahead[0][0] != at:
            # The pages do not lie where they were expected. Guess less, so that few are wasted.
            self._drop_ahead()
            self._width //= 2
        planned = self._ahead[-1][0] + step if self._ahead else at
        while len(self._ahead) < self._width and planned < end:
            if self._pool is None:
                if planned + step >= end:
                    return  # one last page needs no threads
                self._pool = ThreadPoolExecutor(self._width, thread_name_prefix="hyperstudy-pages")
            size = min(step, end - planned) if end < self._promised() else step
            self._ahead.append((planned, self._pool.submit(self._page, planned, size)))
            planned += step

    def _promised(self) -> int:
        return self._report.promised or 0

    def _drop_ahead(self) -> None:
        for _, future in self._ahead:
            future.cancel()
        self._ahead.clear()
