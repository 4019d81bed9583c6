"""A study of 29 million rows of eye tracking: what is asked of it, and that it is one.

The small one runs always; the large one with `nox -s endurance`, which sets HYPERSTUDY_ENDURANCE.
"""

from __future__ import annotations

import pytest

import hyperstudy

pytest.importorskip("pyarrow")

import pyarrow as pa
import pyarrow.parquet as pq
from large_study import TABLE, large_study

from hyperstudy.client.study import Study
from hyperstudy.study import layout
from hyperstudy.study.rows import parse
from hyperstudy.study.schema import Extras, Schema


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
