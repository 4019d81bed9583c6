"""The fixture `hyperstudy_sandbox` for people who test their own analysis with pytest.

pytest loads this module at every start wherever hyperstudy is installed, so it stands apart from
the sandbox and needs nothing of it before a test asks for the fixture.
"""

from __future__ import annotations

import inspect
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator

    from hyperstudy.sandbox import Sandbox

__all__ = ["hyperstudy_sandbox", "pytest_configure"]

_NAME = "hyperstudy_sandbox"


def pytest_configure(config: pytest.Config) -> None:
    """Tell pytest of the marker, so that ``--strict-markers`` and ``--markers`` know it."""
    config.addinivalue_line(
        "markers",
        f"{_NAME}(study, seed=, rooms=, minutes=, faults=, ...): what the fixture {_NAME} starts; "
        "the arguments are those of hyperstudy.sandbox.start.",
    )


@pytest.fixture
def hyperstudy_sandbox(
    request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Sandbox]:
    """A V3 server with a made-up study, new for each test, to which ``HyperStudy()`` talks.

    The marker ``@pytest.mark.hyperstudy_sandbox(study="movie-dyads", rooms=4, seed=7)`` on a test,
    a class or a module (``pytestmark``) says what is served: its arguments are those of
    `hyperstudy.sandbox.start`. During the test the environment has the key and the address, so
    that neither the code under test nor a program that it starts reaches the real service.
    """  # noqa: D401 - pytest --fixtures shows it
    try:
        from hyperstudy.sandbox import start
    except ImportError as error:
        pytest.fail(str(error), pytrace=False)
    wanted: pytest.Mark | None = request.node.get_closest_marker(_NAME)
    options: dict[str, Any] = {}
    try:
        if wanted is not None:
            options = inspect.signature(start).bind(*wanted.args, **wanted.kwargs).arguments
        running = start(**options)
    except (TypeError, ValueError, OSError) as error:
        pytest.fail(f"The marker {_NAME}: {error}", pytrace=False)
    with running:
        for name, value in running.environment().items():
            monkeypatch.setenv(name, value)
        # An organization of the researcher's own would be refused here.
        monkeypatch.delenv("HYPERSTUDY_ORGANIZATION", raising=False)
        yield running
