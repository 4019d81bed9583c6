"""What a list has brought so far: which rows of a page are new, and which came before."""

from __future__ import annotations

from collections import deque
from functools import partial
from typing import TYPE_CHECKING, Any, NamedTuple

from ..contract.lazy_rows import LazyRows
from ..contract.typed_rows import TypedRows, dicts
from ..exact_json import id_text
from ..exceptions import HyperStudyError
from .pagination import pagination_of

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from ..transport.envelope import Envelope
    from .report import FetchReport

Row = dict[str, Any]
# Rows shift by little while a list is read, so that repeats are found in the pages just before;
# to hold all rows for the comparison would double the memory of a long fetch.
_REMEMBERED_PAGES = 6
# Bits of a number that stands for an id: with one more, Python needs half as much memory again.
_ID_BITS = (1 << 60) - 1


class Page(NamedTuple):
    """One answer of a list, with what it says about the others.

    Attributes
    ----------
    rows : sequence of dict
        Its rows.
    total, more, next_offset, returned
        What the server says; None where it says nothing.
    seconds : float
        How long the server took to answer, waits for limits left out.
    asked : int
        Rows that were asked for.
    continued : str or None
        What says that rows follow, in a way that this client cannot ask for.
    cut : str or None
        What says that rows were left out.
    """

    rows: Sequence[Row]
    total: int | None
    more: bool | None
    next_offset: int | None
    returned: int | None = None
    seconds: float = 0.0
    asked: int = 0
    continued: str | None = None
    cut: str | None = None


def page_of(envelope: Envelope) -> Page:
    """Read rows and pagination of an answer; the block may be flat, partial or missing.

    Raises
    ------
    HyperStudyError
        The answer has no list, although a list belongs there or rows are promised.
    """
    said = pagination_of(envelope)
    page = Page(
        envelope.listed(),
        said.total,
        said.more,
        said.next_offset,
        said.returned,
        envelope.seconds,
        continued=said.continued,
        cut=said.cut,
    )
    promised = page.total if page.returned is None else page.returned
    if envelope.data is None and (promised or page.more):
        raise HyperStudyError(
            f"the answer holds no rows, although it promises {promised or 'more'}",
            "UNEXPECTED_ANSWER",
            request=envelope.request,
            hint="Try again. If it happens again, report it to HyperStudy.",
        )
    return page


class RowAccounting:
    """Knows every row that came, to tell the new ones from repeats."""

    def __init__(self, report: FetchReport, identifier: str | None, shifts: bool) -> None:
        self.report = report
        self.identifier = identifier
        self._shifts = shifts and identifier is None
        # As numbers, which are half as large as the ids: a long list has millions. Should two ids
        # ever share one, a row is counted as changed, and kept.
        self._seen: set[int] = set()
        self._recent: deque[Callable[[], Sequence[Row]]] = deque(maxlen=_REMEMBERED_PAGES)
        self._last: Sequence[Row] = []
        self._last_keys: Sequence[Any] = ()
        self._nameless: set[int] = set()

    def new(self, page: Page) -> tuple[Sequence[Row], bool]:
        """Count a page; give the rows that are no repeats, and whether any was never met before."""
        report = self.report
        report.pages += 1
        grown = 0
        if page.more is None and page.total == len(page.rows) and report.received:
            # Rows came before this page, so that a total of its own rows is not one of the list.
            report.promised = report.promised_at_first = None
        elif page.total is not None:
            grown = page.total - (page.total if report.promised is None else report.promised)
            if report.pages == 1:
                report.promised_at_first = page.total
            report.promised = page.total
            report.vanished += max(0, -grown)
        keys = self._keys(page.rows)
        # Once for each row: written out, it takes a third of the time.
        numbers = [
            hash(key if type(key) is str else str(key)) & _ID_BITS
            for key in keys
            if (type(key) is str and key) or type(key) is int
        ]
        if self._is_the_last(page, keys, named=len(numbers)):
            report.repeated += len(page.rows)
            return [], False
        rows = page.rows
        if self._shifts and grown > 0:
            again = self._shifted(rows, grown)
            report.repeated += again
            rows = rows[again:]
        self._last, self._last_keys = page.rows, keys
        if len(numbers) < len(page.rows):
            unknown = self._is_new(page)
        else:
            unknown = not self._seen.issuperset(numbers)
        if not self._seen.isdisjoint(numbers):
            rows = self._without_repeats(rows, keys)
        # Rows of one page are never each other's repeats: the server meant them.
        self._seen.update(numbers)
        if numbers:
            self._recent.append(_again(rows))
        report.received += len(rows)
        return rows, unknown

    def _shifted(self, rows: Sequence[Row], most: int) -> int:
        """Return how many rows of a page's start are those of the last one's end once more."""
        for count in range(min(most, len(rows), len(self._last)), 0, -1):
            if _equal(rows[:count], self._last[-count:]):
                return count
        return 0

    def _is_new(self, page: Page) -> bool:
        """Return whether a page of rows without ids came for the first time."""
        if page.total is not None and self.report.received < page.total:
            return True  # its end is known, so that nobody needs to look closer
        number = hash(repr(list(page.rows)))
        new = number not in self._nameless
        self._nameless.add(number)
        return new

    def _keys(self, rows: Sequence[Row]) -> Sequence[Any]:
        if self.identifier is None:
            return ()
        if isinstance(rows, TypedRows):
            return rows.identifiers
        return [row.get(self.identifier) for row in rows]

    def _is_the_last(self, page: Page, keys: Sequence[Any], *, named: int) -> bool:
        """Return whether a page, of which so many rows have an id, repeats the one before it."""
        if not page.rows or len(page.rows) != len(self._last):
            return False
        if named < len(page.rows):
            return _equal(page.rows, self._last)
        # A list that has no pages comes whole each time, though with links that are signed anew.
        return page.more is None and page.next_offset is None and keys == self._last_keys

    def _without_repeats(self, rows: Sequence[Row], keys: Sequence[Any]) -> Sequence[Row]:
        recent = [
            {
                key: row
                for row in again()
                if (key := id_text(row.get(self.identifier or ""))) is not None
            }
            for again in self._recent
        ]
        fresh: list[Row] = []
        for key, row in zip(map(id_text, keys), rows, strict=True):
            if key is not None and hash(key) & _ID_BITS in self._seen:
                if any(key in page and same(page[key], row) for page in recent):
                    self.report.repeated += 1
                    continue
                self.report.changed += 1
            fresh.append(row)
        return fresh


def same(one: Row, other: Row) -> bool:
    """Return whether two rows are equal to the letter."""
    # What is not a number does not equal itself, and yet came a second time.
    return one == other or repr(one) == repr(other)


def _equal(rows: Sequence[Row], others: Sequence[Row]) -> bool:
    if isinstance(rows, LazyRows) or isinstance(others, LazyRows):
        return rows == others
    return all(map(same, rows, others))


def _again(rows: Sequence[Row]) -> Callable[[], Sequence[Row]]:
    """Give what gives rows a second time, without keeping more of them than is needed for it."""
    return partial(dicts, rows.content) if isinstance(rows, TypedRows) else lambda: rows
