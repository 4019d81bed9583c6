"""Pulling a study: what is asked for, what is there afterwards, and what a later pull changes."""

from __future__ import annotations

import gc
import io
import json
import random
import re
import shutil
import sys
import weakref
from contextlib import contextmanager
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest
from faults.server import Answer
from served_lists import EXPERIMENT, KEY, ServedLists, event

import hyperstudy
from hyperstudy.display.notices import IncompleteDataWarning, UnreadableValueWarning
from hyperstudy.exceptions import HyperStudyError, InputError, NetworkError, NotFoundError
from hyperstudy.lists.query import build_request
from hyperstudy.sandbox import start
from hyperstudy.study import layout, lock, manifest
from hyperstudy.study.plan import PullPlan, shortest_minutes
from hyperstudy.study.verify import verify

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

pytest.importorskip("pyarrow")


@pytest.fixture
def hs(lists: ServedLists) -> Iterator[hyperstudy.HyperStudy]:
    with lists.client() as client:
        yield client


def pull(hs: hyperstudy.HyperStudy, study: Path, **options: Any) -> Any:
    return hs.pull(EXPERIMENT, study, **({"types": ["events"]} | options))


def table(report: Any, name: str = "events") -> Any:
    (found,) = (one for one in report.tables if one.name == name)
    return found


def changes(report: Any, name: str = "events") -> tuple[int, int, int]:
    found = table(report, name)
    return found.new, found.changed, found.vanished


def rows(study: Path) -> list[dict[str, Any]]:
    return list(hyperstudy.open_study(study).get_events(EXPERIMENT, output="dict"))


@pytest.fixture
def a_file_for_each_room(monkeypatch: pytest.MonkeyPatch) -> None:
    """Files get further rooms up to a million rows: what several files do needs smaller ones."""
    monkeypatch.setattr(layout, "FILE_ROWS", 1)


SMALL_FILES = pytest.mark.usefixtures("a_file_for_each_room")


def part(number: int) -> str:
    return f"data/events/part-{number:06}.parquet"


def stamps(study: Path) -> dict[str, int]:
    return {
        path.relative_to(study).as_posix(): path.stat().st_mtime_ns
        for path in sorted((study / "data").rglob("*.parquet"))
    }


# What is there


def test_a_manifest_stays_where_its_link_leads_and_is_not_forced(
    hs: hyperstudy.HyperStudy, lists: ServedLists, study: Path, tmp_path: Path
) -> None:
    lists.lists["events"] = [event(1)]
    pull(hs, study)
    kept = tmp_path / "kept.json"
    (study / "manifest.json").rename(kept)
    (study / "manifest.json").symlink_to(kept)
    kept.chmod(0o664)
    lists.lists["events"] = [event(1), event(2)]
    pull(hs, study)
    assert (study / "manifest.json").is_symlink()
    assert kept.stat().st_mode & 0o777 == 0o664
    assert len(rows(study)) == 2
    kept.chmod(0o444)
    before, requests = kept.read_bytes(), len(lists.asked)
    lists.lists["events"] = [event(1), event(2), event(3)]
    with pytest.raises(HyperStudyError, match="read-only") as caught:
        pull(hs, study)
    assert caught.value.code == "FILE_READ_ONLY"
    assert kept.read_bytes() == before
    assert len(lists.asked) == requests
    assert len(rows(study)) == 2
    kept.chmod(0o644)
    pull(hs, study)
    assert len(rows(study)) == 3


@pytest.mark.parametrize("output", ["pandas", "arrow", "dict"])
def test_recordings_in_a_form_of_their_own_are_named_offline_too(
    hs: hyperstudy.HyperStudy, lists: ServedLists, study: Path, output: str
) -> None:
    lists.lists["recordings"] = [
        {"recordingId": "EG_1", "participantId": "p", "experimentId": EXPERIMENT, "duration": -5}
    ]
    pull(hs, study, types=["recordings"])
    with pytest.warns(UnreadableValueWarning, match="'duration' are negative"):
        found = hyperstudy.open_study(study).get_recordings(EXPERIMENT, output=output)
    (one,) = hyperstudy.fetch_report(found).implausible
    assert (one["column"], one["recording"]) == ("duration", "EG_1")


def test_a_study_has_everything(tmp_path: Path) -> None:
    with start("turn-taking", rooms=3) as sandbox, sandbox.client() as hs:
        report = hs.pull(sandbox.experiment_id, tmp_path / "study")
        assert report.complete
        assert report
        # Nobody answers a questionnaire in this study: one request for each name of it.
        assert [one.operation for one in sandbox.requests].count("get_events") == 1 + 2
        assert report.requests == len(sandbox.requests)
    assert report.findings() == []
    assert "complete" in str(report)
    assert "<table>" in report._repr_html_()
    assert json.dumps(report.to_dict())
    names = {path.name for path in (tmp_path / "study").iterdir()}
    documents = {"experiment.json", "experiment_config.json"}
    assert names == {"data", "manifest.json", *documents, ".pull"}
    assert list((tmp_path / "study" / ".pull").iterdir()) == []
    assert verify(tmp_path / "study", progress=False)


