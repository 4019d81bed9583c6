"""The files of a table hold what a frame of all rows holds, in whatever order its keys came."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

pytest.importorskip("pyarrow")

from hyperstudy import contract, frames
from hyperstudy.frames.json_text import json_text
from hyperstudy.study import column_reader, intake, spool
from hyperstudy.study.build import build
from hyperstudy.study.known_rows import KnownRows
from hyperstudy.study.optional_packages import load
from hyperstudy.study.staging import Staging
from hyperstudy.study.tables import table

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    Row = dict[str, Any]

RATINGS = table("ratings_sparse", "exp_1")
ROOMS = st.sampled_from(["room_a", "room_b", "room_c"])
SCALARS = st.none() | st.sampled_from([1, -2, 0.5, 2**53 + 1, 2**64, True, "a", "7", "\ud800", ""])
VALUES = SCALARS | st.dictionaries(st.sampled_from(["videoId", "word", "odd"]), SCALARS, max_size=2)
KEYS = (
    "onset",
    "timestamp",
    "createdAt",
    "metadata",
    "sparseRatingData",
    "odd",
    "other",
    "metadata_odd",
    "sessionId",
    "text",
)
ROWS = st.fixed_dictionaries(
    {"roomId": ROOMS, "experimentId": st.just("exp_1")},
    optional=dict.fromkeys(KEYS, VALUES),
)
PAGES = st.lists(st.lists(ROWS, min_size=1, max_size=6), max_size=8)


@pytest.fixture(autouse=True)
def small_blocks(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let a few rows meet what otherwise takes thousands."""
    monkeypatch.setattr(intake, "_PARSED", 3)
    monkeypatch.setattr(column_reader, "_TOGETHER", 5)
    monkeypatch.setattr(column_reader, "_MOST_SCHEMAS", 4)
    monkeypatch.setattr(column_reader, "_MOST_ODD", 2)
    monkeypatch.setattr(spool, "_HELD_BYTES", 600)


def built(folder: Path, pages: Sequence[Sequence[Row]]) -> Any:
    """Make the files of a table whose pages came; gives all their rows, as the server has them."""
    staging = Staging(folder / "ratings.journal", RATINGS.identifier, {"pull": 1})
    staging.begin(0)
    offset = 0
    for page in pages:
        staging.add(offset, page, {"promised": None, "warnings": []})
        offset += len(page)
    staging.end(promised=offset, problems=[], warnings=[])
    made = build(folder, RATINGS, staging, 1, KnownRows(folder, RATINGS, None), lambda: None)
    staging.close()
    assert sorted(made.moves.values()) == [one.path for one in made.entry.files]
    parts = [
        load("pyarrow.parquet").read_table(folder / source, partitioning=None)
        for source in made.moves
    ]
    return load("pyarrow").concat_tables(parts).sort_by("_order")


def named(pages: Sequence[Sequence[Row]]) -> list[list[Row]]:
    """Give each row an id of its own."""
    return [
        [{"ratingId": f"r{at}-{place}", **row} for place, row in enumerate(page)]
        for at, page in enumerate(pages)
    ]


def check(found: Any, rows: Sequence[Row]) -> None:
    frame = frames.build(rows, contract.columns("ratings_sparse"), "arrow").frame
    assert found.column("_json").to_pylist() == [json_text(row) for row in rows]
    assert found.column("_room").to_pylist() == [row["roomId"] for row in rows]
    names = [name for name in found.column_names if name not in {"_room", "_order", "_json"}]
    assert names == frame.column_names
    for name in names:
        assert found.column(name).type == frame.column(name).type, name
        assert found.column(name).to_pylist() == frame.column(name).to_pylist(), name


@given(pages=PAGES)
def test_any_pages(pages: list[list[Row]], tmp_path_factory: pytest.TempPathFactory) -> None:
    pages = named(pages)
    found = built(tmp_path_factory.mktemp("build"), pages)
    check(found, [row for page in pages for row in page])


@pytest.mark.parametrize("kinds", [[1, 0.5, "a"], ["a", None, 1], [0.5, {"b": 1}], [2**64, 1]])
def test_a_key_whose_values_change_their_kind(kinds: list[Any], tmp_path: Path) -> None:
    row = {"roomId": "room_a", "experimentId": "exp_1"}
    pages = named([[{**row, "new": value}] * 8 for value in kinds])
    check(built(tmp_path, pages), [row for page in pages for row in page])


def test_rows_that_come_again_are_there_once(tmp_path: Path) -> None:
    rows = [
        {"ratingId": f"r{number}", "roomId": "room_a", "experimentId": "exp_1", "new": number}
        for number in range(12)
    ]
    found = built(tmp_path, [rows[:5], rows[3:8], rows[8:]])
    check(found, rows)
