"""Whose turn it is: the gate, the pace, and both under many requests, with a clock that we move."""

from __future__ import annotations

import heapq
import itertools
import random
import re
import subprocess
import sys
from collections import deque

import httpx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hyperstudy import contract
from hyperstudy.display.progress import Bar
from hyperstudy.exceptions import HyperStudyError, RateLimitError
from hyperstudy.transport.attempts import AttemptContext, Pause, Send
from hyperstudy.transport.clock import Announcer, Clock, Stop
from hyperstudy.transport.origin import Origin
from hyperstudy.transport.pace import Pace, Pacer, Window, endpoint_finder
from hyperstudy.transport.rate_limit_gate import ASK_AGAIN_SECONDS, PATIENCE_SECONDS, RateLimitGate
from hyperstudy.transport.rate_limiter import RateLimiter
from hyperstudy.transport.retry_policy import RetryPolicy

A, B, C = object(), object(), object()
# The beginning of an hour, for services that count in fixed hours.
START = 7200.0


def test_an_open_gate_lets_everyone_pass():
    gate = RateLimitGate()
    assert [gate.ask(ticket, 0) for ticket in (A, B, A)] == [0, 0, 0]


def test_a_closed_gate_tells_all_how_long():
    gate = RateLimitGate()
    gate.close(10)
    assert (gate.ask(A, 4), gate.ask(B, 9.5)) == (6, 0.5)


def test_a_gate_is_never_opened_earlier_by_another_refusal():
    gate = RateLimitGate()
    gate.close(10)
    gate.close(5)
    assert gate.ask(A, 6) == 4


def test_after_a_pause_one_goes_first_and_the_others_follow_its_answer():
    gate = RateLimitGate()
    gate.close(10)
    assert gate.ask(A, 10) == 0
    assert gate.ask(B, 10) == ASK_AGAIN_SECONDS
    assert gate.ask(A, 10) == 0
    gate.passed(B)
    assert gate.ask(B, 11) > 0
    gate.passed(A)
    assert gate.ask(B, 11) == gate.ask(C, 11) == 0


def test_when_the_first_is_refused_again_all_wait_again():
    gate = RateLimitGate()
    gate.close(10)
    gate.ask(A, 10)
    gate.close(20)
    assert gate.ask(B, 11) == 9
    assert gate.ask(B, 20) == 0
    assert gate.ask(A, 20) > 0


def test_when_the_first_gives_up_another_goes_first():
    gate = RateLimitGate()
    gate.close(10)
    gate.ask(A, 10)
    gate.left(B)
    assert gate.ask(B, 10) > 0
    gate.left(A)
    assert gate.ask(B, 10) == 0
    assert gate.ask(C, 10) > 0


def test_a_slow_first_is_not_waited_for_forever():
    gate = RateLimitGate()
    gate.close(10)
    gate.ask(A, 10)
    assert gate.ask(B, 10 + PATIENCE_SECONDS - 0.1) > 0
    assert gate.ask(B, 10 + PATIENCE_SECONDS) == 0
    assert gate.ask(C, 10 + PATIENCE_SECONDS) == 0


def test_a_window_counts_until_after_the_answer():
    window = Window(2, 60)
    window.sent()
    window.sent()
    assert window.wait(0) == ASK_AGAIN_SECONDS
    window.answered(5)
    assert window.wait(5) == pytest.approx(60.25)
    window.answered(6)
    assert window.wait(64) == pytest.approx(1.25)
    assert window.wait(65.25) == 0
    window.sent()
    assert window.wait(65.25) > 0
    assert window.wait(66.25) == 0


def test_a_child_process_waits_for_no_request_of_its_parent():
    turns = RateLimiter(Pacer(1, 100))
    turns.close(1, "a limit")
    assert turns.ask(A, "a", 2).seconds == 0
    turns.after_fork(5)
    assert turns.ask(B, "b", 6).seconds == 0
    assert turns.ask(B, "a", 6).seconds == pytest.approx(59.25)
    assert turns.ask(B, "a", 65.25).seconds == 0


