"""What a pull has to ask for, found out with one request for each table that has pages."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING

from .. import contract
from ..exceptions import ForbiddenError, NotFoundError
from ..lists.filter_check import FilterCheck
from ..lists.row_accounting import page_of
from ..transport.future_waits import result_of
from . import kept_apart, per_item_tables, reading
from .known_rows import KnownRows
from .plan import PlannedTable
from .staging import staged
from .tables import EVENTS

if TYPE_CHECKING:
    import threading
    from collections.abc import Sequence
    from datetime import timedelta
    from pathlib import Path

    from ..lists.fetch import Fetcher
    from .manifest import Manifest
    from .tables import Table

REFUSALS = (ForbiddenError, NotFoundError)


class Planning:
    """Tells what a pull would ask for.

    Parameters
    ----------
    fetcher : Fetcher
        Makes the requests.
    folder : Path
        The study, or where it is to be.
    manifest : Manifest
        What is there.
    overlap : timedelta or None
        How far back to look again.
    """

    def __init__(
        self, fetcher: Fetcher, folder: Path, manifest: Manifest, overlap: timedelta | None
    ) -> None:
        self._fetcher = fetcher
        self._folder = folder
        self._manifest = manifest
        self._overlap = overlap

    def of(self, tables: Sequence[Table], parallel: int) -> list[PlannedTable]:
        """Plan tables; those that others need come before them.

        Parameters
        ----------
        tables : sequence of Table
            What would be pulled.
        parallel : int
            Requests at the same time.
        """
        lists = [one for one in tables if one.each is None and not one.kinds]
        counted = {one.each for one in tables}
        # The requests are stopped first: the threads are waited for.
        with ThreadPoolExecutor(parallel) as pool, self._fetcher.stoppable() as stop:
            planned = [pool.submit(self._list, stop, counted, one) for one in lists]
            found = [result_of(one) for one in planned]
        known = {one.name: one for one in found}
        events = next((one for one in tables if one.name == EVENTS), None)
        if events is not None and EVENTS in self._manifest.tables:
            found += [
                self._kept_apart(one)
                for one in tables
                if one.kinds and kept_apart.is_asked_for(self._folder, self._manifest, events, one)
            ]
        return found + [self._each(one, known[one.each]) for one in tables if one.each]

    def _list(self, stop: threading.Event, counted: set[str | None], of: Table) -> PlannedTable:
        here = self._here(of)
        size = of.page_size
        if self._is_done(of) and of.name not in counted:
            return PlannedTable(of.name, here, here, 0)
        if size is None and of.name not in counted:
            return PlannedTable(of.name, None, here, 1)
        request = reading.question(of.query)
        paging: dict[str, int] = {} if size is None else {"limit": 1, "offset": 0}
        try:
            answer = self._fetcher.send(request, stop, None, **paging)
        except REFUSALS as error:
            return PlannedTable(of.name, None, here, 0, error.message)
        done = self._is_done(of)
        if size is None:
            page = page_of(answer)
            rows = max(len(page.rows), page.total or 0)
            requests = max(1, -(-rows // max(1, len(page.rows))))
            check = FilterCheck(request, of.query.table)
            rows -= len(page.rows) - len(check.inside(page.rows))
            return PlannedTable(of.name, rows, here, 0 if done else requests)
        total = page_of(answer).total
        size = self._fetcher.page_size(contract.operation(of.query.operation)).current()
        pages = None if total is None else max(1, -(-(total - self._start(of)) // size))
        return PlannedTable(of.name, total, here, 0 if done else pages or 1)

    def _kept_apart(self, of: Table) -> PlannedTable:
        """Plan what is not among the events that are here; of others it is not known."""
        here = self._here(of)
        return PlannedTable(of.name, None, here, 0 if self._is_done(of) else len(of.query.fixed))

    def _each(self, of: Table, source: PlannedTable) -> PlannedTable:
        here = self._here(of)
        if source.refused:
            return PlannedTable(of.name, None, here, 0, source.refused)
        if self._is_done(of):
            return PlannedTable(of.name, here, here, 0)
        base = KnownRows(self._folder, of, self._manifest.tables.get(of.name)).look()
        known = len(per_item_tables.kept(of, base, self._overlap))
        known = max(known, staged(self._folder, self._manifest, of, base).count)
        return PlannedTable(of.name, source.rows, here, max(0, (source.rows or 0) - known))

    def _is_done(self, of: Table) -> bool:
        """Return whether a pull that was interrupted has the table already."""
        entry = self._manifest.tables.get(of.name)
        return entry is not None and entry.pull == self._manifest.next_pull

    def _here(self, of: Table) -> int:
        entry = self._manifest.tables.get(of.name)
        return entry.rows if entry else 0

    def _start(self, of: Table) -> int:
        base = KnownRows(self._folder, of, self._manifest.tables.get(of.name)).look()
        staging = staged(self._folder, self._manifest, of, base)
        if staging.begun is not None:
            return staging.next_offset
        return base.start(self._overlap, of.page_size or 1)
