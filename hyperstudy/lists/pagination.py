"""Where an answer stands in its list, as far as it says so.

The contract has ``metadata.pagination`` with ``total``, ``hasMore``, ``nextOffset`` and
``returned`` (documented). Other services write the same things elsewhere or by other names, or give
a cursor or a link to what follows. Whatever of it speaks of rows that are still to come is read
here, so that a list is not taken for complete because the words were other ones.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, NamedTuple

from ..exact_json import is_object

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from ..transport.envelope import Envelope

__all__ = ["Pagination", "pagination_of"]

# More digits than a list has rows.
_MOST_DIGITS = 15
_TRUTH: dict[object, bool] = {"true": True, "false": False}
_BLOCKS = ("pagination", "paging", "pageInfo", "page_info", "page", "links", "_links")
# By their letters alone, so that total_count is totalCount.
_TOTAL = (
    "total", "totalcount", "totalelements", "totalitems", "totalrecords", "totalresults",
    "totalrows",
)  # fmt: skip
_MORE = ("hasmore", "hasnext", "hasnextpage")
_OFFSET = ("nextoffset",)
_RETURNED = ("returned",)
# Cursors, tokens, links and numbers of pages: nextCursor, nextPageUrl, @odata.nextLink.
_NEXT = re.compile(r"next(?!offset)|.*next(?:cursor|link|page|token|url)")
_LAST = ("last", "islast", "lastpage")
_PAGE = ("page", "currentpage", "pagenumber", "number")
_PAGES = ("totalpages", "pagecount", "pages")
_CUT = ("truncated", "partial", "incomplete")


class Pagination(NamedTuple):
    """What an answer says of its place in the list; None where it says nothing.

    Attributes
    ----------
    total : int or None
        Rows of the whole list.
    more : bool or None
        Whether rows follow.
    next_offset : int or None
        Where they do.
    returned : int or None
        Rows of this answer.
    continued : str or None
        What else says that rows follow, in a way that this client cannot ask for.
    cut : str or None
        The member that says that rows were left out.
    """

    total: int | None
    more: bool | None
    next_offset: int | None
    returned: int | None
    continued: str | None
    cut: str | None


def pagination_of(envelope: Envelope) -> Pagination:
    """Read what an answer says of its place in the list: in a block, or flat among the rest."""
    places = [_folded(place) for place in _places(envelope)]
    return Pagination(
        _first(places, _TOTAL, _number),
        _first(places, _MORE, _truth),
        _first(places, _OFFSET, _number),
        _first(places, _RETURNED, _number),
        _next(places)
        or _page_of_pages(places)
        or _first(places, _LAST, _is_false, named=True)
        or envelope.link,
        _first(places, _CUT, _is_true, named=True),
    )


def _places(envelope: Envelope) -> Iterator[Mapping[str, Any]]:
    """Give the objects in which it may stand, the contract's own first."""
    beside = envelope.beside
    meta = beside.get("meta")
    outer = [envelope.metadata, beside, *([meta] if is_object(meta) else [])]
    for place in outer:
        for name in _BLOCKS:
            block = place.get(name)
            if is_object(block):
                yield block
    yield from outer


def _folded(place: Mapping[str, Any]) -> dict[str, tuple[str, Any]]:
    """Give names by their letters alone, with the name as it came and the value."""
    return {
        "".join(sign for sign in name if sign.isalnum()).casefold(): (name, value)
        for name, value in place.items()
    }


def _first(
    places: Sequence[Mapping[str, tuple[str, Any]]],
    names: Sequence[str],
    read: Callable[[Any], Any],
    *,
    named: bool = False,
) -> Any:
    """Give the first value that can be read, or the name at which it stands."""
    for place in places:
        for name in names:
            if name in place:
                given, value = place[name]
                found = read(value)
                if found is not None:
                    return repr(given) if named else found
    return None


def _next(places: Sequence[Mapping[str, tuple[str, Any]]]) -> str | None:
    """Return the name of a member that leads to what follows; None if there is none."""
    for place in places:
        for name, (given, value) in place.items():
            if _NEXT.match(name) and _pointer(value):
                return repr(given)
    return None


def _page_of_pages(places: Sequence[Mapping[str, tuple[str, Any]]]) -> str | None:
    """Return that an answer is not the last of numbered pages; None if it does not say so."""
    page, pages = _first(places, _PAGE, _number), _first(places, _PAGES, _number)
    # Of those that are numbered from 0 on, the first is the only one that can be told from others.
    if page is None or pages is None or max(page, 1) >= pages:
        return None
    return f"page {page} of {pages}"


def _number(value: object) -> int | None:
    """Read a number of rows; some services write it as text. There are no fewer than none."""
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    if (
        isinstance(value, str)
        and len(value) <= _MOST_DIGITS
        and value.isascii()
        and value.isdigit()
    ):
        value = int(value)
    if not isinstance(value, int) or isinstance(value, bool) or value < 0:
        return None
    return value


def _truth(value: object) -> bool | None:
    if isinstance(value, str):
        return _TRUTH.get(value.casefold())
    return bool(value) if isinstance(value, int) and value in (0, 1) else None


def _is_true(value: object) -> bool | None:
    return True if value is True else None


def _is_false(value: object) -> bool | None:
    return True if value is False else None


def _pointer(value: object) -> bool | None:
    """Return True for a cursor, a link or the number of a page; None for nothing of the kind."""
    if is_object(value):
        return _pointer(value.get("href"))
    if isinstance(value, bool):
        return None
    return True if isinstance(value, int | str) and value else None