def test_a_pace_has_the_documented_numbers_unless_others_are_given():
    documented = contract.rate_limits()
    assert Pace().limits() == tuple(documented)
    assert Pace(per_minute_per_endpoint=7).limits() == (7, documented.per_hour_and_key)
    assert Pace(per_hour_per_key=7).limits() == (documented.per_minute_and_endpoint, 7)
    with pytest.raises(ValueError):
        Pace(per_hour_per_key=0)


def test_each_endpoint_has_its_minute_and_all_have_one_hour():
    pacer = Pacer(2, 3)
    assert [pacer.ask(name, 0)[0] for name in "aab"] == [0, 0, 0]
    seconds, why = pacer.ask("c", 0)
    assert seconds > 0
    assert "an hour" in why
    for name in "aab":
        pacer.answered(name, 1)
    seconds, why = pacer.ask("a", 1)
    assert seconds == pytest.approx(3600.25)
    assert pacer.ask("b", 3602)[0] == 0


def test_why_the_pace_waits_is_the_longer_reason():
    pacer = Pacer(1, 100)
    pacer.ask("a", 0)
    pacer.answered("a", 0)
    seconds, why = pacer.ask("a", 0)
    assert seconds == pytest.approx(60.25)
    assert "1 requests a minute" in why
    assert pacer.ask("b", 0)[0] == 0


@pytest.mark.parametrize(
    ("path", "template"),
    [
        ("/data/events/room/room_31", "/data/events/{scope}/{scopeId}"),
        ("/data/events/experiment/movie night", "/data/events/{scope}/{scopeId}"),
        ("/data/rooms/experiment/exp_1", "/data/rooms/experiment/{experimentId}"),
        ("/data/recordings/download/room_1/EG_1", None),
        ("/health", "/health"),
        ("/health/", "/health"),
        ("/not/in/the/contract", "/not/in/the/contract"),
    ],
)
def test_ids_do_not_make_another_endpoint(path, template):
    found = endpoint_finder()(path)
    if template is None:
        assert found.startswith("/data/recordings/download/{")
    else:
        assert found == template


def test_every_operation_is_its_own_endpoint():
    find = endpoint_finder()
    for operation in contract.operations().values():
        parts = operation.path.split("/")
        path = "/".join("some_id" if part.startswith("{") else part for part in parts)
        assert find(path) == operation.path


class Moved(Clock):
    """A clock that stands where it is put."""

    def __init__(self):
        self.at = START

    def now(self):
        return self.at


class Service:
    """A made-up service that refuses by windows, sliding or in fixed pieces of time."""

    def __init__(self, limits, *, sliding=True, seed=0):
        self.limits = limits
        self.sliding = sliding
        self.random = random.Random(seed)
        self.counted = [deque() for _ in limits]
        self.refused_at = []
        self.answered_at = []

    def answer(self, now):
        for (limit, seconds), counted in zip(self.limits, self.counted, strict=True):
            began = now - seconds if self.sliding else now - now % seconds
            while counted and counted[0] <= began - (0 if self.sliding else 1e-9):
                counted.popleft()
            if len(counted) >= limit:
                self.refused_at.append(now)
                free = counted[0] + seconds if self.sliding else began + seconds
                return httpx.Response(429, headers={"Retry-After": str(int(free - now) + 1)})
        for counted in self.counted:
            counted.append(now)
        self.answered_at.append(now)
        return httpx.Response(200)


def shared(clock, pacer=None, policy=None):
    return AttemptContext(
        home=Origin(httpx.URL("https://api.example"), "hst_live_k"),
        policy=policy or RetryPolicy(),
        rate_limiter=RateLimiter(pacer),
        clock=clock,
        announcer=Announcer(clock),
        endpoint_of=lambda path: path,
    )


