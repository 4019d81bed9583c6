"""A study asked for what its rows do not say, and a study that is pulled while it is open."""

from __future__ import annotations

import copy
import pickle
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from typing import TYPE_CHECKING, Any

import pytest
from faults.server import Server
from served_lists import EXPERIMENT, ServedLists, event

import hyperstudy
from hyperstudy.client.study import Study
from hyperstudy.exceptions import HyperStudyError, InputError
from hyperstudy.notices import IncompleteDataWarning

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

pytest.importorskip("pyarrow")


@pytest.fixture
def lists() -> Iterator[ServedLists]:
    with Server() as server:
        made = ServedLists(server)
        made.lists["rooms"] = [
            {"id": f"room_{number}", "experimentId": EXPERIMENT, "deploymentId": "dep_1"}
            for number in range(2)
        ]
        made.lists["participants"] = [
            {"id": who, "participantId": who, "experimentId": EXPERIMENT, "roomId": room}
            for who, room in [("p_0", "room_0"), ("p_1", "room_1"), ("p_2", None)]
        ] + [
            {"id": "p_3", "participantId": "p_3", "experimentId": EXPERIMENT, "roomId": room}
            for room in ("room_0", "room_1")
        ]
        yield made


def opened(lists: ServedLists, folder: Path, types: str = "rooms,participants,events") -> Any:
    with lists.client() as hs:
        hs.pull(EXPERIMENT, folder, types=types.split(","), progress=False)
    return hyperstudy.open_study(folder)


OUTPUTS = pytest.mark.parametrize("output", ["dict", "polars"])


def without(number: int, *members: str, **more: Any) -> dict[str, Any]:
    return {name: value for name, value in event(number, **more).items() if name not in members}


@OUTPUTS
def test_rows_without_a_room_are_found_by_their_participant(
    lists: ServedLists, tmp_path: Path, output: str
) -> None:
    lists.lists["events"] = [without(number, "roomId", participantId="p_0") for number in range(4)]
    study = opened(lists, tmp_path / "study")
    found = study.get_events("room_0", scope="room", output=output)
    assert len(found) == 4
    assert hyperstudy.fetch_report(found).complete
    assert len(study.get_events("room_1", scope="room", output=output)) == 0
    with pytest.warns(IncompleteDataWarning, match="not counted"):
        assert study.get_counts("p_0", "room_0")["counts"]["events"] == 4


@OUTPUTS
@pytest.mark.parametrize("who", ["p_2", "p_3", "unknown", None])
def test_rows_that_nothing_places_are_counted(
    lists: ServedLists, tmp_path: Path, output: str, who: str | None
) -> None:
    lists.lists["events"] = [without(number, "roomId", participantId=who) for number in range(3)]
    lists.lists["events"] += [event(number, roomId="room_0") for number in range(3, 5)]
    study = opened(lists, tmp_path / "study")
    with pytest.warns(IncompleteDataWarning, match="3 rows name no room"):
        found = study.get_events("room_0", scope="room", output=output)
    assert len(found) == 2
    assert not hyperstudy.fetch_report(found).complete
    whole = study.get_events(EXPERIMENT, output=output)
    assert len(whole) == 5
    assert hyperstudy.fetch_report(whole).complete


@OUTPUTS
def test_rows_that_name_neither_deployment_nor_room_are_counted(
    lists: ServedLists, tmp_path: Path, output: str
) -> None:
    lists.lists["events"] = [
        event(0, deploymentId="dep_1"),
        event(1, roomId="room_1"),
        event(2, deploymentId="dep_2"),
        without(3, "roomId", participantId="p_2"),
    ]
    study = opened(lists, tmp_path / "study")
    with pytest.warns(IncompleteDataWarning, match="1 rows name neither deployment nor room"):
        found = study.get_events(EXPERIMENT, deployment_id="dep_1", output=output)
    assert len(found) == 2


