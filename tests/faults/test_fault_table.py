"""The whole table of faults, in threads and in asyncio."""

from __future__ import annotations

import asyncio
import time

import pytest

from hyperstudy.exceptions import HyperStudyError

from .conftest import KEY, clock_and_request, wait_until
from .fault_table import ROWS, TABLE

# What only the opening of the envelope, or the generated parser, can tell to be wrong.
NOT_SEEN_BEFORE_PARSING = {"an object without data", "words as a success", "a list as a success"}


def way_and_request(fault, server, transport):
    """Plan the answers of a fault; give the transport that meets them, and what it is to send."""
    for answer in fault.answers:
        server.respond_once(**answer)
    clock, request = clock_and_request(fault, server)
    return transport(clock=clock, **fault.options), request


def assert_all_arrived(fault, server):
    """See that as many requests were sent as expected, also where their answers were given up."""
    server.wait_for(fault.expected_requests)
    wait_until(lambda: server.planned == 0)
    assert len(server.requests) == fault.expected_requests


@pytest.mark.parametrize("fault", TABLE, ids=lambda fault: fault.name)
def test_the_table_of_faults(fault, server, transport):
    way, ask = way_and_request(fault, server, transport)
    began = time.monotonic()
    if fault.ends is None:
        assert way.fetch(ask).data == ROWS
    else:
        with pytest.raises(HyperStudyError) as caught:
            way.fetch(ask)
        assert type(caught.value) is fault.ends
        assert caught.value.code == fault.code
        assert caught.value.request == f"{fault.method} /data/events/room/r1"
        assert KEY not in str(caught.value) + repr(caught.value)
    assert_all_arrived(fault, server)
    assert time.monotonic() - began < 30  # none of its waits was a real one


@pytest.mark.parametrize(
    "fault", [one for one in TABLE if one.options.get("timeout") is None], ids=lambda one: one.name
)
def test_the_table_of_faults_from_asyncio(fault, server, transport):
    way, request = way_and_request(fault, server, transport)
    client = way.api.get_async_httpx_client()

    async def ask():
        return await client.request(**request)

    if fault.ends is None:
        assert asyncio.run(ask()).json()["data"] == ROWS
    elif fault.name not in NOT_SEEN_BEFORE_PARSING:
        with pytest.raises(HyperStudyError) as caught:
            asyncio.run(ask())
        assert type(caught.value) is fault.ends
        assert caught.value.code == fault.code
    else:
        asyncio.run(ask())
    assert_all_arrived(fault, server)


@pytest.mark.parametrize(
    "fault", [one for one in TABLE if one.options.get("timeout")], ids=lambda one: one.name
)
def test_slow_answers_in_asyncio(fault, server, transport):
    way, request = way_and_request(fault, server, transport)
    client = way.api.get_async_httpx_client()

    async def ask():
        return await client.request(**request)

    if fault.ends is None:
        assert asyncio.run(ask()).json()["data"] == ROWS
    else:
        with pytest.raises(fault.ends) as caught:
            asyncio.run(ask())
        assert caught.value.code == "TIMEOUT"
    assert_all_arrived(fault, server)
