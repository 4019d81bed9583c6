"""Gaze of an EyeLink that saw both eyes: a recording for each, and nothing lost of the samples."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("pyarrow")
pytest.importorskip("polars")

from exported_studies import EYES, HOSTILE, exported_study
from reading_back import read

from hyperstudy.export import ExportReport

NAMED = {"user_be52ade46f": "Ünï-1_a", "user_13b1cd17f0": "ünï-1_A"}


@pytest.fixture(scope="module")
def exported(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, ExportReport]:
    folder = tmp_path_factory.mktemp("eyes") / "bids"
    return folder, exported_study(HOSTILE).export_bids(folder, names=True, media="none")


def people(folder: Path) -> dict[str, Path]:
    table = read(folder / "participants.tsv")
    found = zip(table["hyperstudy_id"], table["participant_id"], strict=True)
    return {person: folder / label for person, label in found}


def recordings(folder: Path) -> dict[str, tuple[Path, dict[str, Any]]]:
    found: dict[str, tuple[Path, dict[str, Any]]] = {}
    for file in folder.rglob("*_recording-eye*_physio.tsv.gz"):
        label = file.name.partition("_recording-")[2].partition("_")[0]
        sidecar = Path(str(file).replace(".tsv.gz", ".json"))
        found[label] = file, json.loads(sidecar.read_text("utf-8"))
    return found


@pytest.mark.parametrize("person", ["user_be52ade46f", "user_72e5df99d5"])
def test_each_of_two_eyes_has_a_recording_of_its_own(
    person: str, exported: tuple[Path, ExportReport]
) -> None:
    found = recordings(people(exported[0])[NAMED.get(person, person)])
    eyes = {label: sidecar["RecordedEye"] for label, (_, sidecar) in found.items()}
    assert eyes == {"eye1": "left", "eye2": "right", "eye3": "cyclopean"}
    whole = read(found["eye3"][0])
    samples = [json.loads(one) if one else {} for one in whole["eyelink"]]
    for label, eye in (("eye1", "left"), ("eye2", "right")):
        file, sidecar = found[label]
        assert sidecar["Columns"] == ["timestamp", "x_coordinate", "y_coordinate", "pupil_size"]
        assert sidecar["x_coordinate"]["Units"] == sidecar["y_coordinate"]["Units"] == "px"
        assert "area" in sidecar["pupil_size"]["Description"]
        assert sidecar["SourceRecording"] == "eye3"
        table = read(file)
        assert list(table["timestamp"]) == list(whole["timestamp"])
        for shown, member in (
            ("x_coordinate", f"{eye}_gaze_x"),
            ("y_coordinate", f"{eye}_gaze_y"),
            ("pupil_size", f"{eye}_pupil"),
        ):
            values = [None if one is None else float(one) for one in table[shown]]
            assert values == [one.get(member) for one in samples]
            assert any(one is not None for one in values)


def test_the_only_eye_is_named_and_needs_no_second_recording(
    exported: tuple[Path, ExportReport],
) -> None:
    assert EYES["user_13b1cd17f0"] == ("right",)
    found = recordings(people(exported[0])[NAMED["user_13b1cd17f0"]])
    assert {label: one["RecordedEye"] for label, (_, one) in found.items()} == {"eye1": "right"}


def test_where_no_eye_is_named_gaze_is_of_both_together(
    exported: tuple[Path, ExportReport],
) -> None:
    assert "user_a5c7545de3" not in EYES
    found = recordings(people(exported[0])["user_a5c7545de3"])
    assert {label: one["RecordedEye"] for label, (_, one) in found.items()} == {"eye1": "cyclopean"}


def test_a_row_is_counted_once_however_many_recordings_it_is_in(
    exported: tuple[Path, ExportReport],
) -> None:
    report = exported[1]
    assert report.complete
    rows = report.rows[report.rows["table"] == "eyetracking"]
    assert rows["exported"].sum() == exported_study(HOSTILE).manifest.tables["eyetracking"].rows


def test_scans_list_each_recording(exported: tuple[Path, ExportReport]) -> None:
    folder = exported[0]
    listed = {
        (scans.parent / name).name
        for scans in folder.rglob("*_scans.tsv")
        for name in read(scans)["filename"]
    }
    assert {one.name for one in folder.rglob("*_physio.tsv.gz")} <= listed
