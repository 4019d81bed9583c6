"""Commands that are stopped: with which status, what they print, and what they leave."""

from __future__ import annotations

from pathlib import Path

import pytest
from interrupted_programs import needs_signals, run

pytest.importorskip("typer")

from .server import Answer, Server

pytestmark = needs_signals

COMMAND = """
import os
os.environ["HYPERSTUDY_API_KEY"] = "hst_test_1"
os.environ["HYPERSTUDY_BASE_URL"] = sys.argv.pop(1)
def begun():
    return any(one.name.startswith("hyperstudy") for one in threading.enumerate())
"""
MAIN = """
sys.argv[0] = "hyperstudy"
from hyperstudy.cli import main
main()
"""


def stalling(server: Server) -> str:
    server.respond(lambda _: Answer(None, then="stall"))
    return f"{server.url}/api/v3"


@pytest.mark.parametrize(
    ("number", "status", "first"),
    [
        ("SIGINT", 130, "Stopped with Ctrl-C."),
        ("SIGTERM", 143, "Stopped by SIGTERM."),
        ("SIGHUP", 129, "Stopped by SIGHUP."),
    ],
)
def test_a_pull_says_what_was_kept_and_how_to_go_on(
    server: Server, tmp_path: Path, number: str, status: int, first: str
) -> None:
    study = tmp_path / "study"
    code = f"{COMMAND}interrupt_when(begun, signal.{number})\n{MAIN}"
    ended = run(code, stalling(server), "pull", "exp_1", study)
    assert ended.returncode == status
    kept = f"What came of exp_1 is kept in {study}. Run the same line again: it asks only for what"
    assert ended.stderr.splitlines() == [first, f"{kept} is missing."]
    assert not ended.stdout
    # Nobody has to wait until a claim is given up.
    assert not list(study.rglob("claim*"))


@pytest.mark.parametrize("module", ["typer", "hyperstudy.cli.app", "hyperstudy.client", "httpx"])
def test_stopped_while_it_loads(server: Server, module: str) -> None:
    code = f"""
class Interrupting:
    def find_spec(self, name, path, target=None):
        if name == {module!r}:
            signal.raise_signal(signal.SIGINT)
sys.meta_path.insert(0, Interrupting())
"""
    ended = run(COMMAND + code + MAIN, stalling(server), "experiments")
    assert (ended.returncode, ended.stdout) == (130, "")
    assert ended.stderr == "Stopped with Ctrl-C.\n"


def test_who_ignores_a_signal_goes_on_ignoring_it() -> None:
    # As `nohup` does for a terminal that is closed.
    code = f"""
signal.signal(signal.SIGHUP, signal.SIG_IGN)
import hyperstudy.cli.contract_commands as commands
import typer
def interrupted(*_):
    signal.raise_signal(signal.SIGHUP)
typer.echo = interrupted
{MAIN}"""
    ended = run(code, "--version")
    assert (ended.returncode, ended.stderr) == (0, "")


def test_a_program_that_calls_it_gets_its_signals_back() -> None:
    code = f"""
try:
    exec({MAIN!r})
except SystemExit:
    pass
print(signal.getsignal(signal.SIGTERM) is signal.SIG_DFL, threads())
"""
    ended = run(code, "--version")
    assert ended.stdout.splitlines()[-1] == "True []"
