"""Certificates, proxies and cassettes: what stands between us and the service."""

from __future__ import annotations

import asyncio
import shutil
import ssl
import subprocess
import time

import pytest
import vcr
from hyperstudy_api.api.data import get_rooms

from hyperstudy.exceptions import NetworkError
from hyperstudy.notices import HyperStudyWarning
from hyperstudy.transport import Clock, RetryPolicy

from .conftest import ASK, nobody_there
from .server import Server
from .table import GOOD, ROWS
from .test_stopping import waiting


@pytest.fixture(scope="module")
def certificate(tmp_path_factory):
    if shutil.which("openssl") is None:
        pytest.skip("the certificate is made with openssl")
    folder = tmp_path_factory.mktemp("certificate")
    names = ["-subj", "/CN=127.0.0.1", "-addext", "subjectAltName=IP:127.0.0.1"]
    subprocess.run(
        ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", *names, "-days", "2",
         "-keyout", folder / "key.pem", "-out", folder / "certificate.pem"],
        check=True, capture_output=True,
    )  # fmt: skip
    return folder


@pytest.fixture
def secure(certificate):
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate / "certificate.pem", certificate / "key.pem")
    with Server(tls=context) as running:
        yield running


def test_a_certificate_that_nobody_vouches_for(secure, transport):
    way = transport(base_url=secure.url)
    for ask in (
        lambda: way.fetch(ASK),
        lambda: way.storage.get(secure.url),
        lambda: asyncio.run(get_rooms.asyncio("e1", client=way.api)),
    ):
        with pytest.raises(NetworkError, match=r"certificate of 127\.0\.0\.1") as caught:
            ask()
        assert "SSL_CERT_FILE" in caught.value.hint
        assert "tried" not in caught.value.hint
    assert secure.seen == []


def test_one_that_the_environment_names(secure, transport, certificate, monkeypatch):
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate / "certificate.pem"))
    secure.always(**GOOD)
    way = transport(base_url=secure.url)
    assert way.fetch(ASK).data == ROWS
    assert asyncio.run(get_rooms.asyncio("e1", client=way.api)).data[0].id == "evt_1"


def test_an_encrypted_answer_may_be_slow(secure, transport, certificate, monkeypatch):
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate / "certificate.pem"))
    # Longer than the slices in which a read is waited for, before the answer and within it.
    secure.always(**GOOD, delay=0.6, drip=(20, 0.3))
    assert transport(base_url=secure.url, timeout=30).fetch(ASK).data == ROWS
    assert len(secure.seen) == 1


def test_encrypted_waits_end_at_once_too(secure, transport, certificate, monkeypatch):
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate / "certificate.pem"))
    way = transport(base_url=secure.url, clock=Clock())
    thread, raised = waiting(way, secure, {**GOOD, "cut": 9, "then": "stall"})
    began = time.monotonic()
    way.interrupt()
    thread.join(5)
    assert time.monotonic() - began < 3
    assert raised[0].code == "INTERRUPTED"


class TestRecording:
    """vcrpy stands in for httpx's own transport, under ours."""

    def test_what_is_recorded_is_replayed(self, server, transport, tmp_path):
        server.will(**GOOD)
        tape = vcr.VCR(filter_headers=["X-API-Key"])
        with tape.use_cassette(tmp_path / "tape.yaml"):
            assert transport().fetch(ASK).data == ROWS
        with tape.use_cassette(tmp_path / "tape.yaml", record_mode="none") as cassette:
            assert transport().fetch(ASK).data == ROWS
            assert cassette.all_played
        assert len(server.seen) == 1
        assert "s3cretpart" not in (tmp_path / "tape.yaml").read_text()

    def test_asyncio_too(self, server, transport, tmp_path):
        server.will(**GOOD)
        for _ in range(2):
            with vcr.use_cassette(tmp_path / "tape.yaml"):
                asyncio.run(get_rooms.asyncio("e1", client=transport().api))
        assert len(server.seen) == 1


class TestProxies:
    def test_the_environment_is_heard(self, server, transport, monkeypatch):
        server.always(**GOOD)
        monkeypatch.setenv("http_proxy", server.url.removeprefix("http://"))
        monkeypatch.delenv("no_proxy", raising=False)
        monkeypatch.delenv("NO_PROXY", raising=False)
        with pytest.warns(HyperStudyWarning, match="unencrypted"):
            way = transport(base_url="http://api.example.invalid/api/v3")
        assert way.fetch(ASK).data == ROWS
        assert server.seen[0].target == "http://api.example.invalid/api/v3/data/events/room/r1"

        async def typed():
            return await get_rooms.asyncio("e1", client=way.api)

        assert len(asyncio.run(typed()).data) == 2

    def test_exceptions_too_and_loopback_never(self, server, transport, monkeypatch):
        monkeypatch.setenv("http_proxy", nobody_there())
        server.always(**GOOD)
        assert transport().fetch(ASK).data == ROWS
        monkeypatch.setenv("http_proxy", server.url)
        monkeypatch.setenv("no_proxy", "example.invalid")
        with pytest.warns(HyperStudyWarning, match="unencrypted"):
            way = transport(base_url="http://api.example.invalid/v3", retry=RetryPolicy(tries=1))
        with pytest.raises(NetworkError, match="not found"):
            way.fetch(ASK)
