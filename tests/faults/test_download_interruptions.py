"""Killed, stopped, twice at once, on a full disk: what is whole stays whole, nothing is lost."""

from __future__ import annotations

import csv
import hashlib
import io
import json
import os
import re
import shlex
import signal
import subprocess
import sys
import threading
import time
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from hyperstudy import HyperStudy, RetryPolicy, check_recordings
from hyperstudy.downloads.events import Advanced, Started

from .conftest import wait_until
from .recording_storage import EXPERIMENT, RecordingStorage, quick
from .server import Answer, ReceivedRequest, Server

if TYPE_CHECKING:
    from collections.abc import Iterator

KEY = "hst_live_s3cretpart0123456789"
CONTENT = hashlib.shake_128(b"a recording").digest(2_000_000)
NAME = "Dana_EG_1_video_EG_1.mp4"
DOWNLOAD = """
import sys, warnings
import hyperstudy
warnings.simplefilter("ignore", hyperstudy.DownloadWarning)
address, folder = sys.argv[1:]
with hyperstudy.HyperStudy("hst_live_s3cretpart0123456789", address) as hs:
    print(hs.download_recordings("exp_1", output_dir=folder).download_status.tolist())
"""
POSIX = pytest.mark.skipif(os.name == "nt", reason="signals and mounts of POSIX systems")


@pytest.fixture
def storage(server: Server) -> RecordingStorage:
    return RecordingStorage(server)


@pytest.fixture
def hs(server: Server, monkeypatch: pytest.MonkeyPatch) -> Iterator[HyperStudy]:
    quick(monkeypatch, tries=2)
    with HyperStudy(KEY, f"{server.url}/api/v3", retry=RetryPolicy(tries=1)) as client:
        yield client


