"""A BIDS export: valid, complete, pseudonymous, the same bytes, and the study when read back."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("pyarrow")
pytest.importorskip("polars")

from bids_validation import NEEDS_VALIDATOR, judged, listed_warnings, schemas
from exported_studies import HOSTILE, NAMES, exported_study

from hyperstudy.client.study import Study
from hyperstudy.exceptions import InputError
from hyperstudy.export import ExportReport, read_table


class Exported:
    def __init__(self, name: str, folder: Path) -> None:
        self.name = name
        self.study: Study = exported_study(name)
        self.bids = folder / "bids"
        self.report: ExportReport = self.study.export_bids(self.bids)
        self.named = folder / "named"
        self.study.export_bids(self.named, names=True, media="none")


@pytest.fixture(scope="module", params=[*NAMES, HOSTILE])
def exported(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Exported:
    return Exported(request.param, tmp_path_factory.mktemp(request.param))


@pytest.fixture(scope="module")
def dyads(tmp_path_factory: pytest.TempPathFactory) -> Exported:
    return Exported("movie-dyads", tmp_path_factory.mktemp("dyads"))


def contents(folder: Path) -> dict[str, bytes]:
    return {
        file.relative_to(folder).as_posix(): file.read_bytes()
        for file in sorted(folder.rglob("*"))
        if file.is_file()
    }


@NEEDS_VALIDATOR
def test_the_validator_finds_no_error_and_only_warnings_that_the_guide_names(
    exported: Exported, tmp_path: Path
) -> None:
    folders = {"pseudonymous": exported.bids, "named": exported.named}
    drafted = tmp_path / "drafted"
    exported.study.export_bids(drafted, bep047=True)
    folders["drafted"] = drafted
    for kind, folder in folders.items():
        for which, schema in schemas().items():
            issues = judged(folder, schema)
            errors = [one for one in issues if one["severity"] == "error"]
            assert not errors, (kind, which, errors[:3])
            codes = {one["code"] for one in issues if one["severity"] == "warning"}
            assert codes <= listed_warnings(), (kind, which)


@NEEDS_VALIDATOR
def test_the_validator_is_run_so_that_it_finds_an_error_in_a_late_row(
    dyads: Exported, tmp_path: Path
) -> None:
    broken = tmp_path / "broken"
    shutil.copytree(dyads.bids, broken)
    events = next(broken.rglob("*_events.tsv"))
    lines = events.read_text("utf-8").splitlines(keepends=True)
    first = lines[1]
    events.write_text("".join([*lines, *[first] * 1500, "soon" + first[first.index("\t") :]]))
    for schema in schemas().values():
        assert any(one["severity"] == "error" for one in judged(broken, schema))


def test_each_row_is_exported_or_counted_with_the_reason(exported: Exported) -> None:
    report, rows = exported.report, exported.report.rows
    assert report.complete
    for table, entry in exported.study.manifest.tables.items():
        of_table = rows[rows["table"] == table]
        assert of_table["rows"].sum() == entry.rows
        there = of_table[of_table["exported"] > 0]
        assert (there["exported"] == there["rows"]).all()
        assert (of_table[of_table["exported"] == 0]["reason"] != "").all()
    for where in set(rows["where"]) - {""}:
        assert list(exported.bids.glob(where.partition(",")[0])), where


def test_the_same_study_gives_the_same_bytes(dyads: Exported, tmp_path: Path) -> None:
    again = tmp_path / "again"
    dyads.study.export_bids(again)
    assert contents(again) == contents(dyads.bids)
    dyads.study.export_bids(dyads.bids)
    assert contents(again) == contents(dyads.bids)


def test_a_second_export_replaces_only_what_is_ours(dyads: Exported, tmp_path: Path) -> None:
    folder = tmp_path / "bids"
    dyads.study.export_bids(folder, names=True)
    (folder / "code").mkdir()
    (folder / "code/mine.py").write_text("1")
    dyads.study.export_bids(folder)
    assert (folder / "code/mine.py").exists()
    assert not list(folder.glob("sub-user*"))
    before = contents(folder)
    (folder / "README.md").write_text("my own words")
    with pytest.raises(InputError, match=r"README.md"):
        dyads.study.export_bids(folder)
    assert contents(folder) == {**before, "README.md": b"my own words"}


def test_files_of_somebody_else_are_not_replaced(dyads: Exported, tmp_path: Path) -> None:
    folder = tmp_path / "theirs"
    folder.mkdir()
    (folder / "participants.tsv").write_text("participant_id\n")
    with pytest.raises(InputError, match=r"participants.tsv.*Nothing was written"):
        dyads.study.export_bids(folder)
    assert contents(folder) == {"participants.tsv": b"participant_id\n"}
    assert [one.name for one in tmp_path.iterdir()] == ["theirs"]


def test_pseudonyms_are_never_kept_inside_the_export(dyads: Exported, tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"inside the export"):
        dyads.study.export_bids(tmp_path / "out", pseudonyms=tmp_path / "out/p.tsv")
    assert not (tmp_path / "out").exists()


def test_recordings_are_linked_copied_or_left_out(dyads: Exported, tmp_path: Path) -> None:
    listed = read_table(dyads.bids / "sourcedata/hyperstudy/recordings.tsv")
    files = listed["file"].dropna()
    assert len(files) == len(listed)
    for name in files:
        assert (dyads.bids / name).stat().st_nlink > 1
    dyads.study.export_bids(tmp_path / "copied", media="copy")
    for name in files:
        assert (tmp_path / "copied" / name).stat().st_nlink == 1
    assert not (dyads.named / "sourcedata/recordings").exists()


@pytest.mark.parametrize("option", [{"media": "move"}, {"dates": "now"}])
def test_a_word_that_is_no_choice_is_refused(
    option: dict[str, Any], dyads: Exported, tmp_path: Path
) -> None:
    with pytest.raises(InputError):
        dyads.study.export_bids(tmp_path / "out", **option)
    assert not (tmp_path / "out").exists()
