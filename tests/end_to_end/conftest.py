"""A sandbox for each file of tests, which may change what is in it; files that need another have
a fixture of the same name."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest
from faults.server import Server
from sandbox_answers import client
from served_lists import ServedLists

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


@pytest.fixture
def lists() -> Iterator[ServedLists]:
    """Lists that a test fills."""
    with Server() as running:
        yield ServedLists(running)


@pytest.fixture
def study(tmp_path: Path) -> Path:
    """Where a study is to be pulled to."""
    return tmp_path / "study"


@pytest.fixture(scope="module")
def own() -> Iterator[Sandbox]:
    """The same with a study of its usual length, for tests that ask with plain HTTP."""
    with start(rooms=1) as running:
        yield running


@pytest.fixture(scope="module")
def one(own: Sandbox) -> Iterator[httpx.Client]:
    with client(own.base_url, own.api_key) as asking:
        yield asking
