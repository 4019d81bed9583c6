"""Rows that are read as lines are the rows that came, to the letter."""

from __future__ import annotations

import json
import math
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

pytest.importorskip("msgspec")

from hyperstudy.exact_json import dumps, loads
from hyperstudy.frames.json_text import json_text
from hyperstudy.study import row_lines
from hyperstudy.study.row_lines import RowLines, read_lines

VALUES = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(st.characters(codec=None)),
    lambda inside: st.lists(inside, max_size=2) | st.dictionaries(st.text(), inside, max_size=2),
    max_leaves=5,
)
ROWS = st.lists(st.dictionaries(st.text(st.characters(codec=None)), VALUES, max_size=4), max_size=9)
METADATA = {"pagination": {"total": 9}}


@pytest.fixture(autouse=True)
def few_at_a_time(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(row_lines, "_PARSED", 2)


@given(rows=ROWS, indent=st.sampled_from([None, 2]))
def test_any_rows(rows: list[dict[str, Any]], indent: int | None) -> None:
    content = dumps({"status": "success", "data": rows, "metadata": METADATA}, indent=indent)
    answer = read_lines(content)
    assert (answer["status"], answer["metadata"]) == ("success", METADATA)
    found = answer["data"]
    # msgspec refuses halves of surrogate pairs; such a page is read as any other.
    assert isinstance(found, RowLines) or not rows or "\\ud" in content.decode()
    if not isinstance(found, RowLines):
        assert json.dumps(found) == json.dumps(rows)
        return
    assert len(found) == len(rows)
    assert found.content.decode("utf-8", "surrogatepass").split("\n") == list(map(json_text, rows))
    # Compared as text: true is no 1 there, and -0.0 no 0.
    assert json.dumps(list(found)) == json.dumps(rows)
    assert json.dumps(found[0]) == json.dumps(rows[0])
    assert json.dumps(found[-1]) == json.dumps(rows[-1])
    assert json.dumps(list(found[1:])) == json.dumps(rows[1:])
    assert found == rows
    assert found == read_lines(content)["data"]
    assert found[1:] != rows or not rows[1:]


@pytest.mark.parametrize(
    "rows",
    [
        b'[{"a":NaN,"b":null},{"a":1}]',
        b'[{"a":1},{"a":1},{"a":-Infinity}]',
        b'[{"a":1e999,"b":[null]}]',
        b'[{"a":123456789012345678901234567890}]',
        b'[{"a":0.1234567890123456789}]',
    ],
)
def test_values_that_few_parsers_read(rows: bytes) -> None:
    found = read_lines(b'{"status":"success","data":' + rows + b"}")["data"]
    assert repr(list(found)) == repr(loads(rows))
    if isinstance(found, RowLines):
        assert found.content.decode().split("\n") == list(map(json_text, loads(rows)))


@pytest.mark.parametrize(
    "content",
    [
        b'{"data":[{"a":1},2]}',
        b'{"data":[[],{}]}',
        b'{"data":[null]}',
        b'{"data":{"a":1}}',
        b'{"data":null}',
        b'{"status":"success"}',
        b'[{"a":1}]',
        b'{"error":{"code":"NOT_FOUND"}}',
        b"7",
    ],
)
def test_another_answer_is_what_it_was(content: bytes) -> None:
    assert read_lines(content) == json.loads(content)


def test_an_error_beside_the_rows_is_kept() -> None:
    answer = read_lines(b'{"data":[{"a":1}],"error":{"code":"PARTIAL"}}')
    assert answer["error"] == {"code": "PARTIAL"}
    assert list(answer["data"]) == [{"a": 1}]


@pytest.mark.parametrize("content", [b"", b'{"data":[{"a":1}', b'{"data":[{"a":01}]}', b"<html>"])
def test_what_is_no_json_is_refused(content: bytes) -> None:
    with pytest.raises(ValueError, match=r".+"):
        read_lines(content)


def test_numbers_that_json_has_no_word_for_are_not_null() -> None:
    (row,) = read_lines(b'{"data":[{"a":NaN,"b":Infinity,"c":null}]}')["data"]
    assert math.isnan(row["a"])
    assert (row["b"], row["c"]) == (math.inf, None)
