"""The first line of the README: a made-up study to frames, files and a picture."""

from __future__ import annotations

import json
from pathlib import Path

import pandas as pd
import pytest

from hyperstudy import DownloadWarning
from hyperstudy.cli import demo


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("demo") / "results"


@pytest.fixture(scope="module")
def output(folder: Path) -> str:
    """Run the demo once; recordings of a running room cannot be downloaded yet, which is told."""
    from contextlib import redirect_stderr
    from io import StringIO

    talk = StringIO()
    with redirect_stderr(talk), pytest.warns(DownloadWarning):
        demo.run(folder)
    return talk.getvalue()


def test_it_shows_the_heads_and_what_was_complete(output: str) -> None:
    assert output.count("complete") >= 5
    assert "NOT COMPLETE" not in output
    assert "ratings_sparse" in output


def test_it_shows_how_to_do_the_same(output: str) -> None:
    lines = [line.strip() for line in output.splitlines()]
    start = lines.index("import hyperstudy")
    assert lines[start + 1] == "hs = hyperstudy.HyperStudy()"
    assert lines[start + 2].startswith("events = hs.get_events(")


@pytest.mark.usefixtures("output")
def test_the_tables_can_be_read_again(folder: Path) -> None:
    events = pd.read_csv(folder / "events.csv", parse_dates=["timestamp"], low_memory=False)
    assert len(events) > 1000
    assert events["timestamp"].notna().all()
    assert all(isinstance(json.loads(text), dict) for text in events["value"].dropna())
    ratings = pd.read_csv(folder / "ratings_sparse.csv")
    assert {"value", "sparseRatingData_pauseIndex", "onset_sec"} <= set(ratings)


@pytest.mark.usefixtures("output")
def test_the_recordings_are_whole(folder: Path) -> None:
    listed = pd.read_csv(folder / "recordings" / "recordings_metadata.csv")
    done = listed[listed["download_status"] == "downloaded"]
    assert len(done) >= 10
    for row in done.itertuples():
        assert Path(row.local_path).stat().st_size > 0
    assert not list((folder / "recordings").rglob("*.part"))


@pytest.mark.usefixtures("output")
def test_there_is_a_picture(folder: Path) -> None:
    assert (folder / "ratings.png").read_bytes().startswith(b"\x89PNG")
