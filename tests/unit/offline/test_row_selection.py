"""Slices and conditions read only the row groups that they need, and give the rows all the same."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

pa = pytest.importorskip("pyarrow")
pq = pytest.importorskip("pyarrow.parquet")

from hyperstudy.offline.filters import in_room, is_any, is_missing  # noqa: E402
from hyperstudy.offline.row_selection import Selection  # noqa: E402
from hyperstudy.study.layout import ORDER, ROOM  # noqa: E402
from hyperstudy.study.manifest import DataFile  # noqa: E402

if TYPE_CHECKING:
    from pathlib import Path

SCHEMA = pa.schema([("who", pa.large_string()), (ROOM, pa.large_string()), (ORDER, pa.int64())])
WORDS = st.sampled_from(["a", "b", "c", None])
SLICES = st.tuples(st.integers(0, 45), st.none() | st.integers(0, 45)).map(
    lambda pair: (pair[0], None if pair[1] is None else pair[0] + pair[1])
)


@st.composite
def tables(draw: st.DrawFn) -> list[list[dict[str, Any]]]:
    """Draw the rows of up to three files; their numbers may interleave in any way."""
    count = draw(st.integers(0, 40))
    orders = draw(st.permutations(range(count))) if draw(st.booleans()) else list(range(count))
    cuts = sorted(draw(st.lists(st.integers(0, count), max_size=2)))
    rows = [{"who": draw(WORDS), ROOM: draw(WORDS), ORDER: 16 * one} for one in orders]
    return [rows[a:b] for a, b in zip([0, *cuts], [*cuts, count], strict=True)]


def write(folder: Path, files: list[list[dict[str, Any]]], group: int) -> list[DataFile]:
    made: list[DataFile] = []
    for number, rows in enumerate(files):
        path = folder / f"part-{number}.parquet"
        path.unlink(missing_ok=True)
        pq.write_table(pa.Table.from_pylist(rows, SCHEMA), path, row_group_size=group)
        made.append(DataFile(path.name, len(rows), path.stat().st_size, "", 0, {}))
    return made


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(
    files=tables(),
    group=st.integers(1, 9),
    part=SLICES,
    room=WORDS,
    who=WORDS,
    gap=st.booleans(),
    descending=st.booleans(),
)
def test_it_gives_what_a_list_would(
    tmp_path: Path,
    files: list[list[dict[str, Any]]],
    group: int,
    part: tuple[int, int | None],
    room: str | None,
    who: str | None,
    gap: bool,
    descending: bool,
) -> None:
    wanted = sorted((row for rows in files for row in rows), key=lambda row: row[ORDER])
    conditions: list[Any] = []
    if room is not None:
        conditions.append(in_room(room))
        wanted = [row for row in wanted if row[ROOM] == room]
    if who is not None:
        conditions.append(is_any("who", [who, "nobody"]))
        wanted = [row for row in wanted if row["who"] == who]
    if gap:
        conditions.append(is_missing("who"))
        wanted = [row for row in wanted if row["who"] is None]
    if descending:
        wanted.reverse()
    made = write(tmp_path, files, group)

    def selection() -> Selection:
        return Selection(tmp_path, made, SCHEMA, conditions, descending=descending)

    names = ["who", ORDER]
    rows = [{name: row[name] for name in names} for row in wanted]
    chosen = selection()
    assert chosen.columns(names, *part).to_pylist() == rows[slice(*part)]
    assert len(chosen) == len(rows)
    assert chosen.columns(names, *part).to_pylist() == rows[slice(*part)]
    assert chosen.columns(names).to_pylist() == rows
    assert selection().columns(names).to_pylist() == rows
    assert len(selection()) == len(rows)


def test_a_slice_reads_few_row_groups(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    rows = [{"who": "a", ROOM: "r", ORDER: number} for number in range(1000)]
    made = write(tmp_path, [rows], 10)
    read: list[int] = []
    plain = pq.ParquetFile.read_row_groups

    def counted(self: Any, groups: Any, *values: Any, **options: Any) -> Any:
        read.extend(groups)
        return plain(self, groups, *values, **options)

    monkeypatch.setattr(pq.ParquetFile, "read_row_groups", counted)
    chosen = Selection(tmp_path, made, SCHEMA)
    assert chosen.columns([ORDER], 500, 512).column(ORDER).to_pylist() == list(range(500, 512))
    assert set(read) == {50, 51}
    read.clear()
    assert chosen.columns([ORDER], 995).column(ORDER).to_pylist() == list(range(995, 1000))
    assert set(read) == {99}


def test_a_file_that_was_replaced_is_read_anew(tmp_path: Path) -> None:
    for count in (3, 5):
        made = write(tmp_path, [[{"who": "a", ROOM: "r", ORDER: n} for n in range(count)]], 2)
        assert len(Selection(tmp_path, made, SCHEMA).columns(["who"])) == count
