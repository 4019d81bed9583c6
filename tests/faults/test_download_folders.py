"""Many recordings and their folder: names, what is there, the plan, the report, the check."""

from __future__ import annotations

import csv
import hashlib
import io
import logging
import os
import shutil
import sys
import threading
import tracemalloc
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pandas as pd
import pytest

from hyperstudy import (
    DownloadWarning,
    ForbiddenError,
    HyperStudy,
    HyperStudyError,
    InputError,
    RetryPolicy,
    check_recordings,
    fetch_report,
)
from hyperstudy.display import progress
from hyperstudy.downloads.events import Done
from hyperstudy.downloads.listeners import ProgressBar
from hyperstudy.files.folders import FolderError

from .recording_storage import EXPERIMENT, LIST, RecordingStorage, quick
from .server import Answer, ReceivedRequest, Server

if TYPE_CHECKING:
    from collections.abc import Iterator

KEY = "hst_live_s3cretpart0123456789"
REPORT = "recordings_metadata.csv"
NO_HOME = "~nobody-of-that-name/x"
POSIX = pytest.mark.skipif(os.name == "nt", reason="Windows makes such a folder up")


@pytest.fixture
def hs(server: Server, monkeypatch: pytest.MonkeyPatch) -> Iterator[HyperStudy]:
    quick(monkeypatch, tries=2)
    retry = RetryPolicy(tries=1)
    with HyperStudy(KEY, f"{server.url}/api/v3", retry=retry) as client:
        yield client


@pytest.fixture
def storage(server: Server) -> RecordingStorage:
    return RecordingStorage(server)


def content_of(number: int, size: int = 3000) -> bytes:
    return bytes((number * 7 + at) % 251 for at in range(size))


def fill(storage: RecordingStorage, count: int) -> None:
    for number in range(count):
        storage.add(f"EG_{number}", content_of(number))


def read_report(folder: Path) -> list[dict[str, str]]:
    with (folder / REPORT).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def media(folder: Path) -> set[str]:
    return {one.name for one in folder.iterdir()} - {REPORT}


def statuses(frame: pd.DataFrame) -> list[str]:
    return frame["download_status"].tolist()


def test_several_at_once(
    storage: RecordingStorage, server: Server, hs: HyperStudy, tmp_path: Path
) -> None:
    reply, together = storage._file, threading.Barrier(4, timeout=20)

    def file(request: ReceivedRequest) -> Answer:
        together.wait()  # none of four is answered before all are there
        return reply(request)

    fill(storage, 8)
    for number in range(8):
        server.respond(file, path=storage.path(f"EG_{number}"))
    frame = hs.download_recordings(EXPERIMENT, output_dir=tmp_path, parallel=4)
    assert server.most_at_once == 4
    assert statuses(frame) == ["downloaded"] * 8
    for number, path in enumerate(frame["local_path"]):
        assert Path(path).read_bytes() == content_of(number)


def test_one_at_a_time(
    storage: RecordingStorage, server: Server, hs: HyperStudy, tmp_path: Path
) -> None:
    fill(storage, 3)
    hs.download_recordings(EXPERIMENT, output_dir=tmp_path, parallel=1)
    assert server.most_at_once == 1


def test_memory_stays_flat(storage: RecordingStorage, hs: HyperStudy, tmp_path: Path) -> None:
    content = bytes(1 << 20) * 24
    storage.hashes = False
    for number in range(2):
        storage.add(f"EG_{number}", content)
    hs.download_recordings(EXPERIMENT, output_dir=tmp_path / "warm")
    tracemalloc.start()
    try:
        hs.download_recordings(EXPERIMENT, output_dir=tmp_path / "measured")
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert peak < 4 << 20


def test_the_frame_has_the_listing_and_what_became_of_it(
    storage: RecordingStorage, hs: HyperStudy, tmp_path: Path
) -> None:
    fill(storage, 2)
    storage.rows[0]["error"] = "of the server's own"
    listing = hs.get_recordings(EXPERIMENT)
    frame = hs.download_recordings(EXPERIMENT, output_dir=str(tmp_path))
    added = ["local_path", "download_status", "bytes", "sha256", "verified", "error", "attempts"]
    assert [*frame.columns[-len(added) :]] == added
    assert set(listing.columns) - set(frame.columns) == set()
    assert frame["error_of_recording"].iloc[0] == "of the server's own"
    assert frame["error"].tolist() == [None, None]
    assert str(frame["bytes"].dtype) == str(frame["attempts"].dtype) == "Int64"
    assert fetch_report(frame).complete
    assert all(Path(path).is_absolute() for path in frame["local_path"])


