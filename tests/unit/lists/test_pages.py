"""Pages of every kind of server: all rows, each once, or an error that holds what came."""

from __future__ import annotations

import itertools
import threading
from copy import deepcopy
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hyperstudy.exceptions import IncompleteDataError, ServerError
from hyperstudy.lists.pages import PageReader
from hyperstudy.lists.report import FetchReport
from hyperstudy.transport.envelope import Envelope

Row = dict[str, Any]


def rows_of(count: int) -> list[Row]:
    return [{"id": f"evt_{number}", "n": number} for number in range(count)]


class Server:
    """Answers as the real one does, with the oddities that a test asks for."""

    def __init__(self, rows: list[Row], *, largest: int = 1000, block: str = "nested") -> None:
        self.rows = rows
        self.largest = largest
        self.block = block
        self.asked: list[tuple[int, int]] = []
        self._lock = threading.Lock()

    def __call__(self, offset: int, limit: int) -> Envelope:
        with self._lock:
            self.asked.append((offset, limit))
        rows = self.rows[offset : offset + min(limit, self.largest)]
        return self.answer(rows, offset)

    def answer(self, rows: list[Row], offset: int) -> Envelope:
        end = offset + len(rows)
        pagination: dict[str, Any] = {
            "total": len(self.rows),
            "returned": len(rows),
            "hasMore": end < len(self.rows),
        }
        if pagination["hasMore"]:
            pagination["nextOffset"] = end
        if self.block == "nested":
            metadata: dict[str, Any] = {"pagination": pagination}
        elif self.block == "flat":
            metadata = {"total": len(self.rows), "limit": self.largest, "offset": offset}
        else:
            metadata = {}
        return Envelope(rows, metadata, (), "GET /data/events/room/r")


def read(
    server: Any,
    *,
    size: int = 1000,
    offset: int = 0,
    limit: int | None = None,
    identifier: str | None = "id",
    in_flight: int = 8,
) -> tuple[list[Row], FetchReport]:
    report = FetchReport(what="events of room r")
    reader = PageReader(server, report, page_size=size, identifier=identifier, in_flight=in_flight)
    rows = [row for page in reader.pages(offset, limit) for row in page]
    return rows, report


@given(
    count=st.integers(0, 90),
    largest=st.integers(1, 30),
    size=st.integers(1, 30),
    offset=st.integers(0, 100),
    limit=st.none() | st.integers(0, 100),
    in_flight=st.integers(1, 9),
    block=st.sampled_from(["nested", "flat", "none"]),
)
def test_any_split_into_pages_gives_the_same_rows(
    count: int,
    largest: int,
    size: int,
    offset: int,
    limit: int | None,
    in_flight: int,
    block: str,
) -> None:
    everything = rows_of(count)
    server = Server(everything, largest=largest, block=block)
    rows, report = read(server, size=size, offset=offset, limit=limit, in_flight=in_flight)
    assert rows == everything[offset:][:limit]
    assert report.received == len(rows)
    assert report.complete


