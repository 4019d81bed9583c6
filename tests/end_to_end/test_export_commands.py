"""``hyperstudy export``: what each option does, what is said, and how it ends."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
from exported_studies import exported_study, identifying
from running_commands import Command, runner

from hyperstudy.export import read_table

for needed in ("pyarrow", "polars", "typer"):
    pytest.importorskip(needed)

FORMATS = ("bids", "psych-ds", "elan")
WRITTEN = {"bids": "participants.tsv", "psych-ds": "dataset_description.json", "elan": "ses-*.eaf"}
READMES = dict.fromkeys(FORMATS, "README.md")


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Command:
    return runner(monkeypatch, capsys)


@pytest.fixture(scope="module")
def study() -> Path:
    return exported_study("movie-dyads").folder


def files(folder: Path) -> dict[str, bytes]:
    found = sorted(one for one in folder.rglob("*") if one.is_file())
    return {one.relative_to(folder).as_posix(): one.read_bytes() for one in found}


@pytest.mark.parametrize("form", FORMATS)
def test_a_format_is_written_and_said_on_stderr(
    form: str, study: Path, run: Command, tmp_path: Path
) -> None:
    out = tmp_path / "out"
    result = run("export", form, study, out, "--media", "none")
    assert result.status == 0
    assert result.out == ""
    assert f"in {out}: " in result.err
    assert f"{study}.pseudonyms.tsv can undo the labels" in result.err
    assert list(out.glob(WRITTEN[form]))
    quiet = run("export", form, study, tmp_path / "quiet", "--media", "none", "--quiet")
    assert quiet == (0, "", "")
    assert files(out) == files(tmp_path / "quiet")


@pytest.mark.parametrize("form", FORMATS)
def test_json_tells_of_each_row_and_each_decision(
    form: str, study: Path, run: Command, tmp_path: Path
) -> None:
    result = run("export", form, study, tmp_path / "out", "--media", "none", "--json")
    assert (result.status, result.err) == (0, "")
    report = json.loads(result.out)
    assert report["complete"]
    assert report["folder"] == str(tmp_path / "out")
    assert report["pseudonyms"] == f"{study}.pseudonyms.tsv"
    assert {"table", "rows", "exported", "where", "reason"} <= set(report["rows"][0])
    assert {"table", "column", "decision", "values"} <= set(report["decisions"][0])


@pytest.mark.parametrize("form", FORMATS)
def test_names_are_kept_only_where_asked_for(
    form: str, study: Path, run: Command, tmp_path: Path
) -> None:
    named, plain = tmp_path / "named", tmp_path / "plain"
    result = run("export", form, study, named, "--names", "--media", "none")
    assert result.status == 0
    assert "undo" not in result.err
    assert run("export", form, study, plain, "--media", "none").status == 0
    people = identifying(exported_study("movie-dyads"))
    ids = {one for one in people if one.startswith("user_")}
    texts = b"".join(name.encode() + content for name, content in files(named).items())
    assert all(one.replace("_", "").encode() in texts.replace(b"_", b"") for one in ids)
    texts = b"".join(name.encode() + content for name, content in files(plain).items())
    assert not [one for one in people if one.encode() in texts]


def test_media_are_linked_copied_or_left_out(study: Path, run: Command, tmp_path: Path) -> None:
    recordings = len(exported_study("movie-dyads").scan("recordings").collect())
    places = {"bids": "sourcedata/recordings", "psych-ds": "data/raw/recordings", "elan": "media"}
    for form, place in places.items():
        for media, links in (("link", True), ("copy", False)):
            out = tmp_path / form / media
            assert run("export", form, study, out, "--media", media).status == 0
            there = [one for one in (out / place).rglob("*") if one.is_file()]
            assert len(there) == recordings
            assert all((one.stat().st_nlink > 1) == links for one in there)
        assert run("export", form, study, tmp_path / form / "none", "--media", "none").status == 0
        assert not (tmp_path / form / "none" / place).exists()


def test_dates_are_shifted_or_kept(study: Path, run: Command, tmp_path: Path) -> None:
    years: dict[str, set[str]] = {}
    for dates in ("shift", "keep"):
        out = tmp_path / dates
        result = run("export", "bids", study, out, "--dates", dates, "--media", "none")
        assert result.status == 0
        sessions = [read_table(one) for one in out.glob("sub-*/*_sessions.tsv")]
        years[dates] = {str(one)[:4] for table in sessions for one in table["acq_time"]}
    assert years["keep"] == {"2026"}
    assert all("1850" < one < "1925" for one in years["shift"])


def test_the_place_of_the_pseudonyms_can_be_chosen(
    study: Path, run: Command, tmp_path: Path
) -> None:
    kept = tmp_path / "kept.tsv"
    for out in ("one", "two"):
        given = ("--pseudonyms", kept, "--media", "none")
        assert run("export", "bids", study, tmp_path / out, *given).status == 0
    assert files(tmp_path / "one") == files(tmp_path / "two")
    result = run("export", "bids", study, tmp_path / "in", "--pseudonyms", tmp_path / "in/p.tsv")
    assert result.status == 2
    assert "inside the export" in result.err
    kept.write_text("no pseudonyms")
    result = run("export", "bids", study, tmp_path / "three", "--pseudonyms", kept)
    assert result.status == 2
    assert f"{kept} does not hold the pseudonyms of an export" in result.err
    assert not (tmp_path / "three").exists()


def test_authors_and_license_are_named_as_each_standard_wants(
    study: Path, run: Command, tmp_path: Path
) -> None:
    given = ("--author", "A. One", "--author", "B. Two", "--license", "CC0", "--media", "none")
    for form, names in (("bids", ("Authors", "License")), ("psych-ds", ("author", "license"))):
        assert run("export", form, study, tmp_path / form, *given).status == 0
        description = json.loads((tmp_path / form / "dataset_description.json").read_text("utf-8"))
        assert [description[name] for name in names] == [["A. One", "B. Two"], "CC0"]


def test_recordings_go_to_beh_by_the_draft(study: Path, run: Command, tmp_path: Path) -> None:
    assert run("export", "bids", study, tmp_path / "out", "--bep047").status == 0
    assert list((tmp_path / "out").glob("sub-*/ses-*/beh/*_video.*"))
    assert (tmp_path / "out/.bidsignore").exists()


@pytest.mark.parametrize("form", FORMATS)
def test_a_second_export_replaces_its_own_files_and_no_others(
    form: str, study: Path, run: Command, tmp_path: Path
) -> None:
    out = tmp_path / "out"
    assert run("export", form, study, out, "--names", "--media", "none").status == 0
    (out / "mine.txt").write_text("mine")
    assert run("export", form, study, out, "--media", "none").status == 0
    fresh = tmp_path / "fresh"
    assert run("export", form, study, fresh, "--media", "none").status == 0
    assert files(out) == {**files(fresh), "mine.txt": b"mine"}
    (out / READMES[form]).write_text("my own words")
    before = files(out)
    result = run("export", form, study, out, "--media", "none")
    assert result.status == 2
    assert "README.md" in result.err
    assert "were changed since the last export" in result.err
    assert files(out) == before


@pytest.mark.parametrize("form", FORMATS)
def test_a_folder_of_somebody_else_is_left_alone(
    form: str, study: Path, run: Command, tmp_path: Path
) -> None:
    theirs = tmp_path / "theirs"
    theirs.mkdir()
    (theirs / "README.md").write_text("theirs")
    result = run("export", form, study, theirs, "--media", "none")
    assert result.status == 2
    assert "are not of an export: README.md. Nothing was written." in result.err
    assert files(theirs) == {"README.md": b"theirs"}
    (tmp_path / "file").write_text("a file")
    result = run("export", form, study, tmp_path / "file")
    assert result.status == 2
    assert "is a file; an export needs a folder" in result.err
    assert sorted(one.name for one in tmp_path.iterdir()) == ["file", "theirs"]


def test_one_folder_takes_one_format(study: Path, run: Command, tmp_path: Path) -> None:
    assert run("export", "bids", study, tmp_path / "out", "--media", "none").status == 0
    for form, name in (("psych-ds", "Psych-DS"), ("elan", "ELAN")):
        result = run("export", form, study, tmp_path / "out", "--media", "none")
        assert result.status == 2
        assert f"holds an export to BIDS; one folder cannot be {name} as well" in result.err


@pytest.mark.parametrize("form", FORMATS)
def test_what_cannot_be_meant_is_refused_before_anything_is_written(
    form: str, study: Path, run: Command, tmp_path: Path
) -> None:
    for given, message in (
        (("--media", "move"), "media='move' is not one of 'link', 'copy', 'none'"),
        (("--dates", "now"), "dates='now' is not one of 'shift', 'keep'"),
        (("--frames",), "No such option: --frames"),
    ):
        result = run("export", form, study, tmp_path / "out", *given)
        assert result.status == 2
        assert message in result.err
    result = run("export", form, tmp_path, tmp_path / "out")
    assert result.status == 2
    assert f"there is no study in {tmp_path}" in result.err
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("form", FORMATS)
def test_an_export_never_holds_the_study_itself(
    form: str, study: Path, run: Command, tmp_path: Path
) -> None:
    own = tmp_path / "around" / "study"
    shutil.copytree(study, own)
    before = files(tmp_path)
    for out in (own, own.parent):
        result = run("export", form, own, out, "--names")
        assert result.status == 2
        assert "would hold the study" in result.err
    assert files(tmp_path) == before
