"""What is known of the files of a folder: it stays known, whoever writes and whatever fails."""

from __future__ import annotations

import csv
import os
import signal
import subprocess
import sys
import threading
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from hyperstudy import DownloadWarning, HyperStudy, InputError, RetryPolicy, check_recordings
from hyperstudy.downloads import sidecar
from hyperstudy.downloads.events import Done
from hyperstudy.files import folder_lock

from .conftest import wait_until
from .recording_storage import EXPERIMENT, RecordingStorage, quick
from .server import Answer, ReceivedRequest, Server

if TYPE_CHECKING:
    from collections.abc import Iterator

KEY = "hst_live_s3cretpart0123456789"
REPORT = "recordings_metadata.csv"
DOWNLOAD = """
import sys, warnings
import hyperstudy
warnings.simplefilter("ignore", hyperstudy.DownloadWarning)
address, folder, existing = sys.argv[1:]
with hyperstudy.HyperStudy("hst_live_s3cretpart0123456789", address) as hs:
    hs.download_recordings("exp_1", output_dir=folder, existing=existing, parallel=1)
"""
# Stands for a run that is slow to write: another one writes while its new sidecar is made, either
# before it is compared with the one that is there or, at the last moment, after that.
SLOW = """
import subprocess, sys
from pathlib import Path
from hyperstudy.downloads import sidecar
folder, moment, other = Path(sys.argv[1]), sys.argv[2], sys.argv[3:]
running = []
def meanwhile(event, arguments):
    global other
    if event == moment and str(arguments[0]).endswith(".part") and other:
        command, other = other, []
        running.append(subprocess.Popen(command, stdout=subprocess.PIPE))
        running[0].stdout.readline()
        try:
            running[0].wait(1)
        except subprocess.TimeoutExpired:
            pass  # it waits for this one
sys.addaudithook(meanwhile)
columns = ["local_path", "download_status", "source"]
print("about to write", flush=True)
sidecar.write(folder, columns, [dict(zip(columns, [str(folder / "b"), "downloaded", "of_b"]))])
sys.exit(any(one.wait() for one in running))
"""
WITHOUT_LOCKS = """
import fcntl
def refuse(*_):
    raise OSError(9, "Bad file descriptor")
fcntl.flock = refuse
"""
POSIX = pytest.mark.skipif(os.name == "nt", reason="signals of POSIX systems")
quietly = pytest.mark.filterwarnings("ignore::hyperstudy.DownloadWarning")


@pytest.fixture
def storage(server: Server) -> RecordingStorage:
    return RecordingStorage(server)


@pytest.fixture
def hs(server: Server, monkeypatch: pytest.MonkeyPatch) -> Iterator[HyperStudy]:
    quick(monkeypatch, tries=2)
    retry = RetryPolicy(tries=1)
    with HyperStudy(KEY, f"{server.url}/api/v3", retry=retry) as client:
        yield client


def content_of(number: int, size: int = 3000) -> bytes:
    return bytes((number * 7 + at) % 251 for at in range(size))


def fill(storage: RecordingStorage, count: int) -> None:
    for number in range(count):
        storage.add(f"EG_{number}", content_of(number))


def nameless(storage: RecordingStorage, number: int, **members: Any) -> dict[str, Any]:
    """Add a recording that the pattern of names cannot tell from others of Dana."""
    same: dict[str, Any] = {"participantName": "Dana", "recordingId": None, "egressId": None}
    return storage.add(f"EG_{number}", content_of(number), **(same | members))


def rows_of(folder: Path) -> list[dict[str, str]]:
    with (folder / REPORT).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def write_report(folder: Path, rows: list[dict[str, str]]) -> None:
    with (folder / REPORT).open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(rows[0]))
        writer.writeheader()
        writer.writerows(rows)


def start(server: Server, folder: Path, existing: str) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [sys.executable, "-c", DOWNLOAD, f"{server.url}/api/v3", str(folder), existing],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )


def part_of(folder: Path, name: str) -> int | None:
    """Give the size of the unfinished file of a recording, if it is there."""
    for part in folder.glob(f"[!.]*_{name}_*.part"):
        with suppress(FileNotFoundError):
            return part.stat().st_size
    return None


def fetched(storage: RecordingStorage) -> int:
    return sum(len(storage.asked(name)) for name in storage.contents)