@pytest.mark.filterwarnings("ignore::hyperstudy.HyperStudyWarning")
def test_one_that_fails_never_stops_the_rest(
    storage: RecordingStorage, server: Server, hs: HyperStudy, tmp_path: Path
) -> None:
    fill(storage, 7)
    server.respond_once(
        path=storage.mint_path("EG_0"),
        status=404,
        body={"status": "error", "error": {"code": "NOT_FOUND", "message": "not ready"}},
    )
    storage.next("EG_1", status=418)
    # A folder in the way of a file.
    (tmp_path / "Dana_EG_2_video_EG_2.mp4").mkdir(parents=True)
    storage.rows[3] |= {"participantName": {"first": 5}, "metadata": "odd", "fileSize": "many"}
    del storage.rows[4]["downloadPath"]
    server.respond_once(
        path=storage.mint_path("EG_4"),
        status=404,
        body={"status": "error", "error": {"code": "NOT_FOUND", "message": "not there"}},
    )
    server.respond_once(path=storage.mint_path("EG_5"), raw=b"nonsense", then="close")
    frame = hs.download_recordings(EXPERIMENT, output_dir=tmp_path)
    assert statuses(frame) == [
        "failed", "failed", "failed", "downloaded", "failed", "downloaded", "downloaded",
    ]  # fmt: skip
    errors = frame["error"].tolist()
    assert "not ready" in errors[0]
    assert "418" in errors[1]
    assert "in its way" in errors[2]
    assert "no link" in errors[4]
    rows = read_report(tmp_path)
    assert [row["download_status"] for row in rows] == statuses(frame)
    assert [row["error"] for row in rows] == [text or "" for text in errors]


def test_failures_are_warned_of_one_by_one_and_in_sum(
    storage: RecordingStorage, hs: HyperStudy, tmp_path: Path
) -> None:
    fill(storage, 3)
    storage.next("EG_1", status=418)
    with pytest.warns(DownloadWarning) as caught:
        hs.download_recordings(EXPERIMENT, output_dir=tmp_path)
    texts = [str(one.message) for one in caught]
    assert len(texts) == 2
    assert texts[0].startswith("Dana_EG_1_video_EG_1.mp4 was not downloaded: ")
    assert texts[1].startswith("1 of 3 recordings failed to download")
    assert caught[0].filename == __file__


def test_two_that_share_a_name_both_survive_and_are_the_same_in_every_run(
    storage: RecordingStorage, hs: HyperStudy, tmp_path: Path
) -> None:
    for number in range(3):
        storage.add(
            f"EG_{number}", content_of(number),
            recordingId=None, egressId=None, participantName="Dana",
            fileSize=None, participantId="user_1",
        )  # fmt: skip
    first = hs.download_recordings(EXPERIMENT, output_dir=tmp_path)
    contents = [Path(path).read_bytes() for path in first["local_path"]]
    assert contents == [content_of(number) for number in range(3)]
    storage.rows.reverse()
    second = hs.download_recordings(EXPERIMENT, output_dir=tmp_path)
    assert statuses(second) == ["skipped"] * 3
    assert second["local_path"].tolist() == first["local_path"].tolist()[::-1]
    # And a part of the listing finds its own files too.
    del storage.rows[1:]
    third = hs.download_recordings(EXPERIMENT, output_dir=tmp_path)
    assert third["local_path"].tolist() == second["local_path"].tolist()[:1]
    assert statuses(third) == ["skipped"]


@pytest.mark.filterwarnings("ignore::hyperstudy.IncompleteDataWarning")
def test_a_recording_that_is_listed_twice_is_downloaded_once(
    storage: RecordingStorage, hs: HyperStudy, tmp_path: Path
) -> None:
    fill(storage, 1)
    storage.rows.append(dict(storage.rows[0]))
    storage.rows[1]["startTime"] = "2026-03-02T09:00:00Z"
    frame = hs.download_recordings(EXPERIMENT, output_dir=tmp_path)
    assert statuses(frame) == ["downloaded"] * 2
    assert len(storage.asked("EG_0")) == 1


def test_names_never_leave_the_folder(
    storage: RecordingStorage, hs: HyperStudy, tmp_path: Path
) -> None:
    hostile = ["../../evil", "/etc/passwd", "..", "C:\\evil", "a\0b", "~root", "-rf", ".hidden"]
    for number, name in enumerate(hostile):
        storage.add(
            f"EG_{number}", content_of(number), participantName=name,
            metadata={"type": name}, format=name,
        )  # fmt: skip
    folder = tmp_path / "a" / "b"
    frame = hs.download_recordings(EXPERIMENT, output_dir=folder)
    assert statuses(frame) == ["downloaded"] * len(hostile)
    assert {Path(path).parent for path in frame["local_path"]} == {folder}
    assert {one.relative_to(tmp_path).as_posix() for one in tmp_path.iterdir()} == {"a"}
    assert len(media(folder)) == len(hostile)


def test_the_type_is_compared_here(
    storage: RecordingStorage, hs: HyperStudy, tmp_path: Path
) -> None:
    fill(storage, 2)
    storage.rows[1] |= {"metadata": {"type": "audio"}, "format": None}
    frame = hs.download_recordings(EXPERIMENT, output_dir=tmp_path, recording_type="audio")
    assert media(tmp_path) == {"Dana_EG_1_audio_EG_1.webm"}
    assert len(frame) == 1


