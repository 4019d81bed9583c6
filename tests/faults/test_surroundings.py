"""Certificates, proxies and cassettes: what stands between us and the service."""

from __future__ import annotations

import asyncio
import shutil
import socketserver
import ssl
import subprocess
import sys
import threading
import time

import pytest
import vcr
from hyperstudy_api.api.data import get_rooms

from hyperstudy import HyperStudy
from hyperstudy.display.notices import HyperStudyWarning
from hyperstudy.exceptions import NetworkError
from hyperstudy.transport import Clock, RetryPolicy

from .conftest import ASK, nobody_there
from .fault_table import GOOD, ROWS
from .recording_storage import RecordingStorage
from .server import Server
from .socks import SocksProxy
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
    assert secure.requests == []


def test_one_that_the_environment_names(secure, transport, certificate, monkeypatch):
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate / "certificate.pem"))
    secure.respond(**GOOD)
    way = transport(base_url=secure.url)
    assert way.fetch(ASK).data == ROWS
    assert asyncio.run(get_rooms.asyncio("e1", client=way.api)).data[0].id == "evt_1"


def test_an_encrypted_answer_may_be_slow(secure, transport, certificate, monkeypatch):
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate / "certificate.pem"))
    # Longer than the slices in which a read is waited for, before the answer and within it.
    secure.respond(**GOOD, delay=0.6, drip=(20, 0.3))
    assert transport(base_url=secure.url, timeout=30).fetch(ASK).data == ROWS
    assert len(secure.requests) == 1


def test_encrypted_waits_end_at_once_too(secure, transport, certificate, monkeypatch):
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate / "certificate.pem"))
    way = transport(base_url=secure.url, clock=Clock())
    thread, raised = waiting(way, secure, {**GOOD, "cut": 9, "then": "stall"})
    began = time.monotonic()
    way.interrupt()
    thread.join(20)
    assert time.monotonic() - began < 20
    assert raised[0].code == "INTERRUPTED"


class TestRecording:
    """vcrpy stands in for httpx's own transport, under ours."""

    def test_what_is_recorded_is_replayed(self, server, transport, tmp_path):
        server.respond_once(**GOOD)
        tape = vcr.VCR(filter_headers=["X-API-Key"])
        with tape.use_cassette(tmp_path / "tape.yaml"):
            assert transport().fetch(ASK).data == ROWS
        with tape.use_cassette(tmp_path / "tape.yaml", record_mode="none") as cassette:
            assert transport().fetch(ASK).data == ROWS
            assert cassette.all_played
        assert len(server.requests) == 1
        assert "s3cretpart" not in (tmp_path / "tape.yaml").read_text()

    def test_asyncio_too(self, server, transport, tmp_path):
        server.respond_once(**GOOD)
        for _ in range(2):
            with vcr.use_cassette(tmp_path / "tape.yaml"):
                asyncio.run(get_rooms.asyncio("e1", client=transport().api))
        assert len(server.requests) == 1


class TestProxies:
    def test_the_environment_is_heard(self, server, transport, monkeypatch):
        server.respond(**GOOD)
        monkeypatch.setenv("http_proxy", server.url.removeprefix("http://"))
        monkeypatch.delenv("no_proxy", raising=False)
        monkeypatch.delenv("NO_PROXY", raising=False)
        with pytest.warns(HyperStudyWarning, match="unencrypted"):
            way = transport(base_url="http://api.example.invalid/api/v3")
        assert way.fetch(ASK).data == ROWS
        assert server.requests[0].target == "http://api.example.invalid/api/v3/data/events/room/r1"

        async def typed():
            return await get_rooms.asyncio("e1", client=way.api)

        assert len(asyncio.run(typed()).data) == 2

    def test_exceptions_too_and_loopback_never(self, server, transport, monkeypatch):
        monkeypatch.setenv("http_proxy", nobody_there())
        server.respond(**GOOD)
        assert transport().fetch(ASK).data == ROWS
        monkeypatch.setenv("http_proxy", server.url)
        monkeypatch.setenv("no_proxy", "example.invalid")
        with pytest.warns(HyperStudyWarning, match="unencrypted"):
            way = transport(base_url="http://api.example.invalid/v3", retry=RetryPolicy(tries=1))
        with pytest.raises(NetworkError, match="not found"):
            way.fetch(ASK)


