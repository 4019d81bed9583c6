"""The envelope: what is in it, exactly, or one of our errors."""

from __future__ import annotations

import json

import httpx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from hyperstudy.exact_json import loads
from hyperstudy.exceptions import HyperStudyError, NetworkError, NotFoundError, ServerError
from hyperstudy.transport.envelope import parse, read


def answer(body, status=200, method="GET", **more):
    content = body if isinstance(body, bytes) else json.dumps(body).encode()
    request = httpx.Request(method, "https://api.example/data/rooms")
    return httpx.Response(status, content=content, request=request, **more)


def success(data, **metadata):
    return {"status": "success", "data": data, "metadata": metadata}


def test_what_is_in_it():
    opened = read(answer(success([{"a": 1}], _warnings=["MISSING_INDEX: rows"], scope="room")))
    assert opened.data == [{"a": 1}]
    assert opened.metadata["scope"] == "room"
    assert opened.warnings == ("MISSING_INDEX: rows",)
    assert opened.request == "GET /data/rooms"


@pytest.mark.parametrize(
    ("given", "texts"),
    [
        (None, ()),
        ([], ()),
        ("one", ("one",)),
        ([1, None], ("1", "None")),
        ({"a": 1}, ("{'a': 1}",)),
    ],
)
def test_odd_warnings_are_texts(given, texts):
    assert read(answer(success([], _warnings=given))).warnings == texts


@pytest.mark.parametrize("metadata", [None, [], "text", 3])
def test_odd_metadata_is_none_at_all(metadata):
    opened = read(answer({"status": "success", "data": [], "metadata": metadata}))
    assert (opened.metadata, opened.warnings) == ({}, ())


def test_missing_members():
    assert read(answer({"data": [1]})).data == [1]
    assert read(answer({"status": "success"})).data is None
    assert read(answer({"status": "success", "data": [], "error": None})).data == []


def test_a_change_without_a_body():
    assert read(answer(b"", 204, "DELETE")).rows() == []
    with pytest.raises(HyperStudyError, match="not data"):
        read(answer(b"", 204, "GET"))


@pytest.mark.parametrize(
    ("body", "message"),
    [
        (b"", "not data"),
        (b"<!doctype html><title>Login</title>", "not data"),
        (b"plain words", "not data"),
        (b"null", "null came"),
        ([], "a list came"),
        ([success([])], "a list came"),
        ("text", "a text came"),
        (3, "3 came"),
        ({}, "no data"),
        ({"foo": 1}, "no data"),
        ({"status": "healthy"}, "no data"),
        ({"error": "bare"}, "bare"),
        ({"status": "error", "error": {"code": "X", "message": "inside a 200"}}, "inside a 200"),
        ({"status": "error", "data": []}, "without saying which"),
        ({"data": [{"a": 1}], "error": "boom"}, "boom"),
        ({"status": "failed", "data": [{"a": 1}], "error": {"message": "half"}}, "half"),
        (b'{"data": ' + b"[" * 100_000 + b"]" * 100_000 + b"}", "nested too deeply"),
        (b'{"data": [{"n": ' + b"1" * 5_000 + b"}]}", "number that cannot be read"),
    ],
)
def test_every_other_body_is_an_error(body, message):
    with pytest.raises(HyperStudyError, match=message) as caught:
        read(answer(body))
    assert type(caught.value) is HyperStudyError
    assert caught.value.status_code == 200
    assert caught.value.request == "GET /data/rooms"


@pytest.mark.parametrize(
    ("beside", "warning"),
    [
        ({"error": "half of it failed"}, "half of it failed"),
        ({"error": {"code": "X", "message": "one shard is away"}}, "one shard is away"),
        ({"status": "partial"}, "'partial'"),
    ],
)
def test_data_that_comes_with_a_doubt_comes_with_a_warning(beside, warning):
    opened = read(answer({**success([{"a": 1}]), **beside}))
    assert opened.rows() == [{"a": 1}]
    (message,) = opened.warnings
    assert warning in message


