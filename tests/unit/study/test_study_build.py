"""The files of a table hold what a frame of all rows holds, in whatever order its keys came."""

from __future__ import annotations

import base64
import random
import sys
import threading
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

pytest.importorskip("pyarrow")

from hyperstudy import contract, frames
from hyperstudy.frames.json_text import json_text
from hyperstudy.imports.optional_packages import load
from hyperstudy.study import column_reader, intake, parquet_files, spool
from hyperstudy.study.build import Built, build
from hyperstudy.study.column_reader import ColumnReader
from hyperstudy.study.known_rows import KnownRows
from hyperstudy.study.schema import Extras
from hyperstudy.study.staging import Staging
from hyperstudy.study.tables import table

if TYPE_CHECKING:
    from collections.abc import Generator, Sequence

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
    monkeypatch.setattr(intake, "_PARSED_LENGTH", 400)
    monkeypatch.setattr(column_reader, "_TOGETHER", 5)
    monkeypatch.setattr(column_reader, "_MOST_SCHEMAS", 4)
    monkeypatch.setattr(column_reader, "_MOST_ODD", 2)
    monkeypatch.setattr(spool, "_HELD_BYTES", 600)
    monkeypatch.setattr(spool, "_TOGETHER", 4)


def built(folder: Path, pages: Sequence[Sequence[Row]]) -> Any:
    """Make the files of a table whose pages came; gives all their rows, as the server has them."""
    with came(folder, pages) as staging:
        made = build_from(folder, staging)
    assert sorted(made.moves.values()) == [one.path for one in made.entry.files]
    parts = [
        load("pyarrow.parquet").read_table(folder / source, partitioning=None)
        for source in made.moves
    ]
    return load("pyarrow").concat_tables(parts).sort_by("_order")


@contextmanager
def came(folder: Path, pages: Sequence[Sequence[Row]]) -> Generator[Staging]:
    """Write the journal of a table whose pages came."""
    staging = Staging(folder / "ratings.journal", RATINGS.identifier, {"pull": 1})
    staging.begin(0)
    offset = 0
    for page in pages:
        staging.add(offset, page, {"promised": None, "warnings": []})
        offset += len(page)
    staging.end(promised=offset, problems=[], warnings=[])
    yield staging
    staging.close()


def build_from(folder: Path, staging: Staging) -> Built:
    return build(folder, RATINGS, staging, 1, KnownRows(folder, RATINGS, None), lambda: None)


def file_bytes(folder: Path, pages: Sequence[Sequence[Row]]) -> list[bytes]:
    """Make the files of a table whose pages came; gives what is in them."""
    with came(folder, pages) as staging:
        made = build_from(folder, staging)
    return [(folder / source).read_bytes() for source in made.moves]


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


@given(pages=PAGES, size=st.integers(1, 40))
def test_pages_of_any_size_give_the_same_bytes(
    pages: list[list[Row]], size: int, tmp_path_factory: pytest.TempPathFactory
) -> None:
    pages = named(pages)
    rows = [row for page in pages for row in page]
    wanted = file_bytes(tmp_path_factory.mktemp("build"), pages)
    again = [rows[start : start + size] for start in range(0, len(rows), size)]
    assert file_bytes(tmp_path_factory.mktemp("build"), again) == wanted


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


@contextmanager
def files_of_at_most(size: int) -> Generator[None]:
    """Let the system refuse larger files, as a full disk does, in the middle of one."""
    if sys.platform == "win32":
        pytest.skip("Windows has no such limit")
    import resource

    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


def open_files(folder: Path) -> list[str]:
    """Give the files in a folder that this process has open, where the system tells."""
    opened = Path("/proc/self/fd")
    if not opened.exists():
        return []
    places = [one.readlink() for one in opened.iterdir() if one.is_symlink()]
    return [str(one) for one in places if one.is_relative_to(folder)]