class TestExisting:
    """What to do with files that are there."""

    NAME = "Dana_EG_0_video_EG_0.mp4"

    @pytest.mark.parametrize(
        ("options", "here", "fetched"),
        [
            ({}, "right", False),
            ({}, "longer", True),
            ({}, "changed", False),
            ({"skip_existing": True}, "right", False),
            ({"skip_existing": False}, "right", True),
            ({"existing": "skip"}, "right", False),
            ({"existing": "skip", "skip_existing": False}, "right", False),
            ({"existing": "replace"}, "right", True),
            ({"existing": "keep"}, "longer", False),
            ({"existing": "verify"}, "right", False),
            ({"existing": "verify"}, "changed", True),
            ({"existing": "verify"}, "longer", True),
        ],
    )
    def test_policy(
        self,
        storage: RecordingStorage,
        hs: HyperStudy,
        tmp_path: Path,
        options: dict[str, Any],
        here: str,
        fetched: bool,
    ) -> None:
        fill(storage, 1)
        hs.download_recordings(EXPERIMENT, output_dir=tmp_path)
        file = tmp_path / self.NAME
        content = {
            "right": content_of(0),
            "longer": content_of(0) + b"more",
            "changed": content_of(1),
        }[here]
        file.write_bytes(content)
        plan = hs.plan_downloads(EXPERIMENT, output_dir=tmp_path, **options)
        frame = hs.download_recordings(EXPERIMENT, output_dir=tmp_path, **options)
        assert statuses(frame) == ["downloaded" if fetched else "skipped"]
        assert len(storage.asked("EG_0")) == 1 + fetched
        # Nothing is asked of the API for a file that stays.
        assert storage.minted == 1 + fetched
        assert file.read_bytes() == (content_of(0) if fetched else content)
        verifying = options.get("existing") == "verify" and here == "changed"
        assert len(plan.wanted) == (0 if verifying else fetched)
        if here == "right":
            # What is known of a file is not forgotten when it is skipped.
            assert frame["sha256"][0] == hashlib.sha256(content).hexdigest()

    def test_an_unknown_size_is_no_reason_to_fetch_it_again(
        self, storage: RecordingStorage, hs: HyperStudy, tmp_path: Path
    ) -> None:
        storage.add("EG_0", content_of(0), fileSize=None)
        (tmp_path / self.NAME).write_bytes(b"whatever")
        assert statuses(hs.download_recordings(EXPERIMENT, output_dir=tmp_path)) == ["skipped"]
        (tmp_path / self.NAME).write_bytes(b"")
        assert statuses(hs.download_recordings(EXPERIMENT, output_dir=tmp_path)) == ["downloaded"]

    def test_without_a_hash_nothing_is_verified(
        self, storage: RecordingStorage, hs: HyperStudy, tmp_path: Path
    ) -> None:
        fill(storage, 1)
        (tmp_path / self.NAME).write_bytes(content_of(0))
        frame = hs.download_recordings(EXPERIMENT, output_dir=tmp_path, existing="verify")
        assert statuses(frame) == ["downloaded"]

    @pytest.mark.filterwarnings("ignore::hyperstudy.DownloadWarning")
    def test_the_old_file_stays_until_the_new_one_is_whole(
        self, storage: RecordingStorage, hs: HyperStudy, tmp_path: Path
    ) -> None:
        fill(storage, 1)
        file = tmp_path / self.NAME
        file.write_bytes(b"old")
        storage.next("EG_0", times=2, status=503)
        frame = hs.download_recordings(EXPERIMENT, output_dir=tmp_path, existing="replace")
        assert statuses(frame) == ["failed"]
        assert file.read_bytes() == b"old"


@pytest.mark.parametrize(
    ("options", "words"),
    [
        ({"recording_type": "vidio"}, "Did you mean 'video'"),
        ({"existing": "overwrite"}, "'replace'"),
        ({"scope": "rooms"}, "'room'"),
        ({"skip_existing": "no"}, "skip_existing"),
        ({"use_names": 1}, "use_names"),
        ({"parallel": 0}, "parallel"),
        ({"parallel": 99}, "16"),
        ({"output_dir": None}, "output_dir"),
        pytest.param({"output_dir": NO_HOME}, "no user", marks=POSIX),
        ({"output_dir": "a\0b"}, "path as text"),
        ({"scope": "participant"}, "room_id"),
    ],
)
def test_what_cannot_be_meant_is_refused_before_any_request(
    hs: HyperStudy, server: Server, tmp_path: Path, options: dict[str, Any], words: str
) -> None:
    with pytest.raises(InputError, match=words):
        hs.download_recordings(EXPERIMENT, **{"output_dir": tmp_path / "new", **options})
    assert server.requests == []


@pytest.mark.parametrize("folder", [pytest.param(NO_HOME, marks=POSIX), "a\0b", b"x", None])
def test_what_is_no_folder_cannot_be_checked(folder: Any) -> None:
    with pytest.raises(InputError, match="not a folder"):
        check_recordings(folder)


