"""`Study.recording_file`: the file of each recording, or why there is none."""

from __future__ import annotations

import csv
import shutil
from pathlib import Path

import pytest

pytest.importorskip("pyarrow")
pytest.importorskip("polars")

from exported_studies import HOSTILE, exported_study

import hyperstudy
from hyperstudy.client.study import Study
from hyperstudy.exceptions import InputError, NotFoundError


@pytest.fixture
def study(tmp_path: Path) -> Study:
    """A copy of a study with recordings, to take things away from."""
    shutil.copytree(exported_study("movie-dyads").folder, tmp_path / "study")
    return hyperstudy.open_study(tmp_path / "study")


def ids(study: Study) -> list[str]:
    return study.scan("recordings").collect()["recordingId"].to_list()


def test_each_recording_has_its_file(study: Study) -> None:
    found = {one: study.recording_file(one) for one in ids(study)}
    assert len(set(found.values())) == len(found) > 4
    with (study.folder / "recordings/recordings_metadata.csv").open(newline="") as file:
        sizes = {row["recordingId"]: int(row["bytes"]) for row in csv.DictReader(file)}
    for recording, path in found.items():
        assert path.parent == study.folder / "recordings"
        assert path.stat().st_size == sizes[recording] > 0


def test_the_study_may_have_moved_since(study: Study) -> None:
    elsewhere = study.folder.with_name("elsewhere")
    study.folder.rename(elsewhere)
    moved = hyperstudy.open_study(elsewhere)
    assert moved.recording_file(ids(moved)[0]).is_file()


def test_a_file_that_is_gone_is_named(study: Study) -> None:
    recording = ids(study)[0]
    path = study.recording_file(recording)
    path.unlink()
    with pytest.raises(NotFoundError, match="is not there any more") as raised:
        study.recording_file(recording)
    assert str(path) in str(raised.value)
    assert "recordings=True" in str(raised.value)
    assert raised.value.code == "RECORDING_NOT_HERE"


def test_a_download_that_failed_says_why(study: Study) -> None:
    recording = ids(study)[0]
    study.recording_file(recording).unlink()
    listing = study.folder / "recordings/recordings_metadata.csv"
    with listing.open(newline="", encoding="utf-8-sig") as file:
        rows = list(csv.DictReader(file))
    for row in rows:
        if row["recordingId"] == recording:
            row |= {"local_path": "", "download_status": "failed", "error": "the disk was full"}
    with listing.open("w", newline="", encoding="utf-8") as file:
        writer = csv.DictWriter(file, list(rows[0]))
        writer.writeheader()
        writer.writerows(rows)
    with pytest.raises(NotFoundError, match="did not come: the disk was full"):
        study.recording_file(recording)


def test_files_that_were_never_pulled_are_told_from_no_such_recording() -> None:
    study = exported_study(HOSTILE)
    with pytest.raises(NotFoundError, match="was not pulled") as raised:
        study.recording_file(ids(study)[0])
    assert "recordings=True" in str(raised.value)
    with pytest.raises(NotFoundError, match="this study has no recording 'rec_of_nobody'"):
        study.recording_file("rec_of_nobody")


@pytest.mark.parametrize("value", ["", " rec", "../manifest.json", None])
def test_what_is_no_id_is_refused(value: object, study: Study) -> None:
    with pytest.raises(InputError, match="recording_id"):
        study.recording_file(value)  # type: ignore[arg-type]


def test_a_study_without_a_table_of_recordings_says_so(tmp_path: Path) -> None:
    from hyperstudy.sandbox import start

    with start("movie-dyads", rooms=1, minutes=0.5) as server, server.client() as hs:
        hs.pull(server.experiment_id, tmp_path / "study", types=["rooms"], progress=False)
    study = hyperstudy.open_study(tmp_path / "study")
    with pytest.raises(hyperstudy.HyperStudyError, match="recordings"):
        study.recording_file("rec_1")
