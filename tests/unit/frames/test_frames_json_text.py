"""JSON text that a frame holds is the value that came."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hyperstudy.frames.json_text import _written, json_text, json_texts

scalars = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(),
    st.floats(allow_nan=False),
    st.text(st.characters(exclude_categories=())),
)
json_values = st.recursive(
    scalars,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4),
    max_leaves=20,
)


@given(json_values)
def test_any_value_comes_back(value):
    assert json.loads(json_text(value)) == value
    assert json.loads(_written(value)) == value


@given(st.lists(json_values, max_size=5))
def test_many_are_written_as_each_alone(values):
    assert json_texts(values) == [None if value is None else json_text(value) for value in values]


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ({"a": [1, 2.5, None, True], "ä": {}}, '{"a":[1,2.5,null,true],"ä":{}}'),
        ([2**70, []], "[1180591620717411303424,[]]"),
        ({"a": "\ud800", "b": 0}, '{"a":"\\ud800","b":0}'),
        ("\ud800", '"\\ud800"'),
        ({"a": float("inf"), "b": None}, '{"a":1e999,"b":null}'),
        ([float("-inf"), {"a": float("nan")}], '[-1e999,{"a":NaN}]'),
    ],
)
def test_text_has_no_spaces_and_keeps_the_order(value, text):
    assert json_text(value) == text


def test_depth_has_no_limit():
    value: object = 1
    for _ in range(50_000):
        value = [value]
    text = json_text(value)
    assert text == "[" * 50_000 + "1" + "]" * 50_000
    # Taken apart from outside, since Python would take a value so deep apart by recursion.
    while isinstance(value, list):
        value = value.pop()
