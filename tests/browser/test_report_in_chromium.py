"""The report as a browser shows it: silent, without requests, and readable for everybody.

``nox -s browser`` has what it needs: Chromium, and puppeteer-core and axe-core from npm.
"""

from __future__ import annotations

import json
import os
import subprocess
from pathlib import Path
from typing import Any

import pytest

import hyperstudy
from hyperstudy.sandbox import start, studies

BROWSER = os.environ.get("HYPERSTUDY_BROWSER", "")
MODULES = os.environ.get("HYPERSTUDY_BROWSER_MODULES", "")
HERE = Path(__file__).parent

pytestmark = pytest.mark.skipif(not BROWSER, reason="nox -s browser has it")


@pytest.fixture(scope="module", params=[*studies(), "clean"])
def page(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give the report on a study with all defects, or on one without any."""
    folder = tmp_path_factory.mktemp("browser")
    clean = request.param == "clean"
    name = "movie-dyads" if clean else request.param
    with (
        start(name, minutes=1, rooms=6, defects=() if clean else "all") as sandbox,
        sandbox.client() as hs,
    ):
        # Files of recordings have measures of their own, and lost files an alert.
        recordings = name == "movie-dyads"
        hs.pull(sandbox.experiment_id, folder / "study", progress=False, recordings=recordings)
    if not clean and recordings:
        next((folder / "study" / "data" / "chat").glob("*.parquet")).unlink()
    hyperstudy.open_study(folder / "study").report(folder / "report.html")
    return folder / "report.html"


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [390, 1280])
def test_nothing_is_said_asked_for_or_unreadable(page: Path, width: int, scheme: str) -> None:
    seen = look(page, width, scheme)
    assert seen["messages"] == []
    assert seen["requests"] == []
    assert seen["broken"] == []
    assert seen["wide"] <= width, "the page has to be moved sideways"
    assert [(one["id"], one["first"]) for one in seen["violations"]] == []
    assert "Quality of the data" in seen["text"]
    assert seen["printed"] <= 1040, "what is printed does not fit on the page"
    assert seen["paper"] == "rgb(255, 255, 255)", "paper is white, whatever the screen is"


def test_a_page_with_faults_is_noticed(tmp_path: Path) -> None:
    page = tmp_path / "bad.html"
    page.write_text(
        "<!doctype html><html><head><title>x</title></head><body><img src='none.png'>"
        "<a href='#gone'>there</a><script>console.log('here')</script></body></html>",
        encoding="utf-8",
    )
    seen = look(page, 390, "light")
    assert "here" in seen["messages"]
    assert len(seen["requests"]) == 1
    assert seen["broken"] == ["gone"]
    assert {"image-alt", "html-has-lang"} <= {one["id"] for one in seen["violations"]}


def look(page: Path, width: int, scheme: str) -> dict[str, Any]:
    done = subprocess.run(
        ["node", str(HERE / "look.mjs"), BROWSER, str(page), str(width), scheme],
        cwd=MODULES,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    seen: dict[str, Any] = json.loads(done.stdout)
    return seen
