"""Bodies that are packed or written in another way than usual: read, or named as what they are."""

from __future__ import annotations

import gzip
import json
import zlib
from collections.abc import Iterator
from typing import Any

import pytest

from hyperstudy import HyperStudy, RetryPolicy, fetch_report
from hyperstudy.exceptions import HyperStudyError, NetworkError

from .server import Server

ROWS = [{"id": "é1", "content": "so – “ja”", "onset": 1}]
JSON = {"Content-Type": "application/json"}


def text(rows: list[dict[str, Any]] | None = None) -> str:
    metadata = {"pagination": {"total": len(rows or ROWS), "hasMore": False}}
    body = {"status": "success", "data": rows or ROWS, "metadata": metadata}
    return json.dumps(body, ensure_ascii=False)


@pytest.fixture
def hs(server: Server) -> Iterator[HyperStudy]:
    policy = RetryPolicy(tries=2, first_pause=0.01)
    with HyperStudy("hst_test_1", f"{server.url}/api/v3", retry=policy) as client:
        yield client


@pytest.mark.parametrize(
    "charset", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-32", "windows-1252", "cp850"]
)
def test_text_in_the_encoding_that_the_answer_names(
    charset: str, server: Server, hs: HyperStudy
) -> None:
    rows = [{"id": "é1", "onset": 1}]
    headers = {"Content-Type": f"application/json; charset={charset}"}
    server.respond(body=text(rows).encode(charset), headers=headers)
    found = hs.get_events("e", output="dict")
    assert found == rows
    assert fetch_report(found).clean
    assert hs.get_events("e")["id"].tolist() == ["é1"]


@pytest.mark.parametrize("named", ["", "; charset=utf-8", "; charset=klingon"])
def test_text_that_is_not_unicode_is_no_cut_answer(
    named: str, server: Server, hs: HyperStudy
) -> None:
    server.respond(
        body=text().encode("cp1252"), headers={"Content-Type": f"application/json{named}"}
    )
    with pytest.raises(HyperStudyError, match="not in UTF-8") as caught:
        hs.get_events("e")
    assert not isinstance(caught.value, NetworkError)
    assert len(server.requests) == 1


def test_text_that_ends_within_a_letter_is_cut(server: Server, hs: HyperStudy) -> None:
    body = text().encode()
    server.respond(
        body=body[: body.index("é".encode()) + 1], headers=JSON, length=False, then="close"
    )
    with pytest.raises(NetworkError, match="cut short"):
        hs.get_events("e")
    assert len(server.requests) == 2


@pytest.mark.parametrize("packed", ["gzip", "deflate"])
def test_packed_bodies(packed: str, server: Server, hs: HyperStudy) -> None:
    pack = gzip.compress if packed == "gzip" else zlib.compress
    server.respond(body=pack(text().encode()), headers={**JSON, "Content-Encoding": packed})
    assert hs.get_events("e", output="dict") == ROWS


@pytest.mark.parametrize("packed", ["gzip", "deflate", "unheard-of"])
def test_a_body_that_a_proxy_unpacked(packed: str, server: Server, hs: HyperStudy) -> None:
    server.respond(body=text().encode(), headers={**JSON, "Content-Encoding": packed})
    assert hs.get_events("e", output="dict") == ROWS


@pytest.mark.parametrize(
    ("headers", "named"),
    [({}, "gzip"), ({"Content-Encoding": "x-gzip"}, "gzip"), ({"Content-Encoding": "aws"}, "gzip")],
)
def test_a_body_packed_in_a_way_that_was_not_asked_for(
    headers: dict[str, str], named: str, server: Server, hs: HyperStudy
) -> None:
    server.respond(body=gzip.compress(text().encode()), headers={**JSON, **headers})
    with pytest.raises(HyperStudyError, match=rf"compressed \({named}\)") as caught:
        hs.get_events("e")
    assert not isinstance(caught.value, NetworkError)
    assert len(server.requests) == 1


def test_a_packed_body_that_is_cut(server: Server, hs: HyperStudy) -> None:
    server.respond(
        body=gzip.compress(text().encode())[:-12], headers={**JSON, "Content-Encoding": "gzip"}
    )
    with pytest.raises(NetworkError, match="cut short"):
        hs.get_events("e")


@pytest.mark.parametrize("body", [b"Access denied by policy 7", b"<html><title>Login</title>"])
def test_words_that_say_they_are_json(body: bytes, server: Server, hs: HyperStudy) -> None:
    server.respond(body=body, headers=JSON)
    with pytest.raises(HyperStudyError, match=r"policy 7|Login"):
        hs.get_events("e")
    assert len(server.requests) == 1


@pytest.mark.parametrize(
    ("after", "kind"),
    [
        ("\n<b>Warning</b>: disk quota", "application/json"),
        ('\n{"id": "é2"}', "application/x-ndjson"),
        ("\0", "application/json"),
    ],
)
def test_an_answer_that_goes_on_after_its_end_is_not_called_cut(
    after: str, kind: str, server: Server, hs: HyperStudy
) -> None:
    server.respond(body=(text() + after).encode(), headers={"Content-Type": kind})
    with pytest.raises(HyperStudyError, match="goes on after its JSON text") as caught:
        hs.get_events("e")
    assert not isinstance(caught.value, NetworkError)
    assert len(server.requests) == 1
