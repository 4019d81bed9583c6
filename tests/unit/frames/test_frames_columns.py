"""Which columns a frame has, in which order, of which type, under which name."""

from __future__ import annotations

import subprocess
import sys

import pytest
from frame_values import COLUMNS, KNOWN, OUTPUTS, TIME_UNIT, built, loads, types, values

from hyperstudy import contract, frames

TYPES = {
    "pandas": {
        "count": "Int64",
        "onset": "float64",
        "done": "boolean",
        "timestamp": f"datetime64[{TIME_UNIT}, UTC]",
        "value": "object",
        "metadata": "object",
        "metadata_index": "Int64",
        "onset_sec": "float64",
    },
    "polars": {
        "id": "String",
        "count": "Int64",
        "onset": "Float64",
        "done": "Boolean",
        "timestamp": "Datetime(time_unit='us', time_zone='UTC')",
        "value": "String",
        "metadata": "String",
        "metadata_word": "String",
        "metadata_index": "Int64",
        "onset_sec": "Float64",
    },
    "arrow": {
        "id": "large_string",
        "count": "int64",
        "onset": "double",
        "done": "bool",
        "timestamp": "timestamp[us, tz=UTC]",
        "value": "large_string",
        "metadata": "large_string",
        "metadata_word": "large_string",
        "metadata_index": "int64",
        "onset_sec": "double",
    },
}
FULL = {
    "id": "e1",
    "count": 3,
    "onset": 4250,
    "done": True,
    "timestamp": "2026-03-02T09:00:04.250Z",
    "value": [1, "a"],
    "metadata": {"word": "w", "index": 0},
}


@pytest.mark.parametrize("output", OUTPUTS)
@pytest.mark.parametrize(
    "rows",
    [[], [FULL], [{}], [dict.fromkeys(FULL)], [FULL, {}], [{}] * 600 + [FULL]],
    ids=["none", "full", "empty row", "nulls", "full and empty", "late"],
)
def test_known_columns_have_their_types_whatever_rows_came(output, rows):
    frame = frames.build(rows, COLUMNS, output).frame
    found = types(frame)
    assert list(found) == KNOWN
    assert len(frame) == len(rows)
    for name, dtype in TYPES[output].items():
        assert found[name] == dtype, name


def test_pandas_text_has_the_type_that_pandas_gives_text():
    import pandas as pd

    frame = frames.build([], COLUMNS, "pandas").frame
    assert frame["id"].dtype == frame["metadata_word"].dtype == pd.Series(["text"]).dtype


def test_an_empty_result_has_the_columns_of_its_data_type():
    for data_type in contract.DATA_TYPES:
        columns = contract.columns(data_type)
        frame = frames.build([], columns, "pandas").frame
        assert list(frame.columns) == [one.name for one in frames.known_columns(columns)]


@pytest.mark.parametrize("output", OUTPUTS)
def test_values_arrive_in_every_kind_of_column(output):
    from datetime import UTC, datetime

    found, notes = built([{}, FULL], output)
    assert not notes
    assert found["id"] == [None, "e1"]
    assert found["count"] == [None, 3]
    assert found["onset"] == [None, 4250]
    assert found["onset_sec"] == [None, 4.25]
    assert found["done"] == [None, True]
    assert found["timestamp"] == [None, datetime(2026, 3, 2, 9, 0, 4, 250000, tzinfo=UTC)]
    objects = [found["value"], found["metadata"]]
    if output != "pandas":
        objects = [[loads(text) for text in texts] for texts in objects]
    assert objects == [[None, [1, "a"]], [None, {"word": "w", "index": 0}]]
    assert found["metadata_word"] == [None, "w"]
    assert found["metadata_index"] == [None, 0]


def test_pandas_refers_to_the_objects_that_came():
    row = {"value": {"a": [1]}}
    frame = frames.build([row], COLUMNS, "pandas").frame
    assert frame["value"][0] is row["value"]


def test_rows_are_not_changed():
    row = {"metadata": {"new": 1}, "id": 5, "other": [1]}
    before = repr(row)
    frames.build([row], COLUMNS, "pandas")
    assert repr(row) == before


def test_unknown_columns_follow_in_order_of_first_appearance():
    rows = [{"b": 1, "id": "x"}, {"a": 1, "metadata": {"z": 1}, "b": 2}, {"metadata": {"y": 2}}]
    found, _ = built(rows)
    assert list(found) == [*KNOWN, "b", "a", "metadata_z", "metadata_y"]


def test_flattening_looks_at_every_row_and_keeps_the_original():
    rows = [
        {"metadata": None},
        {},
        {"metadata": "no object"},
        {"metadata": {"word": "w", "more": 1.5}},
        {"metadata": [1]},
    ]
    found, notes = built(rows)
    assert found["metadata_word"] == [None, None, None, "w", None]
    assert found["metadata_more"] == [None, None, None, 1.5, None]
    assert found["metadata"] == [row.get("metadata") for row in rows]
    assert not notes


def test_only_one_level_is_flattened():
    found, _ = built([{"metadata": {"deep": {"er": 1}}}])
    assert found["metadata_deep"] == [{"er": 1}]
    assert list(found) == [*KNOWN, "metadata_deep"]