def test_a_folder_with_a_name_that_no_disk_takes(
    server: Server, hs: HyperStudy, tmp_path: Path
) -> None:
    with pytest.raises(FolderError, match="can be used"):
        hs.download_recordings(EXPERIMENT, output_dir=tmp_path / ("x" * 300))
    with pytest.raises(HyperStudyError, match="can be used"):
        check_recordings(tmp_path / ("x" * 300))
    assert server.requests == []


def test_what_a_replacing_run_says_of_the_next_one(
    storage: RecordingStorage, hs: HyperStudy, tmp_path: Path
) -> None:
    fill(storage, 2)
    for existing, words in (("skip", "not fetched a second time"), ("replace", "all anew")):
        storage.next("EG_1", times=2, status=503)
        with pytest.warns(DownloadWarning) as caught:
            hs.download_recordings(EXPERIMENT, output_dir=tmp_path, existing=existing)
        assert words in str(caught[-1].message)


def test_the_listing_is_named_when_it_fails(server: Server, hs: HyperStudy, tmp_path: Path) -> None:
    server.respond_once(
        path=LIST,
        status=403,
        body={
            "status": "error",
            "error": {
                "code": "FORBIDDEN", "message": "no", "details": {"required": ["read:recordings"]},
            },
        },
    )  # fmt: skip
    with pytest.raises(HyperStudyError, match="failed to list recordings") as caught:
        hs.download_recordings(EXPERIMENT, output_dir=tmp_path)
    error = caught.value
    assert (error.code, error.status_code) == ("FORBIDDEN", 403)
    assert error.details == {"required": ["read:recordings"]}
    assert isinstance(error.__cause__, ForbiddenError)
    server.respond_once(path=LIST, status=418)
    with pytest.raises(HyperStudyError) as caught:
        hs.download_recordings(EXPERIMENT, output_dir=tmp_path)
    assert (caught.value.code, caught.value.status_code) == ("LIST_RECORDINGS_FAILED", 418)


def test_the_listing_may_take_long(
    storage: RecordingStorage, server: Server, tmp_path: Path
) -> None:
    server.respond_once(storage._list, path=LIST, delay=0.8)
    with HyperStudy(KEY, f"{server.url}/api/v3", timeout=0.3) as hs:
        assert len(hs.download_recordings(EXPERIMENT, output_dir=tmp_path)) == 0


class TestPlan:
    @pytest.mark.filterwarnings("ignore::hyperstudy.DownloadWarning")
    def test_what_is_there_and_what_is_not(
        self, storage: RecordingStorage, server: Server, hs: HyperStudy, tmp_path: Path
    ) -> None:
        fill(storage, 3)
        storage.next("EG_1", cut=1000, then="close")
        storage.next("EG_1", status=503)
        hs.download_recordings(EXPERIMENT, output_dir=tmp_path)
        storage.add("EG_3", content_of(3), fileSize=None)
        before = sorted(tmp_path.iterdir())
        requests = len(server.requests)
        plan = hs.plan_downloads(EXPERIMENT, output_dir=tmp_path)
        assert [one.action for one in plan.files] == ["skip", "resume", "skip", "download"]
        assert (len(plan.here), plan.bytes_here) == (2, 6000)
        assert (len(plan.wanted), plan.bytes_wanted, plan.unknown_sizes) == (2, 2000, 1)
        assert str(plan) == (
            f"4 recordings for {tmp_path}; 2 are there (6 kB); 2 to download (2 kB); "
            "1 of them go on after 1 kB; 1 of unknown size"
        )
        # It looks, and does nothing.
        assert sorted(tmp_path.iterdir()) == before
        assert len(server.requests) == requests + 1

    def test_the_folder_need_not_be_there(
        self, storage: RecordingStorage, hs: HyperStudy, tmp_path: Path
    ) -> None:
        fill(storage, 2)
        plan = hs.plan_downloads(EXPERIMENT, output_dir=tmp_path / "new")
        assert len(plan.wanted) == 2
        assert not (tmp_path / "new").exists()