@pytest.mark.parametrize("count", [1, 999, 1000, 1001, 5000, 12_345])
def test_no_request_more_than_there_are_pages(count: int) -> None:
    server = Server(rows_of(count))
    rows, report = read(server)
    assert len(rows) == count
    assert len(server.asked) == -(-count // 1000) == report.pages


def test_limit_is_followed_however_small_the_pages() -> None:
    server = Server(rows_of(100), largest=7)
    rows, report = read(server, limit=20)
    assert [row["n"] for row in rows] == list(range(20))
    assert report.limited
    assert report.complete


def test_pages_come_in_order_while_later_ones_arrive_first() -> None:
    slow = threading.Event()

    class Uneven(Server):
        def __call__(self, offset: int, limit: int) -> Envelope:
            if offset == 10:
                assert slow.wait(60)
            if offset == 40:
                slow.set()
            return super().__call__(offset, limit)

    rows, _ = read(Uneven(rows_of(60), largest=10), size=10)
    assert [row["n"] for row in rows] == list(range(60))


def test_no_more_pages_are_on_their_way_than_allowed() -> None:
    class Counting(Server):
        now = most = 0

        def __call__(self, offset: int, limit: int) -> Envelope:
            with self._lock:
                self.now += 1
                self.most = max(self.most, self.now)
            try:
                return super().__call__(offset, limit)
            finally:
                with self._lock:
                    self.now -= 1

    server = Counting(rows_of(500), largest=10)
    read(server, size=10, in_flight=3)
    assert 1 <= server.most <= 3


class StatedPagination(Server):
    """Gives pages whose pagination states what a test chose."""

    def __init__(self, rows: list[Row], largest: int, **values: Any) -> None:
        super().__init__(rows, largest=largest)
        self.values = values

    def answer(self, rows: list[Row], offset: int) -> Envelope:
        envelope = super().answer(rows, offset)
        envelope.metadata["pagination"].update(
            {
                name: value(offset) if callable(value) else value
                for name, value in self.values.items()
            }
        )
        return envelope


def test_a_total_that_is_too_small_cuts_nothing() -> None:
    rows, _ = read(StatedPagination(rows_of(50), 10, total=20), size=10)
    assert len(rows) == 50


def test_more_rows_than_promised_are_told_where_rows_have_no_id() -> None:
    # Offsets of this server count from one, so that each page begins with the end of the last.
    rows = [{"onset": number} for number in range(25)]

    def answer(offset: int, limit: int) -> Envelope:
        part = rows[max(0, offset - 1) :][:limit]
        pagination = {"total": 25, "hasMore": offset + limit < 25}
        return Envelope(part, {"pagination": pagination}, (), "GET /x")

    got, report = read(answer, size=10, identifier=None)
    assert len(got) == 26
    (problem,) = report.problems
    assert problem.startswith(
        "26 rows came although 25 were promised; rows of this list have no id"
    )
    assert read(answer, size=10, identifier=None, limit=15)[1].problems == []


def test_a_total_that_is_too_large_is_told() -> None:
    rows, report = read(StatedPagination(rows_of(50), 10, total=70), size=10)
    assert len(rows) == 50
    assert not report.complete
    assert report.missing == 20
    assert "20 of 70 promised rows did not come" in str(report)


def test_more_rows_come_although_the_server_denied_it() -> None:
    rows, _ = read(StatedPagination(rows_of(50), 10, hasMore=False), size=10)
    assert len(rows) == 50


def test_an_offset_that_does_not_advance_is_replaced_and_named() -> None:
    rows, report = read(
        StatedPagination(rows_of(50), 10, nextOffset=lambda offset: offset), size=10
    )
    assert len(rows) == 50
    assert any("does not lie behind" in text for text in report.problems)


def test_the_same_page_for_ever_ends_with_an_error_that_holds_it() -> None:
    server = Server(rows_of(10))

    def stuck(_offset: int, limit: int) -> Envelope:
        envelope = server(0, limit)
        envelope.metadata["pagination"].update(hasMore=True, total=99)
        return envelope

    with pytest.raises(IncompleteDataError, match="only rows that came before"):
        read(stuck, size=10)


# Rows that cannot be known again by an id of theirs.
STRANGERS: list[list[Row]] = [
    [{"value": 1}],
    [{"id": None, "value": 1}],
    [{"id": 7}, {"id": 8}],
    [{"id": "evt_1"}, {"id": None}],
    [{"value": float("nan")}],
    [{"id": "evt_1", "value": float("nan")}],
]


@pytest.mark.parametrize("rows", STRANGERS)
@pytest.mark.parametrize("identifier", ["id", None])
def test_the_same_strangers_for_ever_end_with_an_error(
    rows: list[Row], identifier: str | None
) -> None:
    def stuck(_offset: int, _limit: int) -> Envelope:
        return Envelope(deepcopy(rows), {"pagination": {"hasMore": True}}, (), "GET /x")

    with pytest.raises(IncompleteDataError, match="only rows that came before"):
        read(stuck, size=len(rows), identifier=identifier)


@pytest.mark.parametrize("rows", STRANGERS)
@pytest.mark.parametrize("identifier", ["id", None])
def test_strangers_in_a_list_without_pages_come_once(
    rows: list[Row], identifier: str | None
) -> None:
    offsets: list[int] = []

    def whole(offset: int, _limit: int) -> Envelope:
        offsets.append(offset)
        return Envelope(deepcopy(rows), {}, (), "GET /x")

    got, report = read(whole, size=len(rows) + 1, identifier=identifier)
    assert repr(got) == repr(rows)
    assert len(offsets) == 2
    assert report.complete
    assert not report.repeated


def test_a_list_without_pages_whose_links_are_signed_anew_comes_once() -> None:
    signed = itertools.count()

    def whole(_offset: int, _limit: int) -> Envelope:
        rows = [{"id": name, "url": f"/{name}?sig={next(signed)}"} for name in "ab"]
        return Envelope(rows, {}, (), "GET /x")

    rows, report = read(whole, size=3)
    assert [row["url"] for row in rows] == ["/a?sig=0", "/b?sig=1"]
    assert report.complete
    assert (report.repeated, report.changed) == (0, 0)


def test_rows_that_only_change_for_ever_end_with_an_error() -> None:
    turn = itertools.count()

    def stuck(_offset: int, _limit: int) -> Envelope:
        rows = [{"id": "evt_1", "n": next(turn)}]
        return Envelope(rows, {"pagination": {"hasMore": True}}, (), "GET /x")

    with pytest.raises(IncompleteDataError, match="only rows that came before"):
        read(stuck, size=1)


def test_a_repeated_row_with_what_is_not_a_number_is_a_repeat() -> None:
    server = Server([{"id": f"evt_{number}", "n": float("nan")} for number in range(9)])

    def shifted(offset: int, limit: int) -> Envelope:
        envelope = server(max(0, offset - (offset > 0)), limit)
        return envelope._replace(data=deepcopy(envelope.data))

    rows, report = read(shifted, size=5)
    assert [row["id"] for row in rows] == [f"evt_{number}" for number in range(9)]
    assert (report.repeated, report.changed) == (1, 0)


def test_new_rows_for_ever_end_far_beyond_the_promise() -> None:
    def endless(offset: int, limit: int) -> Envelope:
        rows = [{"id": str(number)} for number in range(offset, offset + limit)]
        return Envelope(rows, {"pagination": {"hasMore": True, "total": 5}}, (), "GET /x")

    with pytest.raises(IncompleteDataError, match="although 5 were promised"):
        read(endless, size=10)


def test_empty_pages_that_promise_more_end_with_an_error() -> None:
    def empty(_offset: int, _limit: int) -> Envelope:
        return Envelope([], {"pagination": {"hasMore": True, "total": 5}}, (), "GET /x")

    with pytest.raises(IncompleteDataError, match="empty pages in a row"):
        read(empty, size=10)


def test_a_hole_in_the_pages_is_passed() -> None:
    class Hole(Server):
        def __call__(self, offset: int, limit: int) -> Envelope:
            envelope = super().__call__(offset, limit)
            if offset == 10:
                return envelope._replace(data=[])
            return envelope

    rows, report = read(Hole(rows_of(40), largest=10), size=10, in_flight=1)
    assert [row["n"] for row in rows] == [*range(10), *range(20, 40)]
    assert report.missing == 10


def test_rows_that_shift_while_reading_come_once() -> None:
    class Growing(Server):
        def __call__(self, offset: int, limit: int) -> Envelope:
            envelope = super().__call__(offset, limit)
            if offset == 0:
                self.rows = [{"id": "late", "n": -1}, *self.rows]
            return envelope

    rows, report = read(Growing(rows_of(30), largest=10), size=10, in_flight=1)
    assert [row["n"] for row in rows] == list(range(30))
    assert report.repeated == 1
    assert report.total_moved
    # The row that arrived in front was never sent: one of 31 is missing, and that is said.
    assert report.missing == 1


def test_a_row_that_changed_while_reading_is_kept_twice_and_told() -> None:
    class Changing(Server):
        def __call__(self, offset: int, limit: int) -> Envelope:
            envelope = super().__call__(offset, limit)
            if offset == 0:
                self.rows = [self.rows[0], {"id": "evt_9", "n": "other"}, *self.rows[1:]]
                self.rows[10] = {"id": "evt_9", "n": "other"}
            return envelope

    rows, report = read(Changing(rows_of(20), largest=10), size=10, in_flight=1)
    assert report.changed == 1
    assert [row["n"] for row in rows if row["id"] == "evt_9"] == [9, "other"]
    assert not report.clean


def test_rows_that_arrive_at_the_end_are_fetched() -> None:
    class Growing(Server):
        def __call__(self, offset: int, limit: int) -> Envelope:
            envelope = super().__call__(offset, limit)
            if len(self.rows) < 60:
                self.rows = rows_of(60)
            return envelope

    rows, report = read(Growing(rows_of(30), largest=10), size=10)
    assert [row["n"] for row in rows] == list(range(60))
    assert report.complete
    assert report.total_moved


def test_equal_rows_of_one_page_are_the_servers_own() -> None:
    twice = [{"id": "a"}, {"id": "a"}, {"id": "b"}]
    rows, report = read(Server(twice))
    assert rows == twice
    assert report.repeated == 0


def test_pages_whose_size_keeps_changing_do_not_multiply_requests() -> None:
    class Uneven(Server):
        def __call__(self, offset: int, limit: int) -> Envelope:
            self.largest = 100 - (offset % 7)
            return super().__call__(offset, limit)

    server = Uneven(rows_of(5000))
    rows, _ = read(server)
    assert [row["n"] for row in rows] == list(range(5000))
    assert len(server.asked) <= 2 * (5000 // 94 + 1)


def test_an_error_in_one_page_stops_the_reading() -> None:
    class Failing(Server):
        def __call__(self, offset: int, limit: int) -> Envelope:
            if offset == 20:
                raise ServerError("down", status_code=500)
            return super().__call__(offset, limit)

    with pytest.raises(ServerError):
        read(Failing(rows_of(100), largest=10), size=10)
    left = [one for one in threading.enumerate() if one.name.startswith("hyperstudy-pages")]
    for thread in left:
        thread.join(30)
    assert not [thread for thread in left if thread.is_alive()]


@pytest.mark.parametrize("limit", [61, 80, 100, 500, None])
def test_rows_that_do_not_come_are_missing_whatever_the_limit(limit: int | None) -> None:
    class Short(Server):
        def answer(self, rows: list[Row], offset: int) -> Envelope:
            envelope = super().answer(rows, offset)
            envelope.metadata["pagination"]["total"] = 100
            return envelope

    rows, report = read(Short(rows_of(60)), size=30, limit=limit)
    assert len(rows) == 60
    assert report.missing == 40
    assert not report.complete
    assert read(Short(rows_of(60)), size=30, limit=60)[1].complete


def test_rows_that_vanish_while_reading_are_told() -> None:
    server = Server(rows_of(40))

    def shrinking(offset: int, limit: int) -> Envelope:
        envelope = server(offset, limit)
        server.rows = rows_of(40)[3:]
        return envelope

    rows, report = read(shrinking, size=10)
    assert len(rows) == 37
    assert report.vanished == 3
    assert not report.complete
    assert "3 rows vanished" in str(report)


@pytest.mark.parametrize("arrived", [1, 4])
def test_a_shift_of_rows_without_ids_is_noticed(arrived: int) -> None:
    rows = [{"n": number} for number in range(40)]
    server = Server(rows)

    def growing(offset: int, limit: int) -> Envelope:
        envelope = server(offset, limit)
        server.rows = [{"n": -1 - late} for late in range(arrived)] + rows
        return envelope

    got, report = read(growing, size=10, identifier=None)
    assert got == rows
    assert report.repeated == arrived
    assert report.missing == arrived
    assert not report.complete


def test_equal_rows_without_ids_are_kept_where_nothing_arrived() -> None:
    rows = [{"n": number // 4} for number in range(25)]
    got, report = read(Server(rows), size=10, identifier=None)
    assert got == rows
    assert report.clean


@pytest.mark.parametrize("identifier", ["id", None])
def test_two_pages_in_turn_for_ever_end_with_an_error(identifier: str | None) -> None:
    turns = itertools.cycle([[{"id": 1}, {"id": 2}], [{"id": 3}, {"id": 4}]])

    def stuck(_offset: int, _limit: int) -> Envelope:
        return Envelope(next(turns), {"pagination": {"hasMore": True}}, (), "GET /x")

    with pytest.raises(IncompleteDataError, match="only rows that came before"):
        read(stuck, size=2, identifier=identifier)


def test_a_total_that_grows_with_every_page_ends_far_beyond_the_first() -> None:
    def endless(offset: int, limit: int) -> Envelope:
        rows = [{"id": str(number)} for number in range(offset, offset + limit)]
        pagination = {"hasMore": True, "total": offset + limit + 5}
        return Envelope(rows, {"pagination": pagination}, (), "GET /x")

    with pytest.raises(IncompleteDataError, match="although 15 were promised"):
        read(endless, size=10, in_flight=0)


def test_a_hole_that_only_the_next_offset_tells_is_told() -> None:
    server = Server(rows_of(40), largest=5)

    def jumping(offset: int, limit: int) -> Envelope:
        envelope = server(offset, limit)
        pagination = envelope.metadata["pagination"]
        del pagination["total"]
        if "nextOffset" in pagination:
            pagination["nextOffset"] = offset + 10
        return envelope

    rows, report = read(jumping, size=10)
    assert len(rows) == 20
    assert not report.complete
    assert "ends at 5, and the server went on at 10" in str(report)


def test_a_page_that_miscounts_its_rows_is_told() -> None:
    def wrong(offset: int, limit: int) -> Envelope:
        envelope = Server(rows_of(10))(offset, limit)
        envelope.metadata["pagination"]["returned"] = 11
        return envelope

    rows, report = read(wrong)
    assert len(rows) == 10
    assert "says that it has 11 rows and has 10" in str(report)