def test_what_the_service_flattens_is_flattened_in_every_data_type():
    columns = contract.columns("chat")
    assert "sparseRatingData" not in {column.name for column in columns}
    found, _ = built([{"sparseRatingData": {"videoId": "v", "pauseIndex": 2}}], columns=columns)
    assert found["sparseRatingData"] == [{"videoId": "v", "pauseIndex": 2}]
    assert found["sparseRatingData_videoId"] == ["v"]
    assert found["sparseRatingData_pauseIndex"] == [2]


def test_an_unknown_key_that_is_a_time_elsewhere_is_a_time():
    found = types(
        frames.build([{"createdAt": "2026-03-02"}, {"other": "2026-03-02"}], COLUMNS).frame
    )
    assert found["createdAt"] == f"datetime64[{TIME_UNIT}, UTC]"
    assert found["other"] == found["id"]


def test_onset_sec_is_made_of_an_onset_that_the_contract_does_not_know():
    columns = (COLUMNS[0],)
    found, _ = built([{"onset": 1500, "x": 1}, {}], columns=columns)
    assert list(found) == ["id", "onset_sec", "onset", "x"]
    assert found["onset_sec"] == [1.5, None]
    assert types(frames.build([{"onset": 1500}, {}], columns).frame)["onset"] == "Int64"


def test_there_are_no_seconds_of_an_onset_that_is_no_number():
    assert list(built([{"onset": "soon"}], columns=COLUMNS[:1])[0]) == ["id", "onset"]
    assert list(built([{}], columns=COLUMNS[:1])[0]) == ["id"]


def test_known_columns_tell_of_the_seconds():
    known = frames.known_columns(COLUMNS)
    assert [column.name for column in known] == KNOWN
    assert (known[-1].kind, known[-1].unit) == ("number", "s")
    assert frames.known_columns(COLUMNS[:1]) == COLUMNS[:1]


@pytest.mark.parametrize("output", OUTPUTS)
def test_a_key_that_has_the_name_of_a_flattened_member_is_beside_it(output):
    rows = [{"metadata": {"word": "inner", "new": 1}, "metadata_word": "own", "metadata_new": 2}]
    found, notes = built(rows, output)
    # Names of the contract never change; among the others a key comes before a member.
    assert found["metadata_word"] == ["inner"]
    assert found["metadata_word_2"] == ["own"]
    assert found["metadata_new"] == [2]
    assert found["metadata_new_2"] == [1]
    assert {(one.wanted, one.given) for one in notes.renamed} == {
        ("metadata_word", "metadata_word_2"),
        ("metadata_new", "metadata_new_2"),
    }
    assert "'metadata_word_2' holds what came as 'metadata_word'" in notes.sentences()[0]
    assert "'metadata_new_2' holds what came as 'new' of 'metadata'" in notes.sentences()[1]


def test_a_new_name_takes_none_that_another_column_has():
    rows = [
        {"metadata_word": 1, "metadata_word_2": 2, "metadata": {"word": "w", "word_2": 3}},
        {"onset_sec": 4},
    ]
    found, _ = built(rows)
    assert found["metadata_word"] == ["w", None]
    assert found["metadata_word_2"] == [2, None]
    assert found["metadata_word_3"] == [1, None]
    assert found["metadata_word_2_2"] == [3, None]
    assert found["onset_sec"] == [None, None]
    assert found["onset_sec_2"] == [None, 4]


def test_a_companion_takes_no_name_that_came():
    rows = [{"count": "many", "count_as_received": "x"}, {"count": 1}]
    found, notes = built(rows)
    assert found["count"] == [None, 1]
    assert found["count_as_received"] == ["x", None]
    assert found["count_as_received_2"] == ["many", None]
    assert [one.companion for one in notes.unreadable] == ["count_as_received_2"]


@pytest.mark.parametrize("output", OUTPUTS)
@pytest.mark.parametrize("key", ["", " ", "a b", "a.b", "class", "Ümläut", "0", "a\x00b", "a\nb"])
def test_any_key_is_a_column(output, key):
    found, notes = built([{key: 1}, {}], output)
    assert found[key] == [1, None]
    assert not notes


@pytest.mark.parametrize("output", OUTPUTS)
def test_a_key_that_is_no_valid_text_is_told(output):
    found, notes = built([{"\ud800": 1, "\\ud800": 2}], output)
    assert sorted(found)[:2] == ["\\ud800", "\\ud800_2"]
    assert found["\\ud800"] + found["\\ud800_2"] == [1, 2]
    assert len(notes.renamed) == 2


@pytest.mark.parametrize("output", OUTPUTS)
def test_ten_thousand_keys_are_ten_thousand_columns(output):
    rows = [{f"key_{row * 500 + key}": key for key in range(500)} for row in range(20)]
    found, notes = built(rows, output)
    assert list(found) == KNOWN + [f"key_{number}" for number in range(10_000)]
    assert not notes
    for row in range(20):
        for key in (0, 499):
            column = found[f"key_{row * 500 + key}"]
            assert column == [key if place == row else None for place in range(20)]


