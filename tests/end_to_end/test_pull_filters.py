"""Filters that a server ignores while pulling, and filters that a study on disk applies itself."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

import pytest
from served_lists import EXPERIMENT, ServedLists, event

import hyperstudy
from hyperstudy.display.notices import HyperStudyWarning
from hyperstudy.study.foreign_rows import count_foreign_rows
from hyperstudy.study.verify import verify

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

pytest.importorskip("pyarrow")

OURS = {"id": "dep_1", "experimentId": EXPERIMENT, "status": "active"}
OTHERS = [
    {"id": "dep_2", "experimentId": "exp_other", "status": "active"},
    {"id": "dep_3", "experimentId": "exp_other", "status": "active"},
]
SILENT = {"id": "dep_4", "status": "active"}


@pytest.fixture
def hs(lists: ServedLists) -> Iterator[hyperstudy.HyperStudy]:
    with lists.client() as client:
        yield client


def test_deployments_of_other_experiments_are_left_out_and_told(
    lists: ServedLists, hs: hyperstudy.HyperStudy, study: Path
) -> None:
    lists.lists["deployments"] = [OTHERS[0], OURS, OTHERS[1], SILENT]
    types = ["deployments", "deployment_details"]
    plan = hs.pull(EXPERIMENT, study, types=types, dry_run=True)
    assert [one.rows for one in plan.tables] == [2, 2]
    with pytest.warns(HyperStudyWarning, match="deployments: the server sent 2 rows that were not"):
        report = hs.pull(EXPERIMENT, study, types=types)
    assert report.complete
    assert report.requests == plan.requests
    assert "2 rows that were not asked for" in str(report)
    assert report.to_dict()["tables"][0]["notes"]
    here = hyperstudy.open_study(study)
    assert here.list_deployments(output="dict") == [OURS, SILENT]
    assert here.manifest.tables["deployments"].left_out == 2
    assert verify(study).complete
    # Nothing is odd any more when the server applies it.
    lists.lists["deployments"] = [OURS, SILENT]
    assert hs.pull(EXPERIMENT, study, types=types).notes() == []


def test_a_deployment_that_vanishes_among_those_of_others_is_noticed(
    lists: ServedLists, hs: hyperstudy.HyperStudy, study: Path
) -> None:
    for rows in ([OTHERS[0], OURS, SILENT], [OTHERS[0], SILENT]):
        lists.lists["deployments"] = rows
        with pytest.warns(HyperStudyWarning, match="1 rows that were not asked for"):
            report = hs.pull(EXPERIMENT, study, types="deployments")
    assert [(one.rows, one.vanished) for one in report.tables] == [(1, 1)]


def test_rows_of_other_experiments_in_a_list_of_pages_are_kept_and_told(
    lists: ServedLists, hs: hyperstudy.HyperStudy, study: Path
) -> None:
    rows = [
        event(at, experimentId="exp_other" if at in (1, 6, 11) else EXPERIMENT)
        for at in range(2500)
    ]
    del rows[0]["experimentId"]
    lists.lists["events"] = rows
    lists.lists["rooms"] = [{"id": f"room_{number}"} for number in range(3)]
    message = "events: 3 rows are of other experiments, which the server sent all the same"
    with pytest.warns(HyperStudyWarning, match=message):
        report = hs.pull(EXPERIMENT, study, types=["events", "rooms"])
    assert not report.complete
    here = hyperstudy.open_study(study)
    assert here.manifest.tables["events"].rows == 2500
    assert here.manifest.tables["rooms"].problems == []
    # A later pull reads only what is new, and still knows of the others.
    lists.lists["events"] = [*rows, event(2500)]
    with pytest.warns(HyperStudyWarning, match=message):
        hs.pull(EXPERIMENT, study, types=["events"], overlap=timedelta(seconds=30))
    entry = hyperstudy.open_study(study).manifest.tables["events"]
    assert (entry.rows, entry.read_from) == (2501, 2000)


@pytest.mark.parametrize("count", [1, 40_000])
def test_only_groups_of_rows_that_may_have_others_are_read(tmp_path: Path, count: int) -> None:
    arrow, parquet = pytest.importorskip("pyarrow"), pytest.importorskip("pyarrow.parquet")
    ids = ["a"] * count + [None, "b", None, "a", "c"] + [None] * count
    path = tmp_path / "part.parquet"
    table = arrow.table({"experimentId": arrow.array(ids, arrow.large_string())})
    parquet.write_table(table, path, row_group_size=1_000)
    assert count_foreign_rows([path], "a") == 2
    assert count_foreign_rows([path, path], "b") == 2 * (count + 2)
    parquet.write_table(arrow.table({"id": ["a"]}), path)
    assert count_foreign_rows([path], "x") == 0


FILTERS: list[dict[str, Any]] = [
    {"start_time": "2026-03-02T09:01:00Z"},
    {"end_time": "2026-03-02T09:01:00+00:00"},
    {"start_time": "2026-03-02T09:00:30.500Z", "end_time": "2026-03-02T09:00:31Z"},
    {"category": "media"},
    {"deployment_id": "dep_1"},
    {"room_id": "room_1"},
]


@pytest.mark.parametrize("given", FILTERS, ids=lambda one: "+".join(one))
@pytest.mark.parametrize("output", ["dict", "pandas", "polars", "arrow"])
def test_a_study_gives_no_row_outside_of_a_filter(
    given: dict[str, Any], output: str, lists: ServedLists, hs: hyperstudy.HyperStudy, study: Path
) -> None:
    events = [
        event(
            number,
            category="media" if number % 5 else "component",
            deploymentId="dep_1" if number % 4 else "dep_2",
        )
        for number in range(150)
    ]
    lists.lists["events"] = events
    lists.lists["rooms"] = [{"id": f"room_{number}"} for number in range(3)]
    hs.pull(EXPERIMENT, study, types=["events", "rooms"])
    found = hyperstudy.open_study(study).get_events(EXPERIMENT, output=output, **given)
    ids = [one["id"] for one in found] if output == "dict" else list(map(str, found["id"]))

    def is_wanted(row: dict[str, Any]) -> bool:
        moment = datetime.fromisoformat(row["timestamp"])
        start = datetime.fromisoformat(given.get("start_time", "2000-01-01T00:00Z"))
        end = datetime.fromisoformat(given.get("end_time", "2100-01-01T00:00Z"))
        words = {"category": "category", "deployment_id": "deploymentId", "room_id": "roomId"}
        return start <= moment <= end and all(
            row[words[name]] == word for name, word in given.items() if name in words
        )

    wanted = [one["id"] for one in events if is_wanted(one)]
    assert ids == wanted
    assert 0 < len(ids) < len(events)
    report = hyperstudy.fetch_report(found)
    assert (report.outside, report.complete) == ([], True)
