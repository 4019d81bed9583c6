"""The notebooks in examples/ run from top to bottom, against the sandbox."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from pages import ROOT

EXAMPLES = ROOT / "examples"


@pytest.fixture(autouse=True)
def no_key(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("HYPERSTUDY_API_KEY", raising=False)


@pytest.mark.filterwarnings("ignore")  # those of Jupyter itself
@pytest.mark.parametrize("notebook", sorted(EXAMPLES.glob("*.ipynb")), ids=lambda one: one.name)
def test_a_jupyter_notebook_runs(notebook: Path, tmp_path: Path) -> None:
    nbclient = pytest.importorskip("nbclient", reason="nox -s notebooks has it")
    pytest.importorskip("ipykernel", reason="nox -s notebooks has it")
    import nbformat

    read = nbformat.read(notebook, as_version=4)
    nbclient.NotebookClient(
        read, timeout=300, kernel_name="python3", resources={"metadata": {"path": str(tmp_path)}}
    ).execute()
    shown = [
        kind
        for cell in read.cells
        for out in cell.get("outputs", ())
        for kind in out.get("data", {})
    ]
    assert "image/png" in shown
    assert "text/html" in shown


def test_notebooks_are_kept_without_results() -> None:
    import json

    for notebook in EXAMPLES.glob("*.ipynb"):
        cells = json.loads(notebook.read_text("utf-8"))["cells"]
        assert all(not one.get("outputs") for one in cells), notebook.name


@pytest.mark.parametrize("notebook", ["recording_quality.py"])
def test_a_marimo_notebook_runs(notebook: str, tmp_path: Path) -> None:
    pytest.importorskip("marimo", reason="nox -s notebooks has it")
    done = subprocess.run(
        [sys.executable, EXAMPLES / notebook],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