def test_no_key_and_no_signature_is_on_disk(tmp_path: Path) -> None:
    with start("movie-dyads", rooms=3, minutes=0.5) as sandbox, sandbox.client() as hs:
        hs.pull(sandbox.experiment_id, tmp_path / "study", types=["recordings", "rooms"])
        secret = sandbox.api_key.rpartition("_")[2].encode()
        listed = hs.get_recordings(sandbox.experiment_id, output="dict")
    links = [row.get("downloadUrl") for row in listed]
    signatures = [str(link).partition("?")[2].encode() for link in links if link and "?" in link]
    assert signatures
    for path in (tmp_path / "study").rglob("*"):
        if path.is_file():
            content = path.read_bytes()
            assert secret not in content
            assert not any(one in content for one in signatures)
    recordings = rows_of(tmp_path / "study", "recordings")
    assert not any("?" in str(row.get("downloadUrl")) for row in recordings)


def rows_of(study: Path, name: str) -> list[dict[str, Any]]:
    frame = hyperstudy.open_study(study).scan(name, raw=True).collect()
    return [json.loads(line) for line in frame["_json"]]


def test_recordings_come_along_when_asked_for(tmp_path: Path) -> None:
    with start("movie-dyads", rooms=1, minutes=0.5) as sandbox, sandbox.client() as hs:
        plan = hs.pull(
            sandbox.experiment_id, tmp_path / "study", types="rooms", recordings=True, dry_run=True
        )
        report = hs.pull(sandbox.experiment_id, tmp_path / "study", types="rooms", recordings=True)
        again = hs.pull(sandbox.experiment_id, tmp_path / "study", types="rooms", recordings=True)
    assert plan.recordings
    assert plan.recording_bytes
    assert "recordings" in str(plan)
    assert report.recordings == {"folder": "recordings", "files": plan.recordings, "failed": 0}
    assert again.recordings == report.recordings
    check = verify(tmp_path / "study", progress=False)
    assert check, check
    next((tmp_path / "study" / "recordings").glob("*.webm"), None)
    for path in (tmp_path / "study" / "recordings").iterdir():
        if path.suffix != ".csv":
            path.unlink()
            break
    assert "recordings" in str(verify(tmp_path / "study", progress=False))
    (tmp_path / "study" / "recordings" / "recordings_metadata.csv").write_bytes(b"recordingId")
    damaged = verify(tmp_path / "study", progress=False)
    assert not damaged
    assert "cut off" in str(damaged.to_dict())


def test_odd_rooms_choose_no_folder(
    lists: ServedLists, hs: hyperstudy.HyperStudy, study: Path
) -> None:
    rooms = ["a/../../b", "A", "a", "..", "", "ü", None, "x" * 400]
    lists.lists["events"] = [event(n, roomId=room) for n, room in enumerate(rooms)]
    assert pull(hs, study)
    assert {path.name for path in study.parent.iterdir()} == {"study"}
    assert rows(study) == lists.lists["events"]
    opened = hyperstudy.open_study(study)
    with pytest.warns(IncompleteDataWarning, match="2 rows name no room"):
        assert len(opened.get_events("A", scope="room")) == 1
    assert list(stamps(study)) == [part(1)]


def test_any_row_is_kept_exactly(
    lists: ServedLists, hs: hyperstudy.HyperStudy, study: Path
) -> None:
    odd: list[dict[str, Any]] = [
        {"timestamp": "not a time"},
        {"onset": "soon", "unknown": 1},
        {"unknown": "text", "response": {"deep": [1, {"er": None}]}},
        {"id": 5},
        {"id": None, "category": 3},
        {"content": "half \ud83d of an emoji", "big": 2**80, "_order": 1, "room_id": "x"},
        {"duration": 2**53 + 1, "metadata": {"a": 1}},
    ]
    lists.lists["events"] = [event(n) | more for n, more in enumerate(odd)]
    with pytest.warns(hyperstudy.UnreadableValueWarning):
        frame = hs.get_events(EXPERIMENT)
    pull(hs, study)
    assert rows(study) == lists.lists["events"]
    with pytest.warns(hyperstudy.UnreadableValueWarning):
        offline = hyperstudy.open_study(study).get_events(EXPERIMENT)
    assert offline.equals(frame)
    assert verify(study, progress=False)


# Cost


def test_a_plan_tells_the_cost_and_writes_nothing(
    lists: ServedLists, hs: hyperstudy.HyperStudy, study: Path
) -> None:
    lists.lists["events"] = [event(n) for n in range(2500)]
    plan = pull(hs, study, dry_run=True, types=None)
    assert not study.exists()
    assert {one.name: (one.rows, one.requests) for one in plan.tables}["events"] == (2500, 3)
    assert plan.rows == 2500
    assert plan.requests == 2 + 3 + 14
    assert plan.minutes == 0
    assert lists.of("events") == [(0, 1)]
    assert "2,500 rows" in str(plan)
    assert "2,500 rows" in plan._repr_html_()
    assert json.dumps(plan.to_dict())
    report = pull(hs, study, types=None)
    # That no kind of events is kept apart is known when all events are here.
    assert report.requests == plan.requests + 3
    late = [event(n) for n in range(2500, 2600)]
    lists.lists["events"] += late
    again = pull(hs, study, dry_run=True)
    assert (again.tables[0].here, again.tables[0].requests) == (2500, 2)


