"""An end that is given as a day includes the day, and the report says so."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from typing import Any

import numpy as np
import pandas as pd
import pytest

from hyperstudy import HyperStudy, fetch_report, open_study
from hyperstudy.exceptions import InputError

from .server import Server

EVENTS = "/api/v3/data/events/experiment/e"
ROWS = [
    {"id": f"evt_{number}", "roomId": "r", "timestamp": f"2026-03-{time}Z"}
    for number, time in enumerate(
        ["01T23:59:59.999", "02T00:00:00", "02T12:00:00", "02T23:59:59.999", "03T00:00:00"]
    )
]


def body(rows: list[dict[str, Any]]) -> dict[str, Any]:
    pagination = {"total": len(rows), "returned": len(rows), "hasMore": False}
    return {"status": "success", "data": rows, "metadata": {"pagination": pagination}}


@pytest.fixture
def hs(server: Server) -> Iterator[HyperStudy]:
    with HyperStudy("hst_test_1", f"{server.url}/api/v3") as client:
        yield client


@pytest.mark.parametrize("day", ["2026-03-02", date(2026, 3, 2), np.datetime64("2026-03-02")])
def test_a_day_is_asked_for_up_to_its_last_moment(day: Any, server: Server, hs: HyperStudy) -> None:
    server.respond(body=body(ROWS[1:4]), path=EVENTS)
    events = hs.get_events("e", start_time=day, end_time=day, output="dict")
    (request,) = server.requests
    assert request.query["startTime"] == "2026-03-02T00:00:00.000Z"
    assert request.query["endTime"] == "2026-03-02T23:59:59.999999Z"
    assert "end_time=2026-03-02 includes that whole day (UTC)" in str(fetch_report(events))
    assert fetch_report(events).complete


@pytest.mark.parametrize(
    "moment", ["2026-03-02T00:00", datetime(2026, 3, 2), pd.Timestamp("2026-03-02")]
)
def test_a_moment_stays_one(moment: Any, server: Server, hs: HyperStudy) -> None:
    server.respond(body=body(ROWS[1:2]), path=EVENTS)
    events = hs.get_events("e", end_time=moment, output="dict")
    assert server.requests[0].query["endTime"] == "2026-03-02T00:00:00.000Z"
    assert fetch_report(events).notes == [f"end_time={moment} has no time zone and was read as UTC"]


@pytest.mark.parametrize(
    "moment", ["2026-03-02T01:00+01:00", pd.Timestamp("2026-03-02 01:00", tz="Europe/Berlin")]
)
def test_of_a_moment_with_a_zone_nothing_is_to_be_said(
    moment: Any, server: Server, hs: HyperStudy
) -> None:
    server.respond(body=body(ROWS[1:2]), path=EVENTS)
    events = hs.get_events("e", end_time=moment, output="dict")
    assert server.requests[0].query["endTime"] == "2026-03-02T00:00:00.000Z"
    assert not fetch_report(events).notes


def test_from_within_a_day_to_its_end(server: Server, hs: HyperStudy) -> None:
    server.respond(body=body([]), path=EVENTS)
    hs.get_events("e", start_time="2026-03-02T09:00", end_time="2026-03-02")
    with pytest.raises(InputError, match="lies before"):
        hs.get_events("e", start_time="2026-03-03T00:00", end_time="2026-03-02")
    assert len(server.requests) == 1


@pytest.mark.parametrize("output", ["dict", "pandas"])
def test_offline_a_day_is_a_day_too(
    output: str, server: Server, hs: HyperStudy, tmp_path: Any
) -> None:
    for path in ("/experiments/e", "/experiments/e/config"):
        server.respond(body={"status": "success", "data": [{"id": "e"}]}, path=f"/api/v3{path}")
    server.respond(body=body(ROWS), path=EVENTS)
    hs.pull("e", tmp_path / "s", types="events", progress=False)
    study = open_study(tmp_path / "s")
    events: Any = study.get_events(
        "e", start_time="2026-03-02", end_time="2026-03-02", output=output
    )
    assert len(events) == 3
    assert "whole day" in str(fetch_report(events))
