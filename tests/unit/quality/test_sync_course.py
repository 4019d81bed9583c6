"""The course of the players' difference to the host, compared with the rows themselves."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

import hyperstudy
from hyperstudy.quality.charts import drift_chart
from hyperstudy.quality.sync_course import BINS, drift_courses
from hyperstudy.sandbox import start

for needed in ("duckdb", "jinja2", "matplotlib"):
    pytest.importorskip(needed)
pd: Any = pytest.importorskip("pandas")


@pytest.fixture(scope="module")
def study(tmp_path_factory: pytest.TempPathFactory) -> Any:
    folder = tmp_path_factory.mktemp("sync") / "study"
    with (
        start("movie-dyads", minutes=4, rooms=4, defects=("drifting-player",)) as sandbox,
        sandbox.client() as hs,
    ):
        hs.pull(
            sandbox.experiment_id,
            folder,
            types=["events", "sync", "participants", "rooms"],
            progress=False,
        )
        (planted,) = sandbox.study.planted
    made: Any = hyperstudy.open_study(folder)
    return made, planted


def test_each_stretch_has_the_median_of_its_reports(study: Any) -> None:
    found, _ = study
    courses = drift_courses(found)
    rows = found.get_sync(found.experiment_id)
    assert set(courses["participantId"]) == set(rows.dropna(subset="timeDrift")["participantId"])
    for room, of_room in courses.groupby("roomId"):
        assert of_room["minute"].nunique() <= BINS
        own = rows[rows["roomId"] == room]
        width = max(2_000, (own["onset"].max() - own["onset"].min()) / (BINS - 1))
        for person, course in of_room.groupby("participantId"):
            mine = own[own["participantId"] == person]
            assert course["minute"].is_monotonic_increasing
            for _, point in course.iterrows():
                near = mine[(mine["onset"] - point["minute"] * 60_000).abs() <= width / 2 + 1e-6]
                assert point["drift_ms"] == pytest.approx(near["timeDrift"].median(), abs=15)
                assert point["furthest_ms"] in set(mine["timeDrift"])


def test_a_drifting_player_drifts_in_the_curve(study: Any) -> None:
    found, planted = study
    courses = drift_courses(found)
    size = courses.groupby("participantId")["drift_ms"].agg(lambda those: those.abs().median())
    assert size.idxmax() == planted.participant_id
    assert size.max() > 400
    assert size.drop(planted.participant_id).max() < 100
    own = courses[courses["participantId"] == planted.participant_id]["drift_ms"]
    assert own.iloc[-1] > own.iloc[0] + 100


def test_the_page_has_a_curve_and_a_table_for_each_room_with_players(
    study: Any, tmp_path: Path
) -> None:
    found, planted = study
    quality = found.report(tmp_path / "report.html").quality
    page = (tmp_path / "report.html").read_text("utf-8")
    rooms = quality.rooms[quality.rooms["roomId"].isin(quality.drifts["roomId"])]
    assert len(rooms) == 4
    for label in rooms["label"]:
        assert f"Difference of the players of room {label} to the host" in page
        assert f"Sync of the players of room {label}" in page
    people = quality.participants.set_index("participantId")
    label = people.loc[planted.participant_id, "label"]
    assert re.search(rf"{label}: median size [\d,.]+ ms, furthest [\d,.-]+ ms, 100 %", page)
    assert quality.rooms["sync_lag_ms"].notna().all()


def test_a_line_is_interrupted_where_reports_are_missing() -> None:
    course = pd.DataFrame(
        {
            "participantId": "one",
            "minute": [0.1, 0.2, 0.3, 2.0, 2.1],
            "drift_ms": [0.0, 10.0, 20.0, 30.0, 40.0],
            "furthest_ms": [0.0, 10.0, 20.0, -300.0, 40.0],
        }
    )
    person = pd.DataFrame(
        {
            "participantId": ["one"], "label": ["P01"], "sync_median_ms": [20.0],
            "sync_share_above_100ms": [0.2], "sync_drift_ms_per_min": [20.0],
        }
    )  # fmt: skip
    text = drift_chart("R01", course, person, "drift")
    lines = re.findall(r'<path d="([^"]*)"[^>]*style="fill: none; stroke: var\(--series-0\)', text)
    assert lines[0].count("M") == 2
    assert "furthest -300 ms" in text


def test_a_study_without_sync_has_no_courses(study: Any) -> None:
    made = hyperstudy.open_study(study[0].folder)
    del made.manifest.tables["sync"]
    assert drift_courses(made).empty