class TestReport:
    """``recordings_metadata.csv``."""

    def test_it_is_written_for_none_too(
        self, storage: RecordingStorage, hs: HyperStudy, tmp_path: Path
    ) -> None:
        frame = hs.download_recordings(EXPERIMENT, output_dir=tmp_path)
        assert len(frame) == 0
        assert list(frame.columns[:2]) == ["recordingId", "egressId"]
        assert read_report(tmp_path) == []
        header = (tmp_path / REPORT).read_text("utf-8").splitlines()[0].split(",")
        assert header == [*frame.columns, "bytes_listed", "source"]

    def test_no_signature_and_no_formula(
        self, storage: RecordingStorage, hs: HyperStudy, tmp_path: Path
    ) -> None:
        row = storage.add("EG_0", content_of(0), participantName="=cmd|'/C calc'!A0")
        storage.minted = 1
        row |= {
            "downloadUrl": storage.link("EG_0"),
            "url": "https://storage/a.mp4?X-Goog-Signature=secret#part",
            "metadata": {"type": "video", "preview": "https://storage/p?token=secret"},
            "thumbnail": "https://storage/t.png?sig=secret",
            "videoOffset": -640,
            "@note": "+49 170",
            "sum": "-12.5e3",
            "dash": " -dash",
            "wide": "\uff1d1+1",
            "tab": "\t=1",
            "lines": 'two\nlines, "quoted"',
            "odd": "\ud800",
        }
        hs.download_recordings(EXPERIMENT, output_dir=tmp_path)
        text = (tmp_path / REPORT).read_text("utf-8")
        assert "secret" not in text
        (written,) = read_report(tmp_path)
        assert written["participantName"] == "'=cmd|'/C calc'!A0"
        assert written["url"].startswith("https://storage/a.mp4")
        assert written["'@note"] == "'+49 170"
        assert written["videoOffset"] == "-640.0"
        assert written["sum"] == "-12.5e3"
        assert written["dash"] == "' -dash"
        assert written["wide"] == "'\uff1d1+1"
        assert written["tab"] == "'\t=1"
        assert written["lines"] == 'two\nlines, "quoted"'
        # pandas reads it as it was meant.
        assert pd.read_csv(tmp_path / REPORT)["videoOffset"][0] == -640

    def test_it_describes_the_folder_and_not_only_the_last_run(
        self, storage: RecordingStorage, hs: HyperStudy, tmp_path: Path
    ) -> None:
        fill(storage, 3)
        storage.rows[1]["only_here"] = "kept"
        hs.download_recordings(EXPERIMENT, output_dir=tmp_path)
        (tmp_path / "Dana_EG_2_video_EG_2.mp4").unlink()
        del storage.rows[1:]
        hs.download_recordings(EXPERIMENT, output_dir=tmp_path)
        rows = read_report(tmp_path)
        # What is neither listed nor there any more is forgotten.
        assert [row["recordingId"] for row in rows] == ["EG_0", "EG_1"]
        assert rows[1]["only_here"] == "kept"
        assert rows[1]["download_status"] == "downloaded"
        assert check_recordings(tmp_path).complete

    def test_one_of_another_program_is_understood_as_far_as_it_goes(
        self, storage: RecordingStorage, hs: HyperStudy, tmp_path: Path
    ) -> None:
        fill(storage, 1)
        (tmp_path / "other.mp4").write_bytes(b"x")
        (tmp_path / REPORT).write_text(
            "\ufeffrecordingId,local_path,download_status,bytes\r\n"
            "EG_9,C:\\data\\other.mp4,downloaded,1,and,more\r\nEG_8\r\n",
            "utf-8",
        )
        hs.download_recordings(EXPERIMENT, output_dir=tmp_path)
        rows = read_report(tmp_path)
        assert [row["recordingId"] for row in rows] == ["EG_0", "EG_9"]
        assert check_recordings(tmp_path).right == ("Dana_EG_0_video_EG_0.mp4", "other.mp4")

    def test_one_that_is_no_table_is_replaced(
        self, storage: RecordingStorage, hs: HyperStudy, tmp_path: Path
    ) -> None:
        fill(storage, 1)
        foreign = b'a,b\n"' + b"x" * 200_000 + b"\xff\0"
        (tmp_path / REPORT).write_bytes(foreign)
        with pytest.warns(DownloadWarning, match="could not be understood"):
            hs.download_recordings(EXPERIMENT, output_dir=tmp_path)
        assert len(read_report(tmp_path)) == 1
        (aside,) = tmp_path.glob("recordings_metadata.unreadable-*.csv")
        assert aside.read_bytes() == foreign
        # What is empty is not worth keeping.
        (tmp_path / REPORT).write_bytes(b"")
        hs.download_recordings(EXPERIMENT, output_dir=tmp_path)
        assert len(read_report(tmp_path)) == 1

    @pytest.mark.filterwarnings("error")
    def test_where_warnings_are_errors_one_that_is_no_table_costs_nothing(
        self, storage: RecordingStorage, hs: HyperStudy, tmp_path: Path
    ) -> None:
        fill(storage, 1)
        (tmp_path / REPORT).write_bytes(b"\xff\0")
        with pytest.raises(DownloadWarning, match="could not be understood") as caught:
            hs.download_recordings(EXPERIMENT, output_dir=tmp_path)
        assert statuses(caught.value.partial) == ["downloaded"]
        assert len(read_report(tmp_path)) == 1
        (tmp_path / REPORT).write_bytes(b"\xff\0")
        with pytest.raises(DownloadWarning, match="could not be understood") as caught:
            hs.download_recording(hs.get_recordings(EXPERIMENT, output="dict")[0], tmp_path)
        assert caught.value.partial.is_file()
        assert len(read_report(tmp_path)) == 1

    def test_one_that_cannot_be_written_does_not_cost_the_files(
        self, storage: RecordingStorage, hs: HyperStudy, tmp_path: Path
    ) -> None:
        fill(storage, 1)
        (tmp_path / REPORT).mkdir()
        with pytest.warns(DownloadWarning, match="could not be written"):
            frame = hs.download_recordings(EXPERIMENT, output_dir=tmp_path)
        assert statuses(frame) == ["downloaded"]
        assert media(tmp_path) == {"Dana_EG_0_video_EG_0.mp4"}

    def test_it_tells_what_was_done_until_something_broke(
        self, storage: RecordingStorage, hs: HyperStudy, tmp_path: Path
    ) -> None:
        fill(storage, 3)
        # Events are handled while the next file comes: it must not be whole by then.
        storage.next("EG_1", cut=10, then="stall")

        def listener(event: object) -> None:
            if isinstance(event, Done):
                storage.wait_for("EG_1")
                raise RuntimeError("a fault in somebody's listener")

        with pytest.raises(RuntimeError) as caught:
            hs.download_recordings(EXPERIMENT, output_dir=tmp_path, on_event=listener, parallel=1)
        assert "1 of 3 recordings are whole" in caught.value.__notes__[0]
        rows = read_report(tmp_path)
        assert [row["download_status"] for row in rows] == ["downloaded", "failed", "failed"]
        frame = hs.download_recordings(EXPERIMENT, output_dir=tmp_path)
        assert statuses(frame)[0] == "skipped"

    def test_a_long_run_writes_it_on_the_way(
        self,
        storage: RecordingStorage,
        hs: HyperStudy,
        tmp_path: Path,
        monkeypatch: pytest.MonkeyPatch,
    ) -> None:
        fill(storage, 3)
        monkeypatch.setattr("hyperstudy.downloads.run._REST", 0.0)
        storage.next("EG_0", delay=0.11)
        request: list[list[str]] = []

        def listener(event: object) -> None:
            if isinstance(event, Done):
                request.append([row["download_status"] for row in read_report(tmp_path)])

        hs.download_recordings(EXPERIMENT, output_dir=tmp_path, on_event=listener, parallel=1)
        assert [one.count("pending") for one in request] == [3, 2, 1]