@pytest.mark.parametrize(
    ("endpoints", "requests", "minutes"),
    [
        ([], 0, 0),
        ([1, 1], 3, 0),
        ([100], 100, 0),
        ([101], 101, 1),
        ([950], 1000, 9),
        ([1000], 1001, 60),
        ([5000], 5020, 300),
        ([5150], 5150, 301),
    ],
)
def test_the_shortest_time_under_the_limits(
    endpoints: list[int], requests: int, minutes: float
) -> None:
    assert shortest_minutes(endpoints, requests) == minutes


def test_recordings_of_older_rows_come_along(tmp_path: Path) -> None:
    study = tmp_path / "study"
    with start("movie-dyads", rooms=3, minutes=0.5) as sandbox, sandbox.client() as hs:
        # Two are still being recorded.
        with pytest.warns(hyperstudy.HyperStudyWarning, match="'active'|download"):
            report = hs.pull(sandbox.experiment_id, study, types="rooms", recordings=True)
        listed = hs.get_recordings(sandbox.experiment_id, output="dict")
        old = [row for row in rows_of(study, "recordings") if row.get("downloadUrl")]
        links = [hs.get_recording_url(row) for row in old]
        live = hs.get_recording_url(next(row for row in listed if row.get("downloadPath")))
    # Of their links nothing but the address is on disk.
    assert old
    assert not any("?" in row["downloadUrl"] or row.get("downloadPath") for row in old)
    assert all("?" in link for link in [*links, live])
    active = sum(row["status"] == "active" for row in listed)
    assert report.recordings == {"folder": "recordings", "files": len(listed), "failed": active}


def test_a_display_that_fails_costs_no_table(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    class Screen(io.StringIO):
        def isatty(self) -> bool:
            return True

        def write(self, text: str) -> int:
            raise LookupError("no parent")

    monkeypatch.setattr(sys, "stderr", Screen())
    with start("turn-taking", rooms=2) as sandbox, sandbox.client() as hs:
        assert hs.pull(sandbox.experiment_id, tmp_path / "study").complete
    assert verify(tmp_path / "study")
    assert [text.count("LookupError") for text in caplog.messages if "bar" in text] == [1, 1]


def test_a_pull_of_nothing_is_refused(tmp_path: Path) -> None:
    client = hyperstudy.HyperStudy(api_key=KEY, base_url="http://127.0.0.1:9")
    with client as hs, pytest.raises(InputError, match="types is empty"):
        hs.pull("exp_1", tmp_path / "study", types=[])
    assert list(tmp_path.iterdir()) == []


def test_the_bar_of_a_later_pull_ends_at_what_had_to_be_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Screen(io.StringIO):
        def isatty(self) -> bool:
            return True

    with start("movie-dyads", rooms=3, minutes=0.5) as sandbox, sandbox.client() as hs:
        first = hs.pull(sandbox.experiment_id, tmp_path / "study", progress=False)
        monkeypatch.setattr(sys, "stderr", screen := Screen())
        hs.pull(sandbox.experiment_id, tmp_path / "study", overlap=timedelta(seconds=1))
    last = screen.getvalue().rstrip().rpartition("\r")[2]
    read, total = (int(one) for one in re.findall(r"(\d+)/(\d+)", last)[0])
    assert read == total < sum(one.rows for one in first.tables) / 2
    assert "100%" in last


def test_links_of_recordings_take_their_time(tmp_path: Path) -> None:
    plan = PullPlan(tmp_path, EXPERIMENT, (), recordings=900)
    assert plan.requests == 902
    assert plan.minutes == 8


def test_a_table_that_the_key_may_not_read(tmp_path: Path) -> None:
    with start("turn-taking", rooms=2) as sandbox:
        key = sandbox.add_key(scopes=["read:events", "read:components"])
        with sandbox.client(api_key=key.text) as hs:
            plan = hs.pull(sandbox.experiment_id, tmp_path / "study", dry_run=True)
            with pytest.warns(IncompleteDataWarning, match="chat was refused"):
                report = hs.pull(sandbox.experiment_id, tmp_path / "study")
        assert not report.complete
        assert {"chat", "videochat", "experiment", "deployments"} <= set(report.refused)
        assert "events" in {one.name for one in report.tables}
        assert next(one for one in plan.tables if one.name == "chat").refused
        check = verify(tmp_path / "study", progress=False)
        assert not check
        assert "chat" in check.incomplete
        assert "could not be retrieved" in hyperstudy.open_study(tmp_path / "study").methods()
        with sandbox.client() as hs:
            assert hs.pull(sandbox.experiment_id, tmp_path / "study").complete
        assert verify(tmp_path / "study", progress=False)


def test_nothing_at_all_may_be_read(
    lists: ServedLists, hs: hyperstudy.HyperStudy, study: Path
) -> None:
    refusal = {"status": "error", "error": {"code": "NOT_FOUND", "message": "no such experiment"}}
    lists.answers = {"events": Answer(404, body=refusal), "experiment": Answer(404, body=refusal)}
    with pytest.raises(NotFoundError, match="no such experiment"):
        pull(hs, study)


def test_an_experiment_that_there_is_not(
    lists: ServedLists, hs: hyperstudy.HyperStudy, study: Path
) -> None:
    refusal = {"status": "error", "error": {"code": "NOT_FOUND", "message": "no such experiment"}}
    lists.answers = {"experiment": Answer(404, body=refusal)}
    with pytest.raises(NotFoundError, match="no such experiment"):
        pull(hs, study, types=["events", "deployments"])
    assert not (study / "manifest.json").exists()
    lists.answers = {}
    with start("turn-taking", rooms=2) as sandbox, sandbox.client() as other:
        report = other.pull(sandbox.experiment_id, study, types="events")
    assert report.complete
    assert not report.went_on


# Damage


def _remove(path: Path) -> None:
    path.unlink()


def _cut(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:-9])


