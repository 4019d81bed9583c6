"""How the transport waits, repeats and paces, against a server on a real socket."""

from __future__ import annotations

import asyncio
import threading
import time
from concurrent.futures import ThreadPoolExecutor

import httpx
import pytest
from hyperstudy_api.api.data import get_rooms

from hyperstudy.exceptions import (
    AuthenticationError,
    HyperStudyError,
    InputError,
    NetworkError,
    NotFoundError,
    RateLimitError,
    ServerError,
)
from hyperstudy.transport import Clock, Pace, ResponseTimeLimit, RetryPolicy
from hyperstudy.transport.rate_limit_gate import ASK_AGAIN_SECONDS

from .conftest import ASK, KEY, Skipping, nobody_there, wait_until
from .fault_table import GOOD, ROWS, error
from .server import Answer


def test_what_is_sent(server, transport):
    server.respond(**GOOD)
    transport().send({**ASK, "params": {"limit": 1000}})
    request = server.requests[0]
    assert (request.method, request.path) == ("GET", "/api/v3/data/events/room/r1")
    assert request.query == {"limit": "1000"}
    assert request.headers["x-api-key"] == KEY
    assert request.headers["accept"].startswith("application/json")
    assert request.headers["user-agent"].startswith("hyperstudy/")
    assert "x-organization-id" not in request.headers
    transport(organization="org_7").send(ASK)
    assert server.requests[1].headers["x-organization-id"] == "org_7"


def test_a_body_is_sent_whole_each_time(server, transport):
    server.respond_once(status=429)
    server.respond_once(**GOOD)
    transport().send({"method": "post", "url": "/data/events/batch", "json": {"events": [1]}})
    assert [request.json for request in server.requests] == [{"events": [1]}] * 2


@pytest.mark.parametrize("first", [{"status": None, "then": "reset"}, {"status": 502}])
def test_a_deletion_that_may_have_been_done_is_not_blamed_on_the_id(server, transport, first):
    server.respond_once(**first)
    server.respond_once(**error(404, "NOT_FOUND"))
    with pytest.raises(NotFoundError, match="may have been carried out") as caught:
        transport().send({"method": "delete", "url": "/experiments/e1"})
    assert "It was tried 2 times" in caught.value.hint


@pytest.mark.parametrize(
    ("method", "first"),
    [
        ("delete", []),
        ("delete", [error(429, "X", **{"Retry-After": "1"})]),
        ("get", [{"status": 502}]),
    ],
)
def test_what_was_surely_not_deleted_is_not_called_gone(server, transport, method, first):
    for answer in (*first, error(404, "NOT_FOUND")):
        server.respond_once(**answer)
    with pytest.raises(NotFoundError, match="Check the id") as caught:
        transport().send({"method": method, "url": "/experiments/e1"})
    assert "carried out" not in caught.value.hint


def test_a_slow_but_steady_answer_is_waited_for(server, transport):
    rows = [{"text": "x" * 50}] * 30
    # It takes longer than the timeout in all, and a server that stands still for 2 s is no fault.
    server.respond_once(body={"status": "success", "data": rows}, drip=(200, 0.3))
    way = transport(timeout=2.5, time_limit=ResponseTimeLimit(factor=1, least=60))
    assert way.fetch(ASK).data == rows
    assert len(server.requests) == 1


def test_an_answer_of_any_speed_ends_in_time(server, transport):
    server.respond(body=b"[" + b"1," * 100_000, drip=(100, 0.03))
    way = transport(
        timeout=0.1, time_limit=ResponseTimeLimit(factor=1, least=0.4), retry=RetryPolicy(tries=1)
    )
    began = time.monotonic()
    with pytest.raises(NetworkError, match="in time") as caught:
        way.fetch(ASK)
    assert caught.value.code == "TIMEOUT"
    # All of it would take a minute.
    assert time.monotonic() - began < 30