def run(service, *, workers, requests, pacer=None, policy=None):
    """Let workers make requests one after the other in made-up time; return when they end."""
    clock = Moved()
    courses = shared(clock, pacer, policy)
    order = itertools.count()
    left = itertools.repeat(None, requests)
    events = []
    sent = []

    def begin():
        for _ in left:
            request = httpx.Request("GET", "https://api.example/data")
            return courses.start(request, Stop(_Never()))
        return None

    def step(course, outcome):
        while True:
            try:
                what = course.send(outcome)
            except StopIteration:
                course, outcome = begin(), None
                if course is None:
                    return
                continue
            if isinstance(what, Pause):
                assert what.seconds > 0
                heapq.heappush(events, (clock.at + what.seconds, next(order), course, None))
            else:
                assert isinstance(what, Send)
                sent.append(clock.at)
                there = clock.at + service.random.uniform(0.01, 1.5)
                heapq.heappush(events, (there, next(order), course, "arrive"))
            return

    for _ in range(workers):
        if (course := begin()) is not None:
            step(course, None)
    while events:
        clock.at, _, course, what = heapq.heappop(events)
        if what == "arrive":
            back = clock.at + service.random.uniform(0.01, 1.5)
            heapq.heappush(events, (back, next(order), course, service.answer(clock.at)))
        else:
            step(course, what)
    return clock.at - START, sent


class _Never:
    def is_set(self):
        return False


MINUTE_AND_HOUR = [(100, 60), (1000, 3600)]