class TestCheck:
    def test_a_folder_that_changed(
        self, storage: RecordingStorage, hs: HyperStudy, tmp_path: Path
    ) -> None:
        fill(storage, 6)
        folder = tmp_path / "here"
        storage.next("EG_5", times=3, status=404)
        with pytest.warns(DownloadWarning):
            hs.download_recordings(EXPERIMENT, output_dir=folder)
        name = "Dana_EG_{0}_video_EG_{0}.mp4".format
        (folder / name(0)).unlink()
        (folder / name(1)).write_bytes(content_of(1)[:-1])
        (folder / name(2)).write_bytes(content_of(3))
        (folder / "stranger.mp4").write_bytes(b"x")
        for name_of_system in (".DS_Store", "Thumbs.db"):
            (folder / name_of_system).write_bytes(b"x")
        (folder / "notes").mkdir()
        # It may have been moved.
        moved = folder.rename(tmp_path / "there")
        found = check_recordings(moved)
        assert found.missing == (name(0),)
        assert found.different == {
            name(1): "2999 bytes instead of 3000",
            name(2): "other content (SHA-256)",
        }
        assert found.right == (name(3), name(4))
        assert found.extra == ("stranger.mp4",)
        assert list(found.never_came) == ["EG_5"]
        assert "404" in found.never_came["EG_5"]
        assert not found
        assert str(found) == (
            f"{moved}: NOT COMPLETE; 2 right; 1 missing ({name(0)}); 2 different ({name(1)}, "
            f"{name(2)}); 1 extra (stranger.mp4); 1 never came (EG_5)"
        )
        quickly = check_recordings(str(moved), contents=False)
        assert list(quickly.different) == [name(1)]
        assert set(quickly.unhashed) == {name(2), name(3), name(4)}

    def test_a_folder_that_is_as_it_was(
        self, storage: RecordingStorage, hs: HyperStudy, tmp_path: Path
    ) -> None:
        fill(storage, 5)
        hs.download_recordings(EXPERIMENT, output_dir=tmp_path)
        found = check_recordings(tmp_path)
        assert found
        assert found.complete
        assert (found.extra, found.unfinished, found.unhashed) == ((), (), ())

    def test_unfinished_files_are_neither_missing_nor_extra(
        self, storage: RecordingStorage, hs: HyperStudy, tmp_path: Path
    ) -> None:
        fill(storage, 1)
        storage.next("EG_0", cut=1000, then="close")
        storage.next("EG_0", status=503)
        with pytest.warns(DownloadWarning):
            hs.download_recordings(EXPERIMENT, output_dir=tmp_path)
        found = check_recordings(tmp_path)
        assert len(found.unfinished) == 1
        assert found.extra == ()
        assert not found.complete

    def test_a_folder_without_a_report(self, tmp_path: Path) -> None:
        with pytest.raises(InputError, match=REPORT):
            check_recordings(tmp_path)
        with pytest.raises(InputError, match="contents"):
            check_recordings(tmp_path, contents="yes")  # type: ignore[arg-type]

    def test_a_file_that_cannot_be_read(
        self,
        storage: RecordingStorage,
        hs: HyperStudy,
        tmp_path: Path,
        monkeypatch: pytest.MonkeyPatch,
    ) -> None:
        fill(storage, 1)
        hs.download_recordings(EXPERIMENT, output_dir=tmp_path)

        def refuse(*_: object) -> int:
            raise PermissionError(13, "Permission denied")

        monkeypatch.setattr("hyperstudy.downloads.check.read_through", refuse)
        assert list(check_recordings(tmp_path).different.values()) == [
            "cannot be read: Permission denied"
        ]


