"""What can be wrong with the pages of a list, and what comes of each: data for tests and people."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from .server import Answer, ReceivedRequest

PATH = "/api/v3/data/events/experiment/exp_1"
SIZE = 10
ROWS: list[dict[str, Any]] = [{"id": f"evt_{number}", "onset": number} for number in range(35)]

Change = Callable[[dict[str, Any], int], dict[str, Any] | None]


@dataclass(frozen=True)
class PageFault:
    """`change` gets the body of an honest answer and its offset, and may give another body."""

    name: str
    change: Change
    rows: int = len(ROWS)
    complete: bool = True
    message: str = ""
    stops: bool = False


def honest(offset: int, limit: int, rows: list[dict[str, Any]]) -> dict[str, Any]:
    part = rows[offset : offset + min(limit, SIZE)]
    end = offset + len(part)
    pagination: dict[str, Any] = {"total": len(rows), "hasMore": end < len(rows)}
    if pagination["hasMore"]:
        pagination["nextOffset"] = end
    return {"status": "success", "data": part, "metadata": {"pagination": pagination}}


def pagination_with(**values: Any) -> Change:
    def change(body: dict[str, Any], _offset: int) -> None:
        body["metadata"]["pagination"].update(values)

    return change


def _without_block(body: dict[str, Any], _offset: int) -> None:
    del body["metadata"]["pagination"]


def _standing_still(body: dict[str, Any], offset: int) -> None:
    body["metadata"]["pagination"]["nextOffset"] = offset


def _first_page_for_ever(body: dict[str, Any], _offset: int) -> dict[str, Any]:
    return {**honest(0, SIZE, ROWS), "metadata": {"pagination": {"total": 99, "hasMore": True}}}


def _empty_for_ever(body: dict[str, Any], offset: int) -> None:
    if offset:
        body["data"] = []
        body["metadata"]["pagination"].update(hasMore=True, nextOffset=offset + SIZE)


def _new_for_ever(body: dict[str, Any], offset: int) -> None:
    body["data"] = [{"id": f"evt_{number}"} for number in range(offset, offset + SIZE)]
    body["metadata"]["pagination"].update(total=3, hasMore=True, nextOffset=offset + SIZE)


def _hole(body: dict[str, Any], offset: int) -> None:
    if offset == SIZE:
        body["data"] = []


def _late_row_in_front(body: dict[str, Any], offset: int) -> dict[str, Any] | None:
    return honest(offset, SIZE, [{"id": "late"}, *ROWS]) if offset else None


def _rows_at_the_end(body: dict[str, Any], offset: int) -> dict[str, Any] | None:
    more = [{"id": f"new_{number}"} for number in range(10)]
    return honest(offset, SIZE, [*ROWS, *more]) if offset else None


TABLE = [
    PageFault("nothing is wrong", lambda *_: None),
    PageFault("no pagination block", _without_block),
    PageFault("a total that is too small", pagination_with(total=5)),
    PageFault(
        "a total that is too large",
        pagination_with(total=50),
        complete=False,
        message="15 of 50 promised rows",
    ),
    PageFault("more rows although the server denies it", pagination_with(hasMore=False)),
    PageFault(
        "a next offset that stands still", _standing_still, complete=False, message="went on at"
    ),
    PageFault("an empty page in the middle", _hole, rows=25, complete=False, message="10 of 35"),
    PageFault(
        "a row that arrives in front while reading",
        _late_row_in_front,
        complete=False,
        message="1 of 36 promised rows",
    ),
    PageFault("rows that arrive at the end while reading", _rows_at_the_end, rows=45),
    PageFault("the first page for ever", _first_page_for_ever, stops=True, message="came before"),
    PageFault("empty pages for ever", _empty_for_ever, stops=True, message="empty pages in a row"),
    PageFault("new rows for ever", _new_for_ever, stops=True, message="were promised"),
]


def reply(fault: PageFault) -> Callable[[ReceivedRequest], Answer]:
    """Give what the server answers when a fault is at work."""

    def answer(request: ReceivedRequest) -> Answer:
        offset = int(request.query["offset"])
        body = honest(offset, int(request.query["limit"]), ROWS)
        return Answer(body=fault.change(body, offset) or body)

    return answer
