"""The fixture for people who test their own analysis, used as they would use it."""

from __future__ import annotations

import os
import socket

import pytest

from hyperstudy import sandbox

pytest_plugins = ["pytester"]

ANALYSIS = """
import hyperstudy

def rooms():
    with hyperstudy.HyperStudy() as hs:
        return [
            room["id"]
            for experiment in hs.list_experiments(output="dict", progress=False)
            for room in hs.get_rooms(experiment["id"], output="dict", progress=False)
        ]
"""


@pytest.fixture(scope="module", autouse=True)
def loaded() -> None:
    """Load what the analysis loads: inner runs forget what they load, which NumPy does not bear."""
    with sandbox.start(rooms=1) as server, server.client() as hs:
        hs.get_rooms(server.experiment_id, output="dict", progress=False)
        hs.list_experiments(progress=False)
        hs.create_experiment(name="x")


@pytest.fixture
def tests_of(pytester: pytest.Pytester, monkeypatch: pytest.MonkeyPatch) -> pytest.Pytester:
    """A folder with an analysis; the surroundings have the researcher's own key."""
    monkeypatch.setenv("HYPERSTUDY_API_KEY", "hst_live_mine")
    monkeypatch.setenv("HYPERSTUDY_BASE_URL", "http://127.0.0.1:9/api/v3")
    monkeypatch.setenv("HYPERSTUDY_ORGANIZATION", "org_mine")
    pytester.makepyfile(analysis=ANALYSIS)
    pytester.makeini("[pytest]")  # this repository is not theirs, wherever the folder is
    return pytester


def test_code_under_test_talks_to_a_sandbox(tests_of: pytest.Pytester) -> None:
    tests_of.makepyfile(
        """
        import analysis

        def test_rooms(hyperstudy_sandbox):
            assert analysis.rooms() == [room["id"] for room in hyperstudy_sandbox.study.rooms]
        """
    )
    tests_of.runpytest_inprocess("-Werror").assert_outcomes(passed=1)
    assert os.environ["HYPERSTUDY_API_KEY"] == "hst_live_mine"
    assert os.environ["HYPERSTUDY_ORGANIZATION"] == "org_mine"


def test_the_marker_says_what_is_served(tests_of: pytest.Pytester) -> None:
    tests_of.makepyfile(
        """
        import analysis
        import pytest

        pytestmark = pytest.mark.hyperstudy_sandbox("questionnaires", rooms=2)

        def test_of_the_module(hyperstudy_sandbox):
            assert hyperstudy_sandbox.study.name == "questionnaires"
            assert len(analysis.rooms()) == 2

        @pytest.mark.hyperstudy_sandbox(study="movie-dyads", seed=3, rooms=1, page_limit=5)
        class TestOthers:
            def test_of_the_class(self, hyperstudy_sandbox):
                assert hyperstudy_sandbox.study.name == "movie-dyads"
                assert len(analysis.rooms()) == 1

            @pytest.mark.hyperstudy_sandbox(seed=4, rooms=3)
            def test_of_its_own(self, hyperstudy_sandbox):
                assert len(analysis.rooms()) == 3
        """
    )
    tests_of.runpytest_inprocess("--strict-markers").assert_outcomes(passed=3)


def test_tests_do_not_see_what_others_made(tests_of: pytest.Pytester) -> None:
    tests_of.makepyfile(
        """
        import hyperstudy
        import pytest

        @pytest.mark.parametrize("name", ["first", "second"])
        def test_it_is_alone(name, hyperstudy_sandbox):
            with hyperstudy.HyperStudy() as hs:
                assert not {"first", "second"} & set(hs.list_experiments()["name"])
                hs.create_experiment(name=name)
        """
    )
    tests_of.runpytest_inprocess().assert_outcomes(passed=2)


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ('"movies"', "*The marker hyperstudy_sandbox: no study 'movies': choose one of *"),
        ("room=2", "*The marker hyperstudy_sandbox: *unexpected keyword argument 'room'*"),
        ('rooms="two"', "*The marker hyperstudy_sandbox: rooms='two' is not a whole number*"),
        ('faults="cat"', "*The marker hyperstudy_sandbox: no fault is called 'cat'*"),
    ],
)
def test_a_mistake_in_the_marker_is_told(
    tests_of: pytest.Pytester, options: str, message: str
) -> None:
    tests_of.makepyfile(
        f"""
        import pytest

        @pytest.mark.hyperstudy_sandbox({options})
        def test_it(hyperstudy_sandbox):
            pass
        """
    )
    result = tests_of.runpytest_inprocess()
    result.assert_outcomes(errors=1)
    result.stdout.fnmatch_lines([message])
    result.stdout.no_fnmatch_line("*Traceback*")