BEHIND = "http://api.example.invalid/api/v3"


@pytest.fixture
def behind_proxy(transport, monkeypatch):
    """Make a transport to a host that only a proxy reaches, which a variable names."""
    for name in ("http_proxy", "https_proxy", "all_proxy", "no_proxy"):
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.upper(), raising=False)

    def make(variable, value, base_url=BEHIND):
        monkeypatch.setenv(variable, value)
        if base_url.startswith("https"):
            return transport(base_url=base_url)
        with pytest.warns(HyperStudyWarning, match="unencrypted"):
            return transport(base_url=base_url)

    return make


def refused(way):
    """Ask in every way there is, and give what was raised."""
    for ask in (
        lambda: way.fetch(ASK),
        lambda: way.storage.get(f"{way.base_url}/file"),
        lambda: asyncio.run(get_rooms.asyncio("e1", client=way.api)),
    ):
        with pytest.raises(NetworkError) as caught:
            ask()
        yield caught.value


class TestProxiesThatCannotBeUsed:
    @pytest.mark.parametrize(
        ("value", "word"),
        [
            ("socks://proxy.invalid:1080", "socks5://HOST:PORT"),
            ("socks4://proxy.invalid:1080", "socks5://HOST:PORT"),
            ("ftp://proxy.invalid:1080", "http://HOST:PORT"),
            ("http://proxy.invalid:abc", "http://HOST:PORT"),
            ("http://proxy.invalid:99999", "http://HOST:PORT"),
            ("http://", "http://HOST:PORT"),
            ("http:/proxy.invalid:80", "http://HOST:PORT"),
            ("http://anna:s3cr#et@proxy.invalid:3128", "%23"),
            ("http://anna:123#et@proxy.invalid:3128", "%23"),
            ("http://anna:s3cr/et@proxy.invalid:3128", "%2F"),
            ("http://anna:s3cr?et@proxy.invalid:3128", "%"),
            ("http://anna:s3cr@et@proxy.invalid:3128", "%40"),
        ],
    )
    @pytest.mark.parametrize("variable", ["ALL_PROXY", "http_proxy"])
    def test_the_variable_and_the_forms_are_named(self, behind_proxy, variable, value, word):
        way = behind_proxy(variable, value)
        for error in refused(way):
            assert error.code == "PROXY_UNUSABLE"
            assert f"variable {variable}" in str(error)
            assert word in str(error)
            for secret in ("s3cr", "123#", "anna", "et@"):
                assert secret not in str(error), str(error)
            assert "tried" not in str(error)

    def test_one_that_is_dead_is_blamed_and_not_the_api(self, behind_proxy):
        dead = nobody_there().removeprefix("http://")
        for error in refused(behind_proxy("HTTP_PROXY", f"http://anna:s3cr@{dead}")):
            assert error.code == "PROXY_FAILED"
            assert dead in error.message
            assert "variable HTTP_PROXY" in error.hint
            assert "base_url" not in str(error)
            assert "s3cr" not in str(error)

    def test_one_whose_name_nobody_knows(self, behind_proxy):
        for error in refused(behind_proxy("HTTP_PROXY", "http://proxy.example.invalid:3128")):
            assert "proxy.example.invalid:3128: there is no host" in error.message

    def test_one_that_wants_a_password_or_forbids(self, server, behind_proxy):
        for status, words in ((407, "password"), (403, "refused"), (502, "refused")):
            server.respond(status=status, body=b"no")
            way = behind_proxy("HTTPS_PROXY", server.url, "https://api.example.invalid/v3")
            for error in refused(way):
                assert error.code == "PROXY_FAILED", error
                assert words in error.message
                assert str(status) in error.message

    def test_one_that_is_said_to_speak_tls(self, behind_proxy):
        class Plain(socketserver.BaseRequestHandler):
            def handle(self):
                self.request.recv(65536)
                self.request.sendall(b"HTTP/1.1 400 Bad Request\r\n\r\n")

        with socketserver.TCPServer(("127.0.0.1", 0), Plain) as plain:
            serving = threading.Thread(target=plain.serve_forever, args=(0.05,))
            serving.start()
            way = behind_proxy("HTTP_PROXY", f"https://127.0.0.1:{plain.server_address[1]}")
            for error in refused(way):
                assert "does not speak TLS" in error.message
                assert "http://" in error.message
                assert "tried" not in error.hint
            plain.shutdown()
            serving.join()

    def test_the_extra_is_named_where_socks_is_not_installed(self, behind_proxy, monkeypatch):
        monkeypatch.setitem(sys.modules, "socksio", None)
        monkeypatch.setattr("hyperstudy.transport.proxies.find_spec", lambda name: None)
        for error in refused(behind_proxy("ALL_PROXY", "socks5://127.0.0.1:1080")):
            assert "hyperstudy[socks]" in error.hint


