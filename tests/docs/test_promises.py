"""What the guide says about the repository is so: tests, files and tables that it names."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest
from pages import ROOT, pages

from hyperstudy import contract
from hyperstudy.sandbox import FAULT_KINDS
from hyperstudy.sandbox.faults import HEADER

_LINK = re.compile(r"\]\(((?:\.\./)+|)([^)#\s:]+?)(#[^)]*)?\)")
_TEST = re.compile(r"\[`?(\w+\.py)::([\w.:]+)`?\]\(((?:\.\./)+)([^)]+)\)")


@pytest.mark.parametrize("page", pages(), ids=lambda page: page.relative_to(ROOT).as_posix())
def test_files_that_a_page_links_to_are_there(page: Path) -> None:
    for found in _LINK.finditer(page.read_text("utf-8")):
        target = page.parent / f"{found[1]}{found[2]}"
        assert target.exists() or target in made_with_the_guide(), found[0]


def made_with_the_guide() -> set[Path]:
    """Give the files that are made when the guide is built, and are in no repository."""
    hooks = (ROOT / "tools" / "docs_hooks.py").read_text("utf-8")
    return {ROOT / "docs" / one for one in re.findall(r'File\.generated\(config, "([^"]+)"', hooks)}


def named_tests() -> list[tuple[str, str, str]]:
    return [
        (page.name, found[4], found[2])
        for page in pages()
        for found in _TEST.finditer(page.read_text("utf-8"))
    ]


@pytest.mark.parametrize(("page", "file", "name"), named_tests())
def test_tests_that_a_page_names_are_there(page: str, file: str, name: str) -> None:
    names: list[str] = []
    for node in ast.parse((ROOT / file).read_text("utf-8")).body:
        if isinstance(node, ast.FunctionDef):
            names.append(node.name)
        elif isinstance(node, ast.ClassDef):
            names.append(node.name)
            names += [
                f"{node.name}::{inner.name}"
                for inner in node.body
                if isinstance(inner, ast.FunctionDef)
            ]
    assert name in names, f"{page}: {file} has no {name}"


def test_promises_are_named_with_their_tests() -> None:
    assert len([one for one in named_tests() if one[0] == "reliability.md"]) >= 30


def test_every_table_has_its_dictionary_on_a_page() -> None:
    text = "".join(page.read_text("utf-8") for page in pages())
    shown = re.findall(r"^<!-- dictionary: (\w+) -->$", text, re.MULTILINE)
    assert sorted(shown) == sorted(contract.DATA_TYPES)


def test_every_fault_of_the_sandbox_is_on_its_page() -> None:
    text = (ROOT / "docs" / "testing.md").read_text("utf-8")
    rows = [
        f"| `{kind.name}` | {kind.measure} | {kind.setting:g} | {kind.words} "
        f"| {', '.join(sorted(kind.places))} |"
        for kind in FAULT_KINDS.values()
    ]
    start = text.index("| kind | ")
    assert text[start : text.index("\n\n", start)].splitlines()[2:] == rows
    assert f"`{HEADER}`" in text