# Rows that are sorted into rooms have a file for each set of keys, and are in one file together
# in the end: it is the first that is larger than a few of the others.
@pytest.mark.parametrize(
    ("size", "refused"), [(30_000, "rows"), (300_000, "rows"), (700_000, "files")]
)
def test_a_disk_that_is_full_leaves_nothing_open(
    size: int, refused: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(parquet_files, "_GROUP_ROWS", 90)
    monkeypatch.setattr(column_reader, "_MOST_SCHEMAS", 16)
    rng = random.Random(1)
    row = {"roomId": "room_a", "experimentId": "exp_1"}
    pages = named(
        [
            [
                row | {"stateId": base64.b64encode(rng.randbytes(2400)).decode(), f"key{part}": 1}
                for _ in range(60)
            ]
            for part in range(4)
        ]
    )
    folder = tmp_path / "study"
    folder.mkdir()
    with came(folder, pages) as staging:
        with files_of_at_most(size), pytest.raises(OSError, match="too large") as error:
            build_from(folder, staging)
        assert error.value.errno is not None
        work = folder / ".pull" / "work" / "ratings_sparse"
        assert (work / "files").exists() == (refused == "files")
        staging.close()
        assert [one.name for one in threading.enumerate() if "files" in one.name] == []
        assert open_files(folder) == []
    check(built(folder, pages), [one for page in pages for one in page])


def test_long_rows_do_not_wait_for_others(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(column_reader, "_TOGETHER", 100)
    monkeypatch.setattr(column_reader, "_TOGETHER_LENGTH", 4000)
    reader = ColumnReader(RATINGS, Extras())
    lines = [json_text({"ratingId": f"r{number}", "stateId": "x" * 1500}) for number in range(20)]
    done = [
        [part.table.num_rows for part in reader.take(reader.read([line]), [number])]
        for number, line in enumerate(lines)
    ]
    assert done == [[], [], [3]] * 6 + [[], []]
    assert [part.table.num_rows for part in reader.rest()] == [2]


def test_a_page_of_long_rows_is_read_in_parts(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(intake, "_PARSED", 1000)
    monkeypatch.setattr(intake, "_PARSED_LENGTH", 4000)
    monkeypatch.setattr(column_reader, "_TOGETHER_LENGTH", 4000)
    monkeypatch.setattr(spool, "_TOGETHER", 1)
    sorted_rows = spool.Spool(tmp_path / "rows")
    rows = [{"ratingId": f"r{number}", "stateId": "x" * 1500} for number in range(20)]
    taking = intake.Intake(RATINGS, Extras(), sorted_rows, 20)
    taking.take([json_text(row) for row in rows], lambda: None)
    taking.finish()
    sorted_rows.flush()
    sizes = [part.table.num_rows for part in sorted_rows.parts(None)]
    assert (sum(sizes), max(sizes)) == (20, 4)
    sorted_rows.close()


def test_a_room_whose_rows_came_one_by_one_is_read_in_large_pieces(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(spool, "_TOGETHER", 40)
    rows = [
        {"ratingId": f"r{number}", "roomId": f"room_{number % 7}", "type": "x" * 90}
        for number in range(700)
    ]
    reader = ColumnReader(RATINGS, Extras())
    sorted_rows = spool.Spool(tmp_path / "rows")
    for start in range(0, len(rows), 10):
        read = reader.read([json_text(row) for row in rows[start : start + 10]])
        for part in reader.take(read, range(start, start + 10)):
            sorted_rows.add(part)
    sorted_rows.flush()
    assert sorted_rows.rooms == {f"room_{number}": 100 for number in range(7)}
    for number in range(7):
        room = f"room_{number}"
        assert sorted_rows.first(room) == number
        parts = [part.table for part in sorted_rows.parts(room)]
        assert sum(len(part) for part in parts) == 100
        assert len(parts) == 3
        orders = [order for part in parts for order in part.column("_order").to_pylist()]
        assert orders == list(range(number, len(rows), 7))
    sorted_rows.close()
    assert open_files(tmp_path) == []
