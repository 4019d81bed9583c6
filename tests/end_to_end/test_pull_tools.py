"""A study in the tools that people analyse with, and the proof that it is whole."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
from typing import TYPE_CHECKING, Any, cast

import pytest
from faults.server import Server
from served_lists import EXPERIMENT, ServedLists, event

import hyperstudy
from hyperstudy.exceptions import HyperStudyError, InputError
from hyperstudy.files.tables import write
from hyperstudy.sandbox import start
from hyperstudy.study import commit, lock, manifest
from hyperstudy.study.verify import verify

if TYPE_CHECKING:
    from pathlib import Path

pytest.importorskip("pyarrow")


@pytest.fixture(scope="module")
def pulled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("tools") / "study"
    with start("turn-taking", rooms=4) as sandbox, sandbox.client() as hs:
        hs.pull(sandbox.experiment_id, folder)
    return folder


@pytest.fixture
def study(pulled: Path) -> Any:
    return hyperstudy.open_study(pulled)


@pytest.fixture
def copy(pulled: Path, tmp_path: Path) -> Path:
    shutil.copytree(pulled, tmp_path / "copy")
    return tmp_path / "copy"


def test_no_bar_of_a_query_is_among_what_a_program_prints(pulled: Path) -> None:
    code = """
import sys, hyperstudy
study = hyperstudy.open_study(sys.argv[1])
print(study.sql("select current_setting('enable_progress_bar') as bar")["bar"].tolist())
"""
    # DuckDB takes this for somebody at a prompt.
    ended = subprocess.run(
        [sys.executable, "-c", code, pulled], capture_output=True, text=True, check=True
    )
    assert ended.stdout == "[False]\n"


# Tools

# Rows from before February 2026 have the second one.
NAMES = ("roomId", "sessionId")


def test_a_lazy_frame_of_polars(study: Any) -> None:
    pl = pytest.importorskip("polars")
    events = study.get_events(study.experiment_id, output="polars")
    lazy = study.scan("events")
    assert isinstance(lazy, pl.LazyFrame)
    assert lazy.collect_schema() == events.schema
    assert lazy.sort("id").collect().equals(events.sort("id"))
    assert {"_json", "_order"} <= set(study.scan("events", raw=True).collect_schema())
    assert study.scan("sync").collect().height == 0
    with pytest.raises(InputError, match="'events'"):
        study.scan("event")


@pytest.mark.parametrize("output", ["pandas", "polars", "arrow"])
def test_questions_in_sql(study: Any, output: str) -> None:
    pytest.importorskip("duckdb")
    answer = study.sql(
        "select e.category, count(*) as n, min(e.timestamp) as first from events e "
        "join rooms r on r.id = e.roomId group by e.category order by n desc, e.category",
        output=output,
    )
    assert type(answer).__module__.partition(".")[0] == {"arrow": "pyarrow"}.get(output, output)
    events = study.get_events(study.experiment_id)
    counted = events[events["roomId"].notna()]["category"].value_counts()
    found = answer.to_pandas() if output != "pandas" else answer
    assert dict(zip(found["category"], found["n"], strict=True)) == counted.to_dict()
    assert "_json" not in study.sql("select * from events limit 1").columns


def test_sql_knows_every_table_however_it_is_asked_for(study: Any) -> None:
    duckdb = pytest.importorskip("duckdb")
    tables = set(study.tables)
    assert {"events", "rooms", "sync"} <= tables
    assert set(study.sql("show tables")["name"]) == tables
    listed = study.sql(
        "select view_name from duckdb_views() where not internal and view_name <> 'events'"
    )
    assert set(listed["view_name"]) == tables - {"events"}
    count = len(study.get_events(study.experiment_id, output="dict"))
    assert count
    for query in (
        "select count(*) as n from EVENTS",
        'select count(*) as n from "events"',
        "select count(*) as n from query_table('eve' || 'nts')",
        "select count(*) as n from query_table('eve' || 'nts') where 'rooms' <> ''",
        "from events select count(*) as n",
    ):
        assert study.sql(query)["n"].tolist() == [count], query
    with pytest.raises(duckdb.CatalogException, match="events") as caught:
        study.sql("select count(*) from event join rooms on true")
    assert caught.value.__notes__ == [f"The tables of this study are {', '.join(study.tables)}."]


def test_integers_in_lists_of_an_answer_stay_exact(study: Any) -> None:
    pytest.importorskip("duckdb")
    query = "select [9007199254740993, null] as l, {'n': 9007199254740993, 'm': null::int} as s"
    answer = study.sql(f"{query} union all select null, {{'n': null, 'm': 1}}")
    first = answer[answer["l"].notna()].iloc[0]
    assert first["l"] == [2**53 + 1, None]
    assert first["s"] == {"n": 2**53 + 1, "m": None}
    assert list(study.sql("select list(onset order by onset) as all from events")["all"][0])


@pytest.mark.filterwarnings("ignore:The inplace keyword")
def test_times_have_the_unit_of_a_frame_in_sql_and_dask_too(study: Any) -> None:
    pytest.importorskip("duckdb")
    times = study.get_events(study.experiment_id)["timestamp"]
    frame = study.sql("select timestamp, timestamp::timestamp as local from events")
    assert frame["timestamp"].dtype == times.dtype
    assert frame["local"].dt.unit == times.dt.unit
    assert sorted(frame["timestamp"].astype("int64")) == sorted(times.astype("int64"))
    late = study.sql("select timestamptz '9999-01-01T00:00:00Z' as late")["late"]
    assert late.dt.year.tolist() == [9999]
    pytest.importorskip("dask.dataframe")
    with_dask = study.to_dask("events")["timestamp"]
    assert with_dask.dtype == with_dask.compute(scheduler="synchronous").dtype == times.dtype


def test_sql_says_which_outputs_there_are(study: Any) -> None:
    with pytest.raises(InputError, match="output"):
        study.sql("select 1", output="excel")


@pytest.mark.filterwarnings("ignore:The inplace keyword")
def test_a_frame_of_dask(study: Any) -> None:
    pytest.importorskip("dask.dataframe")
    frame = study.to_dask("events")
    events = study.get_events(study.experiment_id)
    assert list(frame.columns) == list(events.columns)
    with_dask = frame.groupby("category").size().compute(scheduler="synchronous")
    assert with_dask.to_dict() == events.groupby("category").size().to_dict()
    assert "_json" in study.to_dask("events", raw=True).columns


@pytest.mark.filterwarnings("ignore:The inplace keyword")
@pytest.mark.parametrize(("name", "sibling"), [("study [ab]", "study a"), ("[x]", None)])
def test_a_folder_whose_name_looks_like_a_pattern(
    pulled: Path, tmp_path: Path, name: str, sibling: str | None
) -> None:
    pytest.importorskip("duckdb")
    shutil.copytree(pulled, tmp_path / name)
    if sibling:
        with start("turn-taking", rooms=6) as sandbox, sandbox.client() as hs:
            hs.pull(sandbox.experiment_id, tmp_path / sibling, types="events")
    study = hyperstudy.open_study(tmp_path / name)
    count = len(study.get_events(study.experiment_id, output="dict"))
    assert study.sql("select count(*) as n from events")["n"].tolist() == [count]
    pytest.importorskip("dask.dataframe")
    assert len(study.to_dask("events").compute(scheduler="synchronous")) == count


def test_other_programs_read_the_folder_as_it_is(pulled: Path) -> None:
    count = len(hyperstudy.open_study(pulled).get_events("exp_turn_taking", output="dict"))
    folder = pulled / "data" / "events"
    import pyarrow.dataset

    table = pyarrow.dataset.dataset(folder, partitioning="hive").to_table()
    assert table.num_rows == count
    named = (table[name].to_pylist() for name in NAMES)
    rooms = [one or two for one, two in zip(*named, strict=True)]
    pl = pytest.importorskip("polars")
    assert pl.scan_parquet(folder).collect().height == count
    duckdb = pytest.importorskip("duckdb")
    with duckdb.connect() as connection:
        found = connection.execute(
            "select count(*), count(distinct coalesce(roomId, sessionId)) "
            f"from '{folder}/**/*.parquet'"
        ).fetchone()
    assert found == (count, len(set(rooms)))


# Each of them is a number, a yes, a day or an instant for some reader of folder names.
ODD_ROOMS = ("001", "0x10", "1e5", "inf", "true", "2026-03-02", "2026-03-02T09:00:00Z", "null")


@pytest.fixture(scope="module")
def odd(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("odd") / "study"
    with Server() as server:
        lists = ServedLists(server)
        lists.lists["events"] = [
            event(
                number,
                roomId=ODD_ROOMS[number % len(ODD_ROOMS)],
                metadata={"trial": 1, "Trial": 2},
                count=2**53 + 1 if number % 2 else None,
            )
            for number in range(40)
        ]
        with lists.client() as hs:
            hs.pull(EXPERIMENT, folder, types="events", progress=False)
    return folder


@pytest.mark.filterwarnings("ignore:The inplace keyword")
def test_no_reader_takes_a_room_for_something_else(odd: Path) -> None:
    folder = odd / "data" / "events"
    import pyarrow.dataset

    pl, duckdb = pytest.importorskip("polars"), pytest.importorskip("duckdb")
    dask = pytest.importorskip("dask.dataframe")
    with duckdb.connect() as connection:
        rows = connection.execute(f"select distinct roomId from '{folder}/**/*.parquet'").fetchall()
    frame = dask.read_parquet(sorted(map(str, folder.rglob("*.parquet"))))
    found = {
        "duckdb": {room for (room,) in rows},
        "polars": set(pl.scan_parquet(folder).collect()["roomId"]),
        "pyarrow": set(pyarrow.dataset.dataset(folder).to_table()["roomId"].to_pylist()),
        "hive": set(
            pyarrow.dataset.dataset(folder, partitioning="hive").to_table()["roomId"].to_pylist()
        ),
        "dask": set(frame["roomId"].compute(scheduler="synchronous")),
    }
    assert found == {name: set(ODD_ROOMS) for name in found}


@pytest.mark.parametrize("output", ["pandas", "polars", "arrow"])
def test_names_that_differ_in_capitals_only_are_two_columns_everywhere(
    odd: Path, output: str
) -> None:
    study = hyperstudy.open_study(odd)
    frame = study.get_events(EXPERIMENT, output=output)
    names = list(frame.column_names if output == "arrow" else frame.columns)
    assert {"metadata_trial", "metadata_Trial_2"} <= set(names)
    assert len({name.lower() for name in names}) == len(names)
    answer = study.sql(
        "select metadata_trial, metadata_Trial_2 from events limit 1", output="arrow"
    )
    assert answer.to_pylist() == [{"metadata_trial": 1, "metadata_Trial_2": 2}]
    assert set(names) == set(study.scan("events").collect_schema())


@pytest.mark.filterwarnings("ignore:The inplace keyword")
def test_integers_with_gaps_are_exact_in_pandas_however_they_are_read(
    odd: Path, tmp_path: Path
) -> None:
    pd, pq = pytest.importorskip("pandas"), pytest.importorskip("pyarrow.parquet")
    pytest.importorskip("dask.dataframe")
    study = hyperstudy.open_study(odd)
    write(study.get_events(EXPERIMENT, output="arrow"), tmp_path / "events.parquet")
    largest = 2**53 + 1
    with_dask = study.to_dask("events")
    read = {
        "get": study.get_events(EXPERIMENT)["count"],
        "arrow": study.get_events(EXPERIMENT, output="arrow").to_pandas()["count"],
        "sql": study.sql("select * from events")["count"],
        "dask": with_dask["count"].compute(scheduler="synchronous"),
        "command line": pd.read_parquet(tmp_path / "events.parquet")["count"],
        "files": pd.concat(
            pd.read_parquet(one)["count"] for one in (odd / "data" / "events").rglob("*.parquet")
        ),
    }
    for how, values in read.items():
        assert str(values.dtype) == "Int64", how
        assert sorted(values.dropna()) == [largest] * 20, how
    kinds = {
        str(with_dask.get_partition(number).compute(scheduler="synchronous")["count"].dtype)
        for number in range(with_dask.npartitions)
    }
    assert kinds == {str(with_dask["count"].dtype)} == {"Int64"}
    assert pq.read_table(tmp_path / "events.parquet")["count"].to_pylist().count(largest) == 20


def test_the_paragraph_for_a_paper(study: Any) -> None:
    text = study.methods()
    assert "Turn-taking" in text
    assert hyperstudy.__version__ in text
    assert f"{len(study.get_events(study.experiment_id)):,} events" in text
    assert "All records that the service reported were received" in text
    assert study.pulled_at.year >= 2026
    assert "exp_turn_taking" in repr(study)
    assert "rooms" in study.tables


def test_a_study_that_was_never_finished_says_so(copy: Path) -> None:
    found = manifest.read(copy)
    assert found is not None
    found.pulls = []
    (copy / "manifest.json").write_bytes(found.to_bytes())
    study = hyperstudy.open_study(copy)
    assert "not completed" in study.methods()
    assert "All records" not in study.methods()
    assert study.pulled_at is None


def test_the_paragraph_counts_what_is_there(copy: Path) -> None:
    found = manifest.read(copy)
    assert found is not None
    found.pulls[0] |= {"began": "2026-03-01T23:50:00+00:00", "ended": "2026-03-02T01:00:00+00:00"}
    found.recordings = {"folder": "recordings", "files": 8, "failed": 6}
    for name in ("agent_decisions", "agent_decisions_detail"):
        found.tables[name].rows = 5
    (copy / "manifest.json").write_bytes(found.to_bytes())
    text = hyperstudy.open_study(copy).methods()
    assert "between 1 March 2026 and 2 March 2026" in text
    assert "6 of 8 files of recordings failed to download" in text
    assert "All records" not in text
    assert "5 agent decisions" in text
    assert "agent decisions detail" not in text


ODD_ROWS: list[dict[str, Any]] = [
    event(number, roomId=f"room_{number // 10}", **more)
    for number, more in enumerate(
        [
            {"newText": "a", "newNumber": 1},
            {"newNumber": 2.5, "metadata": {"trial": 1, "list": [1, "ü"]}},
            {"onset": "soon", "mixed": 1},
            {"mixed": "one", "always": True},
            {"onset": True, "timestamp": "yesterday", "nothing": None},
            {"content": "half \ud83d", "newText": None},
            *({} for _ in range(4)),
            {"always": False, "metadata": {"trial": 3}},
            {"always": True, "newText": "b"},
            *({} for _ in range(8)),
            {"nothing": None},
            {"onset": None, "newText": "c"},
        ]
    )
]


@pytest.fixture(scope="module")
def odd_rows(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("odd_rows") / "study"
    with Server() as server:
        lists = ServedLists(server)
        lists.lists["events"] = list(ODD_ROWS)
        with lists.client() as hs:
            hs.pull(EXPERIMENT, folder, types="events", progress=False)
    return folder


@pytest.mark.filterwarnings("ignore::hyperstudy.UnreadableValueWarning")
@pytest.mark.parametrize("output", ["pandas", "polars", "arrow"])
@pytest.mark.parametrize("part", ["all", "room_0", "room_1", "room_2", "first", "middle"])
def test_unknown_keys_and_companions_come_from_columns_as_from_rows(
    odd_rows: Path, output: str, part: str
) -> None:
    from hyperstudy import contract, frames

    study = hyperstudy.open_study(odd_rows)
    arguments: dict[str, Any] = {
        "all": {},
        "first": {"limit": 5},
        "middle": {"limit": 7, "offset": 8},
    }.get(part, {"room_id": part})
    rows = [one for one in ODD_ROWS if part in ("all", "first", "middle", one["roomId"])]
    rows = rows[arguments.get("offset", 0) :][: arguments.get("limit", 99)]
    assert study.get_events(EXPERIMENT, output="dict", **arguments) == rows
    found = study.get_events(EXPERIMENT, output=output, **arguments)
    expected = frames.build(rows, contract.columns("events"), cast("Any", output))
    report = hyperstudy.fetch_report(found)
    assert [one["column"] for one in report.unreadable] == [
        one.column for one in expected.notes.unreadable
    ]
    assert [(one["count"], one["first"]) for one in report.unreadable] == [
        (one.count, one.first) for one in expected.notes.unreadable
    ]
    frame = expected.frame
    if output == "pandas":
        import pandas as pd

        pd.testing.assert_frame_equal(found, frame)
    elif output == "polars":
        assert found.schema == frame.schema
        assert found.to_dicts() == frame.to_dicts()
    else:
        assert found.schema.equals(frame.schema)
        assert found.to_pylist() == frame.to_pylist()


# Proof


def some_file(study: Path) -> Path:
    return max((study / "data").rglob("*.parquet"), key=lambda path: path.stat().st_size)


def test_a_whole_study(copy: Path) -> None:
    check = verify(copy, progress=False)
    assert check
    assert check.findings() == []
    assert "complete" in str(check)
    assert "✓" in check._repr_html_()
    assert json.dumps(check.to_dict())
    quick = hyperstudy.open_study(copy).verify(contents=False, progress=False)
    assert quick
    assert "sizes compared only" in str(quick)
    assert quick.right == check.right


def test_a_missing_file(copy: Path) -> None:
    path = some_file(copy)
    path.unlink()
    check = verify(copy, progress=False)
    assert check.missing == (path.relative_to(copy).as_posix(),)
    assert "is missing" in str(check)
    assert "⚠" in check._repr_html_()


def test_a_file_where_a_folder_was(copy: Path) -> None:
    path = some_file(copy)
    path.unlink()
    path.parent.rmdir()
    path.parent.write_text("in the way")
    check = verify(copy, progress=False)
    assert check.missing == (path.relative_to(copy).as_posix(),)
    assert check.extra == (path.parent.relative_to(copy).as_posix(),)


def test_a_file_that_was_cut_or_changed(copy: Path) -> None:
    path = some_file(copy)
    name = path.relative_to(copy).as_posix()
    content = path.read_bytes()
    path.write_bytes(content[:-1])
    assert "instead of" in verify(copy, contents=False, progress=False).different[name]
    path.write_bytes(content[:100] + bytes([content[100] ^ 1]) + content[101:])
    assert verify(copy, contents=False, progress=False)
    assert "SHA-256" in verify(copy, progress=False).different[name]


def test_a_file_that_nobody_knows_and_a_definition_that_changed(copy: Path) -> None:
    stray = some_file(copy).with_name("part-1.parquet")
    stray.write_bytes(b"")
    (copy / "experiment.json").write_text("{}")
    check = verify(copy, progress=False)
    assert check.extra == (stray.relative_to(copy).as_posix(),)
    assert set(check.different) == {"experiment.json"}
    assert "is not part of the study" in str(check)


STRAYS = ("part-000001 (conflict).parquet", "._part-000001.parquet", ".DS_Store")


@pytest.mark.filterwarnings("ignore:The inplace keyword")
def test_strays_are_named_and_readers_of_the_guide_bear_them(copy: Path) -> None:
    pl, duckdb = pytest.importorskip("polars"), pytest.importorskip("duckdb")
    dask = pytest.importorskip("dask.dataframe")
    import pyarrow.dataset

    count = len(hyperstudy.open_study(copy).get_events("exp_turn_taking", output="dict"))
    folder = copy / "data" / "events"
    whole = (folder / "part-000001.parquet").read_bytes()
    for name in STRAYS:
        (folder / name).write_bytes(whole if "conflict" in name else b"no Parquet")
    check = verify(copy, progress=False)
    assert set(check.extra) == {f"data/events/{name}" for name in STRAYS}
    assert len(hyperstudy.open_study(copy).get_events("exp_turn_taking", output="dict")) == count
    pattern = folder / "part-??????.parquet"
    assert pl.scan_parquet(pattern).collect().height == count
    with duckdb.connect() as connection:
        assert connection.execute(f"select count(*) from '{pattern}'").fetchone() == (count,)
    files = sorted(map(str, folder.glob(pattern.name)))
    assert pyarrow.dataset.dataset(files).to_table().num_rows == count
    assert len(dask.read_parquet(files).compute(scheduler="synchronous")) == count


@pytest.mark.parametrize("way", ["file", "document", "journal"])
def test_paths_that_lead_out_of_a_study_are_refused(copy: Path, way: str) -> None:
    outside = copy.parent / "outside.parquet"
    shutil.copy(some_file(copy), outside)
    before = outside.read_bytes()
    path = copy / "manifest.json"
    content = json.loads(path.read_bytes())
    name = f"../{outside.name}"
    if way == "file":
        content["tables"]["events"]["files"][0]["path"] = name
    elif way == "document":
        content["documents"][name] = {"pull": 1, "bytes": 1, "sha256": "0"}
    else:
        (copy / ".pull").mkdir(exist_ok=True)
        note = {"moves": {}, "removals": [name], "manifest": path.read_text()}
        (copy / ".pull" / "commit.json").write_text(json.dumps(note))
    path.write_text(json.dumps(content))
    reads = [hyperstudy.open_study] if way == "journal" else [hyperstudy.open_study, verify]
    for read in reads:
        with pytest.raises(HyperStudyError, match="not inside the study") as caught:
            read(copy)
        assert caught.value.code == "PATH_OUTSIDE"
    assert outside.read_bytes() == before


@pytest.mark.parametrize(
    ("member", "value", "message"),
    [("rows", 1, "rows"), ("schema", [["id", "large_string"]], "columns")],
)
def test_a_manifest_that_says_otherwise(copy: Path, member: str, value: Any, message: str) -> None:
    found = manifest.read(copy)
    assert found is not None
    entry = found.tables["events"]
    if member == "rows":
        entry.files[0].rows = value
    else:
        entry.schema = value
    (copy / "manifest.json").write_bytes(found.to_bytes())
    check = verify(copy, progress=False)
    assert not check
    assert message in " ".join(check.findings())


def test_no_study_at_all(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no study"):
        verify(tmp_path, progress=False)


# A change that was interrupted


def interrupted_commit(study: Path) -> dict[str, bytes]:
    """Note a change of all files of a table, as a pull does before it makes it."""
    found = manifest.read(study)
    assert found is not None
    found.experiment["name"] = "Afterwards"
    work = study / ".pull" / "work"
    work.mkdir(parents=True)
    moves: dict[str, str] = {}
    after: dict[str, bytes] = {}
    for number, file in enumerate(found.tables["components"].files):
        content = (study / file.path).read_bytes() + b"new"
        (work / str(number)).write_bytes(content)
        moves[f".pull/work/{number}"] = file.path
        after[file.path] = content
    gone = found.tables["chat"].files[0].path
    note = {"moves": moves, "removals": [gone], "manifest": found.to_bytes().decode()}
    (study / ".pull" / "commit.json").write_text(json.dumps(note))
    return after


@pytest.mark.parametrize("done", range(4))
def test_a_change_that_was_noted_is_finished(copy: Path, done: int) -> None:
    after = interrupted_commit(copy)
    note = json.loads((copy / ".pull" / "commit.json").read_text())
    for source, target in list(note["moves"].items())[:done]:
        (copy / source).replace(copy / target)
    if done == 3:
        (copy / note["removals"][0]).unlink()
    assert "interrupted" in str(verify(copy, contents=False, progress=False))
    study = hyperstudy.open_study(copy)
    assert study.manifest.experiment["name"] == "Afterwards"
    assert {name: (copy / name).read_bytes() for name in after} == after
    assert not (copy / note["removals"][0]).parent.exists()
    assert not commit.pending(copy)


def test_while_a_pull_is_at_work_its_change_is_left_to_it(copy: Path) -> None:
    interrupted_commit(copy)
    with (
        lock.hold(copy / ".pull"),
        pytest.raises(hyperstudy.HyperStudyError, match="another pull"),
    ):
        hyperstudy.open_study(copy)
    assert commit.pending(copy)


@pytest.mark.skipif(sys.platform == "win32", reason="limits the size of files")
def test_a_full_disk(tmp_path: Path) -> None:
    code = (
        "import hyperstudy, sys, resource, signal\n"
        "signal.signal(signal.SIGXFSZ, signal.SIG_IGN)\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (20_000, resource.RLIM_INFINITY))\n"
        "hs = hyperstudy.HyperStudy(sys.argv[2], sys.argv[1])\n"
        "try:\n    hs.pull(sys.argv[3], sys.argv[4], types=['events', 'rooms'])\n"
        "except hyperstudy.HyperStudyError as error: print(error.code)\n"
        "hs.close()"
    )
    with start("movie-dyads", rooms=3, minutes=0.5, page_limit=50) as sandbox:
        given = [sandbox.base_url, sandbox.api_key, sandbox.experiment_id, str(tmp_path / "study")]
        full = subprocess.run(
            [sys.executable, "-c", code, *given], capture_output=True, text=True, check=False
        )
        assert re.fullmatch(r"DISK_\w+", full.stdout.strip()), full.stdout + full.stderr
        requests = len(sandbox.requests)
        with sandbox.client() as hs:
            assert hs.pull(sandbox.experiment_id, tmp_path / "study", types=["events", "rooms"])
            pages = -(-len(hs.get_events(sandbox.experiment_id, output="dict")) // 50)
        again = [one for one in sandbox.requests[requests:] if one.operation == "get_events"]
    assert len(again) < 2 * pages
    assert verify(tmp_path / "study", progress=False)
    assert list((tmp_path / "study" / ".pull").iterdir()) == []