def test_one_request_can_have_more_time(server, transport):
    server.respond_once(status=None, then="stall")
    server.respond_once(**GOOD, delay=0.6)
    way = transport(timeout=0.2, retry=RetryPolicy(tries=1))
    with pytest.raises(NetworkError):
        way.fetch(ASK)
    wait_until(lambda: server.planned == 1)
    assert way.fetch(ASK, timeout=60).data == ROWS


def test_the_wait_is_the_one_that_was_told(server, transport):
    clock = Skipping()
    server.respond_once(**error(429, "X", **{"Retry-After": "7"}))
    server.respond_once(**error(429, "X"))
    server.respond_once(**GOOD)
    announced = []
    way = transport(clock=clock)
    way.listen(announced.append)
    way.fetch(ASK)
    assert clock.slept == [7, 60]
    assert [one.seconds for one in announced] == [7, 60]
    assert all("limit" in one.why for one in announced)


def test_a_date_is_told_by_the_clock_of_the_service(server, transport):
    clock = Skipping()
    times = {
        "Date": "Mon, 02 Mar 2026 10:00:00 GMT",
        "Retry-After": "Mon, 02 Mar 2026 10:00:25 GMT",
    }
    server.respond_once(**error(429, "X", **times))
    server.respond_once(**GOOD)
    transport(clock=clock).fetch(ASK)
    assert clock.slept == [25]


def test_the_number_of_tries_is_told(server, transport):
    server.respond(status=503)
    with pytest.raises(ServerError, match="tried 3 times"):
        transport().fetch(ASK)
    with pytest.raises(NetworkError, match="tried 3 times"):
        transport(base_url=nobody_there()).fetch(ASK)


def test_a_change_that_never_left_is_tried_again(transport):
    with pytest.raises(NetworkError, match="could not connect") as caught:
        transport(base_url=nobody_there()).fetch({"method": "post", "url": "/x"})
    assert caught.value.code == "CONNECTION_FAILED"
    assert "tried 3 times" in caught.value.hint


def test_a_change_that_may_be_done_is_not_repeated_and_says_so(server, transport):
    server.respond_once(status=None, then="close")
    with pytest.raises(NetworkError, match="may have been done"):
        transport().fetch({"method": "post", "url": "/x"})


def test_an_unknown_host_is_named(transport):
    way = transport(base_url="https://no-such-host.invalid/api", retry=RetryPolicy(tries=1))
    with pytest.raises(NetworkError, match=r"no-such-host\.invalid") as caught:
        way.fetch(ASK)
    assert "base_url" in caught.value.hint


def test_a_limit_beyond_all_patience_stops_the_others_too(server, transport):
    server.respond_once(**error(429, "X", **{"Retry-After": "3000"}))
    way = transport(limit_budget=1000)
    for _ in range(2):
        with pytest.raises(RateLimitError) as caught:
            way.fetch(ASK)
        assert caught.value.retry_after == 3000
    assert len(server.requests) == 1


class Held(Clock):
    """A clock that stands, and on which whoever waits does so until it is put on."""

    def __init__(self):
        self._now = 0.0
        self._changed = threading.Condition()
        self.waiting = 0

    def now(self):
        return self._now

    def sleep(self, seconds, stop):
        if seconds <= ASK_AGAIN_SECONDS:
            time.sleep(seconds)
            return
        end = self._now + seconds
        with self._changed:
            self.waiting += 1
            self._changed.wait_for(lambda: self._now >= end, 60)
            self.waiting -= 1

    def advance(self, seconds):
        with self._changed:
            self._now += seconds
            self._changed.notify_all()


def test_one_refused_burst_and_then_silence_for_all_threads(server, transport):
    lock = threading.Lock()
    left = [12]
    refused = []

    def limited(request):
        with lock:
            if left[0]:
                left[0] -= 1
                return Answer(**GOOD)
            refused.append(request)
        return Answer(429, headers={"Retry-After": "60"})

    server.respond(limited)
    announced = []
    clock = Held()
    way = transport(clock=clock)
    way.listen(announced.append)
    with ThreadPoolExecutor(8) as pool:
        answers = [pool.submit(lambda: way.fetch(ASK).data) for _ in range(40)]
        wait_until(lambda: clock.waiting == 8)
        burst = len(refused)
        assert 1 <= burst <= 8
        # However long it takes, whoever waits does not ask.
        assert len(server.requests) == 12 + burst
        clock.advance(59)
        left[0] = 100
        clock.advance(1)
        assert [one.result(60) for one in answers] == [ROWS] * 40
    assert len(refused) == burst
    assert len(server.requests) == 40 + burst
    # One pause, told once; who asked while the first one was under way says nothing.
    assert len(announced) == 1
    assert server.connections <= 8


