"""Whatever is waited for: it ends at once when it shall."""

from __future__ import annotations

import asyncio
import os
import signal
import sys
import threading
import time

import pytest
from hyperstudy_api.api.data import get_rooms

from hyperstudy.exceptions import HyperStudyError
from hyperstudy.transport import Clock

from .conftest import ASK
from .fault_table import GOOD, ROWS

WAITS = [
    pytest.param({"status": 429, "headers": {"Retry-After": "60"}}, id="at the gate"),
    pytest.param({"status": 503, "headers": {"Retry-After": "60"}}, id="before a repetition"),
    pytest.param({"status": None, "then": "stall"}, id="for an answer"),
    pytest.param({**GOOD, "cut": 10, "then": "stall"}, id="for the rest of an answer"),
]


def waiting(way, server, answer):
    """Start a request that will wait, in a thread; return the thread and what it raised."""
    server.respond_once(**answer)
    raised = []

    def ask():
        try:
            way.fetch(ASK)
        except HyperStudyError as error:
            raised.append(error)

    thread = threading.Thread(target=ask)
    already = len(server.requests)
    thread.start()
    server.wait_for(already + 1)
    time.sleep(0.05)
    return thread, raised


@pytest.mark.parametrize("answer", WAITS)
@pytest.mark.parametrize("how", ["interrupt", "close"])
def test_every_wait_ends_at_once(server, transport, answer, how):
    way = transport(clock=Clock())
    thread, raised = waiting(way, server, answer)
    began = time.monotonic()
    getattr(way, how)()
    thread.join(20)
    assert not thread.is_alive()
    assert time.monotonic() - began < 20
    assert raised[0].code == "INTERRUPTED"
    assert len(server.requests) == 1


def test_after_an_interruption_it_goes_on(server, transport):
    way = transport(clock=Clock())
    thread, _ = waiting(way, server, {"status": None, "then": "stall"})
    way.interrupt()
    thread.join(20)
    server.respond_once(**GOOD)
    assert way.fetch(ASK).data == ROWS


class Counting(Clock):
    """The real time; whoever waits says so."""

    def __init__(self):
        self.waiting = threading.Semaphore(0)

    def sleep(self, seconds, stop):
        self.waiting.release()
        super().sleep(seconds, stop)


def test_a_caller_can_give_up_its_own_request_only(server, transport):
    clock = Counting()
    way = transport(clock=clock)
    server.respond(status=429, headers={"Retry-After": "300"})
    stop = threading.Event()
    mine, others = [], []

    def ask(into, stop):
        with pytest.raises(HyperStudyError) as caught:
            way.fetch(ASK, stop=stop)
        into.append(caught.value.code)

    threads = [
        threading.Thread(target=ask, args=(into, one))
        for into, one in ((mine, stop), (others, None))
    ]
    for thread in threads:
        thread.start()
    for _ in threads:
        assert clock.waiting.acquire(timeout=60)
    stop.set()
    threads[0].join(25)
    assert (mine, others) == (["INTERRUPTED"], [])
    way.close()
    threads[1].join(25)
    assert others == ["INTERRUPTED"]


@pytest.mark.skipif(sys.platform == "win32", reason="no such signals")
@pytest.mark.parametrize("answer", WAITS)
def test_ctrl_c_stops_at_once(server, transport, answer):
    way = transport(clock=Clock())
    server.respond_once(**answer)

    def press():
        server.wait_for(1)
        time.sleep(0.15)
        os.kill(os.getpid(), signal.SIGINT)

    pressing = threading.Thread(target=press)

    def ask():
        pressing.start()  # not before there is somebody to catch it
        way.fetch(ASK)

    began = time.monotonic()
    with pytest.raises(KeyboardInterrupt):
        ask()
    assert time.monotonic() - began < 20
    pressing.join()
    way.interrupt()


def test_a_closed_client_says_so(server, transport):
    way = transport()
    way.close()
    way.close()
    for ask in (
        lambda: way.fetch(ASK),
        lambda: way.storage.get(server.url),
        lambda: get_rooms.sync("e1", client=way.api),
        lambda: asyncio.run(get_rooms.asyncio("e1", client=way.api)),
    ):
        with pytest.raises(HyperStudyError, match="was closed") as caught:
            ask()
        assert caught.value.code == "CLIENT_CLOSED"
    assert server.requests == []


def test_a_download_ends_too(server, transport):
    server.respond_once(body=b"x" * 1000, cut=100, then="stall")
    way = transport()

    def load():
        with way.storage.stream("GET", server.url) as stream:
            for _ in stream.iter_raw():
                way.interrupt()

    with pytest.raises(HyperStudyError, match="interrupted"):
        load()


def test_a_cancelled_task_gives_its_turn_back(server, transport):
    server.respond_once(status=429, headers={"Retry-After": "0.2"})
    server.respond_once(status=None, then="stall")
    server.respond(**GOOD)
    way = transport(clock=Clock())

    async def work():
        task = asyncio.create_task(get_rooms.asyncio("e1", client=way.api))
        while len(server.requests) < 2:
            await asyncio.sleep(0.01)
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task
        return await asyncio.wait_for(get_rooms.asyncio("e1", client=way.api), 60)

    assert asyncio.run(work()) is not None