@OUTPUTS
@pytest.mark.filterwarnings("ignore::hyperstudy.UnreadableValueWarning")
def test_rows_without_a_time_are_counted_where_times_are_asked_for(
    lists: ServedLists, tmp_path: Path, output: str
) -> None:
    lists.lists["events"] = [event(0), event(1, timestamp="yesterday"), event(2), event(99)]
    study = opened(lists, tmp_path / "study", "events")
    with pytest.warns(IncompleteDataWarning, match="1 rows have no timestamp"):
        found = study.get_events(EXPERIMENT, end_time="2026-03-02T09:01:00Z", output=output)
    assert len(found) == 2


def test_an_open_study_says_that_it_was_pulled_again(lists: ServedLists, tmp_path: Path) -> None:
    lists.lists["events"] = [event(number) for number in range(4)]
    study = opened(lists, tmp_path / "study", "events")
    assert len(study.get_events(EXPERIMENT)) == 4
    batches = study.batches("events")
    lists.lists["events"] += [event(number) for number in range(4, 9)]
    later = opened(lists, tmp_path / "study", "events")
    for ask in (
        lambda: study.get_events(EXPERIMENT),
        lambda: study.get_events(EXPERIMENT, output="dict"),
        lambda: study.get_experiment(),
        lambda: study.sql("select 1"),
        lambda: study.scan("events"),
        lambda: next(batches),
    ):
        with pytest.raises(HyperStudyError, match="was pulled again") as caught:
            ask()
        assert caught.value.code == "STUDY_CHANGED"
        assert "open_study" in str(caught.value)
    assert len(later.get_events(EXPERIMENT)) == 9


def test_other_processes_can_have_an_open_study(lists: ServedLists, tmp_path: Path) -> None:
    lists.lists["events"] = [event(number) for number in range(4)]
    study = opened(lists, tmp_path / "study", "events")
    sent = pickle.dumps(study)
    for twin in (pickle.loads(sent), copy.copy(study), copy.deepcopy(study)):
        assert isinstance(twin, Study)
        assert len(twin.get_events(EXPERIMENT)) == 4
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as pool:
        assert len(pool.submit(study.get_events, EXPERIMENT).result(120)) == 4
    lists.lists["events"] += [event(number) for number in range(4, 9)]
    opened(lists, tmp_path / "study", "events")
    with pytest.raises(HyperStudyError, match="was pulled again"):
        pickle.loads(sent).get_events(EXPERIMENT)


def test_a_study_that_was_moved_while_it_was_open_is_told(
    lists: ServedLists, tmp_path: Path
) -> None:
    lists.lists["events"] = [event(number) for number in range(4)]
    study = opened(lists, tmp_path / "study", "events")
    (tmp_path / "study").rename(tmp_path / "elsewhere")
    with pytest.raises(HyperStudyError, match="is not there any more") as caught:
        study.get_events(EXPERIMENT)
    assert caught.value.code == "STUDY_GONE"
    assert len(hyperstudy.open_study(tmp_path / "elsewhere").get_events(EXPERIMENT)) == 4


def test_a_missing_file_of_one_table_does_not_stop_sql_on_another(
    lists: ServedLists, tmp_path: Path
) -> None:
    pytest.importorskip("duckdb")
    lists.lists["events"] = [event(number) for number in range(4)]
    study = opened(lists, tmp_path / "study")
    (tmp_path / "study" / "data" / "rooms" / "part-000001.parquet").unlink()
    assert study.sql("select count(*) as n from events")["n"].tolist() == [4]
    with pytest.raises(HyperStudyError, match=r"data/rooms/part-000001\.parquet") as caught:
        study.sql("select count(*) from rooms")
    assert caught.value.code == "DAMAGED_FILE"


def test_batches_give_every_row_once(lists: ServedLists, tmp_path: Path) -> None:
    lists.lists["events"] = [event(number) for number in range(2500)]
    study = opened(lists, tmp_path / "study", "events")
    rows = [row for batch in study.batches("events") for row in batch.to_pylist()]
    whole = study.get_events(EXPERIMENT, output="arrow")
    assert sorted(rows, key=lambda row: row["id"]) == whole.to_pylist()
    (first, *_) = study.batches("events", raw=True)
    assert {"_room", "_order", "_json"} <= set(first.schema.names)
    with pytest.raises(InputError, match="'events'"):
        study.batches("event")
