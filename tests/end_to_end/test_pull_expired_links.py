"""A pull that takes longer than links are good: every recording comes all the same."""

from __future__ import annotations

from collections import Counter
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest
from faults.recording_storage import quick

import hyperstudy
from hyperstudy import HyperStudyWarning, RetryPolicy
from hyperstudy.downloads import sidecar
from hyperstudy.downloads.check import check_recordings
from hyperstudy.sandbox import start

if TYPE_CHECKING:
    from pathlib import Path

    from hyperstudy.sandbox import Sandbox

pytest.importorskip("pyarrow")

LIFETIME = 60


class Leaping:
    """A clock that leaps by more than a link is good with each answer of the storage."""

    def __init__(self) -> None:
        self._begin = datetime.now(UTC)
        self.sandbox: Sandbox | None = None

    def __call__(self) -> datetime:
        answers = 0 if self.sandbox is None else len(self.sandbox.storage_requests)
        return self._begin + timedelta(seconds=2 * LIFETIME * answers)


def test_links_that_expire_between_two_pieces_of_a_file_are_made_anew(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    quick(monkeypatch)
    clock = Leaping()
    with (
        start(
            "movie-dyads",
            rooms=4,
            defects=(),
            now=clock,
            link_lifetime=LIFETIME,
            faults="cut=0.3:0.4",
        ) as sandbox,
        sandbox.client(connections=1, retry=RetryPolicy(first_pause=0.01)) as hs,
    ):
        clock.sandbox = sandbox
        report = hs.pull(
            sandbox.experiment_id, tmp_path, types="rooms", recordings=True, progress=False
        )
        answers = Counter(one.status for one in sandbox.storage_requests)
        minted = sum(one.operation == "get_recording_link" for one in sandbox.requests)
        assert report.complete
        assert report.recordings is not None
        assert report.recordings["failed"] == 0
        files = report.recordings["files"]
        # Every link was good for one piece of a file, and most files came in several.
        assert answers[403] > 5
        assert answers[206] > 5
        assert minted >= files + answers[403]
        checked = check_recordings(tmp_path / "recordings")
        assert len(checked.right) == files > 5
        assert not list(tmp_path.rglob("*.part"))
        # What is there is not fetched a second time.
        before = len(sandbox.storage_requests)
        again = hs.pull(
            sandbox.experiment_id, tmp_path, types="rooms", recordings=True, progress=False
        )
        assert again.recordings == report.recordings
        assert len(sandbox.storage_requests) == before
    study = hyperstudy.open_study(tmp_path)
    assert len(study.get_recordings(study.experiment_id)) == files


def test_links_of_older_rows_that_expired_long_ago_are_made_anew(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    quick(monkeypatch)
    with (
        start("movie-dyads", rooms=4, link_lifetime=LIFETIME) as sandbox,
        sandbox.client() as hs,
    ):
        sandbox.faults.plan(*["expired-links"] * 3, operation="get_recordings")
        listed = hs.get_recordings(sandbox.experiment_id, output="dict")
        older = [one["recordingId"] for one in listed if one.get("downloadUrl")]
        assert older
        # Recordings that still run have no file yet.
        with pytest.warns(HyperStudyWarning):
            hs.pull(sandbox.experiment_id, tmp_path, types="rooms", recordings=True, progress=False)
        # That they expired is known without asking for them.
        assert {one.status for one in sandbox.storage_requests} == {200}
    there = {one.cells["recordingId"] for one in sidecar.known(tmp_path / "recordings") if one.name}
    assert set(older) <= there
