"""Recordings of the sandbox on disk: real media through minted links."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from hyperstudy import check_recordings, sandbox

if TYPE_CHECKING:
    from hyperstudy import HyperStudy
    from hyperstudy.sandbox import Sandbox

STARTS = {"mp4": (4, b"ftyp"), "webm": (0, b"\x1aE\xdf\xa3"), "wav": (0, b"RIFF")}


@pytest.fixture
def hs(sandbox: Sandbox) -> HyperStudy:
    return sandbox.client()


@pytest.mark.filterwarnings("ignore::hyperstudy.DownloadWarning")
def test_a_study_on_disk(sandbox: Sandbox, hs: HyperStudy, tmp_path: Path) -> None:
    before = len(sandbox.storage_requests)
    with hs:
        plan = hs.plan_downloads(sandbox.experiment_id, output_dir=tmp_path)
        frame = hs.download_recordings(sandbox.experiment_id, output_dir=tmp_path)
        again = hs.download_recordings(sandbox.experiment_id, output_dir=tmp_path)
    # A room is still going on there: what is being recorded has no file yet.
    ended = frame["status"].isin(["complete", "completed"])
    assert 0 < (~ended).sum() < ended.sum()
    assert set(frame["download_status"][~ended]) == {"failed"}
    assert set(again["download_status"][~ended]) == {"failed"}
    assert set(again["download_status"][ended]) == {"skipped"}
    frame = frame[ended]
    assert set(frame["download_status"]) == {"downloaded"}
    # Older recordings have no listed size.
    known = frame["fileSize"].notna()
    assert known.sum() > 0
    assert frame["bytes"][known].tolist() == frame["fileSize"][known].tolist()
    assert plan.bytes_wanted == frame["bytes"][known].sum()
    assert set(frame["verified"]) == {"crc32c"}
    for path in map(Path, frame["local_path"]):
        start, magic = STARTS[path.suffix[1:]]
        assert path.read_bytes()[start:][: len(magic)] == magic
    found = check_recordings(tmp_path)
    assert len(found.right) == len(frame)
    assert set(found.never_came.values()) == set(again["error"][~ended])
    assert (found.missing, found.different, found.extra, found.unfinished) == ((), {}, (), ())
    # Nobody's key went to the storage.
    stored = sandbox.storage_requests[before:]
    assert len(stored) == len(frame)
    assert not any(one.with_key for one in stored)


def test_one_room_and_one_type(sandbox: Sandbox, hs: HyperStudy, tmp_path: Path) -> None:
    room = sandbox.study.rooms[0]["id"]
    with hs:
        frame = hs.download_recordings(
            room, scope="room", output_dir=tmp_path, recording_type="audio"
        )
    assert set(frame["roomId"]) == {room}
    assert set(frame["metadata_type"]) == {"audio"}


def test_links_that_are_good_for_a_moment_only(tmp_path: Path) -> None:
    with (
        sandbox.start("movie-dyads", seed=3, rooms=1, link_lifetime=1) as server,
        server.client() as hs,
    ):
        frame = hs.download_recordings(server.experiment_id, output_dir=tmp_path)
    assert set(frame["download_status"]) == {"downloaded"}
