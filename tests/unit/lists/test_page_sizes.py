"""Pages that grow as the server gives them: every row once, whatever the server does meanwhile."""

from __future__ import annotations

import itertools
import threading
import time
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hyperstudy.exceptions import (
    ForbiddenError,
    HyperStudyError,
    NetworkError,
    ServerError,
    ValidationError,
)
from hyperstudy.lists.page_sizes import PageSizes
from hyperstudy.lists.pages import PageReader
from hyperstudy.lists.report import FetchReport
from hyperstudy.transport.envelope import Envelope

Row = dict[str, Any]
TIMEOUT = 30.0


def refusal(limit: int) -> HyperStudyError:
    return ValidationError(f"limit {limit} is too large", "INVALID_PARAMETER", 400)


class Server:
    """Gives pages of a list; `most` is the most that it gives, `wrong` may raise for a limit."""

    def __init__(
        self,
        count: int,
        *,
        most: int = 10_000,
        wrong: Callable[[int, int], HyperStudyError | None] = lambda _offset, _limit: None,
        seconds: Callable[[int], float] = lambda _limit: 0.1,
        total: bool = True,
    ) -> None:
        self.rows: list[Row] = [{"id": f"evt_{number}"} for number in range(count)]
        self.most = most
        self.wrong = wrong
        self.seconds = seconds
        self.total = total
        self.asked: list[tuple[int, int]] = []
        self._lock = threading.Lock()

    def __call__(self, offset: int, limit: int) -> Envelope:
        with self._lock:
            self.asked.append((offset, limit))
            if error := self.wrong(offset, limit):
                raise error
            part = self.rows[offset : offset + min(limit, self.most)]
            count = len(self.rows)
        end = offset + len(part)
        pagination: dict[str, Any] = {"returned": len(part), "hasMore": end < count}
        if self.total:
            pagination["total"] = count
        if pagination["hasMore"]:
            pagination["nextOffset"] = end
        return Envelope(part, {"pagination": pagination}, (), "GET /x", False, self.seconds(limit))

    @property
    def limits(self) -> list[int]:
        return [limit for _, limit in self.asked]


def read(
    server: Server,
    sizes: PageSizes | None = None,
    *,
    endpoint: str = "/data/events",
    usual: int = 1000,
    in_flight: int = 8,
    limit: int | None = None,
) -> FetchReport:
    report = FetchReport(what="events")
    reader = PageReader(
        server,
        report,
        page_size=(sizes or PageSizes()).of(endpoint, usual),
        identifier="id",
        timeout=TIMEOUT,
        in_flight=in_flight,
    )
    rows = [row for page in reader.pages(0, limit) for row in page]
    assert rows == server.rows[:limit]
    assert report.complete
    assert (report.repeated, report.changed) == (0, 0)
    return report


def test_a_hundred_thousand_rows_take_a_handful_of_requests() -> None:
    server = Server(100_000)
    read(server)
    assert server.limits[:4] == [1000, 2000, 5000, 10_000]
    assert len(server.asked) <= 13


