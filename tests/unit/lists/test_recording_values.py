"""Recordings in a recorder's own form are named before they reach a sum or a picture."""

from __future__ import annotations

from typing import Any

import pytest

from hyperstudy.display.notices import UnreadableValueWarning
from hyperstudy.lists.recording_values import implausible
from hyperstudy.lists.report import FetchReport, fetch_report
from hyperstudy.lists.results import convert, warn_of_findings

GOOD: dict[str, Any] = {
    "recordingId": "EG_1",
    "participantId": "p",
    "startTime": "2026-03-02T09:00:00.000Z",
    "endTime": "2026-03-02T09:07:00.000Z",
    "duration": 420_000,
    "fileSize": 18_233_344,
    "status": "complete",
    "metadata": {"type": "video"},
}
RUNNING = {**GOOD, "endTime": None, "duration": None, "fileSize": None, "status": "active"}


@pytest.mark.parametrize("row", [
    GOOD,
    RUNNING,
    {**GOOD, "duration": 421_900.5},
    {**GOOD, "duration": "420000"},
    {**GOOD, "endTime": GOOD["startTime"], "duration": 0},
    {**GOOD, "duration": None, "fileSize": None},
    {**RUNNING, "fileSize": 0},
    {},
])  # fmt: skip
def test_what_can_be_is_not_named(row: dict[str, Any]) -> None:
    assert implausible([row]) == []


@pytest.mark.parametrize(("members", "column", "why"), [
    ({"duration": 420_000_000_000}, "duration", "nanoseconds"),
    ({"duration": "420123456789"}, "duration", "nanoseconds"),
    ({"duration": 419_000_000}, "duration", "microseconds"),
    ({"duration": 420.0}, "duration", "seconds and not"),
    ({"duration": 420_000_000_000, "endTime": None}, "duration", "longer than a day"),
    ({"duration": -1}, "duration", "negative"),
    ({"duration": 0}, "duration", "0"),
    ({"duration": 0, "endTime": None}, "duration", "0"),
    ({"fileSize": -5}, "fileSize", "negative"),
    ({"fileSize": 0}, "fileSize", "0, although"),
    ({"fileSize": "0"}, "fileSize", "0, although"),
    ({"startTime": "1970-01-01T00:00:00Z"}, "startTime", "before 2015"),
    ({"endTime": "2026-03-02T08:59:00Z", "duration": None}, "endTime", "before the start"),
])  # fmt: skip
@pytest.mark.parametrize("output", ["pandas", "polars", "arrow", "dict"])
def test_what_cannot_be_is_named_in_every_kind_of_result(
    members: dict[str, Any], column: str, why: str, output: str
) -> None:
    odd = {**GOOD, **members}
    rows = [GOOD, {**odd, "recordingId": "EG_2"}, {**odd, "recordingId": "EG_3"}]
    result = convert(rows, "recordings", output, FetchReport(what="recordings of room r1"))
    report = fetch_report(result)
    (one,) = (one for one in report.implausible if one["column"] == column)
    assert one["count"] == 2
    assert one["recording"] == "EG_2"
    assert why in one["why"]
    assert report.complete
    assert not report.clean
    assert "recording EG_2" in str(report)
    with pytest.warns(UnreadableValueWarning, match=f"2 values of column '{column}'"):
        warn_of_findings(report)


@pytest.mark.parametrize("output", ["pandas", "polars", "arrow"])
def test_a_time_in_nanoseconds_is_read_and_named(output: str) -> None:
    rows = [{**GOOD, "startTime": "1772442000000000000"}]
    report = fetch_report(convert(rows, "recordings", output, FetchReport()))
    assert report.implausible == []
    assert [one["column"] for one in report.converted] == ["startTime"]


def test_the_values_stay_as_they_came() -> None:
    rows = [{**GOOD, "duration": -1}]
    assert convert(rows, "recordings", "pandas", FetchReport())["duration"].tolist() == [-1.0]
    assert convert(rows, "recordings", "dict", FetchReport()) == rows


def test_other_tables_are_not_looked_at() -> None:
    rows = [{"id": "e", "duration": -1}]
    assert fetch_report(convert(rows, "events", "dict", FetchReport())).implausible == []
