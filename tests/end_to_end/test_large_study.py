"""A study of 29 million rows of eye tracking: what is asked of it, and that it is one.

The small one runs always; the large one with `nox -s endurance`, which sets HYPERSTUDY_ENDURANCE.
"""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from math import inf
from pathlib import Path
from time import process_time
from typing import Any

import pytest

import hyperstudy

pytest.importorskip("pyarrow")

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq
from large_study import TABLE, large_study

from hyperstudy.client.study import Study
from hyperstudy.study import layout
from hyperstudy.study.rows import parse
from hyperstudy.study.schema import Extras, Schema

LONG = pytest.mark.skipif(
    not os.environ.get("HYPERSTUDY_ENDURANCE"), reason="takes long: nox -s endurance"
)
ALL_BATCHES = """
import sys, hyperstudy
from process_figures import peak_megabytes
rows = sum(batch.num_rows for batch in hyperstudy.open_study(sys.argv[1]).batches("eyetracking"))
print(rows, peak_megabytes())
"""


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Study:
    return large_study(tmp_path_factory.mktemp("small") / "study", rooms=3, minutes=2, hertz=60)


def test_the_made_study_is_one_of_ours(small: Study) -> None:
    assert small.verify(progress=False)
    rows = small.get_eyetracking(small.experiment_id, output="dict")
    assert len(rows) == 3 * 2 * 120 * 60
    assert len({one["id"] for one in rows}) == len(rows)
    people = small.get_participants(small.experiment_id, scope="experiment", output="dict")
    pairs = {(one["roomId"], one["participantId"]) for one in people if one.get("roomId")}
    assert {(one["roomId"], one["participantId"]) for one in rows} == pairs
    onsets = [one["onset"] for one in rows if one["roomId"] == rows[0]["roomId"]]
    assert onsets == sorted(onsets)


def test_its_columns_are_what_a_pull_makes_of_its_rows(small: Study) -> None:
    (path,) = small.folder.glob(f"{layout.DATA}/{TABLE}/*.parquet")
    stored = pq.read_table(path)
    lines, rooms, orders = (
        stored[one].to_pylist() for one in (layout.ROW, layout.ROOM, layout.ORDER)
    )
    made = Schema(TABLE, Extras()).block(rooms, orders, lines, parse(lines))
    assert not made.misfits
    assert not made.converted
    assert pa.Table.equals(made.table.combine_chunks(), stored.combine_chunks())
    (pulled,) = small.folder.glob(f"{layout.DATA}/events/*.parquet")
    assert pq.read_schema(path).metadata.keys() == pq.read_schema(pulled).metadata.keys()


def test_a_frame_and_sql_find_the_same_in_it(small: Study) -> None:
    experiment = small.experiment_id
    frame = small.get_eyetracking(experiment)
    assert frame["gazeX"].isna().any()
    assert hyperstudy.open_study(small.folder).sql(
        f"select count(*) as n, sum(onset) as s from {TABLE}"
    ).iloc[0].tolist() == [len(frame), frame["onset"].sum()]


@pytest.fixture(scope="module")
def large(tmp_path_factory: pytest.TempPathFactory) -> Study:
    """An hour of 40 people at 200 Hz."""
    return large_study(tmp_path_factory.mktemp("large") / "study")


def least_cpu(*works: Callable[[], Any]) -> list[float]:
    """Give the CPU seconds of the quickest of some rounds of each, which take turns.

    Unlike the time on the wall they depend little on what else the machine does.
    """
    quickest = [inf] * len(works)
    for _ in range(5):
        for place, work in enumerate(works):
            before = process_time()
            work()
            quickest[place] = min(quickest[place], process_time() - before)
    return quickest


@LONG
@pytest.mark.parametrize("output", ["arrow", "pandas", "polars"])
def test_one_of_forty_people_is_there_at_once(large: Study, output: str) -> None:
    people = large.get_participants(large.experiment_id, scope="experiment", output="dict")
    who, room = people[10]["participantId"], people[10]["roomId"]
    experiment = {"scope": "participant", "room_id": room, "progress": False}

    def ours() -> Any:
        return large.get_eyetracking(who, output=output, **experiment)

    entry = large.manifest.tables[TABLE]
    names = [name for name, _ in entry.schema if name not in layout.OURS]
    wanted = (pc.field(layout.ROOM) == room) & (pc.field("participantId") == who)

    def bare() -> Any:
        found = pq.read_table(
            [large.folder / one.path for one in entry.files],
            columns=[*names, layout.ORDER], filters=wanted, partitioning=None,
        )  # fmt: skip
        return found.sort_by(layout.ORDER)

    assert len(ours()) == len(bare()) == 60 * 60 * 200
    seconds, floor = least_cpu(ours, bare)
    sys.stderr.write(f"\none participant to {output}: {seconds:.2f} s, pyarrow {floor:.2f} s\n")
    assert seconds <= 1.5 * floor


@LONG
def test_all_of_it_in_batches_takes_little_memory(large: Study) -> None:
    command = [sys.executable, "-c", ALL_BATCHES, str(large.folder)]
    here = os.environ | {"PYTHONPATH": os.pathsep.join([str(Path(__file__).parent), *sys.path])}
    done = subprocess.run(command, capture_output=True, text=True, check=True, env=here)
    rows, peak = done.stdout.split()
    sys.stderr.write(f"\nall of it in batches: {peak} MB\n")
    assert int(rows) == large.manifest.tables[TABLE].rows == 40 * 60 * 60 * 200
    assert float(peak) < 300


@LONG
def test_dask_on_two_workers_finds_what_duckdb_finds(large: Study) -> None:
    pytest.importorskip("dask.dataframe")
    distributed: Any = pytest.importorskip("distributed")
    query = f"""
        select participantId, count(gazeX) as looks, avg(pupilDiameter) as pupil,
               max(onset) as last
        from {TABLE} group by participantId order by participantId
    """
    expected = large.sql(query).set_index("participantId")
    frame = large.to_dask(TABLE)
    assert frame.npartitions >= 20
    with (
        distributed.LocalCluster(
            n_workers=2, threads_per_worker=1, processes=True, dashboard_address=None
        ) as cluster,
        distributed.Client(cluster) as client,
    ):
        assert len(client.scheduler_info()["workers"]) == 2
        found = frame.groupby("participantId").agg(
            {"gazeX": "count", "pupilDiameter": "mean", "onset": "max"}
        )
        found = found.compute().sort_index()
    assert len(found) == len(expected) == 40
    assert found.index.tolist() == expected.index.tolist()
    assert found["gazeX"].tolist() == expected["looks"].tolist()
    assert found["onset"].tolist() == expected["last"].tolist()
    assert found["pupilDiameter"].tolist() == pytest.approx(expected["pupil"].tolist(), rel=1e-12)
