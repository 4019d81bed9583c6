"""What a new reading of a list changes: which rows are new, changed, gone, and their order.

Each row has a number, and the numbers grow in the order in which the server lists the rows. There
is much room between two numbers, so that a row that comes late gets one in between and no other
row needs a new one.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import deque
from itertools import pairwise
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np
from attrs import define, field

from .rows import DIGEST, digest, identity

if TYPE_CHECKING:
    from collections.abc import Hashable, Sequence

    from numpy.typing import NDArray

    from ..lists.row_accounting import Row

STEP = 1 << 32
"""Distance of the numbers of two rows that came one after the other."""
NOWHERE = -1

# As when lists are read without a study: rows shift by little while a list is read.
_REMEMBERED_PAGES = 12


class Repeats:
    """Finds rows that came a second time because the list grew while it was read.

    What counts as a page depends only on where a row stands, so that an interrupted reading
    finds the same ones as one without interruption.

    Parameters
    ----------
    page_size : int
        Rows of a page.
    """

    def __init__(self, page_size: int) -> None:
        self._size = page_size
        self._place = 0
        self._recent: deque[dict[Hashable, Hashable]] = deque(maxlen=_REMEMBERED_PAGES)
        # Their keys and some before: a row that is in none of both sets is in none of the pages.
        self._met: tuple[set[Hashable], set[Hashable]] = set(), set()
        self._pages = 0
        self._page: dict[Hashable, Hashable] = {}
        self.repeated = 0
        self.twice = 0

    def first_places(
        self, identities: Sequence[Hashable | None], contents: Sequence[Hashable]
    ) -> list[int]:
        """Note rows; give the places of those that did not come before, equal to the letter.

        Of a row without an identity nobody knows whether it came before.
        """
        found: list[int] = []
        begin, count = 0, len(identities)
        while begin < count:
            self._turn_page()
            end = min(count, begin + self._size - self._place % self._size)
            part = dict(zip(identities[begin:end], contents[begin:end], strict=True))
            if None not in part and all(part.keys().isdisjoint(met) for met in self._met):
                self._page |= part
                self._place += end - begin
                found += range(begin, end)
            else:
                for place in range(begin, end):
                    who = identities[place]
                    if who is None or not self.seen(who, contents[place]):
                        found.append(place)
            begin = end
        return found

    def _turn_page(self) -> None:
        if self._place % self._size == 0 and self._page:
            if self._pages % _REMEMBERED_PAGES == 0:
                self._met = set(), self._met[0]
            self._pages += 1
            self._met[0].update(self._page)
            self._recent.append(self._page)
            self._page = {}

    def seen(self, row_identity: Hashable, content: Hashable) -> bool:
        """Note a row; tell whether it came before, equal to the letter."""
        self._turn_page()
        self._place += 1
        contents = [page[row_identity] for page in self._recent if row_identity in page]
        self._page[row_identity] = content
        if content in contents:
            self.repeated += 1
            return True
        self.twice += bool(contents)
        return False


Digest = Any
"""An array of digests."""


@define
class Digests:
    """Rows of which only digests are held, in their order."""

    _identities: bytearray = field(factory=bytearray)
    _contents: bytearray = field(factory=bytearray)

    def add(self, rows: Sequence[Row], lines: Sequence[str], identifier: str | None) -> None:
        """Take rows, each with its text."""
        contents = [digest(line) for line in lines]
        self._contents += b"".join(contents)
        if identifier is None:
            self._identities += b"".join(contents)
        else:
            self._identities += b"".join(
                [identity(row, line, identifier) for row, line in zip(rows, lines, strict=True)]
            )

    @property
    def identities(self) -> Digest:
        """Their identities, as an array."""
        return _array(self._identities)

    @property
    def contents(self) -> Digest:
        """Digests of all that they say, as an array."""
        return _array(self._contents)


def _array(digests: bytearray) -> Digest:
    # No bytes arrays, which take zeros at the end for nothing.
    return np.frombuffer(digests, np.dtype((np.void, DIGEST)))


class ExistingRows(NamedTuple):
    """Rows that are there already, in their order.

    Attributes
    ----------
    orders : array of int
        Their numbers, which grow.
    identities, contents : arrays of digests
        What they are, and what they say.
    """

    orders: NDArray[np.int64]
    identities: Digest
    contents: Digest


class Comparison(NamedTuple):
    """How rows that came stand to those that are there.

    Attributes
    ----------
    match : array of int
        For each row that came, the place of the same row among those there, or -1.
    orders : array of int
        The number of each row that came.
    same : array of bool
        Rows that came and are there with the same content.
    untouched : array of bool
        Those of them that keep their number.
    gone : array of int
        Places of rows that are there and did not come.
    """

    match: NDArray[np.int64]
    orders: NDArray[np.int64]
    same: NDArray[np.bool_]
    untouched: NDArray[np.bool_]
    gone: NDArray[np.int64]


def compare(there: ExistingRows, came: Digests, after: int) -> Comparison:
    """Compare rows that came with those that are there.

    Parameters
    ----------
    there : ExistingRows
        Those that are there.
    came : Digests
        Those that came.
    after : int
        The number of the row before the first of them; 0 if there is none.
    """
    match = _matched(there.identities, came.identities)
    orders = _orders(match, there.orders, after)
    found = match != NOWHERE
    same = np.zeros(len(match), np.bool_)
    same[found] = there.contents[match[found]] == came.contents[found]
    untouched = same.copy()
    untouched[found] &= there.orders[match[found]] == orders[found]
    gone = np.ones(len(there.orders), np.bool_)
    gone[match[found]] = False
    return Comparison(match, orders, same, untouched, np.flatnonzero(gone))


def _matched(old: Digest, new: Digest) -> NDArray[np.int64]:
    """Find for each new row the old one: the first with its identity, the second, ..."""
    if not len(old) or not len(new):
        return np.full(len(new), NOWHERE, np.int64)
    _, number = np.unique(np.concatenate([old, new]), return_inverse=True)
    most = len(old) + len(new)
    old_key = number[: len(old)] * most + _occurrence(number[: len(old)])
    new_key = number[len(old) :] * most + _occurrence(number[len(old) :])
    sorter = np.argsort(old_key)
    place = np.searchsorted(old_key, new_key, sorter=sorter)
    place = sorter[np.minimum(place, len(old) - 1)]
    return np.where(old_key[place] == new_key, place, NOWHERE).astype(np.int64)


def _occurrence(numbers: NDArray[np.int64]) -> NDArray[np.int64]:
    """Count for each value how often it stood before."""
    order = np.argsort(numbers, kind="stable")
    ordered = numbers[order]
    begins = np.flatnonzero(np.concatenate([[True], ordered[1:] != ordered[:-1]]))
    lengths = np.diff(np.concatenate([begins, [len(ordered)]]))
    count = np.empty(len(numbers), np.int64)
    count[order] = np.arange(len(ordered)) - np.repeat(begins, lengths)
    return count


def _orders(match: NDArray[np.int64], there: NDArray[np.int64], after: int) -> NDArray[np.int64]:
    """Give each row that came a number: its own where the order allows, else one in between."""
    count = len(match)
    kept = np.flatnonzero(match != NOWHERE)
    numbers = there[match[kept]]
    if len(numbers) > 1 and not (np.diff(numbers) > 0).all():
        in_order = _longest_growing(numbers.tolist())
        kept, numbers = kept[in_order], numbers[in_order]
    orders = np.full(count, NOWHERE, np.int64)
    orders[kept] = numbers
    if len(kept) == count:
        return orders
    places = [-1, *kept.tolist(), count]
    bounds = [after, *numbers.tolist()]
    for at, (left, right) in enumerate(pairwise(places)):
        missing = right - left - 1
        if not missing:
            continue
        low = bounds[at]
        if right == count:
            orders[left + 1 : right] = low + STEP * np.arange(1, missing + 1)
            continue
        gap = (bounds[at + 1] - low) // (missing + 1)
        if gap < 1:
            # No room is left in between: all get new numbers.
            return after + STEP * np.arange(1, count + 1, dtype=np.int64)
        orders[left + 1 : right] = low + gap * np.arange(1, missing + 1)
    return orders


def _longest_growing(numbers: Sequence[int]) -> list[int]:
    """Give the places of a longest growing part: as few rows as can be change their number."""
    ends: list[int] = []
    at: list[int] = []
    before: list[int] = []
    for place, number in enumerate(numbers):
        spot = bisect_left(ends, number)
        before.append(at[spot - 1] if spot else -1)
        if spot == len(ends):
            ends.append(number)
            at.append(place)
        else:
            ends[spot] = number
            at[spot] = place
    found: list[int] = []
    place = at[-1] if at else -1
    while place >= 0:
        found.append(place)
        place = before[place]
    return found[::-1]