def start(server: Server, folder: Path, *before: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [*before, sys.executable, "-c", DOWNLOAD, f"{server.url}/api/v3", str(folder)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def parts(folder: Path) -> list[Path]:
    return sorted(folder.glob("[!.]*.part"))


def wait_until_here(folder: Path, size: int) -> None:
    """Wait until the small file is whole, and so much of the large one is there."""
    small = folder / "Dana_EG_0_video_EG_0.mp4"
    wait_until(lambda: small.exists() and size in sizes(folder))


def sizes(folder: Path) -> set[int]:
    """Give the sizes of unfinished files, which may get their names at that moment."""
    found: set[int] = set()
    for part in parts(folder):
        with suppress(FileNotFoundError):
            found.add(part.stat().st_size)
    return found


def read_report(folder: Path) -> list[dict[str, str]]:
    with (folder / "recordings_metadata.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@POSIX
def test_killed_in_the_middle_and_run_again(
    storage: RecordingStorage, server: Server, hs: HyperStudy, tmp_path: Path
) -> None:
    storage.add("EG_0", b"small")
    storage.add("EG_1", CONTENT)
    # Twice, because a night has more than one power cut.
    storage.next("EG_1", cut=300_000, then="stall")
    storage.next("EG_1", cut=600_000, then="stall")
    kept = [300_000, 900_000]
    for size in kept:
        running = start(server, tmp_path, "nohup")
        wait_until_here(tmp_path, size)
        running.kill()
        running.communicate()
        assert [part.stat().st_size for part in parts(tmp_path)] == [size]
        assert not (tmp_path / NAME).exists()
        # What was whole at that time is whole, and the report knows what was going on.
        assert (tmp_path / "Dana_EG_0_video_EG_0.mp4").read_bytes() == b"small"
        assert [row["download_status"] for row in read_report(tmp_path)][1] == "pending"
        assert not check_recordings(tmp_path).complete
    events: list[Any] = []
    frame = hs.download_recordings(EXPERIMENT, output_dir=tmp_path, on_event=events.append)
    assert frame["download_status"].tolist() == ["skipped", "downloaded"]
    assert frame["sha256"][1] == hashlib.sha256(CONTENT).hexdigest()
    assert (tmp_path / NAME).read_bytes() == CONTENT
    assert check_recordings(tmp_path).complete
    assert parts(tmp_path) == []
    # No more than the missing bytes were asked for, neither time.
    assert storage.asked("EG_1") == [None, *(f"bytes={size}-" for size in kept)]
    assert sum(one.amount for one in events if isinstance(one, Advanced)) == 2_000_000 - kept[1]
    assert [one.have for one in events if isinstance(one, Started)] == [kept[1]]
    # A kill in the instant of writing the report leaves the unfinished one, under a hidden name.
    left_over = {one.name for one in tmp_path.iterdir() if not one.name.startswith(".")}
    assert left_over == {NAME, "Dana_EG_0_video_EG_0.mp4", "recordings_metadata.csv"}


@POSIX
def test_ctrl_c_stops_at_once_and_tells_what_is_done(
    storage: RecordingStorage, server: Server, hs: HyperStudy, tmp_path: Path
) -> None:
    storage.add("EG_0", b"small")
    storage.add("EG_1", CONTENT)
    storage.add("EG_2", CONTENT[::-1])
    # One body that stops in the middle, and one answer that never begins.
    storage.next("EG_1", cut=100_000, then="stall")
    storage.next("EG_2", status=None, then="stall")
    running = start(server, tmp_path)
    wait_until_here(tmp_path, 100_000)
    wait_until(lambda: storage.asked("EG_2"))
    running.send_signal(signal.SIGINT)
    # What it waits for would be given up after 30 s only.
    _, stderr = running.communicate(timeout=25)
    assert running.returncode != 0
    assert "KeyboardInterrupt" in stderr
    assert re.search(r"1 of 3 recordings are whole in .*Run the same line again", stderr)
    rows = read_report(tmp_path)
    assert [row["download_status"] for row in rows] == ["downloaded", "failed", "failed"]
    assert "INTERRUPTED" in rows[1]["error"]
    (part,) = parts(tmp_path)
    have = part.stat().st_size
    frame = hs.download_recordings(EXPERIMENT, output_dir=tmp_path)
    assert frame["download_status"].tolist() == ["skipped", "downloaded", "downloaded"]
    assert storage.asked("EG_1")[-1] == f"bytes={have}-"
    assert check_recordings(tmp_path).complete


def test_a_stop_in_this_process_leaves_no_thread(
    storage: RecordingStorage, hs: HyperStudy, tmp_path: Path
) -> None:
    for number in range(3):
        storage.add(f"EG_{number}", CONTENT)
        storage.next(f"EG_{number}", cut=100_000, then="stall")
    before = set(threading.enumerate())

    def stop(event: object) -> None:
        if isinstance(event, Advanced):
            raise KeyboardInterrupt

    began = time.monotonic()
    with pytest.raises(KeyboardInterrupt):
        hs.download_recordings(EXPERIMENT, output_dir=tmp_path, on_event=stop)
    assert time.monotonic() - began < 15
    ours = {one for one in set(threading.enumerate()) - before if "hyperstudy" in one.name}
    assert not ours
    # The client works on, and goes on with what came.
    storage.server._plans.clear()
    frame = hs.download_recordings(EXPERIMENT, output_dir=tmp_path)
    assert frame["download_status"].tolist() == ["downloaded"] * 3
    assert any(asked for number in range(3) for asked in storage.asked(f"EG_{number}"))


@POSIX
def test_two_runs_on_one_folder_at_the_same_time(
    storage: RecordingStorage, server: Server, hs: HyperStudy, tmp_path: Path
) -> None:
    storage.add("EG_1", CONTENT)
    storage.add("EG_2", CONTENT[::-1])
    other_is_held, mine_is_done = threading.Event(), threading.Event()
    reply = storage._file

    def held(request: ReceivedRequest) -> Answer:
        # The other run is in the middle of its file until this one has its own.
        if "range" in request.headers:
            other_is_held.set()
            mine_is_done.wait(25)
        return reply(request)

    storage.next("EG_1", cut=100_000, then="close")
    server.respond(held, path=storage.path("EG_1"))
    other = start(server, tmp_path)
    assert other_is_held.wait(60)
    frame = hs.download_recordings(EXPERIMENT, output_dir=tmp_path)
    assert other.poll() is None
    mine_is_done.set()
    stdout, errors = other.communicate(timeout=60)
    # Neither waits for the other, takes its part, or spoils its file.
    assert frame["download_status"][0] == "downloaded"
    assert frame["download_status"][1] in {"downloaded", "skipped"}
    assert "'downloaded'" in stdout, errors
    assert "failed" not in stdout
    assert sorted(storage.asked("EG_1"), key=str) == [None, None, "bytes=100000-"]
    assert check_recordings(tmp_path).complete
    assert (tmp_path / NAME).read_bytes() == CONTENT
    assert {one.name for one in tmp_path.iterdir()} == {
        NAME, "Dana_EG_2_video_EG_2.mp4", "recordings_metadata.csv",
    }  # fmt: skip


def test_a_part_whose_writer_was_wrongly_taken_for_gone(
    storage: RecordingStorage,
    server: Server,
    hs: HyperStudy,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    storage.add("EG_1", CONTENT)
    reply = storage._file
    taken: list[Any] = []

    def second(request: ReceivedRequest) -> Answer:
        server.respond(reply, path=storage.path("EG_1"))
        # While the first run waits for the rest of the file, a second one takes it over.
        monkeypatch.setattr(
            "hyperstudy.downloads.process_ownership.ProcessOwner.is_gone", lambda *_: True
        )
        with HyperStudy(KEY, f"{server.url}/api/v3") as another:
            taken.append(another.download_recordings(EXPERIMENT, output_dir=tmp_path))
        (tmp_path / NAME).rename(tmp_path / "of the second.mp4")
        return reply(request)

    storage.next("EG_1", cut=900_000, then="close")
    server.respond(second, path=storage.path("EG_1"))
    frame = hs.download_recordings(EXPERIMENT, output_dir=tmp_path)
    assert taken[0]["download_status"].tolist() == ["downloaded"]
    assert frame["download_status"].tolist() == ["downloaded"]
    assert (tmp_path / "of the second.mp4").read_bytes() == CONTENT
    assert (tmp_path / NAME).read_bytes() == CONTENT
    assert storage.asked("EG_1") == [None, "bytes=900000-", "bytes=900000-", None]


def mounted(size: str, command: str) -> list[str]:
    """Give what runs a command with a small disk of its own at ``/mnt``, as any user may."""
    script = f"mount -t tmpfs -o size={size} none /mnt && {command}"
    return ["unshare", "--user", "--map-root-user", "--mount", "sh", "-c", script]


needs_mounts = pytest.mark.skipif(
    sys.platform != "linux"
    or subprocess.run(mounted("1m", "true"), capture_output=True, check=False).returncode != 0,
    reason="needs a system where a user may mount in a namespace",
)
ON_SMALL_DISK = """
import json, os, pathlib, shutil, sys
import hyperstudy
address, how = sys.argv[1:]
folder = pathlib.Path("/mnt/recordings")
if how == "full":
    # Somebody else fills the disk after it was asked for room.
    plenty = shutil.disk_usage("/")._replace(free=10**12)
    shutil.disk_usage = lambda _: plenty
if how == "closed":
    folder.mkdir()
    os.system("mount -o remount,ro /mnt")
with hyperstudy.HyperStudy("hst_live_s3cretpart0123456789", address) as hs:
    try:
        hs.download_recordings("exp_1", output_dir=folder, parallel=1)
    except hyperstudy.HyperStudyError as error:
        report = folder / "recordings_metadata.csv"
        print(json.dumps({
            "code": error.code,
            "text": str(error),
            "statuses": None if error.partial is None else list(error.partial.download_status),
            "sizes": {one.name: one.stat().st_size for one in folder.iterdir()},
            "report": report.read_text() if report.exists() else None,
        }))
"""


def on_small_disk(server: Server, how: str) -> dict[str, Any]:
    command = shlex.join([sys.executable, "-c", ON_SMALL_DISK, f"{server.url}/api/v3", how])
    done = subprocess.run(
        mounted("6m", command), capture_output=True, text=True, check=False, timeout=120
    )
    assert done.returncode == 0, done.stderr
    found: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return found


def two_large_and_a_small_one(storage: RecordingStorage) -> None:
    storage.add("EG_1", CONTENT * 2)
    storage.add("EG_2", CONTENT * 2)
    storage.add("EG_3", b"small")


@needs_mounts
def test_a_disk_that_is_too_small_is_left_as_it_is(
    storage: RecordingStorage, server: Server
) -> None:
    two_large_and_a_small_one(storage)
    found = on_small_disk(server, "small")
    assert found["code"] == "NOT_ENOUGH_SPACE"
    assert found["statuses"] == ["failed"] * 3
    assert list(found["sizes"]) == ["recordings_metadata.csv"]
    assert storage.minted == 0


@needs_mounts
def test_a_disk_that_gets_full_keeps_what_is_whole(
    storage: RecordingStorage, server: Server
) -> None:
    two_large_and_a_small_one(storage)
    found = on_small_disk(server, "full")
    assert found["code"] == "DISK_FULL"
    assert "Make room" in found["text"]
    # The small one fits where the disk has room at that moment; nobody tries it when it is full.
    assert found["statuses"][:2] == ["downloaded", "failed"]
    assert len(storage.asked("EG_3")) == (found["statuses"][2] == "downloaded")
    sizes = {name.partition(".mp4.")[0]: size for name, size in found["sizes"].items()}
    assert sizes[NAME] == 4_000_000
    # The unfinished one goes on later; it gave some room back, so that the report has its place.
    assert 0 < sizes["Dana_EG_2_video_EG_2"] < 2_000_000
    rows = list(csv.DictReader(io.StringIO(found["report"])))
    assert [row["download_status"] for row in rows] == found["statuses"]


@needs_mounts
def test_a_folder_that_may_not_be_written_to(storage: RecordingStorage, server: Server) -> None:
    two_large_and_a_small_one(storage)
    found = on_small_disk(server, "closed")
    assert found["code"] == "FOLDER_NOT_WRITABLE"
    assert "another folder" in found["text"]
    assert found["sizes"] == {}
    assert server.requests == []
