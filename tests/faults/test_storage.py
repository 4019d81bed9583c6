"""The way to storage: without the key, watched, and with our errors."""

from __future__ import annotations

import logging

import pytest

from hyperstudy.exceptions import HyperStudyError, NetworkError
from hyperstudy.transport import ResponseTimeLimit

from .fault_table import DRIPPING, DRIPPING_HEAD
from .server import Server


def test_it_has_no_key_and_hides_signatures(server, transport, caplog):
    server.respond_once(body=b"film", headers={"Content-Type": "video/webm"})
    storage = transport(organization="org_7").storage
    with caplog.at_level(logging.DEBUG):
        answer = storage.get(f"{server.url}/b/f.webm?X-Goog-Signature=s3cret&n=1")
    assert answer.content == b"film"
    request = server.requests[0]
    assert request.query == {"X-Goog-Signature": "s3cret", "n": "1"}
    assert request.headers["accept-encoding"] == "identity"
    assert not {"x-api-key", "x-organization-id"} & set(request.headers)
    assert "s3cret" not in caplog.text + str(answer.url) + repr(answer.request)


def test_it_follows_anywhere(server, transport):
    with Server() as other:
        other.respond_once(body=b"film")
        server.respond_once(status=302, headers={"Location": f"{other.url}/real?sig=2"})
        headers = {"Range": "bytes=4-", "Authorization": "x"}
        answer = transport().storage.get(f"{server.url}/f?sig=1", headers=headers)
        assert answer.content == b"film"
        request = other.requests[0]
    assert request.query == {"sig": "2"}
    assert request.headers["host"] == other.url.removeprefix("http://")
    assert request.headers["range"] == "bytes=4-"
    assert "authorization" not in request.headers


def test_a_circle_ends(server, transport):
    server.respond(status=302, headers={"Location": "/f"})
    with pytest.raises(HyperStudyError, match="more than 5 times"):
        transport().storage.get(f"{server.url}/f")


def test_a_refusal_is_for_the_caller(server, transport):
    server.respond_once(status=403, body="<Error>expired</Error>")
    assert transport().storage.get(f"{server.url}/f").status_code == 403


@pytest.mark.parametrize(
    ("answer", "timeout", "code", "came"),
    [
        ({"cut": 40, "then": "close"}, 30, "INCOMPLETE_ANSWER", [40]),
        # A reset may swallow what was sent before it.
        ({"cut": 40, "then": "reset"}, 30, "INCOMPLETE_ANSWER", None),
        # What comes before the silence is waited for, also if the server stands still for 2 s.
        ({"cut": 40, "then": "stall"}, 2.5, "TIMEOUT", [40]),
        (DRIPPING, 0.5, "TIMEOUT", None),
        (DRIPPING_HEAD, 0.5, "TIMEOUT", []),
        ({"status": None, "then": "reset"}, 30, "CONNECTION_LOST", []),
    ],
)
def test_its_failures_are_ours(server, transport, answer, timeout, code, came):
    server.respond_once(body=b"x" * 100, **answer)
    pieces = []
    storage = transport(timeout=timeout).storage

    def load():
        with storage.stream("GET", f"{server.url}/f?sig=s3cret") as stream:
            pieces.extend(stream.iter_raw())

    with pytest.raises(NetworkError) as caught:
        load()
    assert caught.value.code == code
    assert "s3cret" not in str(caught.value)
    assert len(b"".join(pieces)) < 100
    if came is not None:
        assert [len(piece) for piece in pieces] == came


def test_a_long_film_has_all_the_time(server, transport):
    server.respond_once(body=b"x" * 20_000, drip=(500, 0.03))
    # More in all than any answer of the API may take.
    way = transport(timeout=30, time_limit=ResponseTimeLimit(factor=0.01, least=0.3))
    assert len(way.storage.get(f"{server.url}/f").content) == 20_000