class TestRoom:
    def test_it_is_asked_before_anything_is_downloaded(
        self,
        storage: RecordingStorage,
        hs: HyperStudy,
        tmp_path: Path,
        monkeypatch: pytest.MonkeyPatch,
    ) -> None:
        fill(storage, 2)
        hs.download_recordings(EXPERIMENT, output_dir=tmp_path)
        storage.add("EG_2", content_of(2, 5000))
        usage = shutil.disk_usage(tmp_path)._replace(free=4999)
        monkeypatch.setattr(shutil, "disk_usage", lambda _: usage)
        with pytest.raises(FolderError, match=r"need 5 kB, and .* has 5 kB left") as caught:
            hs.download_recordings(EXPERIMENT, output_dir=tmp_path)
        assert caught.value.code == "NOT_ENOUGH_SPACE"
        assert caught.value.details == {"needed": 5000, "free": 4999}
        assert statuses(caught.value.partial) == ["skipped", "skipped", "failed"]
        assert storage.asked("EG_2") == []
        assert [row["download_status"] for row in read_report(tmp_path)] == [
            "skipped", "skipped", "failed",
        ]  # fmt: skip
        # Bytes that are here need no room: nothing is to be fetched.
        del storage.rows[2]
        hs.download_recordings(EXPERIMENT, output_dir=tmp_path)

    def test_a_system_that_does_not_tell_is_no_obstacle(
        self,
        storage: RecordingStorage,
        hs: HyperStudy,
        tmp_path: Path,
        monkeypatch: pytest.MonkeyPatch,
    ) -> None:
        def refuse(_: object) -> None:
            raise OSError

        fill(storage, 1)
        monkeypatch.setattr(shutil, "disk_usage", refuse)
        assert statuses(hs.download_recordings(EXPERIMENT, output_dir=tmp_path)) == ["downloaded"]

    def test_a_file_where_the_folder_should_be(
        self, storage: RecordingStorage, server: Server, hs: HyperStudy, tmp_path: Path
    ) -> None:
        (tmp_path / "file").write_bytes(b"x")
        for folder in (tmp_path / "file", tmp_path / "file" / "below"):
            with pytest.raises(FolderError, match="not a folder") as caught:
                hs.download_recordings(EXPERIMENT, output_dir=folder)
            assert caught.value.code == "NO_FOLDER"
        # A listing can take a minute: the folder is looked at before.
        assert server.requests == []

    def test_a_folder_that_goes_away_meanwhile(
        self, storage: RecordingStorage, hs: HyperStudy, tmp_path: Path
    ) -> None:
        fill(storage, 3)
        folder = tmp_path / "stick"

        def pulled(request: Any) -> Answer:
            shutil.rmtree(folder)
            return storage._file(request)

        storage.server.respond_once(pulled, path=storage.path("EG_1"))
        with pytest.raises(FolderError, match="not a folder") as caught:
            hs.download_recordings(EXPERIMENT, output_dir=folder, parallel=1)
        assert statuses(caught.value.partial) == ["downloaded", "failed", "failed"]


