"""Answers that do not come on, and deadlines that have passed."""

from __future__ import annotations

import threading

import httpcore
import pytest

from hyperstudy.transport.clock import Stop
from hyperstudy.transport.stall_detection import (
    Progress,
    Sockets,
    Stalled,
    WatchedBackend,
    deadline,
)


def test_enough_in_each_window_is_progress():
    progress = Progress(10, 0)
    for second in range(1, 100):
        progress.note(64, second)


def test_too_little_in_a_window_is_a_stall_when_more_comes():
    progress = Progress(10, 0)
    progress.note(100, 5)
    progress.note(100, 10)
    with pytest.raises(Stalled, match="200 bytes in 10"):
        progress.note(1, 11)


def test_a_short_answer_that_took_its_time_and_ended_is_none():
    progress = Progress(10, 0)
    progress.note(2, 29)


def test_much_at_first_does_not_excuse_a_later_stall():
    progress = Progress(10, 0)
    progress.note(1_000_000, 10)
    progress.note(1, 20)
    with pytest.raises(Stalled):
        progress.note(1, 21)


def test_without_a_window_there_is_no_rule():
    progress = Progress(None, 0)
    for hour in range(5):
        progress.note(1, hour * 3600)


@pytest.mark.parametrize(("seconds", "stopped"), [(0, False), (60, True)])
def test_nothing_begins_after_the_end(seconds, stopped):
    everybody = threading.Event()
    if stopped:
        everybody.set()
    with deadline(seconds, Stop(everybody)), pytest.raises(httpcore.ConnectTimeout):
        WatchedBackend(Sockets()).connect_tcp("127.0.0.1", 9, timeout=5)