class TestWhatIsKnownStays:
    def test_when_a_verifying_run_is_stopped(
        self, storage: RecordingStorage, hs: HyperStudy, tmp_path: Path
    ) -> None:
        fill(storage, 4)
        hs.download_recordings(EXPERIMENT, output_dir=tmp_path)
        hashes = [row["sha256"] for row in rows_of(tmp_path)]

        def stop(event: object) -> None:
            if isinstance(event, Done):
                raise KeyboardInterrupt

        with pytest.raises(KeyboardInterrupt):
            hs.download_recordings(
                EXPERIMENT, output_dir=tmp_path, existing="verify", parallel=1, on_event=stop
            )
        assert [row["sha256"] for row in rows_of(tmp_path)] == hashes
        check = check_recordings(tmp_path)
        assert (len(check.right), check.extra, check.never_came) == (4, (), {})
        before = fetched(storage)
        frame = hs.download_recordings(EXPERIMENT, output_dir=tmp_path, existing="verify")
        assert frame["download_status"].tolist() == ["skipped"] * 4
        assert fetched(storage) == before

    @POSIX
    def test_when_a_verifying_run_is_killed(
        self, storage: RecordingStorage, server: Server, hs: HyperStudy, tmp_path: Path
    ) -> None:
        fill(storage, 3)
        paths = hs.download_recordings(EXPERIMENT, output_dir=tmp_path)["local_path"]
        Path(paths[0]).write_bytes(content_of(9))
        storage.next("EG_0", cut=100, then="stall")
        running = start(server, tmp_path, "verify")
        wait_until(lambda: part_of(tmp_path, "EG_0") == 100)
        running.kill()
        running.communicate()
        check = check_recordings(tmp_path)
        assert (len(check.right), len(check.different), check.extra) == (2, 1, ())
        frame = hs.download_recordings(EXPERIMENT, output_dir=tmp_path, existing="verify")
        assert frame["download_status"].tolist() == ["downloaded", "skipped", "skipped"]
        assert check_recordings(tmp_path).complete

    @POSIX
    @pytest.mark.parametrize("way", ["SIGINT", "SIGKILL"])
    def test_when_another_run_brought_the_files(
        self, storage: RecordingStorage, server: Server, hs: HyperStudy, tmp_path: Path, way: str
    ) -> None:
        fill(storage, 1)
        storage.add("EG_1", content_of(1, 500_000))
        storage.next("EG_1", cut=2_000, then="stall")
        slow = start(server, tmp_path, "skip")
        wait_until(lambda: part_of(tmp_path, "EG_1") == 2_000)
        hs.download_recordings(EXPERIMENT, output_dir=tmp_path)
        slow.send_signal(getattr(signal, way))
        slow.communicate()
        assert len(check_recordings(tmp_path).right) == 2
        frame = hs.download_recordings(EXPERIMENT, output_dir=tmp_path)
        assert frame["download_status"].tolist() == ["skipped", "skipped"]
        assert frame["sha256"].notna().all()

    @quietly
    def test_when_a_replacement_fails(
        self, storage: RecordingStorage, hs: HyperStudy, tmp_path: Path
    ) -> None:
        for number in range(2):
            nameless(storage, number, participantId="user_1", fileSize=None)
        first, second = storage.rows
        storage.rows[:] = [first]
        hs.download_recordings(EXPERIMENT, output_dir=tmp_path)
        storage.next("EG_0", times=2, status=503)
        frame = hs.download_recordings(EXPERIMENT, output_dir=tmp_path, existing="replace")
        assert frame["download_status"].tolist() == ["failed"]
        (row,) = rows_of(tmp_path)
        assert (row["download_status"], Path(row["local_path"]).read_bytes()) == (
            "failed",
            content_of(0),
        )
        assert row["sha256"]
        # The name is that recording's still, and no other's.
        storage.rows[:] = [second]
        frame = hs.download_recordings(EXPERIMENT, output_dir=tmp_path)
        assert frame["download_status"].tolist() == ["downloaded"]
        assert Path(frame["local_path"][0]).read_bytes() == content_of(1)
        assert len(check_recordings(tmp_path).right) == 2

    def test_what_is_gone_is_not_claimed(
        self, storage: RecordingStorage, hs: HyperStudy, tmp_path: Path
    ) -> None:
        fill(storage, 1)
        Path(hs.download_recordings(EXPERIMENT, output_dir=tmp_path)["local_path"][0]).unlink()
        storage.next("EG_0", times=2, status=503)
        with pytest.warns(DownloadWarning):
            hs.download_recordings(EXPERIMENT, output_dir=tmp_path)
        assert check_recordings(tmp_path).never_came.keys() == {"EG_0"}