def _change(path: Path) -> None:
    content = path.read_bytes()
    path.write_bytes(content[:60] + bytes([content[60] ^ 1]) + content[61:])


@SMALL_FILES
@pytest.mark.parametrize("harm", [_remove, _cut, _change])
@pytest.mark.parametrize("overlap", [timedelta(seconds=30), None])
def test_a_later_pull_mends_what_was_harmed(
    lists: ServedLists,
    hs: hyperstudy.HyperStudy,
    study: Path,
    harm: Any,
    overlap: timedelta | None,
) -> None:
    lists.lists["events"] = [event(n) for n in range(2500)]
    pull(hs, study)
    before = stamps(study)
    name = part(2)
    harm(study / name)
    lists.lists["events"].append(event(2500, roomId="room_2"))
    report = pull(hs, study, overlap=overlap)
    assert report.complete
    assert report.restored == [name]
    assert f"{name} was missing or damaged" in str(report)
    assert rows(study) == lists.lists["events"]
    assert verify(study, progress=False)
    after = stamps(study)
    untouched = part(1)
    assert before[untouched] == after[untouched]
    assert pull(hs, study, overlap=overlap).restored == []


@SMALL_FILES
@pytest.mark.parametrize("harm", [_remove, _cut])
def test_all_rows_of_a_table_were_lost(
    lists: ServedLists, hs: hyperstudy.HyperStudy, study: Path, harm: Any
) -> None:
    lists.lists["events"] = [event(n) for n in range(30)]
    pull(hs, study)
    for path in (study / "data").rglob("*.parquet"):
        harm(path)
    lists.lists["events"] = [event(n) for n in range(30) if n % 3]
    assert len(pull(hs, study).restored) == 3
    assert rows(study) == lists.lists["events"]
    assert verify(study, progress=False)


@SMALL_FILES
@pytest.mark.parametrize("harm", [_remove, _cut])
@pytest.mark.parametrize("file", [part(1), part(3)])
def test_a_study_with_a_harmed_file_says_so(
    lists: ServedLists, hs: hyperstudy.HyperStudy, study: Path, harm: Any, file: str
) -> None:
    lists.lists["events"] = [event(n) for n in range(30)]
    pull(hs, study)
    harm(study / file)
    for output in ("pandas", "dict"):
        with pytest.raises(HyperStudyError, match=file) as caught:
            hyperstudy.open_study(study).get_events(EXPERIMENT, output=output)
        assert caught.value.code == "DAMAGED_FILE"
        assert "hyperstudy verify" in str(caught.value)


# Going on


@contextmanager
def refusing(lists: ServedLists, refusal: Answer, after: int) -> Iterator[None]:
    """Give so many pages of events, and refuse those after them."""
    counted = lists.paged

    def paged(name: str, request: Any) -> dict[str, Any]:
        if sum(one[0] == "events" for one in lists.asked) >= after and name == "events":
            lists.answers = {"events": refusal}
        return counted(name, request)

    lists.paged = paged  # type: ignore[method-assign]
    try:
        yield
    finally:
        lists.paged = counted  # type: ignore[method-assign]
        lists.answers = {}


@pytest.mark.parametrize("status", [401, 500])
def test_it_goes_on_after_an_error(
    lists: ServedLists, hs: hyperstudy.HyperStudy, study: Path, status: int
) -> None:
    lists.page = 100
    lists.lists["events"] = [event(n) for n in range(550)]
    body = {"status": "error", "error": {"code": "NO", "message": "not now"}}

    with (
        refusing(lists, Answer(status, body=body), after=2),
        pytest.raises(HyperStudyError, match="not now") as caught,
    ):
        pull(hs, study)
    assert "Run the same line again" in "".join(caught.value.__notes__)
    assert caught.value.partial is not None
    assert manifest.read(study) is not None
    requests = len(lists.of("events")) - 1
    report = pull(hs, study)
    assert report.went_on
    assert requests + len(lists.of("events")) <= 6 + 1
    assert rows(study) == lists.lists["events"]
    assert verify(study, progress=False)


