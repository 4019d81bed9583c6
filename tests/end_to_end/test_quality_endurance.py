"""The report on a large study: little memory, little time, and a page that can be sent by mail.

Runs with `nox -s endurance`, which sets HYPERSTUDY_ENDURANCE.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from hyperstudy.sandbox import start

for needed in ("duckdb", "jinja2", "matplotlib", "resource"):
    pytest.importorskip(needed)

LONG = pytest.mark.skipif(
    not os.environ.get("HYPERSTUDY_ENDURANCE"), reason="takes long: nox -s endurance"
)
PROGRAM = Path(__file__).with_name("measured_report.py")


@LONG
def test_two_hundred_people_and_millions_of_gaze_rows(tmp_path: Path) -> None:
    with start("movie-dyads", rooms=110, minutes=1.5) as sandbox, sandbox.client() as hs:
        pulled = hs.pull(sandbox.experiment_id, tmp_path / "study", progress=False)
    gaze = next(one.rows for one in pulled.tables if one.name == "eyetracking")
    assert gaze > 3_000_000
    given = [sys.executable, str(PROGRAM), str(tmp_path / "study"), str(tmp_path / "report.html")]
    done = subprocess.run(given, capture_output=True, text=True, check=False, timeout=600)
    assert done.returncode == 0, done.stderr
    figures: dict[str, Any] = json.loads(done.stdout)
    sys.stderr.write(f"\nreport on {gaze:,} gaze rows: {figures}\n")
    assert figures["participants"] >= 200
    assert figures["peak_megabytes"] < 500
    assert figures["page_megabytes"] < 10
    # A machine with other work takes longer; what it works does not depend on that.
    assert figures["processor_seconds"] < 60
