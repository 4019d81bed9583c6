"""What every test shares: the hypothesis profile, and one sandbox for all that only read."""

from __future__ import annotations

import gc
import signal
from typing import TYPE_CHECKING

import httpx
import pytest
from hypothesis import HealthCheck, settings

if TYPE_CHECKING:
    from collections.abc import Generator, Iterator

    from hyperstudy.sandbox import Sandbox

# Loaded here and not at once (see pyproject.toml), so that its lines are counted as covered.
pytest_plugins = ["hyperstudy.pytest_plugin"]

# The first example on a cold machine can be slow for reasons that are not the code's.
settings.register_profile(
    "steady", deadline=None, max_examples=60, suppress_health_check=[HealthCheck.too_slow]
)
settings.load_profile("steady")

# A shell that starts the tests in the background lets them ignore Ctrl-C, which some of them send.
signal.signal(signal.SIGINT, signal.default_int_handler)


@pytest.hookimpl(wrapper=True)
def pytest_collection() -> Generator[None, object, object]:
    """Let garbage be looked for among what tests make: what is collected stays to the end.

    Looking through thousands of tests again and again would take a third of the time that
    collecting takes, and some of each test's.
    """
    gc.disable()
    try:
        return (yield)
    finally:
        gc.enable()
        gc.collect()
        gc.freeze()


@pytest.fixture(scope="session", autouse=True)
def no_key_of_this_machine(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Whoever runs the tests may be logged in; that key is not theirs to use."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("HYPERSTUDY_CONFIG_DIR", str(tmp_path_factory.mktemp("settings")))
        yield


@pytest.fixture(scope="session")
def sandbox() -> Iterator[Sandbox]:
    """A V3 server with the study movie-dyads, for tests that change nothing in it."""
    from hyperstudy.sandbox import start

    with start("movie-dyads") as running:
        yield running


@pytest.fixture(scope="session")
def api(sandbox: Sandbox) -> Iterator[httpx.Client]:
    """A plain HTTP client with the sandbox's key."""
    with httpx.Client(
        base_url=sandbox.base_url, headers={"X-API-Key": sandbox.api_key}, timeout=30
    ) as client:
        yield client
