"""The report on the same study twice: the same bytes, whatever the number of threads."""

from __future__ import annotations

import json
import random
import re
from functools import partial
from typing import TYPE_CHECKING, Any

import pytest
from faults.server import Server
from served_lists import EXPERIMENT, ServedLists, event

import hyperstudy

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

for needed in ("jinja2", "matplotlib", "pyarrow", "polars"):
    pytest.importorskip(needed)
duckdb = pytest.importorskip("duckdb")

ROOM = "room_1"
PEOPLE = ("p_1", "p_2", "p_3", "p_4")


def samples(count: int) -> dict[str, list[dict[str, Any]]]:
    """Give rows with numbers whose sum depends on the order in which they are added."""
    rng = random.Random(4)
    lists: dict[str, list[dict[str, Any]]] = {"events": [], "ratings/continuous": [], "sync": []}
    for number in range(count):
        person = PEOPLE[number % len(PEOPLE)]
        common = {"roomId": ROOM, "participantId": person, "experimentId": EXPERIMENT,
                  "timestamp": "2026-03-02T09:00:00Z"}  # fmt: skip
        # Some at the same time, and some without one.
        onset = None if number % 50 == 49 else 100.1 * (number // 7)
        rating = {"ratingId": f"r_{number}", "onset": onset, "stimulusId": "film",
                  "stimulusTime": onset, "normalizedValue": rng.random()}  # fmt: skip
        lists["ratings/continuous"].append({**common, **rating})
        drift = rng.choice((-1, 1)) * rng.choice((rng.random() * 300, 250.0))
        sync = {"metricId": f"s_{number}", "onset": onset, "timeDrift": drift, "latency": 3.3}
        lists["sync"].append({**common, **sync})
        if number % 3 == 0:
            state = {"eventType": "state.enter", "stateId": f"state_{number % 4}", "onset": onset}
            row = event(number, roomId=ROOM, participantId=person)
            lists["events"].append({**row, **state})
    return lists


@pytest.fixture
def study(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Any:
    # DuckDB gives each thread groups of rows: many small ones, so that all of them have some.
    monkeypatch.setattr("hyperstudy.study.parquet_files._GROUP_ROWS", 64)
    monkeypatch.setattr("hyperstudy.study.parquet_files._LEAST_ROWS", 1)
    room = {
        "id": ROOM, "experimentId": EXPERIMENT, "status": "completed", "duration": 60_000,
        "createdAt": "2026-03-02T08:59:00Z", "firstStateStartedAt": "2026-03-02T09:00:00Z",
    }  # fmt: skip
    # All came at once, and one of them twice.
    people = [
        {"id": f"c_{at}", "participantId": one, "roomId": ROOM, "status": status,
         "experimentId": EXPERIMENT, "joinedAt": "2026-03-02T09:00:00Z"}
        for at, (one, status) in enumerate(
            [*((one, "completed") for one in PEOPLE), (PEOPLE[0], "disconnected")]
        )
    ]  # fmt: skip
    with Server() as server:
        served = ServedLists(server)
        served.lists |= {"rooms": [room], "participants": people, **samples(4000)}
        with served.client() as hs:
            hs.pull(EXPERIMENT, tmp_path / "study", progress=False)
    return hyperstudy.open_study(tmp_path / "study")


def report_with_threads(
    threads: int, study: Any, page: Path, monkeypatch: pytest.MonkeyPatch,
    connect: Callable[..., Any] = duckdb.connect,
) -> tuple[bytes, str]:  # fmt: skip
    """Give the page and the findings, without the time at which they were made."""
    monkeypatch.setattr(duckdb, "connect", partial(connect, config={"threads": threads}))
    report = study.report(page)
    assert report.quality.participants["rating_sd"].notna().any()
    assert report.quality.participants["sync_drift_ms_per_min"].notna().any()
    assert report.quality.states["seconds"].gt(0).any()
    # The times at which it was made, not those of the pull, which may be in the same second.
    text, times = re.subn(r'report made [^<]*|"made": "[^"]*"', "", page.read_text("utf-8"))
    assert times == 2
    findings = report.to_dict()
    assert findings.pop("made") == report.made
    frames = [
        getattr(report.quality, name).to_csv()
        for name in ("participants", "rooms", "states", "drifts", "spans", "coverage")
    ]
    agreements = [repr(one.with_others) + repr(one.split_half) for one in report.quality.agreements]
    return text.encode(), json.dumps(findings) + "\n".join([*frames, *agreements])


def test_a_report_has_the_same_bytes_with_any_number_of_threads(
    study: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    groups = study.sql(
        f"""select count(distinct row_group_id) as n
        from parquet_metadata('{study.folder}/data/sync/*.parquet')"""
    )
    assert groups["n"].item() > 20
    once = report_with_threads(1, study, tmp_path / "1.html", monkeypatch)
    for at in range(3):
        assert report_with_threads(8, study, tmp_path / f"{at}.html", monkeypatch) == once
