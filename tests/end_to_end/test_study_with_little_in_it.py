"""Studies without rows, and with few tables: what is made of a study says so, and never fails."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from faults.server import Server
from served_lists import EXPERIMENT, ServedLists, event

import hyperstudy
from hyperstudy import InputError

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

pytest.importorskip("pyarrow")


def pulled(folder: Path, rows: list[dict[str, Any]], types: list[str] | None) -> Any:
    with Server() as server:
        lists = ServedLists(server)
        lists.lists["events"] = rows
        with lists.client() as hs:
            hs.pull(EXPERIMENT, folder, types=types, progress=False)
    return hyperstudy.open_study(folder)


EXPORTS: list[Callable[[Any, Path], Any]] = [
    lambda study, folder: study.export_bids(folder),
    lambda study, folder: study.export_psych_ds(folder),
    lambda study, folder: study.export_elan(folder),
]


@pytest.mark.parametrize("export", EXPORTS, ids=["bids", "psych-ds", "elan"])
@pytest.mark.parametrize("count", [0, 30])
def test_exports_account_for_what_little_there_is(
    tmp_path: Path, export: Callable[[Any, Path], Any], count: int
) -> None:
    study = pulled(tmp_path / "study", [event(one) for one in range(count)], ["events"])
    report = export(study, tmp_path / "out")
    assert report.rows["rows"].sum() == count
    assert any((tmp_path / "out").iterdir())


@pytest.mark.parametrize("export", EXPORTS, ids=["bids", "psych-ds", "elan"])
def test_an_empty_id_is_nobodys(tmp_path: Path, export: Callable[[Any, Path], Any]) -> None:
    rows = [event(one, **({"participantId": ""} if one % 4 == 1 else {})) for one in range(30)]
    rows[2] = {**rows[2], "roomId": ""}
    study = pulled(tmp_path / "study", rows, ["events"])
    report = export(study, tmp_path / "out")
    assert report.complete
    assert report.rows["rows"].sum() == 30
    counted = report.decisions
    counted = counted[counted["decision"].str.startswith("empty in the study")]
    # A table of Psych-DS has the cell as it is.
    assert counted["values"].sum() == (0 if report.format == "Psych-DS" else 8)


def test_the_report_of_a_study_that_nobody_took_part_in(tmp_path: Path) -> None:
    pytest.importorskip("jinja2")
    study = pulled(tmp_path / "study", [], None)
    quality = study.quality()
    assert len(quality.rooms) == len(quality.participants) == 0
    study.report(tmp_path / "report.html")
    assert "<h1" in (tmp_path / "report.html").read_text("utf-8")


def test_a_report_does_not_say_that_nobody_took_part_where_that_was_not_asked(
    tmp_path: Path,
) -> None:
    study = pulled(tmp_path / "study", [event(one) for one in range(30)], ["events"])
    with pytest.raises(InputError, match="rooms and participants were not pulled"):
        study.quality()


def test_a_clock_does_without_the_tables_that_were_not_pulled_and_says_so(tmp_path: Path) -> None:
    played = [
        event(1, eventType="media.play", value={"mediaId": "film", "currentTime": 0.0}),
        event(31, eventType="media.pause", value={"mediaId": "film", "currentTime": 30.0}),
    ]
    rows = [{**one, "roomId": "room_1", "participantId": "p_1"} for one in played]
    study = pulled(tmp_path / "study", rows, ["events"])
    clock = study.clock("room_1")
    media, seconds = clock.to_film(11_000, participant="p_1")
    assert (media, round(seconds, 3)) == ("film", 10.0)
    findings = " ".join(clock.findings)
    for table in ("recordings", "sync", "participants"):
        assert f"{table} was not pulled" in findings
    wide = study.on_film_time("events", film="film", value="onset", rate=1)
    assert wide.shape[1] == 1
    assert wide.iloc[:, 0].dropna().tolist()[0] == 1000


def test_rows_that_name_their_room_in_the_older_way_are_on_film_time_too(tmp_path: Path) -> None:
    rows: list[dict[str, Any]] = []
    for number, kind in ((1, "play"), (31, "pause")):
        player = {"mediaId": "film", "currentTime": float(number - 1)}
        row = event(number, eventType=f"media.{kind}", value=player, participantId="p_1")
        rows.append({**row, "roomId": None, "sessionId": "room_old"})
    study = pulled(tmp_path / "study", rows, ["events"])
    wide = study.on_film_time("events", film="film", value="onset", rate=1)
    assert list(wide.columns) == [("room_old", "p_1")]
    assert wide.iloc[:, 0].dropna().tolist()[0] == 1000


def test_sync_metrics_that_name_their_room_in_the_older_way_count_too(tmp_path: Path) -> None:
    def lists(*, old: bool) -> dict[str, list[dict[str, Any]]]:
        played = [(0, "play", 0.0), (60, "pause", 57.0)]
        events = [
            event(
                number, eventType=f"media.{kind}", value={"mediaId": "film", "currentTime": place},
                participantId="p_1", roomId="room_1",
            )
            for number, kind, place in played
        ]  # fmt: skip
        sync = [
            {
                "metricId": f"s_{number}", "roomId": "room_1", "participantId": "p_1",
                "timestamp": f"2026-03-02T09:00:{number:02}Z", "onset": 1000 * number,
                "timeDrift": 0, "playbackRate": 0.9 if number < 30 else 1.0,
            }
            for number in range(0, 60, 2)
        ]  # fmt: skip
        if old:
            sync = [{**one, "roomId": None, "sessionId": "room_1"} for one in sync]
        return {"events": events, "sync": sync}

    def grid(folder: Path, lists_of: dict[str, list[dict[str, Any]]]) -> Any:
        with Server() as server:
            served = ServedLists(server)
            served.lists |= lists_of
            with served.client() as hs:
                hs.pull(EXPERIMENT, folder, types=["events", "sync"], progress=False)
        study = hyperstudy.open_study(folder)
        return study.on_film_time(
            "sync", film="film", value="onset", rate=1, rooms="room_1", wide=False
        )

    new, old = (grid(tmp_path / str(one), lists(old=one)) for one in (False, True))
    assert new["onset"].notna().any()
    assert new["uncertainty"].to_list() == old["uncertainty"].to_list()
    assert new["onset"].fillna(-1).to_list() == old["onset"].fillna(-1).to_list()


def test_a_room_with_an_empty_name_is_none_in_the_report(tmp_path: Path) -> None:
    rooms = [None, "", "room_1"]
    common = {"participantId": "p_1", "onset": 5, "latency": 3.0, "timeDrift": 1.0}
    with Server() as server:
        lists = ServedLists(server)
        lists.lists["participants"] = [{"id": "p_1"}]
        for name, identifier in [
            ("events", "id"),
            ("sync", "metricId"),
            ("chat", "messageId"),
            ("components", "componentId"),
            ("eyetracking", "id"),
            ("ratings/continuous", "ratingId"),
            ("ratings/sparse", "ratingId"),
        ]:
            lists.lists[name] = [
                {**common, identifier: f"{name}_{at}", "roomId": room, "sessionId": room}
                for at, room in enumerate(rooms)
            ]
        with lists.client() as hs:
            hs.pull(EXPERIMENT, tmp_path / "study", progress=False)
    people = hyperstudy.open_study(tmp_path / "study").quality().participants
    of_none = people[people["roomId"] == ""]
    assert of_none["sync_samples"].tolist() == [2]
    assert of_none["chat_messages"].tolist() == [2]
