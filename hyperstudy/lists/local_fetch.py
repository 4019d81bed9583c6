"""A fetcher without a connection: what it is asked stands in rows that are here already."""

from __future__ import annotations

import threading
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, cast

from .fetch import Fetcher
from .pages import PageReader

if TYPE_CHECKING:
    from collections.abc import Callable, Generator

    from ..display.progress import Bar
    from ..transport.envelope import Envelope
    from .query import Query
    from .report import FetchReport

_ALL = 1 << 40


class LocalFetcher(Fetcher):
    """Does with rows that are here what is done with those of a server; `send` gives them."""

    def __init__(self) -> None:
        super().__init__(cast("Any", None), 0)

    def reader(
        self,
        read: Callable[[int, int], Envelope],
        report: FetchReport,
        query: Query,  # noqa: ARG002
    ) -> PageReader:
        """Give what reads all rows at once: pages would only mean to look for them again."""
        return PageReader(read, report, page_size=_ALL, identifier=None, in_flight=0)

    @contextmanager
    def stoppable(self) -> Generator[threading.Event]:
        """Give an event; there are no requests that it could end."""
        yield threading.Event()

    @contextmanager
    def watching(self, report: FetchReport, bar: Bar) -> Generator[None]:  # noqa: ARG002
        """Do nothing: there is nothing to wait for."""
        yield