@pytest.mark.parametrize("sliding", [True, False])
@pytest.mark.parametrize("requests", [350, 1300])
def test_as_fast_as_the_service_lets_it(sliding, requests):
    service = Service(MINUTE_AND_HOUR, sliding=sliding)
    took, sent = run(service, workers=8, requests=requests)
    assert len(service.answered_at) == requests
    # In a burst the eight that were under way may be refused, then one at a time asks again.
    windows = took / 60 + 2
    assert len(service.refused_at) <= 8 * windows
    assert len(sent) == requests + len(service.refused_at)
    fewest = 60 * (min(requests, 1000) // 100 - 1)
    assert took >= (fewest - 60 if requests <= 1000 else 3600 - 60)
    # No time is given away either: two windows and some seconds for each pause.
    assert took <= (fewest + 150 if requests <= 1000 else 3600 + 600)


def test_nothing_is_sent_while_the_gate_is_closed():
    service = Service([(5, 60)])
    _, sent = run(service, workers=8, requests=30)
    for refused in service.refused_at:
        # Under way when the refusal came back (at most 1.5 s there and 1.5 s back), then silence.
        assert not [at for at in sent if refused + 1.5 < at < refused + 50]


@settings(max_examples=25)
@given(
    seed=st.integers(0, 1000),
    workers=st.integers(1, 12),
    sliding=st.booleans(),
    limits=st.sampled_from([(10, 1000), (10, 35), (3, 100), (1, 50)]),
)
def test_politely_no_request_is_ever_refused(seed, workers, sliding, limits):
    minute, hour = limits
    service = Service([(minute, 60), (hour, 3600)], sliding=sliding, seed=seed)
    _, sent = run(service, workers=workers, requests=40, pacer=Pacer(minute, hour))
    assert service.refused_at == []
    assert len(sent) == 40


def test_politely_it_is_hardly_slower():
    service = Service(MINUTE_AND_HOUR)
    took, _ = run(service, workers=8, requests=350, pacer=Pacer(100, 1000))
    assert service.refused_at == []
    assert took < 3 * 60 + 60


def test_a_service_that_says_now_and_refuses_is_asked_ever_less():
    class Stubborn(Service):
        def answer(self, now):
            if now < START + 600:
                self.refused_at.append(now)
                return httpx.Response(429, headers={"Retry-After": "0"})
            return httpx.Response(200)

    service = Stubborn([])
    run(service, workers=8, requests=8)
    assert len(service.refused_at) < 8 + 8 * 20


def test_more_patience_than_allowed_is_an_error_that_says_when():
    service = Service([(1, 3000)])
    with pytest.raises(RateLimitError) as caught:
        run(service, workers=1, requests=3, policy=RetryPolicy(limit_budget=1000))
    # The answer itself is given back to be refused by the client; the next one never leaves.
    assert caught.value.status_code == 429
    assert 0 < caught.value.retry_after <= 3000
    assert caught.value.code == "RATE_LIMIT_EXCEEDED"
    assert "UTC" in str(caught.value)


def test_when_the_first_after_a_pause_fails_the_others_do_not_wait_for_it():
    clock = Moved()
    courses = shared(clock)
    first, other = (
        courses.start(httpx.Request("GET", "https://api.example/x"), Stop(_Never()))
        for _ in range(2)
    )
    next(first)
    assert isinstance(first.send(httpx.Response(429, headers={"Retry-After": "9"})), Pause)
    clock.at += 9
    assert isinstance(next(first), Send)
    assert isinstance(next(other), Pause)
    assert isinstance(first.send(httpx.ReadError("broken")), Pause)
    assert isinstance(next(other), Send)


def test_a_stopped_request_asks_no_more():
    class Set:
        def is_set(self):
            return True

    courses = shared(Moved())
    course = courses.start(httpx.Request("GET", "https://api.example/x"), Stop(Set()))
    with pytest.raises(HyperStudyError, match="given up") as caught:
        next(course)
    assert caught.value.code == "INTERRUPTED"


def test_a_wait_is_in_the_log(caplog):
    with caplog.at_level("INFO", logger="hyperstudy"):
        Announcer(Moved()).announce("the service's limit on requests", 90)
    assert "waiting 90.0 s, until " in caplog.text
    assert "UTC: the service's limit on requests" in caplog.text


def levels(caplog, seconds):
    caplog.clear()
    Announcer(Moved()).announce("the service's limit on requests", seconds)
    return [(one.name, one.levelname) for one in caplog.records]


def test_a_long_wait_that_no_bar_shows_is_a_warning(caplog, monkeypatch):
    caplog.set_level("INFO", logger="hyperstudy")
    assert levels(caplog, 60) == [("hyperstudy.waits", "WARNING")]
    assert levels(caplog, 5) == [("hyperstudy.waits", "INFO")]
    monkeypatch.setattr("hyperstudy.display.progress.watched", lambda: True)
    with Bar("events", enabled=True):
        assert levels(caplog, 60) == [("hyperstudy.waits", "INFO")]
    with Bar("events", enabled=False):
        assert levels(caplog, 60) == [("hyperstudy.waits", "WARNING")]


@pytest.mark.parametrize(
    ("setting", "lines"),
    [
        ("", 1),
        ("import logging; logging.getLogger('hyperstudy.waits').setLevel('ERROR')", 0),
        ("import logging; logging.getLogger('hyperstudy').setLevel('ERROR')", 0),
    ],
)
def test_a_program_that_set_up_no_log_has_one_line_on_stderr(setting, lines):
    program = (
        f"{setting}\n"
        "from hyperstudy.transport.clock import Announcer, Clock\n"
        "announcer = Announcer(Clock())\n"
        "for _ in range(3): announcer.announce('the limit', 3600.0)\n"
    )
    completed = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, timeout=120, check=True
    )
    assert completed.stdout == ""
    found = completed.stderr.splitlines()
    assert len(found) == lines
    for line in found:
        assert re.fullmatch(
            r"hyperstudy is waiting 3600\.0 s, until \d\d:\d\d:\d\d UTC: the limit", line
        )


def test_a_pause_is_announced_once_and_to_latecomers_too():
    clock = Moved()
    announcer = Announcer(clock)
    announced, late = [], []
    stop = announcer.listen(announced.append)
    announcer.announce("limit", 60)
    clock.at += 1
    announcer.announce("limit", 60)
    assert [(one.why, one.seconds) for one in announced] == [("limit", 60)]
    announcer.listen(late.append)
    assert [(one.why, one.seconds) for one in late] == [("limit", 59)]
    clock.at += 20
    announcer.announce("limit", 60)
    assert len(announced) == len(late) == 2
    stop()
    stop()
    clock.at += 60
    announcer.announce("limit", 60)
    assert (len(announced), len(late)) == (2, 3)
    assert late[-1].until.tzinfo is not None
