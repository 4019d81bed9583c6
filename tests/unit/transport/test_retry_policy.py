"""Whether and when to try again, as tables, without a clock."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hyperstudy.transport.retry_policy import (
    AttemptState,
    RetryPolicy,
    parse_retry_after,
    wait_before_next,
)

POLICY = RetryPolicy()
ALL_METHODS = ["GET", "HEAD", "OPTIONS", "PUT", "DELETE", "POST", "PATCH"]


@pytest.mark.parametrize("method", ALL_METHODS)
def test_too_many_requests_is_repeated_for_any_method(method):
    assert wait_before_next(AttemptState(method, 429, server_wait=17, refusals=1), POLICY, 1) == 17


@pytest.mark.parametrize("status", [None, 408, 500, 502, 503, 504, 520, 524])
@pytest.mark.parametrize("method", ALL_METHODS)
def test_faults_are_repeated_where_twice_is_as_good_as_once(method, status):
    wait = wait_before_next(AttemptState(method, status), POLICY, 1)
    assert wait == (None if method in {"POST", "PATCH"} else 0.5)


@pytest.mark.parametrize("method", ALL_METHODS)
def test_a_request_that_never_left_is_repeated(method):
    assert wait_before_next(AttemptState(method, None, left=False), POLICY, 1) == 0.5


@pytest.mark.parametrize("status", [200, 302, 400, 401, 403, 404, 409, 410, 422, 501, 505])
def test_what_will_not_change_is_not_repeated(status):
    assert wait_before_next(AttemptState("GET", status), POLICY, 1) is None


def test_the_pause_doubles_up_to_a_bound_and_then_it_is_over():
    pauses = [wait_before_next(AttemptState("GET", 503, faults=n), POLICY, 1) for n in range(1, 8)]
    assert pauses == [0.5, 1, 2, 4, 8, None, None]
    patient = RetryPolicy(tries=9)
    assert wait_before_next(AttemptState("GET", 503, faults=8), patient, 1) == 8


def test_the_pause_is_spread():
    assert wait_before_next(AttemptState("GET", 503), POLICY, 1.4) == pytest.approx(0.7)


def test_a_fault_that_names_a_time_is_believed_within_the_budget():
    assert wait_before_next(AttemptState("GET", 503, server_wait=30), POLICY, 1) == 30
    assert wait_before_next(AttemptState("GET", 503, server_wait=300), POLICY, 1) is None
    assert (
        wait_before_next(AttemptState("GET", 503, server_wait=30, elapsed=100), POLICY, 1) is None
    )


@pytest.mark.parametrize(
    ("server_wait", "waited", "wait"),
    [(3600, 0, 3600), (60, 5340, 60), (60, 5341, None), (None, 0, 60), (0, 0, 0)],
)
def test_the_budget_for_limits(server_wait, waited, wait):
    attempt = AttemptState("GET", 429, server_wait=server_wait, refusals=1, waited=waited)
    assert wait_before_next(attempt, POLICY, 1) == wait


def test_now_and_again_now_is_slowed_down():
    delays = [
        wait_before_next(AttemptState("GET", 429, server_wait=0, refusals=n), POLICY, 1)
        for n in range(1, 12)
    ]
    assert delays[:5] == [0, 0.5, 1, 2, 4]
    assert delays[-1] == 60
    assert (
        wait_before_next(AttemptState("GET", 429, server_wait=0, refusals=10_000), POLICY, 1) == 60
    )


@given(
    st.builds(
        AttemptState,
        st.sampled_from(ALL_METHODS),
        st.none() | st.integers(100, 599),
        left=st.booleans(),
        server_wait=st.none() | st.floats(0, 3600),
        faults=st.integers(1, 10_000),
        refusals=st.integers(1, 10_000),
        waited=st.floats(0, 1e6),
        elapsed=st.floats(0, 1e6),
    ),
    st.floats(0.5, 1.5),
)
def test_never_beyond_the_budget_never_negative(attempt, spread):
    wait = wait_before_next(attempt, POLICY, spread)
    if wait is None:
        return
    assert wait >= (attempt.server_wait or 0)
    if attempt.status == 429:
        assert attempt.waited + wait <= POLICY.limit_budget
    else:
        assert attempt.elapsed + wait <= POLICY.fault_budget
        assert attempt.faults < POLICY.tries


NOW = "Mon, 02 Mar 2026 10:00:00 GMT"


@pytest.mark.parametrize(
    ("header", "seconds"),
    [
        ("17", 17),
        (" 17 ", 17),
        ("1.5", 1.5),
        ("0", 0),
        ("3600", 3600),
        ("Mon, 02 Mar 2026 10:00:40 GMT", 40),
        ("Mon, 02 Mar 2026 11:00:40 +0100", 40),
        ("Mon, 02 Mar 2026 10:00:40 -0000", 40),
        ("Monday, 02-Mar-26 10:00:40 GMT", 40),
    ],
)
def test_a_told_wait_is_read(header, seconds):
    assert parse_retry_after(header, 429, now=NOW) == seconds
    assert parse_retry_after(header, 503, now=NOW) == seconds


@pytest.mark.parametrize(
    "header",
    [
        None, "", "soon", "-5", "3601", "1e9", "99999999999999999999", "nan", "inf", "٣", "0x10",
        "Mon, 02 Mar 2026 09:59:00 GMT", "Mon, 02 Mar 2026 12:00:00 GMT",
        "Mon, 99 Foo 99999 10:00:00 GMT", "Mon, 02 Mar 2026 99:99:99 GMT", "2026-03-02T10:00:40Z",
    ],
)  # fmt: skip
def test_an_absurd_wait_is_not_believed(header):
    assert parse_retry_after(header, 429, now=NOW) == 60
    assert parse_retry_after(header, 503, now=NOW) is None


@given(st.text(max_size=40), st.none() | st.text(max_size=40))
def test_no_header_escapes(header, now):
    assert 0 <= parse_retry_after(header, 429, now=now) <= 3600


def test_without_the_clock_of_the_service_ours_is_taken():
    assert parse_retry_after(NOW, 429) == 60
    assert parse_retry_after(NOW, 429, now=datetime(2026, 3, 2, 9, 59, 50, tzinfo=UTC)) == 10


@pytest.mark.parametrize("wrong", [{"tries": 0}, {"limit_budget": -1}, {"first_pause": -0.1}])
def test_an_impossible_policy_is_refused(wrong):
    with pytest.raises(ValueError):
        RetryPolicy(**wrong)
