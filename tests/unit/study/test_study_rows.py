"""Rows keep every value, and no path leads out of the study."""

from __future__ import annotations

import json
import math
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

pytest.importorskip("pyarrow")

from hyperstudy.exceptions import HyperStudyError
from hyperstudy.study import layout, rows

VALUES = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats(allow_nan=False)
    | st.text(st.characters(codec=None)),
    lambda inside: st.lists(inside, max_size=3) | st.dictionaries(st.text(), inside, max_size=3),
    max_leaves=8,
)


@given(st.lists(st.dictionaries(st.text(st.characters(codec=None)), VALUES, max_size=5)))
def test_any_row_reads_back_exactly(given_rows: list[dict[str, object]]) -> None:
    lines = rows.texts(given_rows)
    assert all("\n" not in line for line in lines)
    again = rows.parse(lines)
    assert json.dumps(again) == json.dumps(given_rows)


def test_numbers_that_json_has_no_word_for_stay() -> None:
    (row,) = rows.parse(rows.texts([{"a": math.inf, "b": math.nan}]))
    assert row["a"] == math.inf
    assert math.isnan(row["b"])


OUTSIDE = ["", "/", "/etc/x", "..", "../x", "a/../../x", "a//b", "./a", "a/.", "C:/x", "a\\b", 3]


@pytest.mark.parametrize("name", OUTSIDE)
def test_a_path_that_leads_out_of_the_study_is_refused(name: object) -> None:
    with pytest.raises(HyperStudyError, match="not inside the study") as caught:
        layout.check_inside(["manifest.json", name], Path("manifest.json"))
    assert caught.value.code == "PATH_OUTSIDE"


def test_the_paths_of_a_study_are_inside_it() -> None:
    own = [layout.data_file("events", 1), layout.history_file("events", 2), "experiment.json"]
    layout.check_inside(own, Path("manifest.json"))
    assert own[0] == "data/events/part-000001.parquet"
    assert layout.free_data_file("events", own) == "data/events/part-000002.parquet"


def test_the_room_of_a_row() -> None:
    assert rows.room_of({"roomId": "r", "sessionId": "s"}) == "r"
    assert rows.room_of({"roomId": None, "sessionId": "s"}) == "s"
    assert rows.room_of({"roomId": 3}) == "3"
    assert rows.room_of({"roomId": True, "sessionId": ["s"]}) is None
    assert rows.room_of({"roomId": "", "sessionId": 0}) == "0"


def test_an_id_that_is_a_number_identifies_a_row_as_its_digits_do() -> None:
    known = rows.identity({"id": "7"}, "text", "id")
    assert rows.identity({"id": 7}, "other text", "id") == known
    assert rows.identity({"id": 7.0}, "text", "id") == rows.digest("text") != known


def test_links_lose_their_signatures_and_nothing_else() -> None:
    row = {
        "downloadUrl": "https://storage.example/a.webm?X-Signature=abc&x=1",
        "downloadPath": "/data/recordings/download/r/EG_1",
        "url": None,
        "note": "see https://a.example/b?c=d",
        "fileSize": 3,
    }
    kept = rows.without_signatures(row)
    assert kept == {**row, "downloadUrl": "https://storage.example/a.webm"}
    assert rows.without_signatures({"id": "a"}) == {"id": "a"}