class TestSocks:
    @pytest.mark.parametrize("kind", ["socks5", "socks5h", "SOCKS5"])
    def test_requests_and_files_go_through(self, server, behind_proxy, kind):
        pytest.importorskip("socksio")
        server.respond(**GOOD)
        with SocksProxy(server) as proxy:
            way = behind_proxy("ALL_PROXY", f"{kind}://127.0.0.1:{proxy.port}")
            assert way.fetch(ASK).data == ROWS
            assert way.storage.get(f"{way.base_url}/file").status_code == 200

            async def typed():
                return await get_rooms.asyncio("e1", client=way.api)

            assert len(asyncio.run(typed()).data) == 2
            assert proxy.hosts == {"api.example.invalid"}
            way.close()

    # httpcore leaves the socket of a refused connection to the garbage collector.
    @pytest.mark.filterwarnings("ignore:unclosed:ResourceWarning")
    def test_one_that_reaches_nobody(self, server, behind_proxy):
        pytest.importorskip("socksio")
        with SocksProxy(server, answer=4) as proxy:
            for error in refused(behind_proxy("ALL_PROXY", f"socks5://127.0.0.1:{proxy.port}")):
                assert error.code == "PROXY_FAILED"
                assert f"127.0.0.1:{proxy.port}" in error.message


class TestCertificatesThatAreNone:
    @pytest.fixture
    def named(self, tmp_path):
        (tmp_path / "empty.pem").touch()
        (tmp_path / "binary.cer").write_bytes(b"0\x82\x03\x00" * 40)
        (tmp_path / "folder").mkdir()
        return tmp_path

    @pytest.mark.parametrize(
        ("variable", "name", "words"),
        [
            ("SSL_CERT_FILE", "absent.pem", "no such file"),
            ("SSL_CERT_FILE", "folder", "a folder"),
            ("SSL_CERT_FILE", "empty.pem", "no certificate"),
            ("SSL_CERT_FILE", "binary.cer", "no certificate"),
            ("SSL_CERT_FILE", "x" * 5000, "no such file"),
            ("SSL_CERT_DIR", "absent", "no certificates"),
            ("SSL_CERT_DIR", "folder", "no certificates"),
        ],
    )
    def test_variable_and_path_are_named(
        self, named, transport, monkeypatch, variable, name, words
    ):
        path = str(named / name)
        monkeypatch.delenv("SSL_CERT_FILE", raising=False)
        monkeypatch.setenv(variable, path)
        with pytest.raises(NetworkError, match=words) as caught:
            transport(base_url="https://api.example.invalid/v3")
        assert variable in caught.value.message
        assert path in caught.value.message
        # Of an API that needs none, only the storage does.
        way = transport()
        with pytest.raises(NetworkError, match=words):
            way.storage.get("https://storage.example.invalid/file")

    def test_an_empty_variable_names_nothing(self, transport, monkeypatch):
        monkeypatch.setenv("SSL_CERT_FILE", "")
        monkeypatch.setenv("SSL_CERT_DIR", "")
        transport(base_url="https://api.example.invalid/v3").close()

    def test_a_folder_of_certificates(self, certificate, secure, transport, monkeypatch, tmp_path):
        hashed = subprocess.run(
            ["openssl", "x509", "-hash", "-noout", "-in", certificate / "certificate.pem"],
            check=True, capture_output=True, text=True,
        ).stdout.strip()  # fmt: skip
        shutil.copy(certificate / "certificate.pem", tmp_path / f"{hashed}.0")
        monkeypatch.delenv("SSL_CERT_FILE", raising=False)
        monkeypatch.setenv("SSL_CERT_DIR", str(tmp_path))
        secure.respond(**GOOD)
        assert transport(base_url=secure.url).fetch(ASK).data == ROWS