def test_a_list_that_was_left_out_is_told():
    opened = read(answer({"status": "success"}))
    assert opened.rows() == []
    assert opened.warnings == ("the answer says success and holds no data",)
    assert read(answer({"status": "success"}, 200, "DELETE")).warnings == ()


def test_the_error_inside_a_good_status_keeps_its_words():
    body = {"status": "error", "error": {"code": "X", "message": "m", "details": {"a": 1}}}
    with pytest.raises(HyperStudyError) as caught:
        read(answer(body))
    assert (caught.value.code, caught.value.message) == ("X", "m")
    assert caught.value.details == {"a": 1}


def test_a_bad_status_is_the_error_of_its_class():
    with pytest.raises(NotFoundError):
        read(answer(success([]), 404))
    with pytest.raises(ServerError):
        parse(answer(b"<html>", 502))


_rows = st.lists(st.dictionaries(st.text(max_size=4), st.integers() | st.text(max_size=4)))


@given(rows=_rows, where=st.floats(0, 1), spaces=st.text(" \n", max_size=2))
def test_cut_at_any_byte_it_is_an_error_or_the_whole(rows, where, spaces):
    whole = (json.dumps(success(rows)) + spaces).encode()
    cut = whole[: int(where * len(whole))]
    try:
        opened = read(answer(cut))
    except HyperStudyError:
        return
    assert opened.data == rows


def test_a_cut_text_is_told_from_a_page_that_is_none():
    with pytest.raises(NetworkError) as caught:
        read(answer(b'{"status": "success", "data": [{"a'))
    assert caught.value.code == "INCOMPLETE_ANSWER"


def test_what_the_transport_has_read_is_not_read_twice():
    response = answer(b"unreadable")
    response.extensions["hyperstudy_json"] = success([{"a": 1}])
    assert read(response).data == [{"a": 1}]


def test_an_answer_without_an_envelope_can_be_had():
    assert parse(answer({"status": "healthy", "version": "3.0.0"}))["version"] == "3.0.0"


def test_one_unwraps_both_forms():
    assert read(answer(success({"id": 1}))).one() == {"id": 1}
    assert read(answer(success([{"id": 1}]))).one() == {"id": 1}


@pytest.mark.parametrize("data", [None, [], [{}, {}]])
def test_one_is_one(data):
    with pytest.raises(HyperStudyError, match="one object was expected"):
        read(answer(success(data))).one()


def test_rows_of_every_shape():
    assert read(answer(success(None))).rows() == []
    assert read(answer(success([]))).rows() == []
    assert read(answer(success({"a": 1}))).rows() == [{"a": 1}]


@pytest.mark.parametrize(
    ("data", "message"),
    [([{}, None], "row 1 .* null"), (["a"], "row 0 .* text"), (7, "row 0 .* 7"), ([[]], "a list")],
)
def test_a_row_that_is_no_object_is_named(data, message):
    with pytest.raises(HyperStudyError, match=message):
        read(answer(success(data))).rows()


@pytest.mark.parametrize(
    "value",
    [2**53 + 1, 2**64, -(2**70), 10**40, [1, 2**64], {"a": {"b": 2**65}}, "1" * 30, 1e22, 0.1],
)
def test_numbers_of_any_size_survive(value):
    assert loads(json.dumps(value).encode()) == value
    assert loads(json.dumps([value], indent=1).encode()) == [value]
    assert type(loads(json.dumps([value]).encode())[0]) is type(value)


@given(value=st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    max_leaves=10,
))  # fmt: skip
def test_any_json_is_read_exactly(value):
    assert loads(json.dumps(value).encode()) == value
    assert loads(json.dumps(value, ensure_ascii=False).encode("utf-8", "surrogatepass")) == value


def test_half_an_emoji_does_not_cost_the_page():
    assert loads(b'{"message": "so \\ud83d"}') == {"message": "so \ud83d"}


def test_a_byte_order_mark_is_allowed():
    assert loads(b"\xef\xbb\xbf[1]") == [1]


@pytest.mark.parametrize("text", [b"", b"{", b"[1,", b"<html>", b"[" * 100_000, b'["\xff"]'])
def test_what_is_not_json_is_a_value_error(text):
    with pytest.raises(ValueError):
        loads(text)
