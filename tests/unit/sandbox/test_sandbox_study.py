"""Made-up studies are the same every time, and their tables are sequences that hold nothing."""

from __future__ import annotations

import subprocess
import sys
import time
import tracemalloc
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from made_studies import IDS, NAMES, TIMES, made, table

from hyperstudy.sandbox import study
from hyperstudy.sandbox.study.moments import instant_of

# -- the same every time -------------------------------------------------------------------------


DIGEST = """
import hashlib, json, sys
from hyperstudy.sandbox import study
step = 1 if sys.argv[1] == "forth" else -1
for name in study.names()[::step]:
    of = study.make(name, seed=11, rooms=4, minutes=1)
    found = {}
    for kind in study.DATA_TYPES[::step]:
        rows = of.table(kind, "experiment", of.experiment["id"])
        found[kind] = rows[:50] + rows[-50:]
    for room in of.rooms[::step]:
        found[room["id"]] = of.variables(room["id"])
    found["documents"] = [of.experiments, of.deployments, of.personas, of.rooms]
    found["runs"] = of.runs(of.experiment["id"])
    for row in of.recordings:
        if row["endTime"]:
            found[row["recordingId"]] = hashlib.sha256(of.media(row["recordingId"])).hexdigest()
    print(name, hashlib.sha256(json.dumps(found, sort_keys=True).encode()).hexdigest())
"""


def test_a_seed_gives_the_same_bytes_in_every_process_and_order() -> None:
    forth, back = (
        subprocess.run(
            [sys.executable, "-c", DIGEST, order],
            env={"PYTHONHASHSEED": hash_seed},
            capture_output=True,
            text=True,
            check=True,
        ).stdout.splitlines()
        for hash_seed, order in (("0", "forth"), ("4242", "back"))
    )
    assert len(forth) == len(NAMES)
    assert forth == back[::-1]


def test_another_seed_gives_another_study() -> None:
    one, other = (study.make("questionnaires", rooms=2, seed=seed) for seed in (1, 2))
    assert one.participants != other.participants
    assert list(table(one, "events")) != list(table(other, "events"))
    assert one.experiment["states"] == other.experiment["states"]


def test_more_rooms_leave_the_earlier_ones_as_they_were() -> None:
    few, many = study.make(rooms=9), study.make(rooms=12)
    room = few.rooms[2]["id"]
    for data_type in ("chat", "ratings_continuous"):
        one = few.table(data_type, "room", room)
        assert one[:100] == many.table(data_type, "room", many.rooms[2]["id"])[:100]


# -- order and slices ----------------------------------------------------------------------------


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("data_type", study.DATA_TYPES)
def test_tables_are_in_the_order_of_time_and_then_of_id(name: str, data_type: str) -> None:
    rows = table(made(name), data_type)
    time_field, id_field = TIMES.get(data_type, "timestamp"), IDS.get(data_type, "id")
    for part in (rows[:3000], rows[-1000:]):
        keys = [
            (instant_of(row[time_field]), "" if data_type == "components" else row[id_field])
            for row in part
        ]
        assert keys == sorted(keys)
        if data_type not in ("components", "participants"):
            assert len({key[1] for key in keys}) == len(keys)


@settings(max_examples=40)
@given(data=st.data())
def test_any_slice_of_a_table_is_that_of_a_list(data: st.DataObject) -> None:
    of = made("movie-dyads")
    rows = table(of, data.draw(st.sampled_from(("sync", "events", "ratings_sparse", "rooms"))))
    whole = list(rows)
    assert len(rows) == len(whole)
    bound = st.none() | st.integers(-len(whole) - 3, len(whole) + 3)
    part = slice(data.draw(bound), data.draw(bound), data.draw(st.sampled_from((None, 1, -1, 7))))
    assert rows[part] == whole[part]
    at = data.draw(st.integers(-len(whole), len(whole) - 1))
    assert rows[at] == whole[at]


@settings(max_examples=25)
@given(data=st.data())
def test_any_span_of_time_is_that_of_a_filter(data: st.DataObject) -> None:
    rows = table(made("movie-dyads"), data.draw(st.sampled_from(("sync", "events"))))
    instants = [instant_of(row["timestamp"]) for row in rows]
    assert instants == [rows.instant(at) for at in range(len(rows))]
    moment = st.none() | st.sampled_from(instants) | st.integers(instants[0] - 9, instants[-1] + 9)
    start, end = data.draw(moment), data.draw(moment)
    expected = [
        row
        for row, instant in zip(rows, instants, strict=True)
        if (start is None or instant >= start) and (end is None or instant <= end)
    ]
    assert list(rows.between(start, end)) == expected


