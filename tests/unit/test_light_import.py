"""The door is light: an import loads nothing that only some calls need."""

from __future__ import annotations

import ast
import importlib
import subprocess
import sys
from pathlib import Path

import pytest

import hyperstudy
from hyperstudy.imports.public_names import MODULE_OF

HEAVY = ("pandas", "polars", "pyarrow", "httpx", "hyperstudy_api", "tqdm", "starlette", "typer")


def loaded_by(code: str) -> set[str]:
    run = subprocess.run(
        [sys.executable, "-c", f"{code}\nimport sys; print(*sys.modules)"],
        capture_output=True,
        text=True,
        check=True,
    )
    return {name.partition(".")[0] for name in run.stdout.split()}


def test_the_import_loads_nothing_heavy() -> None:
    assert not loaded_by("import hyperstudy").intersection(HEAVY)


def test_looking_at_the_names_loads_nothing_heavy() -> None:
    assert not loaded_by("import hyperstudy; dir(hyperstudy)").intersection(HEAVY)


def test_a_client_loads_no_frames() -> None:
    heavy = {"pandas", "polars", "pyarrow"}
    assert not loaded_by("import hyperstudy; hyperstudy.HyperStudy('hst_test_1')") & heavy


@pytest.mark.parametrize("name", hyperstudy.__all__)
def test_every_public_name_is_there(name: str) -> None:
    assert getattr(hyperstudy, name) is not None
    assert name in dir(hyperstudy)


def test_what_completes_is_what_there_is_for_users() -> None:
    extra = set(dir(hyperstudy)) - set(hyperstudy.__all__)
    assert extra == {"models", "plots", "sandbox"}
    for name in extra:
        assert importlib.import_module(f"hyperstudy.{name}").__doc__


@pytest.mark.parametrize("name", ["models", "plots", "sandbox"])
def test_a_module_is_there_once_the_package_is_imported(name: str) -> None:
    code = f"import hyperstudy; print(hyperstudy.{name}.__name__)"
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert run.stdout == f"hyperstudy.{name}\n"


def test_type_checkers_see_the_same_names_from_the_same_places() -> None:
    tree = ast.parse(Path(hyperstudy.__file__).read_text("utf-8"))
    seen = {
        (node.module, alias.name)
        for branch in tree.body
        if isinstance(branch, ast.If)
        for node in branch.body
        if isinstance(node, ast.ImportFrom)
        for alias in node.names
    }
    assert seen == {(home, name) for name, home in MODULE_OF.items()}


def test_an_unknown_name_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError, match=r"nothing_like_it'$"):
        _ = hyperstudy.nothing_like_it


def test_a_mistyped_name_is_told_the_one_that_was_meant() -> None:
    with pytest.raises(AttributeError, match=r"'open_studi'\. Did you mean: 'open_study'\?$"):
        _ = hyperstudy.open_studi


def test_a_client_loads_no_command_line_and_no_event_loop() -> None:
    code = "import hyperstudy; hyperstudy.HyperStudy('hst_test_1', 'http://127.0.0.1:1')"
    assert not loaded_by(code) & {"click", "rich", "asyncio"}


def test_httpx_is_whole_for_others_after_a_client_was_made() -> None:
    code = "import hyperstudy.transport, sys; assert 'httpx._main' not in sys.modules"
    assert "httpx" in loaded_by(f"{code}; import httpx; assert callable(httpx.main)")
