"""The BIDS validator, which the group ``standards`` of dependencies brings, and what it says."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parents[2]
VALIDATOR = Path(sys.executable).with_name("bids-validator-deno")
NEEDS_VALIDATOR = pytest.mark.skipif(
    not os.environ.get("HYPERSTUDY_STANDARDS") and not VALIDATOR.exists(),
    reason="needs the group `standards`",
)


def schemas() -> dict[str, dict[str, str]]:
    import bidsschematools

    newest = Path(bidsschematools.__file__).parent / "data" / "schema.json"
    return {"its own": {}, "newest": {"BIDS_SCHEMA": newest.as_uri()}}


def judged(folder: Path, schema: dict[str, str]) -> list[dict[str, Any]]:
    completed = subprocess.run(
        [VALIDATOR, folder, "--format", "json", "--max-rows", "-1"],
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
        env={**os.environ, **schema},
    )
    assert completed.returncode in {0, 16}, completed.stderr  # 1: it crashed, and gave no verdict
    return json.loads(completed.stdout)["issues"]["issues"]


def listed_warnings() -> set[str]:
    """The warnings that the guide names, with their reason."""
    page = (ROOT / "docs/export/bids.md").read_text("utf-8")
    table = page.partition("| warning |")[2].partition("\n\n")[0]
    return {line.split("`")[1] for line in table.splitlines() if line.count("`") > 1}