def test_a_table_knows_its_end() -> None:
    rows = table(made("movie-dyads"), "rooms")
    with pytest.raises(IndexError):
        rows[len(rows)]
    assert rows[len(rows) :] == []
    assert list(table(made("questionnaires"), "sync")) == []


# -- scopes --------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("data_type", study.DATA_TYPES)
def test_scopes_divide_the_same_rows(name: str, data_type: str) -> None:
    of = made(name)
    whole = len(table(of, data_type))
    rooms = sum(len(of.table(data_type, "room", row["id"])) for row in of.rooms)
    lobby = sum(row.get("roomId") is None for row in of.participants)
    if data_type in ("events", "participants"):
        assert (rooms < whole) == (lobby > 0)
    else:
        assert rooms == whole
    deployments = [table(of, data_type, deployment_id=row["id"])[:20] for row in of.deployments]
    assert (
        sum(len(table(of, data_type, deployment_id=row["id"])) for row in of.deployments) == whole
    )
    by_room = {row["id"]: row["deploymentId"] for row in of.rooms}
    for deployment, rows in zip(of.deployments, deployments, strict=True):
        places = {of.room_of(row) for row in rows} - {None}
        assert {by_room[str(place)] for place in places} <= {deployment["id"]}
    if data_type == "rooms":
        return
    for person in of.participants[:4]:
        field = "senderId" if data_type == "chat" else "participantId"
        own = of.table(data_type, "participant", person["id"], room_id=person["roomId"])
        if person["roomId"] is None:
            assert {row[field] for row in own} <= {person["id"]}
            continue
        of_room = of.table(data_type, "room", person["roomId"])
        assert own[:500] == [row for row in of_room[:4000] if row[field] == person["id"]][:500]


def test_unknown_ids_are_key_errors() -> None:
    of = made("agents")
    room = of.rooms[0]["id"]
    for call in (
        lambda: of.table("events", "experiment", "exp_none"),
        lambda: of.table("events", "room", "room_none"),
        lambda: of.table("events", "participant", "nobody"),
        lambda: of.table("events", "planet", room),
        lambda: of.table("dreams", "room", room),
        lambda: of.variables("room_none"),
        lambda: of.decision(room, "agent_r1_p1_0"),
        lambda: of.decisions("participant", "agent_r1_p1"),
        lambda: of.spend("dep_none"),
        lambda: of.media("EG_none"),
    ):
        with pytest.raises(KeyError):
            call()


def test_an_experiment_without_data_has_empty_tables() -> None:
    of = made("movie-dyads")
    assert list(of.table("events", "experiment", of.experiments[1]["id"])) == []


# -- making --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "wrong",
    [
        {"name": "movie-diads"},
        {"rooms": 0},
        {"minutes": 0.1},
        {"minutes": 1e6},
        {"start": "tomorrow"},
    ],
)
def test_a_study_that_makes_no_sense_is_refused(wrong: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match=r"\w"):
        study.make(**wrong)


def test_a_study_begins_when_it_is_told_to() -> None:
    of = study.make("agents", start="2027-01-02T03:04:05+01:00")
    assert of.rooms[0]["createdAt"].startswith("2027-01-04T09:00")


# -- size and speed ------------------------------------------------------------------------------


def test_any_page_of_ten_million_rows_is_made_at_once_and_holds_nothing_else() -> None:
    of = study.make("movie-dyads", rooms=8, minutes=60)
    rows = table(of, "eyetracking")
    assert len(rows) > 10_000_000
    took: list[float] = []
    for at in range(0, len(rows), len(rows) // 10):
        best = min(_seconds(lambda at=at: rows[at : at + 1000]) for _ in range(3))
        took.append(best)
    assert max(took) < 0.05
    tracemalloc.start()
    page = rows[5_000_000:5_001_000]
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert len(page) == 1000
    assert peak < 4_000_000
    assert len(table(of, "ratings_continuous")) > 200_000


def _seconds(call: Any) -> float:
    # Time of this process only: others on the machine are no concern of a test.
    start = time.process_time()
    call()
    return time.process_time() - start


def test_the_default_study_is_made_quickly() -> None:
    assert min(_seconds(study.make) for _ in range(3)) < 0.3
