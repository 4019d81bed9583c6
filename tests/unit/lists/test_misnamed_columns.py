"""A column that is empty because its values came by another name is told, and nothing else."""

from __future__ import annotations

import warnings
from typing import Any

import pytest

from hyperstudy import UnreadableValueWarning, fetch_report
from hyperstudy.lists.report import FetchReport
from hyperstudy.lists.results import convert, warn_of_findings


def result(rows: list[dict[str, Any]], output: str = "pandas") -> Any:
    report = FetchReport(what="events", promised=len(rows), received=len(rows))
    return convert(rows, "events", output, report)


@pytest.mark.parametrize("output", ["pandas", "polars", "arrow"])
def test_other_names_of_columns_are_told(output: str) -> None:
    rows = [{"id": "e", "participant_id": "p", "room": {"id": "r"}}] * 3
    report = fetch_report(result(rows, output))
    assert {one["column"]: one["key"] for one in report.misnamed} == {
        "participantId": "participant_id",
        "roomId": "room",
    }
    assert report.complete
    assert not report.clean
    with pytest.warns(UnreadableValueWarning, match="'participantId' is empty.*'participant_id'"):
        warn_of_findings(report)


@pytest.mark.parametrize(
    "rows",
    [
        [],
        [{"id": "e", "participantId": "p", "participant": {"id": "p"}}],
        # One row that has it is enough to see what the column is for.
        [{"id": "e", "participant_id": "p"}, {"id": "f", "participantId": "p"}],
        [{"id": "e", "weather": "rain"}],
        [{"id": "e", "": 1, "id_": 2}],
    ],
)
def test_what_is_as_it_should_be_is_not(rows: list[dict[str, Any]]) -> None:
    report = fetch_report(result(rows))
    assert report.misnamed == []
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        warn_of_findings(report)
