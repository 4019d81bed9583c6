"""A study asked for what its rows do not say, and a study that is pulled while it is open."""

from __future__ import annotations

import copy
import json
import pickle
import subprocess
import sys
import threading
import warnings
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from contextlib import contextmanager
from functools import partial
from multiprocessing import get_context
from typing import TYPE_CHECKING, Any

import pandas as pd
import pytest
from faults.server import Server
from served_lists import EXPERIMENT, KEY, ServedLists, event

import hyperstudy
from hyperstudy.client.study import Study
from hyperstudy.display.notices import IncompleteDataWarning
from hyperstudy.exceptions import HyperStudyError, InputError
from hyperstudy.study import commit, lock

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


def test_the_rooms_by_which_rows_are_placed(lists: ServedLists, tmp_path: Path) -> None:
    lists.lists["events"] = [event(0)]
    study = opened(lists, tmp_path / "study")
    # Neither who was in no room nor who was in two.
    assert study.rooms_by_participant() == {"p_0": "room_0", "p_1": "room_1"}
    assert opened(lists, tmp_path / "other", "rooms,events").rooms_by_participant() == {}


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
        assert "something else (events)" in str(caught.value)
    assert len(later.get_events(EXPERIMENT)) == 9


@pytest.mark.parametrize("where", ["here", "elsewhere"])
def test_an_open_study_goes_on_where_a_later_pull_brings_nothing(
    lists: ServedLists, tmp_path: Path, where: str
) -> None:
    lists.lists["events"] = [event(number) for number in range(4)]
    study = opened(lists, tmp_path / "study")
    before = study.get_events(EXPERIMENT)
    batches = study.batches("events")
    lazy = study.scan("events").select("id")
    sent = pickle.dumps(study)
    for _ in range(2):
        if where == "here":
            opened(lists, tmp_path / "study")
        else:
            code = (
                "import hyperstudy, sys\n"
                "with hyperstudy.HyperStudy(sys.argv[1], sys.argv[2]) as hs:\n"
                "    hs.pull(sys.argv[3], sys.argv[4], types=sys.argv[5:], progress=False)"
            )
            given = [KEY, lists.url, EXPERIMENT, str(tmp_path / "study")]
            types = ["rooms", "participants", "events"]
            subprocess.run([sys.executable, "-c", code, *given, *types], check=True, timeout=120)
        for one in (study, pickle.loads(sent)):
            pd.testing.assert_frame_equal(one.get_events(EXPERIMENT), before)
            assert one.get_experiment()["id"] == EXPERIMENT
            assert one.scan("events").collect().height == 4
    assert lazy.collect().height == 4
    assert sum(len(one) for one in batches) == 4
    # It is as of that pull now, and has no other to be completed.
    assert len(study.manifest.pulls) == 3
    assert study.pulled_at == hyperstudy.open_study(tmp_path / "study").pulled_at
    assert "not completed" not in study.methods()


def test_an_open_study_says_what_else_came(lists: ServedLists, tmp_path: Path) -> None:
    lists.lists["events"] = [event(number) for number in range(4)]
    folder = tmp_path / "study"

    def rows(**more: Any) -> None:
        lists.lists["events"] = [event(number, **more) for number in range(4)]

    def table() -> None:
        opened(lists, folder, "rooms,participants,events,chat")

    def name() -> None:
        lists.experiment["name"] = "Another"

    def fewer() -> None:
        lists.lists["participants"].pop()

    def promise() -> None:
        lists.extra_total["rooms"] = 1

    for change, what in [
        (partial(rows, content="edited"), "events"),
        (name, "experiment, experiment.json, experiment_config.json"),
        (fewer, "participants"),
        (promise, "rooms"),
        (table, "chat"),
    ]:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", IncompleteDataWarning)
            study = opened(lists, folder)
            change()
            opened(lists, folder)
        with pytest.raises(HyperStudyError, match="was pulled again") as caught:
            study.get_rooms(EXPERIMENT)
        assert f"({what})" in str(caught.value)


