"""A body that is shorter than it promised, also where no socket tells (a replayed answer)."""

from __future__ import annotations

import gzip

import httpx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from hyperstudy.transport.network_errors import CutAnswer
from hyperstudy.transport.response_body import whole

JSON = {"Content-Type": "application/json; charset=utf-8"}


def made(content, *, method="GET", status=200, **headers):
    request = httpx.Request(method, "https://api.example/x")
    answer = httpx.Response(status, headers={**JSON, **headers}, stream=httpx.ByteStream(b""))
    return whole(request, answer, content)


@given(cut=st.integers(0, 24))
def test_fewer_bytes_than_promised_are_a_cut_answer(cut):
    text = b'{"status": "success", "a"}'[:25]
    with pytest.raises(CutAnswer):
        made(text[:cut], **{"Content-Length": "25"})


def test_no_body_is_no_cut_where_none_belongs():
    assert made(b"", method="HEAD", **{"Content-Length": "25"}).content == b""
    assert made(b"", status=304, **{"Content-Length": "25"}).content == b""


def test_a_length_that_is_no_number_promises_nothing():
    assert made(b"{}", **{"Content-Length": "many"}).content == b"{}"


def test_json_is_read_once_and_lies_beside_the_answer():
    answer = made(gzip.compress(b'{"a": 1}'), **{"Content-Encoding": "gzip"})
    assert answer.extensions["hyperstudy_json"] == {"a": 1}
    assert answer.json() == {"a": 1}


@pytest.mark.parametrize("kind", ["text/csv", "application/x-ndjson", "text/html"])
def test_what_is_not_json_is_left_alone(kind):
    answer = made(b'{"a": 1}\n{"a"', **{"Content-Type": kind})
    assert "hyperstudy_json" not in answer.extensions


@pytest.mark.parametrize("text", [b"[" * 100_000 + b"]" * 100_000, b"1" * 5_000])
def test_what_is_whole_but_beyond_reach_is_not_called_cut(text):
    assert made(text).content == text


def test_an_error_may_say_what_it_likes():
    assert made(b'{"half', status=500).content == b'{"half'