@pytest.mark.parametrize("most", [1000, 1001, 1500, 3000])
def test_a_cap_costs_no_request(most: int) -> None:
    server, sizes = Server(100_000, most=most), PageSizes()
    read(server, sizes)
    assert len(server.asked) <= -(-100_000 // most) + 2
    server.asked.clear()
    read(server, sizes)
    assert max(server.limits) == most
    assert len(server.asked) <= -(-100_000 // most)


def test_a_refusal_happens_once_in_the_life_of_a_client() -> None:
    sizes = PageSizes()

    def refused(_offset: int, limit: int) -> HyperStudyError | None:
        return refusal(limit) if limit > 1000 else None

    servers = [Server(20_000, wrong=refused) for _ in range(6)]
    threads = [
        threading.Thread(target=read, args=(one, sizes), kwargs={"endpoint": f"/data/{number}"})
        for number, one in enumerate(servers)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    every = [limit for one in servers for limit in one.limits]
    assert sum(limit > 1000 for limit in every) == 1
    assert len(every) == 6 * 20 + 1


@pytest.mark.parametrize("largest", [1000, 2000, 5000])
@pytest.mark.parametrize("status", [413, 500, 502, 504, "timeout"])
def test_what_fails_for_its_size_is_asked_for_in_smaller_pages(
    status: int | str, largest: int
) -> None:
    def fails(_offset: int, limit: int) -> HyperStudyError | None:
        if limit <= largest:
            return None
        if status == "timeout":
            return NetworkError("no answer in time", "TIMEOUT")
        return ServerError("failed", status_code=int(status))

    server, sizes = Server(60_000, wrong=fails), PageSizes()
    read(server, sizes)
    assert sum(limit > largest for limit in server.limits) == 1
    server.asked.clear()
    read(server, sizes)
    assert set(server.limits) - {60_000 % largest} == {largest}


def test_what_is_on_its_way_keeps_its_place_when_the_size_changes() -> None:
    """From a place on, large pages fail: seven more are on their way by then."""

    def fails(offset: int, limit: int) -> HyperStudyError | None:
        heavy = 40_000 <= offset < 70_000
        return ServerError("failed", status_code=504) if heavy and limit > 2000 else None

    server = Server(150_000, wrong=fails)
    read(server)
    assert len(server.asked) == len(set(server.asked))
    covered = [offset for offset, _ in server.asked]
    # What is asked for twice is only what failed.
    assert len(covered) - len(set(covered)) <= 8


def test_a_cap_that_is_noticed_late_leaves_no_gap() -> None:
    server = Server(150_000)

    def caps(offset: int, _limit: int) -> None:
        if offset >= 30_000:
            server.most = 1000

    server.wrong = caps
    read(server)
    assert len(server.asked) <= 4 + 3 + 120


@pytest.mark.parametrize("in_flight", [0, 1, 8])
def test_a_slow_page_sends_the_size_back(in_flight: int) -> None:
    server = Server(100_000, seconds=lambda limit: 0.1 if limit <= 2000 else TIMEOUT / 3 + 0.1)
    sizes = PageSizes()
    read(server, sizes, in_flight=in_flight)
    assert server.limits.count(5000) == 1
    assert max(server.limits) == 5000
    server.asked.clear()
    read(server, sizes, in_flight=in_flight)
    assert set(server.limits) == {2000}


def test_no_size_is_tried_that_would_surely_be_slow() -> None:
    server = Server(20_000, seconds=lambda limit: limit / 1000 * 3)
    read(server)
    assert max(server.limits) == 2000


def test_totals_that_grow_while_pages_grow() -> None:
    server = Server(10_000)

    def grows(_offset: int, _limit: int) -> None:
        if len(server.rows) < 40_000:
            server.rows += [{"id": f"new_{len(server.rows) + one}"} for one in range(7)]

    server.wrong = grows
    read(server)


def test_without_a_total_pages_grow_too() -> None:
    server = Server(30_000, total=False)
    read(server)
    assert server.limits == [1000, 2000, 5000, 10_000, 10_000, 10_000]


def test_a_size_is_remembered_for_its_endpoint() -> None:
    sizes = PageSizes()
    read(Server(30_000), sizes)
    again, other = Server(20_000), Server(1500)
    read(again, sizes)
    assert again.limits == [10_000, 10_000]
    read(other, sizes, endpoint="/data/chat")
    assert other.limits == [1000, 1000]


def test_a_fixed_size_stays_and_is_not_taken_for_another() -> None:
    server = Server(20_000, most=3000)
    read(server, PageSizes(5000))
    assert len(server.asked) <= 8
    assert PageSizes(700).of("/x", 50).current() == 700
    with pytest.raises(ValidationError):
        read(Server(2000, wrong=lambda _, limit: refusal(limit)), PageSizes(1500))


def test_a_limit_is_never_passed() -> None:
    for limit in (1, 999, 1000, 1001, 2500, 7999):
        server = Server(20_000)
        read(server, limit=limit)
        assert max(offset + size for offset, size in server.asked) <= limit


def test_the_contract_may_know_a_maximum() -> None:
    sizes = PageSizes().of("/x", 1000, maximum=2000)
    assert sizes.larger(0.1, TIMEOUT) == 2000
    sizes.answered(2000, 2000, 0.1, TIMEOUT)
    assert (sizes.current(), sizes.larger(0.1, TIMEOUT)) == (2000, None)


def test_an_error_that_size_does_not_cause_is_raised_at_once() -> None:
    def forbidden(offset: int, _limit: int) -> HyperStudyError | None:
        return ForbiddenError("no", status_code=403) if offset else None

    server = Server(20_000, wrong=forbidden)
    with pytest.raises(ForbiddenError):
        read(server)
    assert len(server.asked) == 2


def test_what_fails_at_the_usual_size_too_teaches_nothing() -> None:
    sizes = PageSizes()

    def fails(offset: int, limit: int) -> HyperStudyError | None:
        return refusal(limit) if offset == 1000 else None

    server = Server(20_000, wrong=fails)
    with pytest.raises(ValidationError):
        read(server, sizes)
    assert server.limits == [1000, 2000, 1000]
    assert sizes.of("/data/events", 1000).larger(0.1, TIMEOUT) == 2000


@given(
    count=st.integers(0, 3000),
    caps=st.lists(st.integers(50, 2500), min_size=1, max_size=6),
    fails=st.sets(st.integers(0, 40)),
    slow=st.sets(st.integers(0, 40)),
    refused=st.sampled_from([101, 500, 2000, 99_999]),
    in_flight=st.integers(0, 9),
    limit=st.none() | st.integers(0, 3500),
)
def test_whatever_the_server_does_with_large_pages_every_row_comes_once(
    count: int,
    caps: list[int],
    fails: set[int],
    slow: set[int],
    refused: int,
    in_flight: int,
    limit: int | None,
) -> None:
    server = Server(count)
    requests = iter(range(10_000))

    def wrong(_offset: int, size: int) -> HyperStudyError | None:
        number = next(requests)
        server.most = caps[number % len(caps)]
        server.seconds = lambda size: TIMEOUT if number in slow else size / 1000
        if size > 50 and size >= refused:
            return refusal(size)
        if size > 50 and number in fails:
            return ServerError("failed", status_code=504)
        return None

    server.wrong = wrong
    read(server, usual=50, in_flight=in_flight, limit=limit)


class Capping(Server):
    """Gives fewer rows of a page from some request on."""

    def __init__(self, count: int, *, most: int, later: int, after: int) -> None:
        super().__init__(count, most=most)
        self.later, self.after = later, after

    def __call__(self, offset: int, limit: int) -> Envelope:
        with self._lock:
            if len(self.asked) >= self.after:
                self.most = self.later
        time.sleep(0.005)
        return super().__call__(offset, limit)


@pytest.mark.parametrize(
    ("count", "most", "later"),
    [
        (50_000, 1000, 999),
        (50_000, 1000, 700),
        (50_000, 1000, 300),
        (300_000, 10_000, 9999),
        (300_000, 10_000, 3000),
    ],
)
def test_a_cap_that_comes_late_costs_a_request_or_two_for_each_page_on_its_way(
    count: int, most: int, later: int
) -> None:
    server = Capping(count, most=most, later=later, after=5)
    read(server)
    # Each of the nine pages that are on their way leaves a gap, whose last piece is a short one.
    assert len(server.asked) <= -(-count // later) + 5 + 2 * 9
    # By their places in the list: a request that was under way may arrive at any time.
    last = sorted(server.asked)[-9:]
    assert {size for _, size in last if size > later} == set()


def test_gaps_are_filled_side_by_side() -> None:
    class Gathering(Capping):
        """Answers the first pieces of a gap when four of them are there, and none before."""

        def __call__(self, offset: int, limit: int) -> Envelope:
            if limit <= self.later and next(pieces) < 4:
                together.wait()
            return super().__call__(offset, limit)

    pieces, together = itertools.count(), threading.Barrier(4, timeout=20)
    read(Gathering(40_000, most=1000, later=100, after=5))
    assert next(pieces) > 4
    assert not together.broken


def test_a_page_that_is_short_by_chance_changes_nothing() -> None:
    server = Server(40_000, most=1000)
    usual = server.__call__

    def once(offset: int, limit: int) -> Envelope:
        return usual(offset, 10 if offset == 3000 else limit)

    report = FetchReport(what="events")
    reader = PageReader(once, report, page_size=PageSizes().of("/x", 1000), identifier="id")
    assert [row for page in reader.pages() for row in page] == server.rows
    assert report.complete
    assert len(server.asked) <= 40 + 3
