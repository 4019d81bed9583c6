"""Fixtures for people who test their own analysis with pytest: a sandbox for each test, or for all.

pytest loads this module at every start wherever hyperstudy is installed, so it stands apart from
the sandbox and needs nothing of it before a test asks for the fixture.
"""

from __future__ import annotations

import inspect
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from hyperstudy.sandbox import Sandbox

__all__ = [
    "hyperstudy_sandbox",
    "hyperstudy_sandbox_options",
    "hyperstudy_sandbox_session",
    "pytest_configure",
]

_NAME = "hyperstudy_sandbox"


def pytest_configure(config: pytest.Config) -> None:
    """Register the marker, so that ``--strict-markers`` and ``--markers`` know it."""
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
    wanted: pytest.Mark | None = request.node.get_closest_marker(_NAME)
    arguments = wanted.args if wanted else ()
    named = wanted.kwargs if wanted else dict[str, Any]()
    yield from _serve(f"The marker {_NAME}", arguments, named, monkeypatch)


@pytest.fixture(scope="session")
def hyperstudy_sandbox_options() -> dict[str, Any]:
    """What `hyperstudy_sandbox_session` serves: arguments of `hyperstudy.sandbox.start`.

    Write one of this name in ``conftest.py`` to serve something else than what is usual.
    """  # noqa: D401 - pytest --fixtures shows it
    return {}


@pytest.fixture(scope="session")
def hyperstudy_sandbox_session(hyperstudy_sandbox_options: dict[str, Any]) -> Iterator[Sandbox]:
    """One V3 server for all tests, to which ``HyperStudy()`` talks from its first use on.

    For fixtures of a module, a package or the session, which fetch or pull once for many tests.
    `hyperstudy_sandbox_options` says what is served. What a test changes there, the others see;
    a test that wants a server of its own takes `hyperstudy_sandbox`, also beside this one.
    """
    with pytest.MonkeyPatch.context() as patch:
        yield from _serve(
            "The fixture hyperstudy_sandbox_options", (), hyperstudy_sandbox_options, patch
        )


def _serve(
    asked_by: str, arguments: tuple[Any, ...], named: Mapping[str, Any], patch: pytest.MonkeyPatch
) -> Iterator[Sandbox]:
    try:
        from hyperstudy.sandbox import start
    except ImportError as error:
        pytest.fail(str(error), pytrace=False)
    try:
        running = start(**inspect.signature(start).bind(*arguments, **named).arguments)
    except (TypeError, ValueError, OSError) as error:
        pytest.fail(f"{asked_by}: {error}", pytrace=False)
    with running:
        for name, value in running.environment().items():
            patch.setenv(name, value)
        # An organization of the researcher's own would be refused here.
        patch.delenv("HYPERSTUDY_ORGANIZATION", raising=False)
        yield running
