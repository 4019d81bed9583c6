"""Figures of the report against what was counted by hand: people who come again, rows of old."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from faults.server import Server
from served_lists import EXPERIMENT, ServedLists, event

import hyperstudy
from hyperstudy.offline.dataframe_tools import one_connection

for needed in ("jinja2", "matplotlib"):
    pytest.importorskip(needed)
duckdb = pytest.importorskip("duckdb")

ROOM = {
    "id": "room_1", "experimentId": EXPERIMENT, "status": "completed", "duration": 60_000,
    "createdAt": "2026-03-02T08:59:00Z", "firstStateStartedAt": "2026-03-02T09:00:00Z",
}  # fmt: skip


def member(person: str, second: int, status: str = "completed", **more: Any) -> dict[str, Any]:
    return {
        "id": f"{person}_{second}", "participantId": person, "experimentId": EXPERIMENT,
        "roomId": "room_1", "status": status, "joinedAt": f"2026-03-02T09:00:{second:02}Z",
        "completionOutcome": "SUCCESS" if status == "completed" else None, **more,
    }  # fmt: skip


def message(number: int, person: str, **more: Any) -> dict[str, Any]:
    return {
        "messageId": f"m_{number}", "experimentId": EXPERIMENT, "roomId": "room_1",
        "senderId": person, "timestamp": f"2026-03-02T09:00:{number:02}Z", "onset": 1000 * number,
        "content": "abc", **more,
    }  # fmt: skip


def sync(number: int, person: str, drift: float, **more: Any) -> dict[str, Any]:
    return {
        "metricId": f"s_{number}", "experimentId": EXPERIMENT, "roomId": "room_1",
        "participantId": person, "timestamp": f"2026-03-02T09:00:{number:02}Z",
        "onset": 1000 * number, "timeDrift": drift, "latency": 30, **more,
    }  # fmt: skip


def lost(number: int, person: str) -> dict[str, Any]:
    return event(number, roomId="room_1", participantId=person, category="system",
                 content="Participant disconnected: network")  # fmt: skip


def pulled(folder: Path, **lists: list[dict[str, Any]]) -> Any:
    with Server() as server:
        served = ServedLists(server)
        served.lists |= {"rooms": [ROOM], **lists}
        with served.client() as hs:
            types = ["rooms", "participants", "events", "chat", "sync"]
            hs.pull(EXPERIMENT, folder, types=types, progress=False)
    return hyperstudy.open_study(folder)


def test_who_comes_into_a_room_again_is_counted_once(tmp_path: Path) -> None:
    people = [member("p_1", 0, "disconnected"), member("p_2", 1), member("p_1", 30)]
    events = [lost(20, "p_1"), lost(22, "p_1"), event(3, roomId="room_1", participantId="p_2")]
    chat = [message(number, "p_1") for number in range(4)] + [message(9, "p_2")]
    study = pulled(tmp_path / "study", participants=people, events=events, chat=chat)
    report = study.report(tmp_path / "report.html")
    (room,) = report.quality.rooms.to_dict("records")
    assert (room["people"], room["disconnections"]) == (2, 2)
    rows = report.quality.participants
    assert rows["label"].to_list() == ["P01 in R01", "P02", "P01 in R01 (2)"]
    assert rows["anchor"].is_unique
    assert rows["chat_messages"].sum() == 5
    assert rows["chat_messages"].to_list()[:2] == [4, 1]
    assert rows["disconnections"].sum() == 2
    assert rows["dropped_out"].to_list() == [0, 0, 0]  # who came back did not leave
    assert report.quality.coverage["chat"].to_list() == [4, 1]
    assert report.quality.spans["participantId"].to_list().count("p_1") == 1
    facts = report.facts
    assert [facts[one] for one in ("people", "participants", "finished", "left")] == [2, 2, 2, 0]


def test_who_is_listed_by_id_alone_is_no_other_person(tmp_path: Path) -> None:
    people = [{**member("p_1", 0), "id": "p_1", "participantId": None}]
    study = pulled(tmp_path / "study", participants=people, chat=[message(1, "p_1")])
    report = study.report()
    rows = report.quality.participants
    assert rows[["participantId", "by_id", "chat_messages"]].to_numpy().tolist() == [
        ["p_1", False, 1]
    ]
    assert report.facts["notice"] == ""


def test_who_comes_late_was_there_for_less_time(tmp_path: Path) -> None:
    people = [member("p_1", 0), member("p_2", 15), member("p_3", 45, joinedAt=None)]
    ended = {**ROOM, "id": "room_2", "duration": None}
    more = member("p_4", 30, roomId="room_2", completedAt="2026-03-02T09:03:00Z")
    study = pulled(tmp_path / "study", participants=[*people, more], rooms=[ROOM, ended])
    rows = study.quality().participants.set_index("participantId")
    assert rows["late_s"].to_dict() == pytest.approx(
        {"p_1": 0, "p_2": 15, "p_3": float("nan"), "p_4": 30}, nan_ok=True
    )
    assert rows["minutes"].to_dict() == {"p_1": 1, "p_2": 0.75, "p_3": 1, "p_4": 2.5}
    # The median of those four is 1.
    assert rows["time_against_group"].to_dict() == {"p_1": 1, "p_2": 0.75, "p_3": 1, "p_4": 2.5}


def test_who_left_again_has_left(tmp_path: Path) -> None:
    people = [member("p_1", 0, "disconnected"), member("p_1", 30, "disconnected"), member("p_2", 1)]
    report = pulled(tmp_path / "study", participants=people).report()
    rows = report.quality.participants
    assert rows["dropped_out"].to_list() == [0, 0, 1]
    facts = report.facts
    assert [facts[one] for one in ("participants", "finished", "left", "running")] == [2, 1, 1, 0]


def test_who_is_in_no_list_is_shown_with_what_is_known(tmp_path: Path) -> None:
    chat = [message(1, "p_1"), message(2, "p_3"), {**message(3, "p_1"), "roomId": "room_2"}]
    events = [
        event(number, roomId="room_2", participantId="p_1", eventType="state.enter")
        for number in (4, 5)
    ]
    study = pulled(tmp_path / "study", participants=[member("p_1", 0)], chat=chat, events=events)
    report = study.report(tmp_path / "report.html")
    rows = report.quality.participants
    assert rows[["participantId", "roomId", "by_id"]].to_numpy().tolist() == [
        ["p_1", "room_1", False],
        ["p_3", "room_1", True],
        ["p_1", "room_2", True],
    ]
    assert rows["chat_messages"].to_list() == [1, 1, 1]
    rooms = report.quality.rooms
    assert rooms[["roomId", "by_id"]].to_numpy().tolist() == [["room_1", False], ["room_2", True]]
    assert rooms["begun"][1].isoformat() == "2026-03-02T09:00:00+00:00"
    assert rooms["finished"].to_list()[0] == 1
    assert rooms["finished"].isna()[1]
    facts = report.facts
    assert facts["notice"].startswith("1 of 2 rooms here are not in the list of rooms: ")
    assert "2 of 2 people here are not in the list of participants, or not" in facts["notice"]
    assert (facts["finished"], facts["participants"]) == (1, 3)
    page = (tmp_path / "report.html").read_text("utf-8").split("<script")[0]
    assert "state without a name" in page
    assert not [one for one in (">None<", ">nan<", ">NaT<") if one in page]


@pytest.mark.parametrize("every", [1, 2])
def test_rows_that_name_their_room_in_the_older_way_count_in_it(tmp_path: Path, every: int) -> None:
    def old(row: dict[str, Any], number: int) -> dict[str, Any]:
        if number % every:
            return row
        return {**row, "roomId": None, "sessionId": row["roomId"]}

    people = [member("p_1", 0), member("p_2", 1)]
    drifts = [0, 10, 120, 300, -150, 50]
    chat = [old(message(number, "p_1", participantId="p_1"), number) for number in range(6)]
    metrics = [old(sync(number, "p_2", one), number) for number, one in enumerate(drifts)]
    events = [old(lost(number, "p_1"), number) for number in (2, 5)]
    study = pulled(tmp_path / "study", participants=people, events=events, chat=chat, sync=metrics)
    quality = study.quality()
    rows = quality.participants.set_index("participantId")
    assert rows.loc["p_1", "chat_messages"] == 6
    assert rows.loc["p_1", "chat_characters"] == 18
    assert rows.loc["p_1", "disconnections"] == 2
    assert rows.loc["p_2", "sync_samples"] == 6
    assert rows.loc["p_2", "sync_median_ms"] == 85
    assert rows.loc["p_2", "sync_share_above_100ms"] == 0.5
    assert quality.rooms["sync_share_above_100ms"].to_list() == [0.5]
    counted = quality.coverage.set_index("participantId")
    assert counted.loc["p_1", "chat"] == 6
    assert counted.loc["p_2", "sync"] == 6
    assert set(quality.spans["roomId"]) == {"room_1"}
    assert set(quality.drifts["roomId"]) == {"room_1"}
    # Whoever asks in SQL has the rows as the server sent them.
    there = study.sql("select count(roomId) as n from sync")["n"].item()
    assert there == sum(number % every != 0 for number in range(len(drifts)))


def test_a_connection_is_shared_as_long_as_it_is_asked_for_and_no_longer(tmp_path: Path) -> None:
    rows = [{**sync(1, "p_1", 5), "roomId": None, "sessionId": "room_1"}]
    study = pulled(tmp_path / "study", sync=rows)
    other = hyperstudy.open_study(study.folder)
    ask = "select roomId from sync"
    with one_connection(study.folder, study.manifest):
        study.sql("create table seen as select 1 as a")
        assert study.sql("select a from seen")["a"].item() == 1
        assert study.sql(ask)["roomId"].to_list() == ["room_1"]
        with pytest.raises(duckdb.CatalogException):
            study.sql("select * from nothing")
        assert study.sql("select a from seen")["a"].item() == 1
        with pytest.raises(duckdb.CatalogException):
            other.sql("select a from seen")
    assert study.sql(ask)["roomId"].isna().all()
    with pytest.raises(duckdb.CatalogException):
        study.sql("select a from seen")
