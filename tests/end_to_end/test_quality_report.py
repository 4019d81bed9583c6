"""The report on a study: each planted defect is found and named, and a clean study has none."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from running_commands import runner

import hyperstudy
from hyperstudy.exceptions import InputError
from hyperstudy.quality.report import Report
from hyperstudy.sandbox import start, studies
from hyperstudy.sandbox.study import DEFECTS, PlantedDefect

for needed in ("av", "duckdb", "jinja2", "matplotlib"):
    pytest.importorskip(needed)

RULE_OF = {
    "flat-rater": "flat-rating",
    "extreme-rater": "extreme-rating",
    "rating-gaps": "rating-gaps",
    "drifting-player": "player-drifts",
    "lost-gaze": "gaze-lost",
    "hasty-answers": "hasty-answers",
    "unanswered-ratings": "unanswered",
    "failed-comprehension": "failed-comprehension",
    "failed-attention-check": "failed-attention",
    "stalled-recording": "recording-stalled",
    "silent-recording": "recording-silent",
    "black-recording": "recording-black",
    "recording-gap": "recording-gaps",
    "duplicate-events": "duplicates",
    "unreadable-values": "unreadable",
    "dropped-room": "left-early",
    "late-participant": "latecomer",
    "lost-connection": "connection-lost",
}
# A person without an answer to anything has no ratings that could go with others' either, and
# who drops out loses the connection: named besides what was planted.
BESIDES = {"room-not-finished", "connection-lost", "disagrees"}


# The kind of recording whose file is changed.
KIND_OF = {
    "stalled-recording": "video",
    "silent-recording": "audio",
    "black-recording": "video",
    "recording-gap": "video",
}


def pull(folder: Path, name: str, *, minutes: float, **options: Any) -> tuple[PlantedDefect, ...]:
    with start(name, minutes=minutes, **options) as sandbox, sandbox.client() as hs:
        hs.pull(sandbox.experiment_id, folder, progress=False, recordings=name == "movie-dyads")
        return sandbox.study.planted


class Pulled(dict[str, tuple[Path, tuple[PlantedDefect, ...]]]):
    """Studies with every defect, each pulled when it is first asked for."""

    def __init__(self, folder: Path) -> None:
        super().__init__()
        self._folder = folder

    def __missing__(self, name: str) -> tuple[Path, tuple[PlantedDefect, ...]]:
        folder = self._folder / name
        self[name] = folder, pull(folder, name, minutes=1, defects="all", rooms=8)
        return self[name]


@pytest.fixture(scope="module")
def bad(tmp_path_factory: pytest.TempPathFactory) -> Pulled:
    return Pulled(tmp_path_factory.mktemp("bad"))


def subjects(report: Report, rule: str) -> set[str]:
    return {one.subject for one in report.quality.findings if one.rule == rule}


def test_every_defect_has_a_rule_that_finds_it() -> None:
    assert set(RULE_OF) == set(DEFECTS)


@pytest.mark.parametrize("name", list(studies()))
def test_each_planted_defect_is_found_and_named(bad: Any, name: str, tmp_path: Path) -> None:
    folder, planted = bad[name]
    report = hyperstudy.open_study(folder).report(tmp_path / "report.html")
    people = report.quality.participants
    labels = dict(zip(people["participantId"], people["label"], strict=True))
    in_room = {
        room: set(those) for room, those in people.groupby("roomId")["label"]
    }  # fmt: skip
    assert planted
    for one in planted:
        found = subjects(report, RULE_OF[one.defect])
        if one.defect == "unreadable-values":
            assert found == {"chat"}
        elif one.defect in KIND_OF:
            assert found == {f"{KIND_OF[one.defect]} of {labels[one.participant_id]}"}
        elif one.participant_id is not None:
            assert found == {labels[one.participant_id]}, one
        else:
            assert found & in_room[one.room_id], one
    expected = {RULE_OF[one.defect] for one in planted} | BESIDES
    assert {one.rule for one in report.quality.findings} <= expected
    text = (tmp_path / "report.html").read_text(encoding="utf-8")
    for one in report.quality.findings:
        assert f'id="{one.anchor}"' in text, one


@pytest.mark.parametrize("name", list(studies()))
def test_a_clean_study_has_no_findings(name: str, tmp_path: Path) -> None:
    pull(tmp_path / "study", name, minutes=2, defects=())
    report = hyperstudy.open_study(tmp_path / "study").report(tmp_path / "report.html")
    assert [one.text for one in report.quality.findings] == []
    assert report.passed
    assert "Nothing needs a look" in (tmp_path / "report.html").read_text(encoding="utf-8")


def test_the_files_of_recordings_are_measured_too(tmp_path: Path) -> None:
    for defects, marked in (((), 0), (("stalled-recording",), 1)):
        folder = tmp_path / str(marked)
        with (
            start("movie-dyads", minutes=2, rooms=3, defects=defects) as sandbox,
            sandbox.client() as hs,
        ):
            hs.pull(
                sandbox.experiment_id,
                folder,
                recordings=True,
                progress=False,
                types=["events", "sync", "recordings", "participants", "rooms"],
            )
        quality = hyperstudy.open_study(folder).quality()
        recordings = quality.recordings
        assert recordings["file_s"].notna().all()
        assert (recordings["clock_uncertainty_ms"] > 0).all()
        assert (quality.rooms["clock_uncertainty_ms"] > 0).all()
        assert ((recordings["file_s"] - recordings["span_s"]).abs() < 0.7).all()
        assert (recordings["lengths_differ_s"] > 2).sum() == marked
        assert len(quality.findings) == marked


def test_gaps_are_listed_and_how_much_was_looked_at_is_told(bad: Any, tmp_path: Path) -> None:
    report = hyperstudy.open_study(bad["movie-dyads"][0]).report(tmp_path / "report.html")
    (gap,) = [one for one in report.quality.findings if one.rule == "recording-gaps"]
    place = re.search(r": 8 s from ([\d.]+) s$", gap.text)
    assert place is not None
    page = (tmp_path / "report.html").read_text(encoding="utf-8")
    (listed,) = re.findall(rf"<li>{gap.subject}: (.*?)</li>", page)
    assert f"should: {gap.title}" in listed
    assert listed.endswith(f"Gaps, in seconds of the file: 8 s from {place[1]} s")
    recordings = report.quality.recordings
    with_files = int(recordings["file_s"].notna().sum())
    assert f"{with_files} of {len(recordings)} recordings have files here" in page
    assert f"{recordings['pictures'].sum():,.0f} pictures in all" in page


def test_without_pyav_files_are_not_looked_into_and_the_page_says_so(
    bad: Any, tmp_path: Path
) -> None:
    program = (
        "import sys; sys.modules['av'] = None; import hyperstudy; "
        "report = hyperstudy.open_study(sys.argv[1]).report(sys.argv[2], check_files=False); "
        "print(' '.join(one.rule for one in report.quality.findings), end='')"
    )
    page = tmp_path / "report.html"
    given = [sys.executable, "-c", program, str(bad["movie-dyads"][0]), str(page)]
    done = subprocess.run(given, capture_output=True, text=True, check=False, timeout=120)
    assert done.returncode == 0, done.stderr
    text = page.read_text(encoding="utf-8")
    assert "not looked into, because PyAV is not installed" in text
    found = set(done.stdout.split())
    assert "recording-stalled" in found
    assert not found & {"recording-gaps", "recording-black", "recording-silent"}


def test_files_that_were_not_pulled_are_not_judged(tmp_path: Path) -> None:
    with (
        start("movie-dyads", minutes=0.5, rooms=2, defects=()) as sandbox,
        sandbox.client() as hs,
    ):
        hs.pull(sandbox.experiment_id, tmp_path / "study", progress=False)
    report = hyperstudy.open_study(tmp_path / "study").report(tmp_path / "report.html")
    assert "were not pulled" in (tmp_path / "report.html").read_text(encoding="utf-8")
    assert report.quality.recordings[["gaps", "unplayable", "black_share"]].isna().all(axis=None)


def test_a_file_of_a_recording_that_is_lost_or_damaged_is_named(bad: Any, tmp_path: Path) -> None:
    folder = tmp_path / "study"
    shutil.copytree(bad["movie-dyads"][0], folder)
    before = hyperstudy.open_study(folder).quality()
    lost, broken = sorted((folder / "recordings").glob("*.mp4"))[:2]
    lost.unlink()
    broken.write_bytes(broken.read_bytes()[:500])
    quality = hyperstudy.open_study(folder).quality()
    named = {one.subject for one in quality.findings if one.rule == "files-damaged"}
    assert named == {f"recordings/{one.name}" for one in (lost, broken)}
    found = [one for one in quality.findings if one.rule == "recording-unplayable"]
    assert len(found) == 1
    assert "cannot be played" in found[0].text
    assert not quality.passed
    there = before.recordings["file_s"].notna().sum()
    assert quality.recordings["file_s"].notna().sum() == there - 2


class Page(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.ids: list[str] = []
        self.links: list[str] = []
        self.loaded: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if given.get("id"):
            self.ids.append(str(given["id"]))
        for name in ("src", "href", "xlink:href", "action"):
            value = str(given.get(name) or "")
            if value.startswith("#"):
                self.links.append(value[1:])
            elif value and not value.startswith("data:"):
                self.loaded.append(value)


def test_the_page_needs_nothing_else_and_its_links_lead_somewhere(bad: Any, tmp_path: Path) -> None:
    hyperstudy.open_study(bad["movie-dyads"][0]).report(tmp_path / "report.html")
    page = Page()
    page.feed((tmp_path / "report.html").read_text(encoding="utf-8"))
    assert page.loaded == []
    assert len(page.ids) == len(set(page.ids))
    assert set(page.links) <= set(page.ids)


def test_nobody_is_named_unless_asked(bad: Any, tmp_path: Path) -> None:
    study = hyperstudy.open_study(bad["movie-dyads"][0])
    people = study.get_participants(study.experiment_id, output="dict")
    names = {
        one["participantName"]
        for one in study.get_recordings(output="dict", scope_id=study.experiment_id)
    }
    report = study.report(tmp_path / "report.html")
    text = (tmp_path / "report.html").read_text(encoding="utf-8")
    as_json = json.dumps(report.to_dict(), ensure_ascii=False)
    for one in people:
        assert one["participantId"] not in text
        assert one["participantId"] not in as_json
        if one.get("email"):
            assert one["email"] not in text
    assert names
    assert not [one for one in names if one in text or one in as_json]
    study.report(tmp_path / "report.html", identify=True)
    assert people[0]["participantId"] in (tmp_path / "report.html").read_text(encoding="utf-8")


def test_names_from_the_server_are_escaped(bad: Any, tmp_path: Path) -> None:
    folder = tmp_path / "study"
    shutil.copytree(bad["agents"][0], folder)
    path = folder / "manifest.json"
    odd = "</script><script>alert(1)</script><img src=x>"
    document = json.loads(path.read_text(encoding="utf-8"))
    document["experiment"]["name"] = odd
    path.write_text(json.dumps(document), encoding="utf-8")
    hyperstudy.open_study(folder).report(tmp_path / "report.html")
    text = (tmp_path / "report.html").read_text(encoding="utf-8")
    assert "<script>alert" not in text
    assert "<img" not in text
    assert text.count("<script") == 1
    inside = re.search(r'id="findings">(.*?)</script>', text, re.S)
    assert inside is not None
    assert json.loads(inside[1])["study"]["name"] == odd


def test_files_that_are_not_whole_fail_a_rule_marked_must(bad: Any, tmp_path: Path) -> None:
    folder = tmp_path / "study"
    shutil.copytree(bad["turn-taking"][0], folder)
    study = hyperstudy.open_study(folder)
    assert study.report().passed
    (folder / "data" / "stray.parquet").write_bytes(b"no part of it")
    report = hyperstudy.open_study(folder).report()
    assert not report.passed
    assert report.quality.findings[0].rule == "files-damaged"


def test_what_is_different_since_the_last_report(bad: Any, tmp_path: Path) -> None:
    study = hyperstudy.open_study(bad["turn-taking"][0])
    rules = tmp_path / "rules.toml"
    rules.write_text('[rules.hasty-answers]\nlevel = "off"\n', encoding="utf-8")
    study.report(tmp_path / "before.html", rules=rules)
    later = study.report(tmp_path / "report.html", since=tmp_path / "before.html")
    assert later.comparison is not None
    assert [one.split(":")[0] for one in later.comparison.new] == [
        "Answers came faster than a person can read"
    ]
    assert later.comparison.gone == []
    (tmp_path / "later.json").write_text(json.dumps(later.to_dict()), encoding="utf-8")
    again = study.report(since=tmp_path / "later.json", rules=rules)
    assert again.comparison is not None
    assert len(again.comparison.gone) == 1
    other = hyperstudy.open_study(bad["agents"][0])
    with pytest.raises(InputError, match="exp_turn_taking"):
        other.report(since=tmp_path / "before.html")
    with pytest.raises(InputError, match="no report of hyperstudy"):
        study.report(since=rules)


def test_the_command_ends_with_9_if_a_must_fails(
    bad: Any,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    run = runner(monkeypatch, capsys)
    folder = str(bad["turn-taking"][0])
    rules = tmp_path / "rules.toml"
    rules.write_text('[rules.hasty-answers]\nlevel = "must"\n', encoding="utf-8")
    page = str(tmp_path / "report.html")
    done = run("report", folder, "-o", page, "--json")
    assert done.status == 0
    assert json.loads(done.out)["passed"] is True
    assert Path(page).stat().st_size > 10_000
    assert run("report", folder, "--rules", str(rules)).status == 9


def test_a_page_is_no_other_kind_of_file(bad: Any, tmp_path: Path) -> None:
    study = hyperstudy.open_study(bad["movie-dyads"][0])
    for name in ("report.pdf", "report.json", "report.txt"):
        with pytest.raises(InputError, match=r"let its name end with \.html"):
            study.report(tmp_path / name)
    assert list(tmp_path.iterdir()) == []
    report = study.report()
    assert repr(report) == f"<Report: {report}>"
    assert str(report).splitlines()[0] in report._repr_html_()