@pytest.mark.parametrize("output", OUTPUTS)
def test_a_row_that_is_no_object_is_kept(output):
    rows = [{"id": "a"}, None, 7, ["id"], "id"]
    found, notes = built(rows, output)
    assert found["id"] == ["a", None, None, None, None]
    kept = found["row_as_received"]
    if output != "pandas":
        kept = [loads(text) for text in kept]
    assert kept == [None, None, 7, ["id"], "id"]
    assert [(one.column, one.count) for one in notes.unreadable] == [("row", 4)]


def test_any_mapping_is_a_row():
    from types import MappingProxyType

    found, notes = built([MappingProxyType({"id": "a", "metadata": MappingProxyType({"word": 1})})])
    assert found["id"] == ["a"]
    assert found["metadata_word"] == ["1"]
    assert len(notes.converted) == 1


def test_pages_can_be_added_one_by_one():
    import pandas as pd

    rows = [{"id": str(row), "count": row, f"key_{row % 3}": row} for row in range(1_203)]
    builder = frames.builder(COLUMNS)
    for start in range(0, len(rows), 100):
        builder.add(rows[start : start + 100])
    builder.add([])
    at_once = frames.build(rows, COLUMNS)
    in_pages = builder.finish()
    pd.testing.assert_frame_equal(in_pages.frame, at_once.frame, check_exact=True)
    assert in_pages.notes == at_once.notes


def test_an_unknown_output_is_told():
    with pytest.raises(
        ValueError, match=r"no output 'excel'\. Allowed: 'pandas', 'polars', 'arrow'"
    ):
        frames.build([], COLUMNS, "excel")


@pytest.mark.parametrize(
    ("package", "output", "extra"), [("polars", "polars", "polars"), ("pyarrow", "arrow", "arrow")]
)
def test_a_package_that_is_not_installed_is_told_with_the_command_that_helps(
    package, output, extra, monkeypatch
):
    monkeypatch.setitem(sys.modules, package, None)
    monkeypatch.delitem(sys.modules, f"hyperstudy.frames.to_{output}", raising=False)
    with pytest.raises(ImportError) as caught:
        frames.build([], (), output)
    assert f'output="{output}" needs the package {package}' in str(caught.value)
    assert f'pip install "hyperstudy[{extra}]"' in str(caught.value)


@pytest.fixture
def python_text(monkeypatch):
    """Let pandas keep its text as Python objects, as it does where pyarrow is not installed."""
    import pandas as pd

    monkeypatch.delitem(sys.modules, "hyperstudy.frames.to_pandas", raising=False)
    with pd.option_context("mode.string_storage", "python"):
        yield


@pytest.mark.usefixtures("python_text")
def test_text_that_pandas_keeps_as_objects_follows_the_same_rules():
    rows = [{"id": "a", "x": "u"}, {}, {"id": "\ud800"}, {"id": [5]}]
    frame = frames.build(rows, COLUMNS).frame
    assert getattr(frame["id"].dtype, "storage", "python") == "python"
    assert values(frame)["id"] == ["a", None, None, None]
    assert values(frame)["x"] == ["u", None, None, None]
    assert values(frame)["id_as_received"] == [None, None, "\ud800", [5]]
    assert frames.build([], COLUMNS).frame["id"].dtype == frame["id"].dtype


def run_without(packages: list[str], code: str) -> subprocess.CompletedProcess[str]:
    """Run code in a fresh interpreter in which some packages are not installed."""
    blocked = "".join(f"sys.modules[{name!r}] = None\n" for name in packages)
    program = f"import sys\n{blocked}{code}"
    return subprocess.run([sys.executable, "-c", program], capture_output=True, text=True)


def test_pandas_alone_is_enough():
    code = (
        "from hyperstudy import contract, frames\n"
        "rows = [{'id': 'a', 'onset': 1, 'timestamp': '2026-03-02T09:00:04Z', 'x': 'u'}, {}]\n"
        "frame = frames.build(rows, contract.columns('events')).frame\n"
        "assert frame['id'].isna().tolist() == [False, True], frame['id']\n"
        "assert frame['x'].tolist()[0] == 'u'\n"
        f"assert str(frame['timestamp'].dtype) == 'datetime64[{TIME_UNIT}, UTC]'\n"
        "assert len(frames.build([], contract.columns('events')).frame.columns) > 20\n"
    )
    done = run_without(["pyarrow", "polars"], code)
    assert (done.returncode, done.stderr) == (0, "")


def test_frames_are_loaded_by_the_first_that_is_asked_for():
    code = (
        "from hyperstudy import frames\nimport hyperstudy.frames.notes\n"
        "sys.exit(', '.join({'pandas', 'numpy', 'polars', 'pyarrow'} & set(sys.modules)) or None)"
    )
    done = run_without([], code)
    assert (done.returncode, done.stderr) == (0, "")


def test_values_helper_reads_what_it_should():
    # The other tests rest on it.
    import pandas as pd

    frame = pd.DataFrame({"a": pd.array([1, None], "Int64"), "b": [None, [1]]})
    assert values(frame) == {"a": [1, None], "b": [None, [1]]}