def interrupted(lists: ServedLists, study: Path, pages: int) -> None:
    """Pull until so many pages came, and break off."""
    refusal = Answer(500, body={"status": "error", "error": {"code": "X", "message": "broken"}})
    with (
        refusing(lists, refusal, after=pages),
        lists.client() as hs,
        pytest.raises(hyperstudy.ServerError),
    ):
        pull(hs, study)
    lists.of("events")


def test_pages_that_are_here_are_not_asked_for_again(lists: ServedLists, study: Path) -> None:
    lists.page = 100
    lists.lists["events"] = [event(n) for n in range(550)]
    interrupted(lists, study, 3)
    with lists.client() as hs:
        plan = pull(hs, study, dry_run=True)
        assert plan.tables[0].requests == 1
        lists.of("events")
        assert pull(hs, study).complete
    assert [offset for offset, _ in lists.of("events")] == [299, 399, 499]
    assert rows(study) == lists.lists["events"]


@pytest.mark.parametrize("where", [0, 50, 150, 250, 299])
@pytest.mark.parametrize("what", ["came", "went"])
def test_the_list_changed_while_the_pull_was_interrupted(
    lists: ServedLists, study: Path, where: int, what: str
) -> None:
    lists.page = 100
    lists.lists["events"] = [event(2 * n) for n in range(550)]
    interrupted(lists, study, 3)
    if what == "came":
        lists.lists["events"].insert(where, event(2 * where + 1))
    else:
        del lists.lists["events"][where]
    with lists.client() as hs:
        assert pull(hs, study).complete
    requests = lists.of("events")
    assert rows(study) == lists.lists["events"]
    # It goes back only as far as needed, in growing steps.
    assert len(requests) <= 6 + 3


@pytest.mark.parametrize("pages", [3, 6])
def test_a_contradiction_before_an_interruption_is_remembered(
    lists: ServedLists, tmp_path: Path, pages: int
) -> None:
    lists.page = 100
    lists.lists["events"] = [event(n) for n in range(1000)]
    paged = lists.paged

    def contradicting(name: str, request: Any) -> dict[str, Any]:
        answer = paged(name, request)
        if name == "events" and request.query.get("offset") == "200":
            answer["metadata"]["pagination"]["nextOffset"] = 200
        return answer

    lists.paged = contradicting  # type: ignore[method-assign]
    whole, parted = tmp_path / "whole", tmp_path / "parted"
    with lists.client() as hs:
        with pytest.warns(IncompleteDataWarning, match="does not lie behind"):
            pull(hs, whole)
        lists.of("events")
        interrupted(lists, parted, pages)
        with pytest.warns(IncompleteDataWarning, match="does not lie behind"):
            assert not pull(hs, parted).complete
    entries = [manifest.read(one) for one in (whole, parted)]
    assert entries[0] is not None
    assert entries[1] is not None
    assert entries[0].tables == entries[1].tables


def test_pages_of_an_earlier_pull_are_not_taken_for_new(
    lists: ServedLists, hs: hyperstudy.HyperStudy, study: Path
) -> None:
    lists.page = 100
    lists.lists["events"] = [event(n, category="old") for n in range(550)]
    interrupted(lists, study, 3)
    # A pull without the table completes the one that was interrupted.
    pull(hs, study, types=["chat"])
    assert list((study / ".pull").iterdir()) == []
    lists.lists["events"] = [event(n, category="new") for n in range(550)]
    assert pull(hs, study).complete
    assert rows(study) == lists.lists["events"]


def test_other_tables_can_be_asked_for_when_going_on(
    lists: ServedLists, hs: hyperstudy.HyperStudy, study: Path
) -> None:
    lists.lists["chat"] = [{"messageId": "m", "roomId": "room_1", "content": "hi"}]
    lists.lists["events"] = [event(n) for n in range(10)]
    lists.answers = {"chat": Answer(500, body={"status": "error", "error": {"message": "no"}})}
    with pytest.raises(hyperstudy.ServerError):
        pull(hs, study, types=["events", "chat"])
    lists.answers = {}
    before = len(lists.of("events"))
    report = pull(hs, study, types=["events", "chat", "rooms"])
    assert (before, lists.of("events")) == (1, [])
    assert {one.name for one in report.tables} == {"events", "chat", "rooms"}


def test_the_plan_of_a_pull_that_was_interrupted(
    lists: ServedLists, hs: hyperstudy.HyperStudy, study: Path
) -> None:
    lists.lists["chat"] = [{"messageId": "m", "roomId": "room_1", "content": "hi"}]
    lists.lists["events"] = [event(n) for n in range(10)]
    lists.answers = {"chat": Answer(500, body={"status": "error", "error": {"message": "no"}})}
    types = ["rooms", "events", "chat", "variables", "agent_runs"]
    with pytest.raises(hyperstudy.ServerError):
        pull(hs, study, types=types)
    lists.answers = {}
    # A table that was stopped with the failing one may be there or not.
    plan = pull(hs, study, types=types, dry_run=True)
    report = pull(hs, study, types=types)
    assert plan.requests == report.requests


