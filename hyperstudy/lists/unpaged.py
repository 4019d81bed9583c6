"""Lists of which the contract knows no pages: what is said to follow is followed all the same.

A server may bring pages to a route that had none. It is asked with ``offset`` alone, since
``limit`` may mean something else there: of agent decisions, how many there are of each room.
"""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING, Any

from ..exceptions import IncompleteDataError, ValidationError
from .pages import PageReader
from .row_accounting import Page, page_of

if TYPE_CHECKING:
    from collections.abc import Callable, Generator, Sequence

    from ..transport.envelope import Envelope
    from .report import FetchReport
    from .row_accounting import Row

__all__ = ["UnpagedList", "announces_more"]


def announces_more(page: Page) -> bool:
    """Return whether an answer says that it does not hold the whole list."""
    if page.more is True or (page.next_offset or 0) > 0:
        return True
    if page.total is not None:
        return page.total > len(page.rows)
    return page.more is None and page.continued is not None


class UnpagedList:
    """A list that comes in one answer, as far as the contract knows.

    Parameters
    ----------
    send : callable
        Asks for the list; takes ``offset`` for what follows.
    report : FetchReport
        Is written while reading.

    Attributes
    ----------
    metadata : dict
        What the first answer said beside its rows.
    """

    def __init__(self, send: Callable[..., Envelope], report: FetchReport) -> None:
        self._send = send
        self._report = report
        self.metadata: dict[str, Any] = {}

    def parts(self) -> Generator[Sequence[Row]]:
        """Yield its rows, in as many parts as there are answers.

        What is said to follow and does not come is a problem in the report.
        """
        report = self._report
        first = self._sent()
        self.metadata = first.metadata
        page = page_of(first)
        if not announces_more(page):
            report.pages, report.received = 1, len(page.rows)
            if page.returned not in {None, len(page.rows)}:
                report.problems.append(
                    f"the answer says that it has {page.returned} rows and has {len(page.rows)}"
                )
            yield page.rows
            return

        def read(offset: int, _size: int) -> Envelope:
            return first if offset == 0 else self._following(offset)

        reader = PageReader(
            read, report, page_size=max(1, len(page.rows)), identifier=None, in_flight=0
        )
        # What is wrong stands in the report then.
        with suppress(IncompleteDataError):
            yield from reader.pages()

    def _sent(self, **paging: int) -> Envelope:
        answer = self._send(**paging)
        warnings = self._report.server_warnings
        warnings += [text for text in answer.warnings if text not in warnings]
        return answer

    def _following(self, offset: int) -> Envelope:
        try:
            return self._sent(offset=offset)
        except ValidationError as error:
            problem = (
                f"the server says that more rows follow the first {offset}, and refuses to give "
                f"them ({error.message})"
            )
            self._report.problems.append(problem)
            raise IncompleteDataError(problem) from error
