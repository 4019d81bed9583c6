"""A service that sends other JSON types than the contract expects: the same values everywhere."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pandas as pd
import polars as pl
import pyarrow.parquet as pq
import pytest
from faults.server import Server
from served_lists import EXPERIMENT, ServedLists, event

import hyperstudy
from hyperstudy import HyperStudy, fetch_report

START = datetime(2026, 3, 2, 9, tzinfo=UTC)
EPOCH = int(START.timestamp())
COUNT = 40


def other(number: int) -> dict[str, Any]:
    """Make the event of this number of a service that numbers its rooms, people and events."""
    second = EPOCH + number
    forms: list[Any] = [
        second,
        float(second),
        second * 1000,
        str(second * 1000),
        {"_seconds": second, "_nanoseconds": 0},
    ]
    return {
        **event(number),
        "id": number,
        "roomId": number % 3,
        "participantId": 100 + number % 2,
        "timestamp": forms[number % len(forms)],
        "onset": str(number * 1000),
    }


@pytest.fixture
def lists() -> Iterator[ServedLists]:
    people = [{"id": one, "participantId": one} for one in (100, 101)]
    with Server() as server:
        served = ServedLists(server, page=7)
        served.lists["events"] = [other(number) for number in range(COUNT)]
        served.lists["rooms"] = [{"id": number, "experimentId": EXPERIMENT} for number in range(3)]
        served.lists["participants"] = people
        yield served


@pytest.fixture
def hs(lists: ServedLists) -> Iterator[HyperStudy]:
    with lists.client() as client:
        yield client


def columns(frame: Any) -> dict[str, list[Any]]:
    names = ["id", "roomId", "participantId", "timestamp", "onset", "onset_sec"]
    if isinstance(frame, pd.DataFrame):
        frame = frame[names].astype({"timestamp": object})
        return {name: frame[name].tolist() for name in names}
    found = frame.to_dict(as_series=False) if isinstance(frame, pl.DataFrame) else frame.to_pydict()
    return {name: found[name] for name in names}


EXPECTED = {
    "id": [str(number) for number in range(COUNT)],
    "roomId": [str(number % 3) for number in range(COUNT)],
    "participantId": [str(100 + number % 2) for number in range(COUNT)],
    "timestamp": [START + timedelta(seconds=number) for number in range(COUNT)],
    "onset": [number * 1000 for number in range(COUNT)],
    "onset_sec": [float(number) for number in range(COUNT)],
}
CONVERTED = dict.fromkeys(["id", "roomId", "participantId", "timestamp", "onset"], COUNT)
TABLES = ["events", "rooms", "participants"]


def noted(frame: Any) -> dict[str, int]:
    report = fetch_report(frame)
    assert report.clean
    assert not report.unreadable
    return {one["column"]: one["count"] for one in report.converted}


@pytest.mark.parametrize("output", ["pandas", "polars", "arrow"])
def test_online_every_value_is_there_and_noted(hs: HyperStudy, output: str) -> None:
    events = hs.get_events(EXPERIMENT, output=output)
    assert columns(events) == EXPECTED
    assert noted(events) == CONVERTED
    assert "40 values of column 'id' came as another type" in str(fetch_report(events))


def test_rows_are_what_was_sent(hs: HyperStudy) -> None:
    assert hs.get_events(EXPERIMENT, output="dict") == [other(number) for number in range(COUNT)]


@pytest.mark.parametrize("output", ["pandas", "polars", "arrow"])
def test_on_disk_and_offline_too(hs: HyperStudy, tmp_path: Path, output: str) -> None:
    hs.pull(EXPERIMENT, tmp_path / "study", types=TABLES)
    study = hyperstudy.open_study(tmp_path / "study")
    events = study.get_events(EXPERIMENT, output=output)
    assert columns(events) == EXPECTED
    assert noted(events) == CONVERTED
    of_room = study.get_events("2", scope="room", output=output)
    assert columns(of_room)["id"] == [str(number) for number in range(2, COUNT, 3)]
    of_person = study.get_events("101", scope="participant", room_id="0", output=output)
    assert columns(of_person)["id"] == [str(number) for number in range(3, COUNT, 6)]
    later = study.get_events(EXPERIMENT, start_time=START + timedelta(seconds=30), output=output)
    assert columns(later)["id"] == [str(number) for number in range(30, COUNT)]
    assert study.get_events(EXPERIMENT, output="dict") == [other(one) for one in range(COUNT)]


def test_the_files_hold_the_values(hs: HyperStudy, tmp_path: Path) -> None:
    hs.pull(EXPERIMENT, tmp_path / "study", types=TABLES)
    every = (tmp_path / "study" / "data").rglob("*.parquet")
    files = [file for file in every if "events" in file.as_posix()]
    table = pq.ParquetDataset(files, partitioning=None).read().sort_by("onset")
    assert columns(table) == EXPECTED
    assert not [name for name in table.column_names if name.endswith("_as_received")]


def test_a_later_pull_knows_its_rows_again(
    hs: HyperStudy, lists: ServedLists, tmp_path: Path
) -> None:
    hs.pull(EXPERIMENT, tmp_path / "study", types=TABLES)
    lists.lists["events"][5] = {**other(5), "content": "changed"}
    lists.lists["events"].append(other(COUNT))
    report = hs.pull(EXPERIMENT, tmp_path / "study", types=TABLES, overlap=None)
    (events,) = (one for one in report.tables if one.name == "events")
    assert (events.new, events.changed, events.vanished) == (1, 1, 0)