def test_what_a_paper_says_of_a_later_pull_that_was_interrupted(
    lists: ServedLists, hs: hyperstudy.HyperStudy, study: Path
) -> None:
    lists.lists["events"] = [event(n) for n in range(10)]
    pull(hs, study)
    whole = "All records that the service reported were received"
    assert whole in hyperstudy.open_study(study).methods()
    lists.answers = {"chat": Answer(500, body={"status": "error", "error": {"message": "no"}})}
    with pytest.raises(hyperstudy.ServerError):
        pull(hs, study, types=["events", "chat"])
    text = hyperstudy.open_study(study).methods()
    assert whole not in text
    assert "A later retrieval was not completed" in text
    lists.answers = {}
    pull(hs, study, types=["events", "chat"])
    assert whole in hyperstudy.open_study(study).methods()


# Later


@SMALL_FILES
def test_a_later_pull_brings_only_what_is_new(
    lists: ServedLists, hs: hyperstudy.HyperStudy, study: Path
) -> None:
    lists.lists["events"] = [event(n, roomId=f"room_{n // 300}") for n in range(900)]
    assert changes(pull(hs, study, types=["events", "chat"])) == (900, 0, 0)
    before = stamps(study)
    lists.of("events")
    assert changes(pull(hs, study, overlap=timedelta(seconds=30))) == (0, 0, 0)
    assert stamps(study) == before
    assert [offset for offset, _ in lists.of("events")] == [0]
    lists.lists["events"] += [event(n, roomId="room_3") for n in range(900, 1000)]
    assert changes(pull(hs, study)) == (100, 0, 0)
    after = stamps(study)
    assert {name for name in before if before[name] != after[name]} == set()
    assert len(after) == len(before) + 1
    assert rows(study) == lists.lists["events"]
    assert verify(study, progress=False)


def many(count: int) -> list[dict[str, Any]]:
    return [event(n, roomId=f"room_{n // 1000}") for n in range(count)]


def test_only_the_end_of_a_long_list_is_read_again(
    lists: ServedLists, hs: hyperstudy.HyperStudy, study: Path
) -> None:
    lists.lists["events"] = many(3500)
    pull(hs, study)
    lists.of("events")
    lists.lists["events"] += [event(n, roomId="room_3") for n in range(3500, 3520)]
    report = pull(hs, study, overlap=timedelta(seconds=60))
    assert changes(report) == (20, 0, 0)
    assert [offset for offset, _ in lists.of("events")] == [3000]
    assert rows(study) == lists.lists["events"]


