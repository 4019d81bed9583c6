"""What a download says where no bar is shown."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from types import SimpleNamespace
from typing import Any

import pytest

from hyperstudy.display.progress import Bar
from hyperstudy.downloads.events import Waiting
from hyperstudy.downloads.listeners import ProgressBar


def test_files_that_wait_for_the_storage_together_are_one_line(
    caplog: pytest.LogCaptureFixture,
) -> None:
    plan: Any = SimpleNamespace(files=[])
    until = datetime.now(UTC) + timedelta(seconds=60)
    with Bar("recordings", enabled=True, unit="B") as bar:
        show = ProgressBar(plan, bar)
        for number in range(4):
            show(Waiting(number, f"{number}.mp4", "the storage is busy (503)", 60.0, until))
        later = until + timedelta(seconds=60)
        show(Waiting(0, "0.mp4", "the storage is busy (503)", 60.0, later))
        # Of waits for the API the transport told already.
        show(Waiting(-1, "", "the service's limit", 900.0, later + timedelta(seconds=900)))
    records = [one for one in caplog.records if one.name == "hyperstudy.waits"]
    assert [one.levelname for one in records] == ["WARNING"] * 2
    assert "60.0 s" in records[0].getMessage()
    assert "the storage is busy (503)" in records[0].getMessage()
