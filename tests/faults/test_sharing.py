"""Threads, event loops and processes share a client, or are told that they cannot."""

from __future__ import annotations

import asyncio
import copy
import os
import pickle
import subprocess
import sys
import threading
from concurrent.futures import ThreadPoolExecutor

import pytest
from hyperstudy_api.api.data import get_rooms

from hyperstudy import HyperStudy
from hyperstudy.exceptions import HyperStudyError
from hyperstudy.transport import RetryPolicy, Transport

from .conftest import ASK, KEY
from .fault_table import GOOD, HTML, ROWS, error
from .server import Answer


def test_threads_share_it(server, transport):
    server.respond(
        lambda request: Answer(body={"status": "success", "data": [{"id": request.path}]})
    )
    way = transport()

    def ask(number):
        return way.fetch({"method": "get", "url": f"/x/{number}"}).one()["id"]

    with ThreadPoolExecutor(8) as pool:
        found = list(pool.map(ask, range(100)))
    assert found == [f"/api/v3/x/{number}" for number in range(100)]
    assert server.connections <= 8


def test_eight_are_under_way_at_once(server, transport):
    together = threading.Barrier(8, timeout=30)

    def answer(_):
        together.wait()  # nobody is answered before all eight are there
        return Answer(**GOOD)

    server.respond(answer)
    way = transport(timeout=60)
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(lambda _: way.fetch(ASK), range(16)))
    assert server.most_at_once == 8


def test_failures_do_not_use_connections_up(server, transport):
    way = transport(timeout=5, retry=RetryPolicy(tries=1))
    bad = [error(404, "NOT_FOUND"), {**GOOD, "cut": 5, "then": "close"}, HTML, {"status": 500}]
    for number in range(40):
        server.respond_once(**bad[number % len(bad)])
        with pytest.raises(HyperStudyError):
            way.fetch(ASK)
    server.respond_once(**GOOD)
    assert way.fetch(ASK).data == ROWS


def test_inside_a_running_event_loop(server, transport):
    server.respond(**GOOD)
    way = transport()

    async def notebook_cell():
        plain = way.fetch(ASK).data
        typed = await get_rooms.asyncio("e1", client=way.api)
        return plain, len(typed.data)

    assert asyncio.run(notebook_cell()) == (ROWS, 2)


def test_many_event_loops_one_after_the_other(server, transport):
    server.respond(**GOOD)
    way = transport()

    async def several():
        asks = (get_rooms.asyncio("e1", client=way.api) for _ in range(5))
        return len(await asyncio.gather(*asks))

    assert [asyncio.run(several()) for _ in range(3)] == [5, 5, 5]


def test_event_loops_side_by_side(server, transport):
    server.respond(**GOOD)
    way = transport()
    together = threading.Barrier(2)

    async def several():
        for _ in range(5):
            together.wait()
            await get_rooms.asyncio("e1", client=way.api)
        return "done"

    with ThreadPoolExecutor(2) as pool:
        assert list(pool.map(asyncio.run, [several(), several()])) == ["done", "done"]


@pytest.mark.parametrize("turns", [0, 1, 2, 3, 20])
def test_closing_while_an_event_loop_runs(server, transport, turns):
    server.respond(**GOOD)
    ways = [transport(), transport()]

    async def work():
        for way in ways:
            await get_rooms.asyncio("e1", client=way.api)
        await ways[0].aclose()
        ways[1].close()
        # The loop may end before it could do what it was told, or in the middle of it.
        for _ in range(turns):
            await asyncio.sleep(0)

    asyncio.run(work())


def test_forgotten_instead_of_closed(server):
    server.respond(**GOOD)
    Transport(api_key=KEY, base_url=server.url).fetch(ASK)


@pytest.mark.skipif(not hasattr(os, "fork"), reason="no fork here")
def test_after_a_fork_both_go_on(server):
    server.respond(lambda request: Answer(body={"status": "success", "data": [request.query]}))
    done = subprocess.run(
        [sys.executable, "-c", FORKING, server.url],
        capture_output=True, text=True, timeout=120, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert sorted(done.stdout.split()) == ["child", "parent"]
    assert {request.query["who"] for request in server.requests} == {"before", "child", "parent"}
    by = {request.query["who"]: request.connection for request in server.requests}
    assert by["before"] == by["parent"] != by["child"]


@pytest.mark.parametrize("attempt", [pickle.dumps, copy.deepcopy, copy.copy])
def test_it_cannot_be_copied_or_pickled(server, attempt):
    with HyperStudy(KEY, server.url) as hs:
        # The typed client has copies with the same connections: its variants are such.
        parts = [hs, hs._transport] if attempt is copy.copy else [hs, hs._transport, hs.api]
        for part in parts:
            with pytest.raises(TypeError, match="cannot be pickled or copied"):
                attempt(part)


FORKING = """
import os, sys, threading
from hyperstudy.transport import Transport
way = Transport(api_key="hst_test_k", base_url=sys.argv[1])
def ask(who):
    return way.fetch({"method": "get", "url": "/x", "params": {"who": who}}).one()["who"]
ask("before")
holding = threading.Event()
def hold():
    with way._rate_limiter._lock, way._announcer._lock, way._pools._lock:
        holding.set()
        threading.Event().wait(0.3)
thread = threading.Thread(target=hold)
thread.start()
assert holding.wait(60)
child = os.fork()
if child == 0:
    print(ask("child"), flush=True)
    way.close()
    os._exit(0)
thread.join()
os.waitpid(child, 0)
print(ask("parent"))
way.close()
"""
