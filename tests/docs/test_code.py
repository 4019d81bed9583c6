"""All code of the README and the guide runs, page by page, as somebody would type it."""

from __future__ import annotations

import ast
import asyncio
import doctest
import inspect
import os
import shlex
import subprocess
import sys
import types
import warnings
from collections.abc import Iterator
from contextlib import redirect_stderr, redirect_stdout
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from pages import ROOT, Block, blocks, pages

import hyperstudy
from hyperstudy import cli, sandbox

# They wait for somebody, or are tested where they have their own tests.
NOT_RUN = ("hyperstudy sandbox", "hyperstudy login", "hyperstudy demo", "hyperstudy logout")


def runs(block: Block) -> bool:
    return block.language in {"python", "pycon"} or bool(commands(block))


def commands(block: Block) -> list[str]:
    if block.language != "bash":
        return []
    lines = block.text.replace("\\\n", " ").splitlines()
    return [one for one in lines if one.startswith("hyperstudy ") and not one.startswith(NOT_RUN)]


PAGES = [page for page in pages() if any(runs(block) for block in blocks(page))]


# Pages that fetch all there is get a study that is small.
SMALL = {
    "clock.md": {"rooms": 2, "minutes": 1},
    "study-on-disk.md": {"rooms": 2, "minutes": 0.5},
    "bids.md": {"rooms": 2, "minutes": 0.5},
    "psych-ds.md": {"rooms": 2, "minutes": 0.5},
    "elan.md": {"rooms": 2, "minutes": 0.5},
    "into-your-analysis.md": {"rooms": 2, "minutes": 1},
}


# It needs the libraries of the group `recipes`; `nox -s recipes` has them, and CI runs that.
RECIPES = "into-your-analysis.md"
WITH_RECIPES = bool(os.environ.get("HYPERSTUDY_RECIPES"))


@pytest.fixture
def surroundings(page: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """An empty folder, a sandbox of the page's own, and its key where the client looks."""
    if page.name == RECIPES and not WITH_RECIPES:
        pytest.skip("needs the group `recipes`: nox -s recipes")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("HYPERSTUDY_CONFIG_DIR", str(tmp_path / ".settings"))
    monkeypatch.setenv("MPLBACKEND", "agg")
    with sandbox.start(**SMALL.get(page.name, {})) as server:
        for name, value in server.environment().items():
            monkeypatch.setenv(name, value)
        definition = hyperstudy.Experiment(name="Mine", states=[])
        hyperstudy.save_experiment(definition, "study.yaml")  # as readers have theirs
        yield


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(ROOT).as_posix())
@pytest.mark.usefixtures("surroundings")
def test_the_code_of_a_page_runs(page: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    module = types.ModuleType("__main__")
    with asyncio.Runner() as loop, warnings.catch_warnings():
        # What a page shows may warn of what the made-up data are; Python's own warnings are faults.
        warnings.simplefilter("ignore", hyperstudy.HyperStudyWarning)
        if page.name == RECIPES:  # other libraries warn of each other: not ours to mend
            warnings.simplefilter("ignore")
        for block in blocks(page):
            if block.language == "python":
                run_python(block, module.__dict__, loop)
            elif block.language == "pycon":
                run_session(block, module.__dict__)
            for line in commands(block):
                run_command(line, block, monkeypatch)


def run_python(block: Block, names: dict[str, Any], loop: asyncio.Runner) -> None:
    if block.text.startswith("# test_"):
        run_tests(block)
        return
    code = compile(
        "\n" * (block.line - 1) + block.text,
        block.place.rpartition(":")[0],
        "exec",
        flags=ast.PyCF_ALLOW_TOP_LEVEL_AWAIT,
    )
    coroutine = eval(code, names)  # what has no top-level await runs here
    if inspect.iscoroutine(coroutine):
        loop.run(coroutine)


def run_tests(block: Block) -> None:
    """Run a block that is a file of tests, as its reader would."""
    file = Path(block.text.partition("\n")[0].removeprefix("# "))
    file.write_text(block.text, "utf-8")
    plugin = ["-p", "no:hyperstudy", "-p", "hyperstudy.pytest_plugin"]  # once, installed or not
    completed = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", *plugin, file],
        capture_output=True,
        text=True,
        check=False,
    )
    assert completed.returncode == 0, f"{block.place}:\n{completed.stdout}"


def run_session(block: Block, names: dict[str, Any]) -> None:
    test = doctest.DocTestParser().get_doctest(
        block.text, names, block.place, str(block.page), block.line - 1
    )
    test.globs = names  # what a session defines is there for later blocks
    output: list[str] = []
    flags = doctest.ELLIPSIS | doctest.NORMALIZE_WHITESPACE | doctest.IGNORE_EXCEPTION_DETAIL
    result = doctest.DocTestRunner(optionflags=flags).run(
        test, out=output.append, clear_globs=False
    )
    assert not result.failed, "".join(output)


def run_command(line: str, block: Block, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "argv", shlex.split(line))
    talk = StringIO()
    with redirect_stdout(StringIO()), redirect_stderr(talk):
        try:
            cli.main()
            status: object = 0
        except SystemExit as end:
            status = end.code
    assert not status, f"{block.place}: {line}\n{talk.getvalue()}"


def test_every_block_has_a_language() -> None:
    nameless = [one.place for page in pages() for one in blocks(page) if not one.language]
    assert nameless == []
