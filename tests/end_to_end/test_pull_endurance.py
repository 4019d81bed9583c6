"""What takes long: five million rows in little memory, and a study in many workers.

Runs with `nox -s endurance`, which sets HYPERSTUDY_ENDURANCE.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

import hyperstudy
from hyperstudy.sandbox import start
from hyperstudy.study import layout
from hyperstudy.study.verify import verify

if TYPE_CHECKING:
    from hyperstudy.sandbox import Sandbox

pytest.importorskip("pyarrow")
pytest.importorskip("resource")

LONG = pytest.mark.skipif(
    not os.environ.get("HYPERSTUDY_ENDURANCE"), reason="takes long: nox -s endurance"
)
PROGRAM = Path(__file__).with_name("measured_pull.py")


def measured(sandbox: Sandbox, study: Path, types: str = "rooms,eyetracking") -> dict[str, Any]:
    given = [sandbox.base_url, sandbox.api_key, sandbox.experiment_id, str(study), types]
    done = subprocess.run(
        [sys.executable, str(PROGRAM), *given], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    figures: dict[str, Any] = json.loads(done.stdout)
    return figures


@LONG
def test_five_million_rows_within_400_megabytes(tmp_path: Path) -> None:
    with start("movie-dyads", rooms=40, minutes=5) as sandbox:
        first = measured(sandbox, tmp_path / "study")
        sys.stderr.write(f"\nfirst pull: {first}\n")
        assert first["rows"] >= 5_000_000
        assert first["complete"]
        assert first["peak_megabytes"] < 400
        again = measured(sandbox, tmp_path / "study")
        sys.stderr.write(f"second pull: {again}\n")
        assert again["rows"] == first["rows"]
        assert again["peak_megabytes"] < 400
    assert verify(tmp_path / "study", progress=False)


@LONG
def test_a_local_cluster_of_two_workers(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("dask.dataframe")
    distributed: Any = pytest.importorskip("distributed")
    monkeypatch.setattr(layout, "FILE_ROWS", 100)  # a file for each room, as of large ones
    with start("movie-dyads", rooms=2, minutes=0.5) as sandbox, sandbox.client() as hs:
        hs.pull(sandbox.experiment_id, tmp_path / "study", types=["events"])
        events = hs.get_events(sandbox.experiment_id)
    frame = hyperstudy.open_study(tmp_path / "study").to_dask("events")
    assert frame.npartitions > 1
    with (
        distributed.LocalCluster(
            n_workers=2, threads_per_worker=1, processes=True, dashboard_address=None
        ) as cluster,
        distributed.Client(cluster) as client,
    ):
        counted = frame.groupby("category")["onset"].mean().compute()
        assert len(client.scheduler_info()["workers"]) == 2
    expected = events.groupby("category")["onset"].mean()
    assert counted.round(6).to_dict() == expected.round(6).to_dict()