def test_whoever_asks_while_pulls_go_on_gets_rows_of_one_pull(
    lists: ServedLists, tmp_path: Path
) -> None:
    lists.lists["events"] = [event(number) for number in range(4)]
    study = opened(lists, tmp_path / "study")
    failed: list[BaseException] = []

    def pull(times: int, more: int) -> threading.Thread:
        def work() -> None:
            try:
                for _ in range(times):
                    lists.lists["events"] += [
                        event(len(lists.lists["events"])) for _ in range(more)
                    ]
                    opened(lists, tmp_path / "study")
            except BaseException as error:
                failed.append(error)
                raise

        thread = threading.Thread(target=work)
        thread.start()
        return thread

    nothing_new = pull(5, 0)
    asked = 0
    while nothing_new.is_alive() or not asked:
        assert len(study.get_events(EXPERIMENT, output="dict")) == 4
        assert study.scan("events").collect().height == 4
        asked += 1
    something_new = pull(3, 2)
    said = None
    while said is None:
        try:
            assert len(study.get_events(EXPERIMENT, output="dict")) == 4
        except HyperStudyError as error:
            said = error
        assert not failed
    assert said.code == "STUDY_CHANGED"
    something_new.join()
    assert not failed
    assert len(hyperstudy.open_study(tmp_path / "study").get_events(EXPERIMENT)) == 10


def test_a_lazy_frame_is_of_the_pull_that_it_was_made_of(
    lists: ServedLists, tmp_path: Path
) -> None:
    pl = pytest.importorskip("polars")
    lists.lists["events"] = [event(number) for number in range(4)]
    study = opened(lists, tmp_path / "study")

    def questions() -> list[Any]:
        lazy = study.scan("events")
        return [
            lazy,
            lazy.filter(pl.col("onset") > 1000).select("id"),
            lazy.select(pl.len()),
            lazy.group_by("roomId").agg(pl.col("onset").max()),
        ]

    known, new = questions(), questions()
    assert [one.collect().height for one in known] == [4, 2, 1, 3]
    lists.lists["events"] += [event(number) for number in range(4, 9)]
    opened(lists, tmp_path / "study")
    # Older versions of Polars put every error into one of theirs.
    errors = (HyperStudyError, pl.exceptions.ComputeError)
    for one in new:
        with pytest.raises(errors, match="was pulled again"):
            one.collect()
    for one in known:
        # Polars remembers where in the files things were, and may find them damaged.
        with pytest.raises(errors):
            one.collect()


@pytest.mark.parametrize("brought", ["nothing", "something"])
def test_a_change_that_was_noted_and_not_finished_is_seen(
    lists: ServedLists, tmp_path: Path, brought: str
) -> None:
    lists.lists["events"] = [event(number) for number in range(4)]
    study = opened(lists, tmp_path / "study")
    noted = hyperstudy.open_study(tmp_path / "study").manifest
    noted.pulls.append({**noted.pulls[0], "number": 2})
    if brought == "something":
        noted.tables["events"].rows += 1
    note = {"moves": {}, "removals": [], "manifest": noted.to_bytes().decode()}
    (tmp_path / "study" / ".pull" / "commit.json").write_text(json.dumps(note))
    if brought == "nothing":
        assert len(study.get_events(EXPERIMENT)) == 4
    else:
        with pytest.raises(HyperStudyError, match="was pulled again"):
            study.get_events(EXPERIMENT)
    hyperstudy.open_study(tmp_path / "study")
    assert not commit.pending(tmp_path / "study")


def test_a_study_is_opened_while_a_pull_puts_its_files_in_place(
    lists: ServedLists, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    lists.lists["events"] = [event(number) for number in range(4)]
    folder = tmp_path / "study"
    noted = opened(lists, folder).manifest
    noted.experiment["name"] = "Afterwards"
    note = {"moves": {}, "removals": [], "manifest": noted.to_bytes().decode()}
    refused = threading.Event()
    hold = lock.hold

    @contextmanager
    def watched(state: Path) -> Iterator[lock.StudyLock]:
        try:
            with hold(state) as held:
                yield held
        except HyperStudyError:
            refused.set()
            raise

    with ThreadPoolExecutor(1) as pool, hold(folder / ".pull"):
        (folder / ".pull" / "commit.json").write_text(json.dumps(note))
        monkeypatch.setattr(lock, "hold", watched)
        opening = pool.submit(hyperstudy.open_study, folder)
        assert refused.wait(60)
        commit.finish(folder)
        assert opening.result(60).manifest.experiment["name"] == "Afterwards"


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
