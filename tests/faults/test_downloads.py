"""One recording through everything that a network and a storage do: whole, or absent."""

from __future__ import annotations

import csv
import gzip
import hashlib
import json
import os
import warnings
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from hyperstudy import (
    DownloadWarning,
    HyperStudy,
    HyperStudyWarning,
    IncompleteDataWarning,
    InputError,
    RetryPolicy,
    fetch_report,
)
from hyperstudy.downloads.events import Advanced, Done, Event, Failed, Started, Waiting
from hyperstudy.downloads.parts import left_in

from .recording_storage import EXPERIMENT, RecordingStorage, google, quick
from .server import Answer, ReceivedRequest, Server

if TYPE_CHECKING:
    from collections.abc import Iterator

    import pandas as pd

KEY = "hst_live_s3cretpart0123456789"
CONTENT = bytes(range(256)) * 400
SIZE = len(CONTENT)
NAME = "Dana_EG_1_video_EG_1.mp4"
pytestmark = pytest.mark.filterwarnings("ignore::hyperstudy.DownloadWarning")


@pytest.fixture
def hs(server: Server, monkeypatch: pytest.MonkeyPatch) -> Iterator[HyperStudy]:
    quick(monkeypatch)
    retry = RetryPolicy(tries=2, first_pause=0.01)
    with HyperStudy(KEY, f"{server.url}/api/v3", retry=retry) as client:
        yield client


@pytest.fixture
def storage(server: Server) -> RecordingStorage:
    return RecordingStorage(server)


class Run:
    """A download of everything, with its row, its events and its folder."""

    def __init__(self, hs: HyperStudy, folder: Path, **options: Any) -> None:
        self.events: list[Event] = []
        self.folder = folder
        self.frame: pd.DataFrame = hs.download_recordings(
            EXPERIMENT, output_dir=folder, on_event=self.events.append, **options
        )
        self.row: dict[str, Any] = self.frame.to_dict("records")[0]

    @property
    def status(self) -> str:
        return self.row["download_status"]

    @property
    def advanced(self) -> int:
        return sum(one.amount for one in self.events if isinstance(one, Advanced))


def files(folder: Path) -> set[str]:
    return {one.name for one in folder.iterdir()} - {"recordings_metadata.csv"}


def parts(folder: Path) -> list[Path]:
    return sorted(folder.glob("*.part"))


def assert_whole(run: Run, attempts: int, content: bytes = CONTENT) -> None:
    assert files(run.folder) == {NAME}
    assert (run.folder / NAME).read_bytes() == content
    assert run.row["local_path"] == str(run.folder / NAME)
    assert run.row["download_status"] == "downloaded"
    assert run.row["bytes"] == len(content)
    assert run.row["sha256"] == hashlib.sha256(content).hexdigest()
    assert run.row["error"] is None
    assert run.row["attempts"] == attempts


def assert_absent(run: Run, *words: str) -> None:
    assert NAME not in files(run.folder)
    assert run.row["local_path"] is None
    assert run.row["download_status"] == "failed"
    for word in words:
        assert word in run.row["error"]


def test_a_good_day(
    storage: RecordingStorage, server: Server, hs: HyperStudy, tmp_path: Path
) -> None:
    storage.add("EG_1", CONTENT)
    run = Run(hs, tmp_path)
    assert_whole(run, 1)
    assert run.row["verified"] == "crc32c"
    assert [type(one) for one in run.events if not isinstance(one, Advanced)] == [Started, Done]
    assert run.advanced == SIZE
    assert json.loads(json.dumps(run.events[-1].to_dict()))["event"] == "done"
    # The key goes to the API and to nobody else.
    for request in server.requests:
        assert (request.headers.get("x-api-key") == KEY) == request.path.startswith("/api/")


def test_a_cut_is_gone_on_with_from_where_it_was(
    storage: RecordingStorage, server: Server, hs: HyperStudy, tmp_path: Path
) -> None:
    storage.add("EG_1", CONTENT)
    storage.next("EG_1", cut=40_000, then="close")
    storage.next("EG_1", cut=20_000, then="reset")
    run = Run(hs, tmp_path)
    assert_whole(run, 3)
    first, second, third = storage.asked("EG_1")
    assert (first, second) == (None, "bytes=40000-")
    # A reset may swallow what was sent before it.
    assert third in {"bytes=40000-", "bytes=60000-"}
    etags = {one.headers.get("if-range") for one in server.requests if "range" in one.headers}
    assert etags == {f'"{hashlib.sha1(CONTENT).hexdigest()}"'}
    assert run.advanced == SIZE
    assert storage.minted == 1


def test_patience_is_new_when_bytes_came(
    storage: RecordingStorage, hs: HyperStudy, tmp_path: Path
) -> None:
    storage.add("EG_1", CONTENT)
    storage.next("EG_1", times=30, cut=1000, then="close")
    assert_whole(Run(hs, tmp_path), 31)