@SMALL_FILES
@pytest.mark.parametrize("where", [10, 1500, 2990])
def test_a_late_row_is_found_wherever_it_is(
    lists: ServedLists, hs: hyperstudy.HyperStudy, study: Path, where: int
) -> None:
    lists.lists["events"] = many(3500)
    pull(hs, study)
    before = stamps(study)
    room = f"room_{where // 1000}"
    lists.lists["events"].insert(where, {**event(where), "id": "late", "roomId": room})
    report = pull(hs, study, overlap=timedelta(seconds=60))
    assert changes(report) == (1, 0, 0)
    assert rows(study) == lists.lists["events"]
    after = stamps(study)
    changed = [name for name in before if before[name] != after[name]]
    assert changed == [part(where // 1000 + 1)]


def test_changed_and_vanished_rows_are_told_and_kept_apart(
    lists: ServedLists, hs: hyperstudy.HyperStudy, study: Path
) -> None:
    lists.lists["events"] = [event(n) for n in range(50)]
    pull(hs, study)
    gone = lists.lists["events"].pop(7)
    old = lists.lists["events"][20]
    lists.lists["events"][20] = {**old, "content": "other"}
    report = pull(hs, study, overlap=None)
    assert changes(report) == (0, 1, 1)
    assert rows(study) == lists.lists["events"]
    import pyarrow.parquet as pq

    history = pq.read_table(study / "history/events/pull-000002.parquet").to_pylist()
    assert {one["what"]: json.loads(one["_json"]) for one in history} == {
        "changed": old,
        "vanished": gone,
    }
    assert verify(study, progress=False)
    # Who withdrew may have to be gone from there, too.
    shutil.rmtree(study / "history")
    assert verify(study, progress=False)
    assert pull(hs, study).complete


def test_history_keeps_as_many_rows_as_changed(
    lists: ServedLists, hs: hyperstudy.HyperStudy, study: Path
) -> None:
    old = [event(n) for n in range(7000)]
    lists.lists["events"] = list(old)
    pull(hs, study)
    lists.lists["events"] = [{**one, "content": "other"} for one in old[:-500]]
    assert changes(pull(hs, study, overlap=None)) == (0, 6500, 500)
    assert rows(study) == lists.lists["events"]
    import pyarrow.parquet as pq

    history = pq.read_table(study / "history/events/pull-000002.parquet")
    kept = [json.loads(line) for line in history["_json"].to_pylist()]
    assert sorted(kept, key=lambda one: one["id"]) == old
    assert history["roomId"].to_pylist() == [one["roomId"] for one in kept]
    assert history["what"].to_pylist().count("vanished") == 500
    assert verify(study, progress=False)


def test_rows_without_ids_are_told_apart_by_what_they_say(
    lists: ServedLists, hs: hyperstudy.HyperStudy, study: Path
) -> None:
    def component(number: int) -> dict[str, Any]:
        row = event(number)
        del row["id"]
        return {**row, "componentId": "c"}

    lists.lists["components"] = [component(n % 7) for n in range(40)]
    options = {"types": ["components"], "overlap": None}
    assert changes(pull(hs, study, **options), "components") == (40, 0, 0)
    del lists.lists["components"][3]
    lists.lists["components"].append(component(9))
    assert changes(pull(hs, study, **options), "components") == (1, 0, 1)
    found = hyperstudy.open_study(study).get_components(EXPERIMENT, output="dict")
    assert list(found) == lists.lists["components"]


@pytest.mark.parametrize("seed", range(6))
def test_a_running_experiment_can_be_followed(
    lists: ServedLists, hs: hyperstudy.HyperStudy, study: Path, seed: int
) -> None:
    chance = random.Random(seed)
    known = [event(n) for n in range(120)]
    lists.page = 50
    for step in range(5):
        for _ in range(chance.randrange(4)):
            place = chance.randrange(len(known))
            match chance.randrange(4):
                case 0:
                    known.insert(place, event(1000 * (step + 1) + chance.randrange(1000)))
                case 1:
                    del known[place]
                case 2:
                    known[place] = {**known[place], "content": f"changed {step}"}
                case _:
                    known.insert(0, known.pop(place))
        known += [event(200 * (step + 1) + n) for n in range(chance.randrange(30))]
        ids: set[str] = set()
        known = [one for one in known if not (one["id"] in ids or ids.add(one["id"]))]
        lists.lists["events"] = list(known)
        pull(hs, study, overlap=None)
        assert rows(study) == known
        assert verify(study, progress=False)


def test_a_new_key_gives_all_files_one_more_column(
    lists: ServedLists, hs: hyperstudy.HyperStudy, study: Path
) -> None:
    lists.lists["events"] = [event(n) for n in range(30)]
    pull(hs, study)
    lists.lists["events"].append(event(30, mood="fine"))
    lists.lists["events"].append(event(31, onset="soon"))
    assert changes(pull(hs, study)) == (2, 0, 0)
    import pyarrow.parquet as pq

    schemas = {str(pq.read_schema(path)) for path in (study / "data").rglob("*.parquet")}
    assert len(schemas) == 1
    assert "mood" in next(iter(schemas))
    assert "onset_as_received" in next(iter(schemas))
    assert rows(study) == lists.lists["events"]


# Contradictions


def test_fewer_rows_than_promised(
    lists: ServedLists, hs: hyperstudy.HyperStudy, study: Path
) -> None:
    lists.lists["events"] = [event(n) for n in range(30)]
    lists.extra_total["events"] = 5
    with pytest.warns(IncompleteDataWarning, match="5 of 35 promised rows did not come"):
        report = pull(hs, study)
    assert not report.complete
    assert not verify(study, progress=False)
    with pytest.warns(IncompleteDataWarning, match="when events was pulled: 5 of 35"):
        hyperstudy.open_study(study).get_events(EXPERIMENT)
    with pytest.warns(IncompleteDataWarning, match="when events was pulled"):
        rows(study)
    # Rows that do not come although others are missing, too, are not taken for gone.
    gone = lists.lists["events"].pop(3)
    with pytest.warns(IncompleteDataWarning, match="they were kept"):
        report = pull(hs, study)
    assert changes(report) == (0, 0, 0)
    with pytest.warns(IncompleteDataWarning):
        assert gone in rows(study)
    lists.extra_total.clear()
    assert changes(pull(hs, study)) == (0, 0, 1)
    assert rows(study) == lists.lists["events"]


def test_what_the_server_warns_of_stays_with_the_rows(
    lists: ServedLists, hs: hyperstudy.HyperStudy, study: Path
) -> None:
    lists.lists["events"] = [event(n) for n in range(3)]
    lists.warnings["events"] = ["MISSING_INDEX: rows may be missing"]
    with pytest.warns(IncompleteDataWarning, match="MISSING_INDEX"):
        pull(hs, study)
    for output in ("pandas", "dict"):
        with pytest.warns(hyperstudy.ServerWarning, match="MISSING_INDEX"):
            hyperstudy.open_study(study).get_events(EXPERIMENT, output=output)
    assert "MISSING_INDEX" in hyperstudy.open_study(study).methods()


def test_rows_do_not_vanish_while_the_server_warns_that_some_may_be_missing(
    lists: ServedLists, hs: hyperstudy.HyperStudy, study: Path
) -> None:
    every = [event(n) for n in range(50)]
    lists.lists["events"] = list(every)
    pull(hs, study)
    lists.lists["events"] = every[:20] + every[25:]
    lists.warnings["events"] = ["MISSING_INDEX: rows may be missing"]
    with pytest.warns(IncompleteDataWarning, match="5 rows that were here .* were kept"):
        assert changes(pull(hs, study)) == (0, 0, 0)
    with pytest.warns(hyperstudy.HyperStudyWarning):
        assert rows(study) == every
    lists.warnings.clear()
    assert changes(pull(hs, study)) == (0, 0, 5)
    assert rows(study) == lists.lists["events"]


def test_rows_that_come_twice_while_the_list_grows(lists: ServedLists, study: Path) -> None:
    lists.page = 100
    lists.lists["events"] = [event(2 * n) for n in range(250)]
    paged = lists.paged

    def growing(name: str, request: Any) -> dict[str, Any]:
        answer = paged(name, request)
        if name == "events" and len(lists.lists["events"]) == 250:
            lists.lists["events"].insert(0, event(1))
        return answer

    lists.paged = growing  # type: ignore[method-assign]
    with lists.client() as hs:
        with pytest.warns(IncompleteDataWarning):
            first = pull(hs, study)
        assert table(first).rows == 250
        later = pull(hs, study)
        assert changes(later) == (1, 0, 0)
    assert rows(study) == lists.lists["events"]


def test_a_server_that_never_ends(
    lists: ServedLists, hs: hyperstudy.HyperStudy, study: Path
) -> None:
    page = [event(n) for n in range(10)]
    metadata = {"pagination": {"total": 100, "hasMore": True, "nextOffset": 0}}
    lists.answers["events"] = Answer(body={"status": "success", "data": page, "metadata": metadata})
    with pytest.warns(IncompleteDataWarning, match="rows that came before"):
        report = pull(hs, study)
    assert not report.complete
    with pytest.warns(IncompleteDataWarning):
        assert rows(study) == page


# One folder


def test_two_pulls_at_once_are_refused(
    lists: ServedLists, hs: hyperstudy.HyperStudy, study: Path
) -> None:
    pull(hs, study)
    with lock.hold(study / ".pull"), pytest.raises(HyperStudyError, match="another pull") as caught:
        pull(hs, study)
    assert caught.value.code == "FOLDER_IN_USE"
    assert pull(hs, study)


def test_a_folder_holds_one_experiment_of_one_server(
    lists: ServedLists, hs: hyperstudy.HyperStudy, study: Path
) -> None:
    pull(hs, study)
    with pytest.raises(InputError, match="holds the experiment 'exp_1'"):
        hs.pull("exp_2", study)
    with (
        hyperstudy.HyperStudy(KEY, "http://127.0.0.1:9/api/v3") as other,
        pytest.raises(InputError, match="was pulled from"),
    ):
        pull(other, study)


@pytest.mark.parametrize(
    "given",
    [
        {"types": "event"},
        {"types": ["events", "nothing"]},
        {"overlap": 5},
        {"overlap": timedelta(-1)},
        {"recordings": "yes"},
        {"dry_run": 1},
        {"folder": 3},
        {"experiment_id": "a/b"},
    ],
)
def test_values_that_cannot_be_meant(
    lists: ServedLists, hs: hyperstudy.HyperStudy, study: Path, given: dict[str, Any]
) -> None:
    with pytest.raises(InputError):
        hs.pull(**({"experiment_id": EXPERIMENT, "folder": study} | given))
    assert lists.asked == []
    assert not study.exists()


def test_a_folder_that_cannot_be_written(hs: hyperstudy.HyperStudy, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("no folder")
    with pytest.raises(HyperStudyError, match="not a folder"):
        pull(hs, tmp_path / "file")


def test_a_server_that_is_not_there(study: Path) -> None:
    retry = hyperstudy.RetryPolicy(tries=1)
    with (
        hyperstudy.HyperStudy(KEY, "http://127.0.0.1:9/api/v3", retry=retry) as hs,
        pytest.raises(NetworkError),
    ):
        pull(hs, study)
    with pytest.raises(InputError, match="no study"):
        hyperstudy.open_study(study)


def test_a_manifest_that_is_none(
    lists: ServedLists, hs: hyperstudy.HyperStudy, study: Path
) -> None:
    pull(hs, study)
    path = study / "manifest.json"
    content = json.loads(path.read_bytes())
    path.write_text(json.dumps({**content, "layout": 4}))
    with pytest.raises(HyperStudyError, match="layout 4"):
        hyperstudy.open_study(study)
    for before in (1, 2):
        path.write_text(json.dumps({**content, "layout": before}))
        with pytest.raises(HyperStudyError, match="Pull the study again"):
            hyperstudy.open_study(study)
    path.write_text('{"layout": 3}')
    with pytest.raises(HyperStudyError, match="not the manifest"):
        pull(hs, study)


def test_a_page_leaves_memory_as_soon_as_it_was_used(
    lists: ServedLists, hs: hyperstudy.HyperStudy
) -> None:
    request = build_request("get_events", {"scope": "experiment", "scope_id": EXPERIMENT})
    gc.disable()
    try:
        answer = weakref.ref(hs._transport.send(request.page(limit=1, offset=0)))
        assert answer() is None
    finally:
        gc.enable()
