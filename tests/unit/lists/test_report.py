"""The report of a fetch says what a reader has to know, and travels with every kind of result."""

from __future__ import annotations

import io
import warnings
from typing import Any

import pandas as pd
import pytest

from hyperstudy import FetchReport, IncompleteDataWarning, UnreadableValueWarning, fetch_report
from hyperstudy.lists.report import merge
from hyperstudy.lists.results import OUTPUTS, convert, warn_of_findings

ROWS: list[dict[str, Any]] = [{"id": "evt_1", "timestamp": "2026-03-02T09:00:00Z", "onset": 4.0}]


def complete() -> FetchReport:
    return FetchReport(
        what="events of room r", promised=1, promised_at_first=1, received=1, pages=1
    )


@pytest.mark.parametrize("output", OUTPUTS)
def test_it_travels_with_the_result(output: str) -> None:
    result = convert(list(ROWS), "events", output, complete())
    report = fetch_report(result)
    assert report.complete
    assert report.clean
    assert str(report) == "events of room r: 1 of 1 rows in 1 page, complete"


def test_it_survives_what_pandas_does_with_a_frame() -> None:
    frame = convert(ROWS * 3, "events", "pandas", complete())
    assert fetch_report(frame[frame["onset"] > 1].sort_values("onset")).what == "events of room r"
    buffer = io.BytesIO()
    frame.to_parquet(buffer)
    assert fetch_report(pd.read_parquet(buffer)).received == 1


def test_it_survives_an_arrow_file() -> None:
    import pyarrow.feather

    table = convert(ROWS, "events", "arrow", complete())
    buffer = io.BytesIO()
    pyarrow.feather.write_feather(table, buffer)
    assert fetch_report(pyarrow.feather.read_table(buffer)).received == 1


@pytest.mark.parametrize("other", [[], {}, "text", pd.DataFrame({"a": [1]}), None])
def test_what_carries_no_report_says_so(other: Any) -> None:
    with pytest.raises(ValueError, match="carries no fetch report"):
        fetch_report(other)


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"promised": 5}, "4 of 5 promised rows did not come"),
        ({"problems": ["the offset stood still"]}, "the offset stood still"),
        ({"server_warnings": ["MISSING_INDEX: no index"]}, "MISSING_INDEX: no index"),
    ],
)
def test_what_speaks_against_completeness_is_said(change: dict[str, Any], message: str) -> None:
    report = complete()
    for name, value in change.items():
        setattr(report, name, value)
    assert not report.complete
    assert not report.clean
    assert message in str(report)
    assert "NOT COMPLETE" in str(report)


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"repeated": 2}, "2 rows came twice"),
        ({"changed": 1}, "1 rows came twice with other content"),
    ],
)
def test_complete_is_not_yet_clean(change: dict[str, Any], message: str) -> None:
    report = complete()
    for name, value in change.items():
        setattr(report, name, value)
    assert report.complete
    assert not report.clean
    assert message in str(report)


def test_it_says_how_many_were_skipped() -> None:
    def text(**known: Any) -> str:
        return str(FetchReport(what="events", pages=1, **known))

    some = {"promised": 10, "promised_at_first": 10}
    assert "1 of 10 rows in 1 page, complete after 9 skipped ones" in text(
        **some, offset=9, received=1, rows=1
    )
    assert text(**some, offset=99).endswith(
        "0 of 10 rows in 1 page, complete after 10 skipped ones"
    )
    limited = text(**some, offset=2, received=1, rows=1, limited=True)
    assert limited.endswith("as many as asked for after 2 skipped ones")
    assert "skipped" not in text(**some, received=10, rows=10)


def test_rows_that_were_skipped_or_not_asked_for_are_not_missing() -> None:
    assert FetchReport(promised=10, offset=9, received=1).missing == 0
    assert FetchReport(promised=10, received=1, limited=True).missing == 0
    assert FetchReport(promised=10, received=1).missing == 9
    assert FetchReport(promised=None, received=1).missing == 0


def test_a_clean_result_is_quiet() -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        warn_of_findings(complete())


def test_a_missing_row_is_warned_of_at_the_callers_line() -> None:
    report = complete()
    report.promised = 2
    with pytest.warns(IncompleteDataWarning, match="1 of 2 promised rows") as caught:
        warn_of_findings(report)
    assert caught[0].filename == __file__


def test_a_value_that_does_not_fit_is_warned_of() -> None:
    report = complete()
    rows = [{"id": "evt_1", "onset": "soon"}]
    frame = convert(rows, "events", "pandas", report)
    with pytest.warns(UnreadableValueWarning, match="1 values of column 'onset'.*\"soon\""):
        warn_of_findings(report)
    assert frame["onset_as_received"].tolist() == ["soon"]


def test_waits_are_told() -> None:
    report = complete()
    report.waited, report.waits = 61.0, ["too many requests"]
    assert "waited 61.0 s (too many requests)" in str(report)


def test_reports_add_up() -> None:
    total = merge("all", [complete(), complete(), FetchReport(problems=["odd"])])
    assert (total.received, total.promised, total.pages) == (2, 2, 2)
    assert total.problems == ["odd"]


def test_it_can_be_shown_in_a_notebook_whatever_it_says() -> None:
    html = FetchReport(what="<script>")._repr_html_()
    assert "<script>" not in html
    assert "&lt;script&gt;" in html
