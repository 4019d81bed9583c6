"""The report where files of the study are missing or damaged: made of the rest, and saying so."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from running_commands import runner

import hyperstudy
from hyperstudy.quality.measures import MEASURES
from hyperstudy.sandbox import start
from hyperstudy.study import layout
from hyperstudy.study.tables import NAMES

if TYPE_CHECKING:
    from collections.abc import Callable

for needed in ("duckdb", "jinja2", "matplotlib"):
    pytest.importorskip(needed)


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("whole") / "study"
    with (
        start("movie-dyads", minutes=0.5, rooms=2, defects=()) as sandbox,
        sandbox.client() as hs,
    ):
        hs.pull(sandbox.experiment_id, folder, progress=False)
    return folder


@pytest.fixture
def folder(whole: Path, tmp_path: Path) -> Path:
    return shutil.copytree(whole, tmp_path / "study")


def path_of(folder: Path, table: str) -> str:
    return hyperstudy.open_study(folder).manifest.tables[table].files[0].path


def truncated(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:-100])


def garbled(path: Path) -> None:
    path.write_bytes(b"\0" * path.stat().st_size)


def first_screen(page: str) -> str:
    """Give what stands before the first section on rooms, without tags."""
    return re.sub(r"<[^>]+>", "", page[page.index("<main") : page.index('id="rooms"')])


@pytest.mark.parametrize("damage", [Path.unlink, truncated, garbled])
def test_the_first_screen_names_the_file_and_what_to_do(
    folder: Path, tmp_path: Path, damage: Callable[[Path], None]
) -> None:
    before = hyperstudy.open_study(folder).quality()
    path = path_of(folder, "ratings_continuous")
    damage(folder / path)
    study = hyperstudy.open_study(folder)
    report = study.report(tmp_path / "report.html")
    (finding,) = report.quality.findings
    assert (finding.rule, finding.level, finding.subject) == ("files-damaged", "must", path)
    rows = study.manifest.tables["ratings_continuous"].rows
    assert f"{rows:,} rows of ratings_continuous are in no number here" in finding.text
    assert not report.passed
    screen = first_screen((tmp_path / "report.html").read_text("utf-8"))
    assert path in screen
    assert f"{rows:,} rows cannot be read" in screen
    assert f"hyperstudy pull {study.experiment_id} study" in screen
    # Everything else is as it was.
    for column in ("rating_samples", "rating_agreement"):
        assert before.participants[column].notna().all()
        assert report.quality.participants[column].isna().all()
    for column in ("sync_samples", "gaze_samples", "minutes"):
        assert report.quality.participants[column].equals(before.participants[column])


def test_the_tables_say_what_could_not_be_read(folder: Path) -> None:
    path = path_of(folder, "chat")
    (folder / path).unlink()
    quality = hyperstudy.open_study(folder).quality()
    assert quality.unread == ["chat"]
    assert "not all read of chat" in repr(quality)
    assert quality.files[["path", "table"]].to_numpy().tolist() == [[path, "chat"]]
    tables: Any = quality.tables.set_index("table")
    assert tables.loc["chat", "rows_unreadable"] == tables.loc["chat", "rows"] > 0
    assert "cannot be read" in tables.loc["chat", "findings"]
    assert (tables.drop("chat")["rows_unreadable"] == 0).all()
    assert "chat" not in quality.coverage


def test_the_command_writes_page_and_json_and_ends_with_9(
    folder: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    path = path_of(folder, "events")
    (folder / path).unlink()
    run = runner(monkeypatch, capsys)
    done = run("report", str(folder), "-o", str(tmp_path / "report.html"), "--json")
    assert done.status == 9
    report = json.loads(done.out)
    assert report["passed"] is False
    (file,) = report["files"]
    assert (file["path"], file["table"]) == (path, "events")
    assert file["rows"] == report["study"]["rows_unreadable"] > 0
    assert "hyperstudy pull" in file["advice"]
    assert [one["subject"] for one in report["findings"] if one["rule"] == "files-damaged"] == [
        path
    ]
    assert path in (tmp_path / "report.html").read_text("utf-8")


PAGES = {"rooms", "participants", "events", "recordings"}
"""The tables from which most of the page is made."""


def test_whatever_table_is_lost_the_rest_is_measured(whole: Path, tmp_path: Path) -> None:
    tables = hyperstudy.open_study(whole).manifest.tables
    assert PAGES <= set(tables) <= set(NAMES)
    for table, entry in tables.items():
        if not entry.rows:
            continue
        (file,) = entry.files
        kept = (whole / file.path).read_bytes()
        (whole / file.path).unlink()
        try:
            study = hyperstudy.open_study(whole)
            if table in PAGES:
                quality = study.report(tmp_path / "report.html").quality
                assert file.path in first_screen((tmp_path / "report.html").read_text("utf-8"))
            else:
                quality = study.quality()
        finally:
            (whole / file.path).write_bytes(kept)
        assert quality.unread == [table]
        assert not quality.passed
    assert hyperstudy.open_study(whole).quality().passed


def test_all_files_with_rows_are_lost(folder: Path, tmp_path: Path) -> None:
    shutil.rmtree(folder / "data")
    report = hyperstudy.open_study(folder).report(tmp_path / "report.html")
    assert not report.passed
    assert set(report.quality.unread) == set(hyperstudy.open_study(folder).tables)
    page = (tmp_path / "report.html").read_text("utf-8")
    assert "nobody knows who took part" in page
    assert "Nobody took part" not in page


def keys_of(quality: Any) -> list[tuple[str, str]]:
    people = quality.participants
    return sorted(zip(people["roomId"], people["participantId"], strict=True))


NEED_PARTICIPANTS = {"late_s", "dropped_out", "time_against_group"}


def test_people_are_those_whose_ids_other_tables_have(folder: Path, tmp_path: Path) -> None:
    before = hyperstudy.open_study(folder).report(tmp_path / "before.html")
    path = path_of(folder, "participants")
    (folder / path).unlink()
    study = hyperstudy.open_study(folder)
    report = study.report(tmp_path / "report.html", since=tmp_path / "before.html")
    people = report.quality.participants
    assert keys_of(report.quality) == keys_of(before.quality)
    assert people["by_id"].all()
    assert not before.quality.participants["by_id"].any()
    for name in ("role", "status", "outcome", "joinedAt", "completedAt"):
        assert people[name].isna().all()
    # What their own rows are not needed for is as it was; the rest is not known.
    old = before.quality.participants.set_index(["roomId", "participantId"]).loc[
        list(zip(people["roomId"], people["participantId"], strict=True))
    ]
    for name in MEASURES["participants"]:
        if name in NEED_PARTICIPANTS:
            assert people[name].isna().all(), name
        elif name != "rating_agreement":
            assert people[name].to_list() == pytest.approx(old[name].to_list(), nan_ok=True), name
    assert old["late_s"].notna().all()
    assert report.quality.rooms["latecomers"].isna().all()
    assert (report.quality.rooms["people"] == before.quality.rooms["people"]).all()
    assert {one.rule for one in report.quality.findings} == {"files-damaged"}

    count = len(people)
    sentence = (
        f"{count} of {count} people here are known only by their ids in other tables (events, "
    )
    facts = report.facts
    assert sentence in facts["notice"]
    assert before.facts["notice"] == ""
    assert (facts["people"], facts["participants"]) == (count, count)
    assert [facts[one] for one in ("finished", "left", "running", "before_a_room")] == [None] * 4
    first, second, *_ = str(report).splitlines()
    assert first == facts["notice"]
    assert "finished" not in second
    page = (tmp_path / "report.html").read_text("utf-8")
    screen = first_screen(page)
    head, notice = screen.split("At a glance")
    assert not head.strip()
    assert notice.strip().startswith("The rows of participants cannot be read: ")
    assert f"not known of {count}" in screen
    assert f"finished: not known, before {count}" in screen
    assert "known only by the id in other tables" in page
    assert "None" not in re.sub(r"<script.*?</script>", "", page, flags=re.DOTALL)


def test_rooms_are_those_whose_ids_other_tables_have(folder: Path, tmp_path: Path) -> None:
    before = hyperstudy.open_study(folder).report(tmp_path / "before.html")
    (folder / path_of(folder, "rooms")).unlink()
    report = hyperstudy.open_study(folder).report(tmp_path / "report.html")
    old, rooms = (one.quality.rooms.set_index("roomId") for one in (before, report))
    assert set(rooms.index) == set(old.index)
    assert rooms["by_id"].all()
    assert not old["by_id"].any()
    assert rooms["finished"].isna().all()
    begun = rooms["begun"] - old["begun"]
    assert begun.dt.total_seconds().abs().max() < 0.001
    for name in MEASURES["rooms"]:
        if name not in {"finished", "minutes"}:
            assert rooms[name].to_list() == pytest.approx(
                old[name].reindex(rooms.index).to_list(), nan_ok=True
            ), name
    lost = {"minutes", "time_against_group"}
    people, there = (
        one.quality.participants.set_index(["roomId", "participantId"]) for one in (report, before)
    )
    for name in set(MEASURES["participants"]) - lost:
        assert people[name].to_list() == pytest.approx(
            there[name].reindex(people.index).to_list(), nan_ok=True
        ), name
    count = len(rooms)
    assert f"The rows of rooms cannot be read: {count} of {count} rooms" in report.facts["notice"]
    assert report.facts["finished"] == before.facts["finished"]
    page = (tmp_path / "report.html").read_text("utf-8")
    assert page.count("known only by the id in other tables") == count
    assert "None" not in re.sub(r"<script.*?</script>", "", page, flags=re.DOTALL)


def test_rooms_and_participants_are_both_lost(folder: Path, tmp_path: Path) -> None:
    before = hyperstudy.open_study(folder).quality()
    for table in ("rooms", "participants"):
        (folder / path_of(folder, table)).unlink()
    report = hyperstudy.open_study(folder).report(tmp_path / "report.html")
    assert set(report.quality.rooms["roomId"]) == set(before.rooms["roomId"])
    assert keys_of(report.quality) == keys_of(before)
    assert "The rows of rooms" in report.facts["notice"]
    assert "The rows of participants" in report.facts["notice"]


def test_a_refused_table_of_participants_is_made_up_for_in_the_same_way(
    folder: Path, tmp_path: Path
) -> None:
    whole = hyperstudy.open_study(folder).quality()
    study = hyperstudy.open_study(folder)
    del study.manifest.tables["participants"]
    study.manifest.refused["participants"] = "403 FORBIDDEN"
    report = study.report(tmp_path / "report.html", check_files=False)
    assert keys_of(report.quality) == keys_of(whole)
    assert str(report).startswith("The rows of participants were refused by the server: ")


def test_where_some_of_their_rows_are_lost_the_others_are_kept(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(layout, "FILE_ROWS", 1)
    folder = tmp_path / "study"
    with (
        start("movie-dyads", minutes=0.5, rooms=2, defects=()) as sandbox,
        sandbox.client() as hs,
    ):
        hs.pull(
            sandbox.experiment_id,
            folder,
            progress=False,
            types=["events", "participants", "rooms"],
        )
    before = hyperstudy.open_study(folder).quality()
    lost, *rest = hyperstudy.open_study(folder).manifest.tables["participants"].files
    assert rest
    (folder / lost.path).unlink()
    report = hyperstudy.open_study(folder).report()
    people = report.quality.participants
    assert keys_of(report.quality) == keys_of(before)
    assert people["by_id"].sum() == lost.rows
    assert people.loc[people["by_id"], "status"].isna().all()
    assert people.loc[~people["by_id"], "status"].notna().all()
    assert f": {lost.rows} of {len(people)} people here" in report.facts["notice"]
    assert report.facts["finished"] is None


def test_without_the_definition_no_answer_on_a_scale_is_judged(
    folder: Path, tmp_path: Path
) -> None:
    document = next(one for one in folder.glob("*.json") if one.name != "manifest.json")
    for one in folder.glob("*.json"):
        if one.name != "manifest.json":
            one.unlink()
    report = hyperstudy.open_study(folder).report(tmp_path / "report.html")
    assert document.name in {one.subject for one in report.quality.findings}
    assert {one.rule for one in report.quality.findings} == {"files-damaged"}
    assert report.quality.unread == []
    if "attention_failed" in report.quality.participants:
        assert report.quality.participants["attention_failed"].isna().all()


@pytest.mark.parametrize("keep", [0, 200])
def test_damage_that_only_reading_shows_is_found_where_only_sizes_are_compared(
    folder: Path, keep: int
) -> None:
    path = path_of(folder, "sync")
    data = (folder / path).read_bytes()
    middle = len(data) // 2
    end = data[-keep:] if keep else b""
    if keep:
        # The footer stays whole: opening the file shows nothing.
        footer = int.from_bytes(data[-8:-4], "little") + 8
        data = data[:4] + b"\xff" * (len(data) - 4 - footer) + data[-footer:]
    else:
        data = data[:middle] + b"\0" * (len(data) - middle - len(end)) + end
    (folder / path).write_bytes(data)
    quality = hyperstudy.open_study(folder).quality(check_files=False)
    assert quality.unread == ["sync"]
    assert [one.rule for one in quality.findings] == ["files-damaged"]


def test_a_brief_look_at_a_whole_study_finds_nothing(folder: Path) -> None:
    quality = hyperstudy.open_study(folder).quality(check_files=False)
    assert quality.findings == []
    assert quality.files.empty


def test_a_file_name_is_escaped(folder: Path, tmp_path: Path) -> None:
    (folder / "data" / "<img src=x>.parquet").write_bytes(b"no part of it")
    report = hyperstudy.open_study(folder).report(tmp_path / "report.html")
    assert [one.subject for one in report.quality.findings] == ["data/<img src=x>.parquet"]
    assert "<img" not in (tmp_path / "report.html").read_text("utf-8")


def told_of(one: Any) -> Any:
    return json.loads(json.dumps(one.to_dict()))


def test_what_is_lost_is_new_since_the_last_report(folder: Path, tmp_path: Path) -> None:
    hyperstudy.open_study(folder).report(tmp_path / "before.html")
    path = path_of(folder, "sync")
    (folder / path).unlink()
    later = hyperstudy.open_study(folder).report(since=tmp_path / "before.html")
    new = told_of(later)["since"]["new"]
    assert [path in one for one in new] == [True]
