"""An hour of gaze of forty people, 29 million rows, exported within 400 MB.

Runs with `nox -s endurance`, which sets HYPERSTUDY_ENDURANCE; HYPERSTUDY_ENDURANCE_ROOMS makes it
shorter.
"""

from __future__ import annotations

import gzip
import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("pyarrow")
pytest.importorskip("resource")

from large_study import ROOMS, TABLE, large_study

from hyperstudy.client.study import Study

LONG = pytest.mark.skipif(
    not os.environ.get("HYPERSTUDY_ENDURANCE"), reason="takes long: nox -s endurance"
)
WANTED = int(os.environ.get("HYPERSTUDY_ENDURANCE_ROOMS", ROOMS))
PROGRAM = Path(__file__).with_name("measured_export.py")
FILES = {"bids": "**/*_recording-eye1_physio.tsv.gz", "psych-ds": "data/*eyetracking_data.csv"}


@pytest.fixture(scope="module")
def study(tmp_path_factory: pytest.TempPathFactory) -> Study:
    return large_study(tmp_path_factory.mktemp("large") / "study", rooms=WANTED)


@LONG
@pytest.mark.parametrize("form", FILES)
def test_an_hour_of_gaze_is_exported_within_400_megabytes(
    form: str, study: Study, tmp_path: Path
) -> None:
    out = tmp_path / form
    done = subprocess.run(
        [sys.executable, str(PROGRAM), str(study.folder), str(out), form],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    figures: dict[str, Any] = json.loads(done.stdout)
    sys.stderr.write(f"\n{form}: {figures}\n")
    assert figures["complete"]
    assert figures["peak_megabytes"] < 400
    rows = study.manifest.tables[TABLE].rows
    assert rows == 40 * 3600 * 200 or WANTED != ROOMS
    files = list(out.glob(FILES[form]))
    headers = 0 if form == "bids" else len(files)
    assert sum(map(lines_of, files)) == rows + headers


def lines_of(file: Path) -> int:
    with file.open("rb") as raw:
        opened: Any = gzip.GzipFile(fileobj=raw) if file.suffix == ".gz" else raw
        return sum(piece.count(b"\n") for piece in iter(lambda: opened.read(1 << 20), b""))
