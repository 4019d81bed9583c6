"""A sandbox for each file of tests, which may change what is in it; files that need another have
a fixture of the same name."""

from __future__ import annotations

from collections.abc import Iterator

import httpx
import pytest
from sandbox_answers import client

from hyperstudy import HyperStudy
from hyperstudy.sandbox import Sandbox, start


@pytest.fixture(scope="module")
def server() -> Iterator[Sandbox]:
    with start(rooms=1, minutes=1) as running:
        yield running


@pytest.fixture(scope="module")
def hs(server: Sandbox) -> Iterator[HyperStudy]:
    with server.client() as connected:
        yield connected


@pytest.fixture(scope="module")
def own() -> Iterator[Sandbox]:
    """The same with a study of its usual length, for tests that ask with plain HTTP."""
    with start(rooms=1) as running:
        yield running


@pytest.fixture(scope="module")
def one(own: Sandbox) -> Iterator[httpx.Client]:
    with client(own.base_url, own.api_key) as asking:
        yield asking
