"""The command line as a person uses it: from another process."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys

import httpx
import pytest

import hyperstudy

COMMAND = [sys.executable, "-m", "hyperstudy"]


def run(*arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run([*COMMAND, *arguments], capture_output=True, text=True, check=False)


def test_it_says_which_version_it_is() -> None:
    assert run("--version").stdout.strip() == f"hyperstudy {hyperstudy.__version__}"


@pytest.mark.parametrize("command", ["demo", "sandbox", "login", "whoami", "recordings", "rooms"])
def test_each_command_explains_itself_with_an_example(command: str) -> None:
    result = run(command, "--help")
    assert result.returncode == 0
    assert f"hyperstudy {command}" in result.stdout


def test_help_comes_at_once_because_it_loads_little() -> None:
    code = (
        "import sys; from hyperstudy.cli import main; sys.argv[1:] = ['--help']\n"
        "try: main()\n"
        "except SystemExit: print(*sys.modules)"
    )
    completed = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    )
    assert "participants" in completed.stdout
    loaded = {name.partition(".")[0] for name in completed.stdout.splitlines()[-1].split()}
    assert not loaded & {"httpx", "pandas", "attrs", "attr", "rich", "orjson", "hyperstudy_api"}


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("get ev", "events"),
        ("get events exp_7 --order d", "desc"),
        ("describe ratings_s", "ratings_sparse"),
        ("reco", "recordings"),
    ],
)
def test_a_shell_completes_what_is_begun(words: str, expected: str) -> None:
    typed = f"hyperstudy {words}"
    environment = {
        **os.environ,
        "_HYPERSTUDY_COMPLETE": "complete_bash",
        "COMP_WORDS": typed,
        "COMP_CWORD": str(typed.count(" ")),
    }
    completed = subprocess.run(
        COMMAND, env=environment, capture_output=True, text=True, check=False
    )
    assert completed.stdout.split() == [expected]


@pytest.mark.skipif(sys.platform == "win32", reason="needs head")
def test_a_reader_that_leaves_early_is_no_trouble() -> None:
    line = f"{sys.executable} -m hyperstudy describe events --json | head -n 1"
    completed = subprocess.run(line, shell=True, capture_output=True, text=True, check=False)
    assert completed.stdout == "[\n"
    assert completed.stderr == ""


def test_a_command_that_there_is_not() -> None:
    result = run("sandbxo")
    assert result.returncode != 0
    assert "sandbox" in result.stderr


def test_a_study_that_there_is_not() -> None:
    result = run("sandbox", "--study", "movie-dyad", "--port", "0")
    assert result.returncode != 0
    assert "movie-dyads" in result.stderr
    assert "Traceback" not in result.stderr


@pytest.mark.skipif(sys.platform == "win32", reason="sends a POSIX signal")
def test_a_sandbox_says_how_to_reach_it_and_ends_with_ctrl_c() -> None:
    process = subprocess.Popen(
        [*COMMAND, "sandbox", "--port", "0"],
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    with process:
        assert process.stdout is not None
        output = ""
        while not ("HYPERSTUDY_API_KEY" in output and "HYPERSTUDY_BASE_URL" in output):
            line = process.stdout.readline()
            assert line, output
            output += line
        address = re.search(r"HYPERSTUDY_BASE_URL=['\"]?(http://[^\s'\"]+)", output)
        key = re.search(r"HYPERSTUDY_API_KEY=['\"]?(hst_\w+)", output)
        assert address
        assert key
        rooms = httpx.get(
            f"{address[1]}/data/rooms/experiment/exp_movie_dyads",
            headers={"X-API-Key": key[1]},
            timeout=60,
        )
        assert rooms.json()["status"] == "success"
        process.send_signal(signal.SIGINT)
        rest, _ = process.communicate(timeout=60)
    assert "Traceback" not in rest
    assert process.returncode in {0, 130}