def test_patience_ends_without_bytes(
    storage: RecordingStorage, hs: HyperStudy, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    quick(monkeypatch, tries=3)
    storage.add("EG_1", CONTENT)
    storage.next("EG_1", cut=1000, then="close")
    storage.next("EG_1", times=9, status=None, then="close")
    run = Run(hs, tmp_path)
    assert_absent(run, "connection")
    assert run.row["attempts"] == 3
    assert sum(isinstance(one, Waiting) for one in run.events) == 2
    # What came is not lost: the next run goes on with it.
    assert [one.stat().st_size for one in parts(tmp_path)] == [1000]
    storage.server._plans.clear()
    again = Run(hs, tmp_path)
    assert_whole(again, 1)
    assert storage.asked("EG_1")[-1] == "bytes=1000-"
    assert isinstance(again.events[0], Started)
    assert again.events[0].have == 1000
    assert again.advanced == SIZE - 1000


def test_the_part_belongs_to_the_source_and_not_to_the_name(
    storage: RecordingStorage, hs: HyperStudy, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    quick(monkeypatch, tries=2)
    storage.add("EG_1", CONTENT)
    storage.next("EG_1", cut=50_000, then="close")
    storage.next("EG_1", status=None, then="close")
    assert_absent(Run(hs, tmp_path))
    run = Run(hs, tmp_path, use_names=False)
    assert files(tmp_path) == {"user_EG_1_video_EG_1.mp4"}
    assert Path(run.row["local_path"]).read_bytes() == CONTENT
    assert storage.asked("EG_1")[-1] == "bytes=50000-"


def test_a_part_of_another_recording_is_not_touched(
    storage: RecordingStorage, hs: HyperStudy, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    quick(monkeypatch, tries=2)
    storage.add("EG_1", CONTENT)
    storage.next("EG_1", cut=50_000, then="close")
    storage.next("EG_1", status=None, then="close")
    assert_absent(Run(hs, tmp_path))
    (left,) = parts(tmp_path)
    # The same name in the folder, and another source.
    storage.rows[0]["roomId"] = "room_2"
    assert_whole_besides(Run(hs, tmp_path), {left.name, f"{left.name}.json"})
    assert storage.asked("EG_1")[-1] is None


def assert_whole_besides(run: Run, others: set[str]) -> None:
    assert files(run.folder) == {NAME} | others
    assert (run.folder / NAME).read_bytes() == CONTENT


def test_a_server_without_ranges_sends_it_anew(
    storage: RecordingStorage, hs: HyperStudy, tmp_path: Path
) -> None:
    storage.add("EG_1", CONTENT)
    storage.next("EG_1", cut=40_000, then="close")
    storage.server.respond_once(path=storage.path("EG_1"), body=CONTENT)
    run = Run(hs, tmp_path)
    assert_whole(run, 2)
    assert storage.asked("EG_1")[1] == "bytes=40000-"
    # What was counted twice is taken back.
    assert run.advanced == SIZE


def test_a_part_that_starts_elsewhere_is_not_glued_on(
    storage: RecordingStorage, hs: HyperStudy, tmp_path: Path
) -> None:
    storage.add("EG_1", CONTENT)
    storage.next("EG_1", cut=40_000, then="close")
    storage.server.respond_once(
        path=storage.path("EG_1"),
        status=206,
        headers={"Content-Range": f"bytes 39000-{SIZE - 1}/{SIZE}"},
        body=CONTENT[39_000:],
    )
    assert_whole(Run(hs, tmp_path), 3)
    assert storage.asked("EG_1") == [None, "bytes=40000-", None]


def test_a_file_that_changed_in_the_meantime_is_fetched_anew(
    storage: RecordingStorage, hs: HyperStudy, tmp_path: Path
) -> None:
    other = CONTENT[::-1]
    storage.add("EG_1", CONTENT)

    def change(request: Any) -> Answer:
        storage.contents["EG_1"] = other
        return Answer(200, headers={"ETag": '"old"'}, body=CONTENT, cut=40_000, then="close")

    storage.server.respond_once(change, path=storage.path("EG_1"))
    run = Run(hs, tmp_path)
    assert_whole(run, 2, other)


def test_a_changed_file_is_noticed_where_the_storage_ignores_if_range(
    storage: RecordingStorage, hs: HyperStudy, tmp_path: Path
) -> None:
    other = CONTENT[::-1]
    storage.add("EG_1", other)
    old = {"ETag": '"old"', "Content-Length": str(SIZE)}
    storage.server.respond_once(
        path=storage.path("EG_1"), headers=old, body=CONTENT, cut=40_000, then="close"
    )
    storage.server.respond_once(
        path=storage.path("EG_1"),
        status=206,
        headers={"ETag": '"new"', "Content-Range": f"bytes 40000-{SIZE - 1}/{SIZE}"},
        body=other[40_000:],
    )
    assert_whole(Run(hs, tmp_path), 3, other)


def test_without_tags_and_sizes_half_a_file_is_not_trusted(
    storage: RecordingStorage, hs: HyperStudy, tmp_path: Path
) -> None:
    storage.etags = False
    storage.add("EG_1", CONTENT, fileSize=None)
    storage.next("EG_1", chunked=True, cut=40_000, then="close")
    run = Run(hs, tmp_path)
    assert_whole(run, 2)
    assert storage.asked("EG_1") == [None, None]


def test_a_known_size_is_enough_to_go_on(
    storage: RecordingStorage, hs: HyperStudy, tmp_path: Path
) -> None:
    storage.etags = storage.hashes = False
    storage.add("EG_1", CONTENT)
    storage.next("EG_1", length=False, cut=40_000, then="close")
    run = Run(hs, tmp_path)
    assert_whole(run, 2)
    assert storage.asked("EG_1") == [None, "bytes=40000-"]
    assert run.row["verified"] == "size"


def leave_a_part(
    storage: RecordingStorage, hs: HyperStudy, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> Path:
    quick(monkeypatch, tries=2)
    storage.next("EG_1", cut=50_000, then="close")
    storage.next("EG_1", status=None, then="close")
    assert_absent(Run(hs, folder))
    (left,) = parts(folder)
    return left


def test_a_part_that_is_too_long_starts_over(
    storage: RecordingStorage, hs: HyperStudy, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    storage.add("EG_1", CONTENT)
    with leave_a_part(storage, hs, tmp_path, monkeypatch).open("ab") as file:
        file.write(bytes(SIZE))
    run = Run(hs, tmp_path)
    assert_whole(run, 1)
    assert storage.asked("EG_1")[-1] is None


def test_notes_of_a_later_version_are_kept_and_gone_on_with(
    storage: RecordingStorage, hs: HyperStudy, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    storage.add("EG_1", CONTENT)
    left = leave_a_part(storage, hs, tmp_path, monkeypatch)
    notes = left.with_name(f"{left.name}.json")
    document = json.loads(notes.read_bytes())
    # It knows more, and has given up one member.
    later = {name: document[name] for name in document if name != "modified"} | {
        "blocks": [1, {"a": 2}]
    }
    notes.write_text(json.dumps(later))
    storage.next("EG_1", cut=10_000, then="close")
    storage.next("EG_1", status=None, then="close")
    run = Run(hs, tmp_path)
    assert_absent(run)
    (left,) = parts(tmp_path)
    assert left.stat().st_size == 60_000
    kept = json.loads(left.with_name(f"{left.name}.json").read_bytes())
    assert kept["blocks"] == [1, {"a": 2}]
    assert_whole(Run(hs, tmp_path), 1)
    assert storage.asked("EG_1")[-1] == "bytes=60000-"


def test_a_part_that_is_all_there_is_not_asked_for(
    storage: RecordingStorage, hs: HyperStudy, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    storage.add("EG_1", CONTENT)
    leave_a_part(storage, hs, tmp_path, monkeypatch).write_bytes(CONTENT)
    before = len(storage.asked("EG_1"))
    assert_whole(Run(hs, tmp_path), 0)
    assert len(storage.asked("EG_1")) == before


def test_a_damaged_part_is_found_out_by_its_hash(
    storage: RecordingStorage, hs: HyperStudy, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    storage.add("EG_1", CONTENT)
    left = leave_a_part(storage, hs, tmp_path, monkeypatch)
    with left.open("r+b") as file:
        file.write(b"damage")
    run = Run(hs, tmp_path)
    assert_whole(run, 2)
    assert storage.asked("EG_1")[-2:] == ["bytes=50000-", None]


@pytest.mark.parametrize("notes", [b"", b"{", b'{"etag": 5}', b"[]", None])
def test_a_part_without_notes_starts_over(
    storage: RecordingStorage,
    hs: HyperStudy,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    notes: bytes | None,
) -> None:
    storage.add("EG_1", CONTENT)
    left = leave_a_part(storage, hs, tmp_path, monkeypatch)
    beside = left.with_name(f"{left.name}.json")
    if notes is None:
        beside.unlink()
    else:
        beside.write_bytes(notes)
    assert_whole(Run(hs, tmp_path), 1)
    assert storage.asked("EG_1")[-1] is None


@pytest.mark.parametrize(
    ("content_range", "attempts"), [(f"bytes */{SIZE}", 2), ("bytes */100", 3), (None, 3)]
)
def test_a_range_beyond_the_end(
    storage: RecordingStorage,
    hs: HyperStudy,
    tmp_path: Path,
    content_range: str | None,
    attempts: int,
) -> None:
    # Nobody tells the size, so that a connection that ends is no proof of anything.
    storage.add("EG_1", CONTENT, fileSize=None)
    headers = {"ETag": '"a"', "Content-Encoding": "identity"}
    storage.server.respond_once(
        path=storage.path("EG_1"),
        headers=headers,
        body=CONTENT,
        chunked=True,
        cut=SIZE,
        then="close",
    )
    answer = {"Content-Range": content_range} if content_range else {}
    storage.server.respond_once(path=storage.path("EG_1"), status=416, headers=answer)
    assert_whole(Run(hs, tmp_path), attempts)


SIZES = [SIZE - 1, SIZE + 1, 0, str(SIZE * 8), "100 kB", "0", 10**17]
"""Sizes as listings have them: stale, 0, as text, of another unit."""


@pytest.mark.filterwarnings("ignore::hyperstudy.UnreadableValueWarning")
@pytest.mark.parametrize("listed", SIZES)
@pytest.mark.parametrize("proof", ["length", "hash", "both"])
def test_what_the_storage_proves_whole_is_the_file_whatever_the_listing_says(
    storage: RecordingStorage, hs: HyperStudy, tmp_path: Path, listed: Any, proof: str
) -> None:
    storage.hashes = proof != "length"
    storage.add("EG_1", CONTENT, fileSize=listed)
    storage.next("EG_1", length=proof != "hash", chunked=proof == "hash")
    run = Run(hs, tmp_path)
    assert_whole(run, 1)
    assert run.row["verified"] == ("size" if proof == "length" else "crc32c")
    # And it is the file on the next day, as long as the listing says what it said.
    storage.server.requests.clear()
    assert Run(hs, tmp_path).status == "skipped"
    assert Run(hs, tmp_path, existing="verify").status == "skipped"
    assert storage.asked("EG_1") == []
    storage.rows[0]["fileSize"] = SIZE + 77
    assert Run(hs, tmp_path).status == "downloaded"


@pytest.mark.parametrize("listed", [SIZE - 1, SIZE + 1, 0])
def test_a_size_that_is_not_the_listed_one_and_that_nothing_proves_is_absent(
    storage: RecordingStorage,
    hs: HyperStudy,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    listed: int,
) -> None:
    quick(monkeypatch, tries=3)
    storage.hashes = storage.etags = False
    storage.add("EG_1", CONTENT, fileSize=listed)
    for _ in range(3):
        storage.server.respond_once(path=storage.path("EG_1"), body=CONTENT, chunked=True)
        # It knows no ranges either, which would tell how much there is in all.
    run = Run(hs, tmp_path)
    assert_absent(run, str(listed))
    assert run.row["attempts"] == 3
    # The way out that the error names.
    path = hs.download_recording({**storage.rows[0], "fileSize": None}, tmp_path)
    assert path.read_bytes() == CONTENT


def test_a_range_tells_how_much_there_is(
    storage: RecordingStorage, hs: HyperStudy, tmp_path: Path
) -> None:
    storage.hashes = False
    storage.add("EG_1", CONTENT, fileSize=SIZE + 5)
    storage.next("EG_1", chunked=True)
    run = Run(hs, tmp_path)
    assert_whole(run, 2)
    assert storage.asked("EG_1") == [None, f"bytes={SIZE}-"]


def test_a_hash_tells_where_a_body_without_a_length_was_cut(
    storage: RecordingStorage, hs: HyperStudy, tmp_path: Path
) -> None:
    storage.add("EG_1", CONTENT, fileSize=SIZE + 5)
    storage.next("EG_1", cut=40_000, length=False, then="close")
    assert_whole(Run(hs, tmp_path), 2)
    assert storage.asked("EG_1") == [None, "bytes=40000-"]


def test_sizes_that_differ_are_told_once_for_all(
    storage: RecordingStorage, hs: HyperStudy, tmp_path: Path, recwarn: pytest.WarningsRecorder
) -> None:
    for number in range(4):
        storage.add(f"EG_{number}", CONTENT, fileSize=0 if number else SIZE)
    frame = Run(hs, tmp_path).frame
    (warning,) = (one for one in recwarn if one.category is DownloadWarning)
    assert warning.filename == __file__
    for words in ("3 of 4 recordings", "0 bytes listed", f"{SIZE} in the storage"):
        assert words in str(warning.message)
    report = fetch_report(frame)
    assert report.complete
    assert report.notes == [str(warning.message)]
    assert str(warning.message) in str(report)
    recwarn.clear()
    hs.download_recording(storage.rows[1], tmp_path / "one")
    (warning,) = (one for one in recwarn if one.category is DownloadWarning)
    assert "1 of 1 recordings" in str(warning.message)
    assert warning.filename == __file__


def test_files_that_are_missing_stand_in_the_report(
    storage: RecordingStorage, hs: HyperStudy, tmp_path: Path
) -> None:
    storage.add("EG_1", CONTENT)
    storage.add("EG_2", CONTENT)
    storage.next("EG_1", status=418)
    report = fetch_report(Run(hs, tmp_path).frame)
    assert not report.complete
    assert report.problems == ["1 of 2 recordings failed to download"]


@pytest.mark.parametrize("odd", [{"fileSize": 7}, {"fileSize": SIZE, "videoOffset": "early"}])
def test_where_warnings_are_errors_the_frame_is_in_them(
    storage: RecordingStorage, hs: HyperStudy, tmp_path: Path, odd: dict[str, Any]
) -> None:
    storage.add("EG_1", CONTENT, **odd)
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        with pytest.raises(HyperStudyWarning) as caught:
            hs.download_recordings(EXPERIMENT, output_dir=tmp_path)
    frame = caught.value.partial  # type: ignore[attr-defined]
    assert frame["download_status"].tolist() == ["downloaded"]
    assert (tmp_path / NAME).read_bytes() == CONTENT


def test_a_message_in_place_of_a_recording_is_no_recording(
    storage: RecordingStorage, hs: HyperStudy, tmp_path: Path
) -> None:
    storage.add("EG_1", CONTENT)
    for kind in ("text/plain", "application/json"):
        storage.server.respond_once(
            path=storage.path("EG_1"), headers={"Content-Type": kind}, body=b'{"error": "blocked"}'
        )
    assert_whole(Run(hs, tmp_path), 3)


@pytest.mark.parametrize("kind", ["application/xml", "text/xml", "application/json"])
def test_a_message_is_no_recording_where_no_size_is_known_either(
    kind: str, storage: RecordingStorage, hs: HyperStudy, tmp_path: Path
) -> None:
    storage.add("EG_1", CONTENT, fileSize=None)
    storage.server.respond(
        path=storage.path("EG_1"),
        headers={"Content-Type": kind},
        body=b"<Error><Code>AccessDenied</Code></Error>",
    )
    run = Run(hs, tmp_path)
    assert_absent(run, kind)
    assert "fileSize" not in run.row["error"]
    assert files(tmp_path) == set()


@pytest.mark.parametrize("kind", ["VIDEO", "video/mp4"])
def test_a_type_in_other_words_is_the_type_that_was_asked_for(
    kind: str, storage: RecordingStorage, hs: HyperStudy, tmp_path: Path
) -> None:
    storage.add("EG_1", CONTENT, metadata={"type": kind})
    frame = hs.download_recordings(EXPERIMENT, output_dir=tmp_path, recording_type="video")
    assert frame["download_status"].tolist() == ["downloaded"]
    assert hs.plan_downloads(EXPERIMENT, output_dir=tmp_path, recording_type="audio").files == ()


@pytest.mark.parametrize("metadata", [None, {}, '{"type": "video"}', {"type": None}])
def test_recordings_whose_type_is_not_known_are_left_out_with_a_warning(
    metadata: Any, storage: RecordingStorage, hs: HyperStudy, tmp_path: Path
) -> None:
    storage.add("EG_1", CONTENT, metadata=metadata)
    storage.add("EG_2", CONTENT)
    with pytest.warns(IncompleteDataWarning, match="1 recordings were left out"):
        frame = hs.download_recordings(EXPERIMENT, output_dir=tmp_path, recording_type="video")
    assert frame["recordingId"].tolist() == ["EG_2"]
    assert not fetch_report(frame).complete


@pytest.mark.filterwarnings("ignore::hyperstudy.UnreadableValueWarning")
def test_a_size_that_no_disk_has_is_not_taken(
    storage: RecordingStorage, hs: HyperStudy, tmp_path: Path
) -> None:
    storage.hashes = False
    storage.add("EG_0", CONTENT, fileSize=10**17)
    storage.add("EG_1", CONTENT, fileSize=10**400)
    storage.next("EG_0", chunked=True)
    run = Run(hs, tmp_path)
    assert run.frame["download_status"].tolist() == ["failed", "downloaded"]
    assert "whole disk" in run.row["error"]
    assert (tmp_path / NAME).read_bytes() == CONTENT
    path = hs.download_recording({**storage.rows[0], "fileSize": None}, tmp_path)
    assert path.read_bytes() == CONTENT


def test_what_was_asked_for_is_counted_also_when_it_was_stopped(
    storage: RecordingStorage, hs: HyperStudy, tmp_path: Path
) -> None:
    storage.add("EG_1", CONTENT)
    storage.next("EG_1", cut=20_000, then="close")
    storage.next("EG_1", drip=(5000, 0.05))
    waited: list[Event] = []

    def stop(event: Event) -> None:
        if isinstance(event, Waiting):
            waited.append(event)
        elif isinstance(event, Advanced) and waited:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        hs.download_recordings(EXPERIMENT, output_dir=tmp_path, on_event=stop)
    with (tmp_path / "recordings_metadata.csv").open(encoding="utf-8", newline="") as file:
        assert [row["attempts"] for row in csv.DictReader(file)] == ["2"]


def test_more_bytes_than_listed_are_not_taken(
    storage: RecordingStorage, hs: HyperStudy, tmp_path: Path
) -> None:
    storage.hashes = False
    storage.add("EG_1", CONTENT, fileSize=SIZE - 5)
    for _ in range(3):
        storage.server.respond_once(
            path=storage.path("EG_1"), body=CONTENT, length=False, then="close"
        )
    run = Run(hs, tmp_path)
    assert_absent(run, "more bytes")
    assert files(tmp_path) == set()


def test_fewer_bytes_than_listed_are_not_enough(
    storage: RecordingStorage, hs: HyperStudy, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    quick(monkeypatch, tries=3)
    storage.hashes = storage.etags = False
    storage.add("EG_1", CONTENT, fileSize=SIZE + 5)
    for _ in range(9):
        storage.server.respond_once(
            path=storage.path("EG_1"), body=CONTENT, length=False, then="close"
        )
    assert_absent(Run(hs, tmp_path), f"{SIZE} of {SIZE + 5} bytes")


def test_a_compressed_body_is_the_file_that_it_unpacks_to(
    storage: RecordingStorage, hs: HyperStudy, tmp_path: Path
) -> None:
    storage.add("EG_1", CONTENT)
    packed = gzip.compress(CONTENT)
    headers = {"Content-Encoding": "gzip", "x-goog-hash": "md5=AAAAAAAAAAAAAAAAAAAAAA=="}
    storage.server.respond_once(
        path=storage.path("EG_1"), headers=headers, body=packed, cut=len(packed) // 2, then="close"
    )
    storage.server.respond_once(path=storage.path("EG_1"), headers=headers, body=packed)
    run = Run(hs, tmp_path)
    assert_whole(run, 2)
    assert run.row["verified"] == "size"
    # Offsets in it would be no offsets in the file.
    assert storage.asked("EG_1") == [None, None]


@pytest.mark.parametrize("cut", [1, 300, -9, -1])
def test_a_compressed_body_that_ends_early_is_not_the_file(
    storage: RecordingStorage, hs: HyperStudy, tmp_path: Path, cut: int
) -> None:
    storage.add("EG_1", CONTENT, fileSize=None)
    packed = gzip.compress(CONTENT)[:cut]
    storage.server.respond_once(
        path=storage.path("EG_1"), headers={"Content-Encoding": "gzip"}, body=packed, length=False,
        then="close",
    )  # fmt: skip
    assert_whole(Run(hs, tmp_path), 2)


@pytest.mark.parametrize("encoding", ["br", "zstd", "gzip, br", "x-unknown"])
def test_a_body_in_a_form_that_nobody_asked_for_is_not_the_file(
    storage: RecordingStorage, hs: HyperStudy, tmp_path: Path, encoding: str
) -> None:
    storage.add("EG_1", CONTENT, fileSize=None)
    headers, body = {"Content-Encoding": encoding}, b"\x8b\x02\x80compressed"
    storage.server.respond_once(path=storage.path("EG_1"), headers=headers, body=body)
    assert_whole(Run(hs, tmp_path / "once"), 2)
    storage.server.respond(lambda _: Answer(headers=headers, body=body), path=storage.path("EG_1"))
    assert_absent(Run(hs, tmp_path / "always"), encoding)


def test_a_plain_body_that_was_once_sent_in_chunks(
    storage: RecordingStorage, hs: HyperStudy, tmp_path: Path
) -> None:
    storage.add("EG_1", CONTENT, fileSize=None)
    headers = {"Content-Encoding": "aws-chunked", "x-goog-hash": google(CONTENT)}
    storage.server.respond_once(path=storage.path("EG_1"), headers=headers, body=CONTENT)
    run = Run(hs, tmp_path)
    assert_whole(run, 1)
    assert run.row["verified"] == "crc32c"


def test_the_hash_of_what_is_stored_compressed_is_not_that_of_what_comes(
    storage: RecordingStorage, hs: HyperStudy, tmp_path: Path
) -> None:
    storage.add("EG_1", CONTENT)
    headers = {
        "x-goog-stored-content-encoding": "gzip",
        "x-goog-hash": google(gzip.compress(CONTENT)),
    }
    storage.server.respond_once(
        path=storage.path("EG_1"), headers=headers, body=CONTENT, chunked=True
    )
    assert_whole(Run(hs, tmp_path), 1)


def test_a_part_without_an_end_is_gone_on_with_until_the_end(
    storage: RecordingStorage, hs: HyperStudy, tmp_path: Path
) -> None:
    storage.etags = storage.hashes = False
    storage.add("EG_1", CONTENT, fileSize=None)

    def slice_of(request: ReceivedRequest) -> Answer:
        start = int(request.headers.get("range", "bytes=0-")[6:-1])
        if start == SIZE:
            return Answer(416, headers={"Content-Range": f"bytes */{SIZE}"})
        end = min(start + SIZE // 3, SIZE)
        headers = {"Content-Range": f"bytes {start}-{end - 1}/*"}
        return Answer(206, headers=headers, body=CONTENT[start:end])

    storage.server.respond(slice_of, path=storage.path("EG_1"))
    run = Run(hs, tmp_path)
    assert_whole(run, len(storage.asked("EG_1")))
    assert storage.asked("EG_1")[-1] == f"bytes={SIZE}-"


@pytest.mark.parametrize("body", [CONTENT[:100], b""], ids=["the same again", "nothing"])
def test_a_part_without_an_end_that_nothing_follows_is_not_the_file(
    storage: RecordingStorage, hs: HyperStudy, tmp_path: Path, body: bytes
) -> None:
    storage.etags = storage.hashes = False
    storage.add("EG_1", CONTENT, fileSize=None)
    headers = {"Content-Range": "bytes 0-99/*"}
    path = storage.path("EG_1")
    storage.server.respond(lambda _: Answer(206, headers=headers, body=body), path=path)
    assert_absent(Run(hs, tmp_path), "file")


@pytest.mark.parametrize("right", [True, False])
def test_a_hash_that_is_told_late_counts(
    storage: RecordingStorage, hs: HyperStudy, tmp_path: Path, right: bool
) -> None:
    storage.hashes = False
    storage.add("EG_1", CONTENT)
    storage.next("EG_1", cut=1000, then="close")
    hashes = google(CONTENT) if right else "md5=AAAAAAAAAAAAAAAAAAAAAA=="
    storage.server.respond_once(
        path=storage.path("EG_1"), status=206, body=CONTENT[1000:],
        headers={"Content-Range": f"bytes 1000-{SIZE - 1}/{SIZE}", "x-goog-hash": hashes},
    )  # fmt: skip
    run = Run(hs, tmp_path)
    assert_whole(run, 2 if right else 3)
    assert run.row["verified"] == ("crc32c" if right else "size")


def test_a_compressed_body_that_is_damaged(
    storage: RecordingStorage, hs: HyperStudy, tmp_path: Path
) -> None:
    storage.add("EG_1", CONTENT)
    storage.server.respond_once(
        path=storage.path("EG_1"), headers={"Content-Encoding": "gzip"}, body=b"no gzip at all"
    )
    assert_whole(Run(hs, tmp_path), 2)


@pytest.mark.parametrize("hashes", ["md5=AAAAAAAAAAAAAAAAAAAAAA==", "crc32c=AAAAAA=="])
def test_a_wrong_hash_is_absent(
    storage: RecordingStorage, hs: HyperStudy, tmp_path: Path, hashes: str
) -> None:
    storage.add("EG_1", CONTENT)
    storage.next("EG_1", times=3, headers={"x-goog-hash": hashes})
    run = Run(hs, tmp_path)
    assert_absent(run, hashes.partition("=")[0])
    assert run.row["attempts"] == 3
    assert files(tmp_path) == set()


def test_a_hash_that_is_wrong_once(
    storage: RecordingStorage, hs: HyperStudy, tmp_path: Path
) -> None:
    storage.add("EG_1", CONTENT)
    storage.next("EG_1", headers={"x-goog-hash": "crc32c=AAAAAA=="})
    assert_whole(Run(hs, tmp_path), 2)


def test_crc32c_alone_is_a_proof(storage: RecordingStorage, hs: HyperStudy, tmp_path: Path) -> None:
    storage.hashes = False
    storage.add("EG_1", CONTENT)
    crc = google(CONTENT).partition(",")[0]
    storage.next("EG_1", headers={"x-goog-hash": crc})
    run = Run(hs, tmp_path)
    assert_whole(run, 1)
    assert run.row["verified"] == "crc32c"


def test_a_link_that_expires_in_the_middle(
    storage: RecordingStorage, hs: HyperStudy, tmp_path: Path
) -> None:
    storage.add("EG_1", CONTENT)
    reply = storage._file

    def last(request: Any) -> Answer:
        answer = reply(request)
        storage.expire()
        return answer

    for _ in range(3):
        storage.server.respond_once(last, path=storage.path("EG_1"), cut=20_000, then="close")
        storage.next("EG_1")
    run = Run(hs, tmp_path)
    assert_whole(run, 7)
    assert storage.minted == 4
    assert storage.asked("EG_1")[-1] == "bytes=60000-"


def test_a_link_that_is_never_good(
    storage: RecordingStorage, hs: HyperStudy, tmp_path: Path
) -> None:
    storage.add("EG_1", CONTENT)
    storage.next("EG_1", times=9, status=403)
    run = Run(hs, tmp_path)
    assert_absent(run, "refused the link (403)")
    assert storage.minted == 2
    assert files(tmp_path) == set()


def test_the_storage_is_out_of_order_for_a_while(
    storage: RecordingStorage, hs: HyperStudy, tmp_path: Path
) -> None:
    storage.add("EG_1", CONTENT)
    storage.next("EG_1", status=503)
    storage.next("EG_1", status=429, headers={"Retry-After": "0"})
    storage.next("EG_1", status=500)
    run = Run(hs, tmp_path)
    assert_whole(run, 4)
    assert [type(one) for one in run.events if not isinstance(one, Advanced)] == [
        Started, Waiting, Waiting, Waiting, Done,
    ]  # fmt: skip


def test_the_storage_says_how_long(
    storage: RecordingStorage, hs: HyperStudy, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    quick(monkeypatch, longest_retry_after=100)
    storage.add("EG_1", CONTENT)
    storage.next("EG_1", status=503, headers={"Retry-After": "0.2"})
    storage.next("EG_1", status=503, headers={"Retry-After": "3000"})
    run = Run(hs, tmp_path)
    assert_absent(run, "503")
    (waited,) = (one for one in run.events if isinstance(one, Waiting))
    assert waited.seconds == 0.2


def test_a_login_page_of_a_network_is_no_recording(
    storage: RecordingStorage, hs: HyperStudy, tmp_path: Path
) -> None:
    storage.add("EG_1", CONTENT, fileSize=None)
    storage.server.respond_once(
        path=storage.path("EG_1"),
        headers={"Content-Type": "text/html"},
        body=b"<html>Welcome to our Wi-Fi</html>",
    )
    assert_whole(Run(hs, tmp_path), 2)


def test_a_storage_that_answers_otherwise(
    storage: RecordingStorage, hs: HyperStudy, tmp_path: Path
) -> None:
    storage.add("EG_1", CONTENT)
    storage.next("EG_1", status=418)
    run = Run(hs, tmp_path)
    assert_absent(run, "418")
    assert run.row["attempts"] == 1


def test_an_empty_file_is_no_recording(
    storage: RecordingStorage, hs: HyperStudy, tmp_path: Path
) -> None:
    storage.add("EG_1", b"", fileSize=None)
    for _ in range(3):
        storage.server.respond_once(path=storage.path("EG_1"), length=False, then="close")
    assert_absent(Run(hs, tmp_path), "empty")
    assert files(tmp_path) == set()


def test_an_empty_file_that_is_listed_as_such(
    storage: RecordingStorage, hs: HyperStudy, tmp_path: Path
) -> None:
    storage.add("EG_1", b"", fileSize=0)
    assert_whole(Run(hs, tmp_path), 1, b"")


def test_a_body_that_stops_coming(
    storage: RecordingStorage, server: Server, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    quick(monkeypatch)
    storage.add("EG_1", CONTENT)
    storage.next("EG_1", cut=40_000, then="stall")
    # What comes before and after is waited for, also if the server stands still for 2 s.
    with HyperStudy(KEY, f"{server.url}/api/v3", timeout=2.5) as hs:
        assert_whole(Run(hs, tmp_path), 2)
    assert storage.asked("EG_1") == [None, "bytes=40000-"]


def test_the_storage_moves_it_to_another_host(
    storage: RecordingStorage, server: Server, hs: HyperStudy, tmp_path: Path
) -> None:
    storage.add("EG_1", CONTENT)
    with Server() as other:
        other.respond(path="/elsewhere", body=CONTENT)
        server.respond_once(
            path=storage.path("EG_1"), status=302, headers={"Location": f"{other.url}/elsewhere"}
        )
        assert_whole(Run(hs, tmp_path), 1)
        assert "x-api-key" not in other.requests[0].headers


@pytest.mark.parametrize(
    ("members", "is_link_requested"),
    [
        # The path is read, not followed: whatever host it names, only ours gets the key.
        ({"downloadPath": "https://evil.invalid/data/recordings/download/room_1/EG_1"}, True),
        ({"downloadPath": "/data/recordings/download/room_1/EG_1"}, True),
        ({"downloadPath": "/api/v3/data/recordings/download/room_1/EG_1/"}, True),
        ({"downloadPath": "/other/form"}, True),
        ({"downloadPath": "http://[broken"}, True),
        ({"downloadPath": None, "downloadUrl": "LINK"}, False),
        ({"downloadPath": None, "url": "LINK"}, False),
        ({"downloadPath": "", "downloadUrl": float("nan"), "url": "LINK"}, False),
        ({"downloadPath": "/other/form", "url": "LINK"}, False),
    ],
)
def test_the_way_to_the_file(
    storage: RecordingStorage,
    server: Server,
    hs: HyperStudy,
    tmp_path: Path,
    members: dict[str, Any],
    is_link_requested: bool,
) -> None:
    row = storage.add("EG_1", CONTENT)
    row |= members
    storage.minted = 1
    row |= {name: storage.link("EG_1") for name, value in row.items() if value == "LINK"}
    row = {name: value for name, value in row.items() if value is not None}
    assert hs.download_recording(row, tmp_path).read_bytes() == CONTENT
    assert [request.path for request in server.requests if request.path.startswith("/api")] == (
        [storage.mint_path("EG_1")] if is_link_requested else []
    )


NOT_FOUND = {"status": "error", "error": {"code": "NOT_FOUND", "message": "no such recording"}}


def old_row(storage: RecordingStorage, link: str | None, **members: Any) -> dict[str, Any]:
    """A row as it was before June 2026: with a link of its own, and no path."""
    row = storage.add("EG_1", CONTENT, downloadPath=None, **members)
    row |= {} if link is None else {"downloadUrl": link}
    return row


@pytest.mark.parametrize(
    "members", [{}, {"recordingId": None}, {"roomId": None, "sessionId": "room_1"}]
)
def test_a_link_in_a_row_that_expired_is_made_anew_once(
    storage: RecordingStorage, hs: HyperStudy, tmp_path: Path, members: dict[str, Any]
) -> None:
    storage.expire()
    row = old_row(storage, storage.link("EG_1"), **members)
    assert hs.download_recording(row, tmp_path).read_bytes() == CONTENT
    assert (storage.minted, len(storage.asked("EG_1"))) == (1, 2)


def test_a_link_in_a_row_that_cannot_be_made_anew_is_asked_for_once(
    storage: RecordingStorage, hs: HyperStudy, tmp_path: Path
) -> None:
    storage.minted = 1
    old_row(storage, storage.link("EG_1"), roomId=None)
    storage.next("EG_1", times=9, status=403)
    run = Run(hs, tmp_path)
    assert_absent(run, "refused the link (403)", "does not tell the ids")
    assert (run.row["attempts"], len(storage.asked("EG_1"))) == (1, 1)


def test_a_link_that_expires_while_the_storage_is_out_of_order_is_made_anew_each_time(
    storage: RecordingStorage, hs: HyperStudy, tmp_path: Path
) -> None:
    # Each new link meets a storage that is busy, and is over when it is used for the second time.
    row = storage.add("EG_1", CONTENT)

    def busy(request: ReceivedRequest) -> Answer:
        storage.expire()
        return Answer(503)

    for _ in range(3):
        storage.server.respond_once(busy, path=storage.path("EG_1"))
        storage.server.respond_once(status=403, path=storage.path("EG_1"))
    assert hs.download_recording(row, tmp_path).read_bytes() == CONTENT
    assert (storage.minted, len(storage.asked("EG_1"))) == (4, 7)


def test_new_links_that_are_refused_end_a_download(
    storage: RecordingStorage, hs: HyperStudy, tmp_path: Path
) -> None:
    storage.add("EG_1", CONTENT)
    storage.next("EG_1", times=9, status=403)
    run = Run(hs, tmp_path)
    assert_absent(run, "refused the link (403)", "a new one did not help")
    assert (storage.minted, len(storage.asked("EG_1"))) == (2, 2)


def test_a_link_in_a_row_expired_and_the_server_makes_none(
    storage: RecordingStorage, hs: HyperStudy, tmp_path: Path
) -> None:
    storage.minted = 1
    old_row(storage, storage.link("EG_1"))
    storage.next("EG_1", times=9, status=410)
    storage.server.respond_once(path=storage.mint_path("EG_1"), status=404, body=NOT_FOUND)
    run = Run(hs, tmp_path)
    assert_absent(run, "refused the link (410)", "no such recording")
    assert len(storage.asked("EG_1")) == 1


EXPIRED = [
    "X-Goog-Date=20260101T000000Z&X-Goog-Expires=604800&X-Goog-Signature=secret1",
    "X-Amz-Date=20260101T000000Z&X-Amz-Expires=60&X-Amz-Signature=secret1",
    "GoogleAccessId=a&Expires=1767225600&Signature=secret1",
]


@pytest.mark.parametrize("signature", ["", "?…", *(f"?{one}" for one in EXPIRED)])
def test_a_link_whose_signature_was_taken_out_or_is_over_is_not_asked_for(
    storage: RecordingStorage, hs: HyperStudy, tmp_path: Path, signature: str
) -> None:
    row = old_row(storage, f"{storage.server.url}{storage.path('EG_1')}{signature}")
    assert hs.download_recording(row, tmp_path).read_bytes() == CONTENT
    assert (storage.minted, len(storage.asked("EG_1"))) == (1, 1)
    assert hs.get_recording_url(row) == storage.link("EG_1")


@pytest.mark.parametrize(
    "signature",
    [
        "X-Goog-Date=20260101T000000Z&X-Goog-Expires=999999999&X-Goog-Signature=secret1",
        "X-Goog-Date=today&X-Goog-Expires=60&X-Goog-Signature=secret1",
        "X-Goog-Expires=60&X-Goog-Signature=secret1",
        "Expires=99999999999999999999&X-Goog-Signature=secret1",
        "X-Goog-Signature=secret1",
    ],
)
def test_a_link_in_a_row_that_may_be_good_costs_no_request(
    storage: RecordingStorage, hs: HyperStudy, tmp_path: Path, signature: str
) -> None:
    link = f"{storage.server.url}{storage.path('EG_1')}?{signature}"
    row = old_row(storage, link)
    assert hs.get_recording_url(row) == link
    assert hs.download_recording(row, tmp_path).read_bytes() == CONTENT
    assert storage.minted == 0


def test_a_file_that_needs_no_signature(
    storage: RecordingStorage, hs: HyperStudy, tmp_path: Path
) -> None:
    row = old_row(storage, f"{storage.server.url}{storage.path('EG_1')}")
    for _ in range(2):
        storage.server.respond_once(path=storage.mint_path("EG_1"), status=404, body=NOT_FOUND)
    storage.server.respond_once(path=storage.path("EG_1"), body=CONTENT)
    assert hs.download_recording(row, tmp_path).read_bytes() == CONTENT
    assert hs.get_recording_url(row) == row["downloadUrl"]


def test_a_row_without_a_link_has_one_made(
    storage: RecordingStorage, hs: HyperStudy, tmp_path: Path
) -> None:
    # It was listed while it was being recorded; since then it was completed.
    row = old_row(storage, None, status="active")
    assert hs.download_recording(row, tmp_path).read_bytes() == CONTENT
    assert hs.get_recording_url(row) == storage.link("EG_1")
    for ask in (hs.get_recording_url, lambda row: hs.download_recording(row, tmp_path)):
        storage.server.respond_once(path=storage.mint_path("EG_1"), status=404, body=NOT_FOUND)
        with pytest.raises(ValueError, match="no link to its file yet; its status is 'active'"):
            ask(row)


def test_ids_that_are_no_ids_reach_nothing(
    storage: RecordingStorage, server: Server, hs: HyperStudy, tmp_path: Path
) -> None:
    row = storage.add("EG_1", CONTENT)
    row["downloadPath"] = "/data/recordings/download/room_1/..%2F..%2Fexperiments"
    with pytest.raises(InputError):
        hs.download_recording(row, tmp_path)
    assert server.requests == []


@pytest.mark.parametrize("row", [{}, {"recordingId": "x", "status": "active"}])
def test_a_recording_without_a_link_is_a_value_error(
    hs: HyperStudy, tmp_path: Path, row: dict[str, Any]
) -> None:
    with pytest.raises(ValueError, match="no link") as caught:
        hs.download_recording(row, tmp_path / "new")
    assert ("active" in str(caught.value)) == ("status" in row)
    assert not (tmp_path / "new").exists()


def test_a_link_without_a_download(
    storage: RecordingStorage, server: Server, hs: HyperStudy
) -> None:
    row = storage.add("EG_1", CONTENT)
    assert hs.get_recording_url(row) == storage.link("EG_1")
    assert hs.get_recording_url({"url": "https://storage/a?sig=1"}) == "https://storage/a?sig=1"
    server.respond_once(path=storage.mint_path("EG_1"), body={"status": "success", "data": {}})
    with pytest.raises(Exception, match="no link"):
        hs.get_recording_url(row)
    with pytest.raises(InputError, match="not a recording"):
        hs.get_recording_url(5)  # type: ignore[arg-type]


def test_a_link_that_is_no_address(hs: HyperStudy, tmp_path: Path) -> None:
    for url in ("no address", "ftp://a/b", "file:///etc/passwd", "http://a:b"):
        with pytest.raises(Exception, match=r"address|cannot be sent"):
            hs.download_recording({"url": url}, tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_one_recording_fails_with_its_error_and_goes_on_later(
    storage: RecordingStorage, hs: HyperStudy, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    quick(monkeypatch, tries=2)
    row = storage.add("EG_1", CONTENT)
    storage.next("EG_1", cut=30_000, then="close")
    storage.next("EG_1", status=None, then="close")
    with pytest.raises(Exception, match="connection"):
        hs.download_recording(row, tmp_path)
    assert hs.download_recording(row, str(tmp_path)).read_bytes() == CONTENT
    assert storage.asked("EG_1")[-1] == "bytes=30000-"
    # The published form downloads anew; what was there stays until the new one is whole.
    before = len(storage.asked("EG_1"))
    hs.download_recording(row, tmp_path)
    assert len(storage.asked("EG_1")) == before + 1
    hs.download_recording(row, tmp_path, existing="skip")
    assert len(storage.asked("EG_1")) == before + 1


def test_bytes_are_durable_before_the_name_is_there(
    storage: RecordingStorage, hs: HyperStudy, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    storage.add("EG_1", CONTENT)
    order: list[str] = []
    sync, link = os.fsync, Path.hardlink_to

    def synced(descriptor: int) -> None:
        sync(descriptor)
        if os.fstat(descriptor).st_size == SIZE:
            order.append("durable")

    def linked(self: Path, target: Path) -> None:
        if self.name == NAME:
            order.append("named")
        link(self, target)

    monkeypatch.setattr(os, "fsync", synced)
    monkeypatch.setattr(Path, "hardlink_to", linked)
    assert_whole(Run(hs, tmp_path), 1)
    assert order == ["durable", "named"]


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    cut=st.integers(0, 999),
    size_from=st.sampled_from(["length", "chunks", "listed", "hash"]),
    ending=st.sampled_from(["close", "reset"]),
)
def test_wherever_a_body_ends_the_file_is_whole_or_absent(
    tmp_path_factory: pytest.TempPathFactory,
    storage: RecordingStorage,
    hs: HyperStudy,
    cut: int,
    size_from: str,
    ending: str,
) -> None:
    content = CONTENT[:1000]
    storage.rows.clear()
    storage.hashes = size_from == "hash"
    storage.add("EG_1", content, fileSize=1000 if size_from == "listed" else None)
    storage.next(
        "EG_1", cut=cut, length=size_from == "length", chunked=size_from == "chunks", then=ending
    )
    run = Run(hs, tmp_path_factory.mktemp("cut"))
    assert_whole(run, run.row["attempts"], content)
    assert run.row["attempts"] > 1


def test_nothing_of_a_failed_recording_looks_finished(
    storage: RecordingStorage, hs: HyperStudy, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    storage.add("EG_1", CONTENT)
    left = leave_a_part(storage, hs, tmp_path, monkeypatch)
    assert files(tmp_path) == {left.name, f"{left.name}.json"}
    assert [one.size for one in left_in(tmp_path).popitem()[1]] == [50_000]
    # Signatures are not in the notes either.
    assert b"secret" not in left.with_name(f"{left.name}.json").read_bytes()


def test_failures_are_told_as_events(
    storage: RecordingStorage, hs: HyperStudy, tmp_path: Path
) -> None:
    storage.add("EG_1", CONTENT)
    storage.next("EG_1", status=418)
    run = Run(hs, tmp_path)
    failed = run.events[-1]
    assert isinstance(failed, Failed)
    assert failed.attempts == 1
    assert failed.to_dict()["error"] == str(failed.error)


def test_the_words_of_a_firewall_before_the_storage_are_told(
    hs: HyperStudy, storage: RecordingStorage, tmp_path: Path
) -> None:
    storage.add("EG_1", CONTENT)
    words = {"headers": {"Content-Type": "text/plain"}, "body": b"Blocked by rule 4711\n"}
    storage.next("EG_1", times=9, status=403, **words)
    run = Run(hs, tmp_path)
    assert run.row["download_status"] == "failed"
    assert "Blocked by rule 4711" in run.row["error"]