def test_threads_and_asyncio_wait_at_the_same_gate(server, transport):
    server.respond_once(status=429, headers={"Retry-After": "0.6"})
    server.respond(**GOOD)
    way = transport(clock=Clock())
    refused = threading.Event()
    way.listen(lambda _: refused.set())
    first = threading.Thread(target=way.fetch, args=(ASK,))
    first.start()
    assert refused.wait(60)
    asyncio.run(get_rooms.asyncio("e1", client=way.api))
    first.join()
    assert min(request.at for request in server.requests[1:]) - server.requests[0].at >= 0.6


def test_a_pace_keeps_below_the_limits(server, transport):
    clock = Skipping()
    server.respond(**GOOD)
    announced = []
    way = transport(clock=clock, pace=Pace(per_minute_per_endpoint=3, per_hour_per_key=100))
    way.listen(announced.append)
    for _ in range(7):
        way.fetch(ASK)
    assert clock.skipped >= 120
    assert {one.why for one in announced} == {"keeping to 3 requests a minute for an endpoint"}
    way.fetch({"method": "get", "url": "/data/chat/room/r1"})
    way.fetch(ASK, endpoint="counted apart")
    assert len(announced) == 2


def test_politely_by_the_documented_numbers(server, transport):
    clock = Skipping()
    server.respond(**GOOD)
    way = transport(clock=clock, pace="polite")
    for _ in range(101):
        way.fetch(ASK)
    assert clock.skipped == pytest.approx(60, abs=1)


@pytest.mark.parametrize(
    "wrong",
    [
        {"base_url": "api.hyperstudy.io/api/v3"},
        {"base_url": "ftp://api.example"},
        {"base_url": "https://"},
        {"base_url": "https://api.example/?key=1"},
        {"base_url": "https://me:pw@api.example/"},
        {"base_url": "http://[::1"},
        {"base_url": ""},
        {"timeout": 0},
        {"timeout": -1},
        {"timeout": None},
        {"timeout": float("nan")},
        {"timeout": float("inf")},
        {"timeout": (3, 30)},
        {"pace": "fast"},
        {"organization": "org 7"},
        {"organization": "org\n7"},
    ],
)
def test_what_cannot_be_meant_is_refused(transport, wrong):
    with pytest.raises(InputError):
        transport(**wrong)


@pytest.mark.parametrize("key", ["", "hst_live_a b", "hst_live_a\nb", "hst_live_ä"])
def test_a_key_that_cannot_be_one_is_refused_without_showing_it(transport, key):
    with pytest.raises(AuthenticationError) as caught:
        transport(api_key=key)
    assert not key or key not in str(caught.value)


def test_a_timeout_for_one_request_is_checked_too(transport):
    with pytest.raises(InputError):
        transport().fetch(ASK, timeout=-1)


def test_slashes_at_the_end_do_not_matter(server, transport):
    server.respond(**GOOD)
    way = transport(base_url=f"{server.url}/api/v3///")
    way.fetch(ASK)
    assert way.base_url == f"{server.url}/api/v3"
    assert server.requests[0].path == "/api/v3/data/events/room/r1"


def test_a_request_that_cannot_be_sent_is_an_error_at_once(server, transport):
    with pytest.raises(HyperStudyError) as caught:
        transport().fetch({"method": "get", "url": "gopher://api.example/x"})
    assert caught.value.code == "INVALID_REQUEST"


def test_the_server_answers_what_was_not_planned_with_an_error(server):
    assert httpx.get(server.url).status_code == 599
    assert len(server.refused) == 1