def test_a_taken_port_is_told(tests_of: pytest.Pytester) -> None:
    with socket.create_server(("127.0.0.1", 0)) as holder:
        port = holder.getsockname()[1]
        tests_of.makepyfile(
            f"""
            import pytest

            @pytest.mark.hyperstudy_sandbox(port={port})
            def test_it(hyperstudy_sandbox):
                pass
            """
        )
        result = tests_of.runpytest_inprocess()
    result.assert_outcomes(errors=1)
    result.stdout.fnmatch_lines([f"*The marker hyperstudy_sandbox: *cannot listen on *:{port}: *"])
    result.stdout.no_fnmatch_line("*Traceback*")
    result.stdout.no_fnmatch_line("*hyperstudy/sandbox/*.py*")


def test_without_the_packages_of_the_sandbox_it_says_what_to_install(
    tests_of: pytest.Pytester,
) -> None:
    tests_of.makeconftest(
        """
        import sys

        sys.modules["starlette"] = None
        """
    )
    tests_of.makepyfile("def test_it(hyperstudy_sandbox): pass")
    result = tests_of.runpytest_subprocess()
    result.assert_outcomes(errors=1)
    result.stdout.fnmatch_lines(["*pip install 'hyperstudy?sandbox?'*"])


def test_whoever_does_not_use_it_pays_nothing(tests_of: pytest.Pytester) -> None:
    tests_of.makepyfile(
        """
        import sys

        def test_it():
            assert "hyperstudy.pytest_plugin" in sys.modules
            heavy = {"starlette", "uvicorn", "httpx", "pandas", "hyperstudy.sandbox"}
            assert not heavy & set(sys.modules)
        """
    )
    tests_of.runpytest_subprocess().assert_outcomes(passed=1)


def test_pytest_can_explain_it(tests_of: pytest.Pytester) -> None:
    shown = tests_of.runpytest_inprocess("--markers")
    shown.stdout.fnmatch_lines(["*hyperstudy_sandbox(study, seed=*"])
    shown = tests_of.runpytest_inprocess("--fixtures")
    shown.stdout.fnmatch_lines(["hyperstudy_sandbox*", "*new for each test*"])


@pytest.mark.parametrize("scope", ["class", "module", "package", "session"])
def test_fixtures_of_any_scope_have_one_for_all(tests_of: pytest.Pytester, scope: str) -> None:
    tests_of.makepyfile(
        f"""
        import analysis
        import hyperstudy
        import pytest

        fetched = []

        @pytest.fixture(scope={scope!r})
        def rooms(hyperstudy_sandbox_session):
            fetched.append(1)
            return analysis.rooms()

        def test_first(rooms, hyperstudy_sandbox_session):
            assert rooms == [room["id"] for room in hyperstudy_sandbox_session.study.rooms]

        def test_second(rooms):
            assert analysis.rooms() == rooms
            assert len(fetched) == {2 if scope == "class" else 1}

        def test_with_one_of_its_own(rooms, hyperstudy_sandbox, hyperstudy_sandbox_session):
            assert hyperstudy_sandbox.base_url != hyperstudy_sandbox_session.base_url
            with hyperstudy.HyperStudy() as hs:
                assert hs.base_url == hyperstudy_sandbox.base_url

        def test_after_that(hyperstudy_sandbox_session):
            with hyperstudy.HyperStudy() as hs:
                assert hs.base_url == hyperstudy_sandbox_session.base_url
        """
    )
    tests_of.runpytest_inprocess("-Werror").assert_outcomes(passed=4)
    assert os.environ["HYPERSTUDY_API_KEY"] == "hst_live_mine"
    assert os.environ["HYPERSTUDY_ORGANIZATION"] == "org_mine"


def test_a_fixture_says_what_all_of_them_are_served(tests_of: pytest.Pytester) -> None:
    tests_of.makeconftest(
        """
        import pytest

        @pytest.fixture(scope="session")
        def hyperstudy_sandbox_options():
            return {"study": "questionnaires", "rooms": 2, "seed": 5}
        """
    )
    tests_of.makepyfile(
        """
        def test_it(hyperstudy_sandbox_session):
            assert hyperstudy_sandbox_session.study.name == "questionnaires"
            assert len(hyperstudy_sandbox_session.study.rooms) == 2
        """
    )
    tests_of.runpytest_inprocess("-Werror").assert_outcomes(passed=1)


def test_a_mistake_in_that_fixture_is_told(tests_of: pytest.Pytester) -> None:
    tests_of.makeconftest(
        """
        import pytest

        @pytest.fixture(scope="session")
        def hyperstudy_sandbox_options():
            return {"study": "no-such-study"}
        """
    )
    tests_of.makepyfile("def test_it(hyperstudy_sandbox_session): pass")
    result = tests_of.runpytest_inprocess()
    result.assert_outcomes(errors=1)
    result.stdout.fnmatch_lines(["*The fixture hyperstudy_sandbox_options: *no-such-study*"])