class TestStorageWithACertificateOfItsOwn:
    """The API answers, and the storage shows a certificate that nobody vouches for."""

    @pytest.fixture
    def hs(self, server):
        retry = RetryPolicy(tries=5, first_pause=5)
        with HyperStudy("hst_test_1", f"{server.url}/api/v3", retry=retry) as client:
            yield client

    @pytest.fixture
    def storage(self, server, secure):
        made = RecordingStorage(server)
        for name in ("EG_1", "EG_2"):
            made.add(name, b"content")
            secure.respond(body=b"content", path=made.path(name))
        made.link = lambda name: f"{secure.url}{made.path(name)}?X-Goog-Signature=secret1"
        return made

    def test_a_download_fails_at_once_and_says_what_to_do(
        self, hs, storage, secure, tmp_path, monkeypatch
    ):
        monkeypatch.delenv("SSL_CERT_FILE", raising=False)
        began = time.monotonic()
        (row, _) = storage.rows
        with pytest.raises(NetworkError, match=r"certificate of 127\.0\.0\.1") as caught:
            hs.download_recording(row, tmp_path)
        assert time.monotonic() - began < 25
        assert caught.value.permanent
        assert caught.value.code == "CERTIFICATE_REFUSED"
        assert "self" in caught.value.message  # self-signed, as OpenSSL of this version spells it
        assert "environment variable SSL_CERT_FILE" in caught.value.hint
        assert "secret1" not in str(caught.value)
        assert secure.requests == []
        assert [one.suffix for one in tmp_path.iterdir() if one.suffix == ".mp4"] == []

    def test_all_of_them_fail_without_a_second_try(self, hs, storage, tmp_path, monkeypatch):
        monkeypatch.delenv("SSL_CERT_FILE", raising=False)
        with pytest.warns(HyperStudyWarning, match="certificate|failed to download"):
            frame = hs.download_recordings("exp_1", output_dir=tmp_path)
        assert frame["download_status"].tolist() == ["failed", "failed"]
        assert frame["attempts"].tolist() == [1, 1]
        assert frame["error"].str.contains("certificate of 127.0.0.1", regex=False).all()

    def test_a_variable_that_names_another_one_is_named(
        self, hs, storage, certificate, tmp_path, monkeypatch
    ):
        # The file is read, and vouches for somebody else.
        other = tmp_path / "other.pem"
        subprocess.run(
            ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-subj", "/CN=x",
             "-days", "2", "-keyout", tmp_path / "key.pem", "-out", other],
            check=True, capture_output=True,
        )  # fmt: skip
        monkeypatch.setenv("SSL_CERT_FILE", str(other))
        with pytest.raises(NetworkError, match="certificate of") as caught:
            hs.download_recording(storage.rows[0], tmp_path)
        assert f"add it to {str(other)!r}" in caught.value.hint
        monkeypatch.setenv("SSL_CERT_FILE", str(certificate / "certificate.pem"))
        with HyperStudy("hst_test_1", hs.base_url) as renewed:
            assert renewed.download_recording(storage.rows[0], tmp_path).read_bytes() == b"content"