class TestSeveralWriters:
    def test_threads(self, tmp_path: Path) -> None:
        columns = ["local_path", "download_status", "source"]
        together = threading.Barrier(4)

        def write(number: int) -> None:
            for turn in range(10):
                path = tmp_path / f"{number}_{turn}"
                path.touch()
                together.wait(60)
                row = dict(zip(columns, (str(path), "downloaded", path.name), strict=True))
                sidecar.write(tmp_path, columns, [row])

        threads = [threading.Thread(target=write, args=(number,)) for number in range(4)]
        for one in threads:
            one.start()
        for one in threads:
            one.join()
        assert len(rows_of(tmp_path)) == 40

    @POSIX
    @pytest.mark.parametrize(
        ("moment", "before"),
        [("open", ""), ("os.rename", ""), ("open", WITHOUT_LOCKS)],
        ids=["while it writes", "when it has compared", "without locks"],
    )
    def test_processes(self, tmp_path: Path, moment: str, before: str) -> None:
        for name in "ab":
            (tmp_path / name).touch()
        slow = before + SLOW
        quick_one = slow.replace('/ "b"', '/ "a"').replace("of_b", "of_a")
        other = [sys.executable, "-c", quick_one, str(tmp_path), ""]
        subprocess.run(
            [sys.executable, "-c", slow, str(tmp_path), moment, *other],
            check=True,
            stdout=subprocess.DEVNULL,
        )
        assert {row["source"] for row in rows_of(tmp_path)} == {"of_a", "of_b"}

    @POSIX
    def test_a_lock_that_is_not_given_back_is_waited_for_only_some_seconds(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(folder_lock, "_LONGEST_WAIT_SECONDS", 0.1)
        (tmp_path / "a").touch()
        columns = ["local_path", "download_status", "source"]
        row = dict(zip(columns, (str(tmp_path / "a"), "downloaded", "of_a"), strict=True))
        with folder_lock.locked(tmp_path):
            sidecar.write(tmp_path, columns, [row])
        assert len(rows_of(tmp_path)) == 1


class TestOneByOne:
    @pytest.mark.parametrize("ids", [(None, None), ("x.1", "x_1"), ("a", "A")])
    def test_no_recording_takes_the_place_of_another(
        self,
        storage: RecordingStorage,
        hs: HyperStudy,
        tmp_path: Path,
        ids: tuple[str | None, str | None],
    ) -> None:
        for number, one in enumerate(ids):
            nameless(storage, number, participantId="user_1", recordingId=one)
        for _ in range(2):
            paths = [
                hs.download_recording(row, tmp_path)
                for row in hs.get_recordings(EXPERIMENT, output="dict")
            ]
            assert [path.read_bytes() for path in paths] == [content_of(0), content_of(1)]
        assert len(check_recordings(tmp_path).right) == 2
        frame = hs.download_recordings(EXPERIMENT, output_dir=tmp_path)
        assert frame["download_status"].tolist() == ["skipped", "skipped"]

    def test_the_sidecar_tells_of_it(
        self, storage: RecordingStorage, hs: HyperStudy, tmp_path: Path
    ) -> None:
        row = storage.add(
            "EG_0", content_of(0), fileSize=None, error="of the server", source="Zoom"
        )
        hs.download_recordings(EXPERIMENT, output_dir=tmp_path)
        storage.contents["EG_0"] = content_of(5)
        hs.download_recording(row, tmp_path)
        hs.download_recording(storage.add("EG_1", content_of(1)), tmp_path)
        hs.download_recording(storage.rows[1], tmp_path, existing="skip")
        check = check_recordings(tmp_path)
        assert (len(check.right), check.extra, check.unhashed) == (2, (), ())
        first = next(one for one in rows_of(tmp_path) if one["recordingId"] == "EG_0")
        assert (first["error_of_recording"], first["source_of_recording"]) == (
            "of the server",
            "Zoom",
        )

    def test_a_sidecar_that_cannot_be_written_does_not_cost_the_file(
        self, storage: RecordingStorage, hs: HyperStudy, tmp_path: Path
    ) -> None:
        fill(storage, 1)
        (tmp_path / REPORT).mkdir()
        with pytest.warns(DownloadWarning, match="could not be written"):
            path = hs.download_recording(storage.rows[0], tmp_path)
        assert path.read_bytes() == content_of(0)

    def test_a_row_of_a_frame_is_the_same_recording(
        self, storage: RecordingStorage, hs: HyperStudy, tmp_path: Path
    ) -> None:
        nameless(storage, 0, startTime="2026-03-02T09:00:00Z")
        (whole,) = hs.download_recordings(EXPERIMENT, output_dir=tmp_path)["local_path"]
        of_frame: Any = hs.get_recordings(EXPERIMENT).iloc[0]
        for row in (of_frame, hs.get_recordings(EXPERIMENT, output="dict")[0]):
            assert hs.download_recording(row, tmp_path, existing="skip") == Path(whole)
        assert fetched(storage) == 1
        assert check_recordings(tmp_path).unhashed == ()


class TestTheSameFile:
    def test_two_runs_at_the_same_time_give_two_names(
        self, storage: RecordingStorage, server: Server, hs: HyperStudy, tmp_path: Path
    ) -> None:
        for number in range(2):
            nameless(storage, number, participantId=f"user_{number}")
        second = storage.rows.pop()
        reply, frames = storage._file, list[Any]()

        def meanwhile(request: ReceivedRequest) -> Answer:
            # The first run has planned, and has not got its file yet.
            server.respond(reply, path=storage.path("EG_0"))
            with HyperStudy(KEY, f"{server.url}/api/v3") as another:
                frames.append(another.download_recording(second, tmp_path))
            return reply(request)

        server.respond(meanwhile, path=storage.path("EG_0"))
        (path,) = hs.download_recordings(EXPERIMENT, output_dir=tmp_path)["local_path"]
        assert Path(path).read_bytes() == content_of(0)
        assert frames[0].read_bytes() == content_of(1)
        assert len(check_recordings(tmp_path).right) == 2
        # From now on each has its name.
        storage.rows.append(second)
        frame = hs.download_recordings(EXPERIMENT, output_dir=tmp_path, existing="verify")
        assert frame["local_path"].tolist() == [path, str(frames[0])]
        assert frame["download_status"].tolist() == ["skipped", "skipped"]

    @pytest.mark.parametrize("brought", [0, 1])
    def test_a_file_that_nobody_noted_is_compared(
        self,
        storage: RecordingStorage,
        server: Server,
        hs: HyperStudy,
        tmp_path: Path,
        brought: int,
    ) -> None:
        fill(storage, 1)
        other = tmp_path / "Dana_EG_0_video_EG_0.mp4"
        reply = storage._file

        def meanwhile(request: ReceivedRequest) -> Answer:
            other.write_bytes(content_of(brought))
            return reply(request)

        server.respond(meanwhile, path=storage.path("EG_0"))
        (path,) = hs.download_recordings(EXPERIMENT, output_dir=tmp_path)["local_path"]
        assert Path(path).read_bytes() == content_of(0)
        assert other.read_bytes() == content_of(brought)
        assert (Path(path) == other) == (brought == 0)

    def test_it_stays_when_the_person_is_called_otherwise(
        self, storage: RecordingStorage, hs: HyperStudy, tmp_path: Path
    ) -> None:
        fill(storage, 1)
        first = hs.download_recordings(EXPERIMENT, output_dir=tmp_path)
        storage.rows[0]["participantName"] = "Dana Marie"
        second = hs.download_recordings(EXPERIMENT, output_dir=tmp_path)
        assert second["local_path"].tolist() == first["local_path"].tolist()
        assert fetched(storage) == 1
        assert check_recordings(tmp_path).extra == ()

    @pytest.mark.filterwarnings("ignore::hyperstudy.IncompleteDataWarning")
    def test_a_recording_in_two_states_is_one(
        self, storage: RecordingStorage, hs: HyperStudy, tmp_path: Path
    ) -> None:
        row = storage.add("EG_0", content_of(0))
        early = {name: row[name] for name in row if name not in {"fileSize", "downloadPath"}}
        storage.rows[:] = [early, row]
        frame = hs.download_recordings(EXPERIMENT, output_dir=tmp_path)
        assert frame["download_status"].tolist() == ["downloaded", "downloaded"]
        storage.rows[:] = [row]
        frame = hs.download_recordings(EXPERIMENT, output_dir=tmp_path)
        assert frame["download_status"].tolist() == ["skipped"]
        assert fetched(storage) == 1


class TestReadingBack:
    def test_long_values(self, storage: RecordingStorage, hs: HyperStudy, tmp_path: Path) -> None:
        limit = csv.field_size_limit()
        fill(storage, 1)
        storage.add("EG_1", content_of(1), metadata={"type": "video", "log": "x" * 140_000})
        hs.download_recordings(EXPERIMENT, output_dir=tmp_path)
        assert check_recordings(tmp_path).complete
        frame = hs.download_recordings(EXPERIMENT, output_dir=tmp_path, existing="verify")
        assert frame["download_status"].tolist() == ["skipped", "skipped"]
        storage.rows.clear()
        hs.download_recordings(EXPERIMENT, output_dir=tmp_path)
        assert len(check_recordings(tmp_path).right) == 2
        assert csv.field_size_limit() == limit

    @pytest.mark.parametrize("left", [0, 3, 60])
    def test_one_that_was_cut_off_proves_nothing(
        self, storage: RecordingStorage, hs: HyperStudy, tmp_path: Path, left: int
    ) -> None:
        fill(storage, 1)
        hs.download_recordings(EXPERIMENT, output_dir=tmp_path)
        path = tmp_path / REPORT
        path.write_bytes(path.read_bytes()[:left])
        with pytest.raises(InputError, match="cut off"):
            check_recordings(tmp_path)

    def test_a_name_that_looks_like_a_key(
        self, storage: RecordingStorage, hs: HyperStudy, tmp_path: Path
    ) -> None:
        storage.add("EG_0", content_of(0), participantName="hst_pilot_anna")
        folder = tmp_path / "hst_pilot_2026" / "videos"
        (path,) = hs.download_recordings(EXPERIMENT, output_dir=folder)["local_path"]
        assert [row["local_path"] for row in rows_of(folder)] == [path]
        assert check_recordings(folder).complete
        frame = hs.download_recordings(EXPERIMENT, output_dir=folder, existing="verify")
        assert frame["download_status"].tolist() == ["skipped"]

    def test_a_column_that_looks_like_a_formula_is_one_column(
        self, storage: RecordingStorage, hs: HyperStudy, tmp_path: Path
    ) -> None:
        for number in range(2):
            storage.add(f"EG_{number}", content_of(number), **{"@note": f"note {number}"})
        hs.download_recordings(EXPERIMENT, output_dir=tmp_path)
        del storage.rows[1]
        hs.download_recordings(EXPERIMENT, output_dir=tmp_path)
        header = (tmp_path / REPORT).read_text().splitlines()[0].split(",")
        assert header.count("'@note") == 1
        assert [row["'@note"] for row in rows_of(tmp_path)] == ["note 0", "note 1"]

    def test_links_keep_no_query(
        self, storage: RecordingStorage, hs: HyperStudy, tmp_path: Path
    ) -> None:
        storage.add(
            "EG_0", content_of(0), url="/x?expires=1&hmac=secret1", downloadUrl="x?a='secret2"
        )
        hs.download_recordings(EXPERIMENT, output_dir=tmp_path)
        assert "secret" not in (tmp_path / REPORT).read_text()


def test_columns_of_a_later_version_are_kept(
    storage: RecordingStorage, hs: HyperStudy, tmp_path: Path
) -> None:
    for number in range(2):
        storage.add(f"EG_{number}", content_of(number))
    hs.download_recordings(EXPERIMENT, output_dir=tmp_path)
    rows = rows_of(tmp_path)
    for number, row in enumerate(rows):
        row["later_than_this"] = f"value {number}"
    write_report(tmp_path, rows)
    storage.add("EG_2", content_of(2))
    hs.download_recordings(EXPERIMENT, output_dir=tmp_path)
    hs.download_recording(storage.rows[0], tmp_path)
    values = {row["recordingId"]: row["later_than_this"] for row in rows_of(tmp_path)}
    assert values == {"EG_0": "value 0", "EG_1": "value 1", "EG_2": ""}


@pytest.mark.parametrize(
    "path",
    [
        "..",
        ".",
        "../../secret.mp4",
        "/etc/hostname",
        "C:\\x\\..",
        "C:secret.mp4",
        "a\0b",
        "a:b",
    ],
)
def test_no_path_in_it_leads_to_another_folder(
    storage: RecordingStorage, hs: HyperStudy, tmp_path: Path, path: str
) -> None:
    folder = tmp_path / "a" / "b"
    storage.add("EG_0", content_of(0))
    hs.download_recordings(EXPERIMENT, output_dir=folder)
    secret = tmp_path / "secret.mp4"
    secret.write_bytes(b"precious")
    (row,) = rows_of(folder)
    write_report(folder, [{**row, "local_path": path}])
    check = check_recordings(folder)
    assert not check
    assert check.right == ()
    assert check.extra == (Path(row["local_path"]).name,)
    for existing in ("skip", "replace", "verify", "keep"):
        write_report(folder, [{**row, "local_path": path}])
        frame = hs.download_recordings(EXPERIMENT, output_dir=folder, existing=existing)
        assert [Path(one).parent for one in frame["local_path"]] == [folder]
    assert secret.read_bytes() == b"precious"
    assert {one.name for one in tmp_path.rglob("*") if one.is_file()} == {
        "secret.mp4", "recordings_metadata.csv", Path(row["local_path"]).name,
    }  # fmt: skip