class TestBar:
    class Recorder:
        def __init__(self) -> None:
            self.calls: list[tuple[str, Any]] = []

        def start(self, total: int | None, initial: int = 0) -> None:
            self.calls.append(("start", (total, initial)))

        def advance(self, amount: int) -> None:
            self.calls.append(("advance", amount))

        def set_text(self, text: str) -> None:
            self.calls.append(("say", text))

        def wait(self, why: str, seconds: float, until: datetime) -> None:
            assert until.tzinfo is not None
            self.calls.append(("wait", (why, seconds)))

    def test_it_counts_what_is_read_to_be_verified(
        self, storage: RecordingStorage, hs: HyperStudy, tmp_path: Path
    ) -> None:
        fill(storage, 3)
        paths = hs.download_recordings(EXPERIMENT, output_dir=tmp_path)["local_path"]
        Path(paths[0]).write_bytes(content_of(7))
        plan = hs.plan_downloads(EXPERIMENT, output_dir=tmp_path, existing="verify")
        recorder = self.Recorder()
        bar = ProgressBar(plan, recorder)  # type: ignore[arg-type]
        hs.download_recordings(EXPERIMENT, output_dir=tmp_path, existing="verify", on_event=bar)
        assert recorder.calls[0] == ("start", (9000, 0))
        # What was read in vain is taken back, and fetched.
        amounts = [value for name, value in recorder.calls if name == "advance"]
        assert sum(one for one in amounts if one < 0) == -3000
        assert sum(one for one in amounts if one > 0) == 12000
        assert recorder.calls[-1] == ("say", "3 of 3 files")

    def test_it_counts_bytes_and_shows_what_is_on_its_way(
        self, storage: RecordingStorage, hs: HyperStudy, tmp_path: Path
    ) -> None:
        recorder = self.Recorder()
        calls = recorder.calls
        fill(storage, 2)
        storage.add("EG_2", content_of(2), fileSize=None)
        storage.next("EG_0", cut=1000, then="close")
        plan = hs.plan_downloads(EXPERIMENT, output_dir=tmp_path)
        bar = ProgressBar(plan, recorder)  # type: ignore[arg-type]
        hs.download_recordings(EXPERIMENT, output_dir=tmp_path, on_event=bar)
        starts = [value for name, value in calls if name == "start"]
        assert starts == [(6000, 0), (9000, 0)]
        assert sum(value for name, value in calls if name == "advance") == 9000
        texts = [value for name, value in calls if name == "say"]
        assert [name for name, _ in calls].count("wait") == 1
        assert "0 of 3 files: " in texts[0]
        assert texts[-1] == "3 of 3 files"

    def test_nobody_watches_nothing_is_shown(
        self,
        storage: RecordingStorage,
        hs: HyperStudy,
        tmp_path: Path,
        capfd: pytest.CaptureFixture[str],
    ) -> None:
        fill(storage, 1)
        hs.download_recordings(EXPERIMENT, output_dir=tmp_path)
        assert capfd.readouterr() == ("", "")

    def test_somebody_watches(
        self,
        storage: RecordingStorage,
        hs: HyperStudy,
        tmp_path: Path,
        capfd: pytest.CaptureFixture[str],
        monkeypatch: pytest.MonkeyPatch,
    ) -> None:
        fill(storage, 1)
        monkeypatch.setattr(progress, "watched", lambda: True)
        hs.download_recordings(EXPERIMENT, output_dir=tmp_path)
        assert "3.00k/3.00k" in capfd.readouterr().err
        hs.download_recordings(EXPERIMENT, output_dir=tmp_path / "2", progress=False)
        assert capfd.readouterr().err == ""

    def test_a_display_that_fails_costs_no_file(
        self,
        storage: RecordingStorage,
        hs: HyperStudy,
        tmp_path: Path,
        caplog: pytest.LogCaptureFixture,
        monkeypatch: pytest.MonkeyPatch,
    ) -> None:
        class Screen(io.StringIO):
            def write(self, text: str) -> int:
                raise LookupError("no parent")

        fill(storage, 3)
        monkeypatch.setattr(progress, "watched", lambda: True)
        monkeypatch.setattr(sys, "stderr", Screen())
        frame = hs.download_recordings(EXPERIMENT, output_dir=tmp_path)
        assert statuses(frame) == ["downloaded"] * 3
        path = hs.download_recording(storage.rows[0], tmp_path / "one")
        assert path.read_bytes() == content_of(0)
        assert check_recordings(tmp_path)
        assert [text.count("LookupError") for text in caplog.messages] == [1, 1, 1]

    def test_the_log_listens_to_the_same(
        self,
        storage: RecordingStorage,
        hs: HyperStudy,
        tmp_path: Path,
        caplog: pytest.LogCaptureFixture,
    ) -> None:
        fill(storage, 1)
        with caplog.at_level(logging.DEBUG, "hyperstudy.downloads"):
            hs.download_recordings(EXPERIMENT, output_dir=tmp_path)
        messages = [
            one.getMessage() for one in caplog.records if one.name == "hyperstudy.downloads"
        ]
        assert "'event': 'started'" in messages[0]
        assert "'event': 'done'" in messages[-1]
        assert "secret" not in "".join(messages)
        assert KEY not in "".join(messages)


def test_a_pause_of_the_api_is_told_too(
    storage: RecordingStorage, server: Server, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fill(storage, 1)
    server.respond_once(path=storage.mint_path("EG_0"), status=429, headers={"Retry-After": "0.2"})
    events: list[Any] = []
    with HyperStudy(KEY, f"{server.url}/api/v3") as hs:
        hs.download_recordings(EXPERIMENT, output_dir=tmp_path, on_event=events.append)
    waiting = [one.to_dict() for one in events if type(one).__name__ == "Waiting"]
    assert len(waiting) == 1
    assert "limit" in waiting[0]["why"]


def test_a_home_folder_is_understood(
    storage: RecordingStorage, hs: HyperStudy, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("USERPROFILE", str(tmp_path))
    fill(storage, 1)
    frame = hs.download_recordings(EXPERIMENT, output_dir="~/videos")
    assert Path(frame["local_path"][0]).parent == tmp_path / "videos"


def test_rows_of_a_frame_can_be_downloaded_one_by_one(
    storage: RecordingStorage, hs: HyperStudy, tmp_path: Path
) -> None:
    fill(storage, 2)
    storage.rows[1]["participantName"] = None
    listing = hs.get_recordings(EXPERIMENT)
    for number, row in listing.iterrows():
        path = hs.download_recording(row, tmp_path)  # type: ignore[arg-type]
        assert path.read_bytes() == content_of(number)  # type: ignore[arg-type]
    assert media(tmp_path) == {"Dana_EG_0_video_EG_0.mp4", "user_EG_1_video_EG_1.mp4"}
