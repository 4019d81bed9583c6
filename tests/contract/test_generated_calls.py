"""Generated functions send what is set, go where they must, and say what came instead."""

from __future__ import annotations

import asyncio
import datetime
import importlib
import json
import tempfile
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import httpx
import pytest
from local_server import Answer, Server
from tiny import TINY
from tiny_client import ROW, note, part

pytestmark = pytest.mark.usefixtures("tiny_package")

KEY = "hst_live_not_a_real_key"


@pytest.fixture
def client(server: Server) -> Iterator[Any]:
    with part("client").AuthenticatedClient(server.address, KEY) as client:
        yield client


Call = Callable[..., Any]


@pytest.fixture(params=["sync", "asyncio"])
def call(request: pytest.FixtureRequest, server: Server) -> Call:
    """Give a function that calls an operation in one of the two ways."""

    def call(operation: str, *arguments: Any, detailed: bool = False, **settings: Any) -> Any:
        flags = settings.pop("flags", {})
        # Nothing here is encrypted, and reading the certificates of authorities takes long.
        client = part("client").AuthenticatedClient(server.address, KEY, verify_ssl=False, **flags)
        module = part(f"api.{operation}")
        name = request.param + ("_detailed" if detailed else "")
        if request.param == "sync":
            with client:
                return getattr(module, name)(*arguments, client=client, **settings)

        async def ask() -> Any:
            async with client:
                return await getattr(module, name)(*arguments, client=client, **settings)

        return asyncio.run(ask())

    return call


# --- requests ------------------------------------------------------------------------------------


def test_what_is_unset_is_not_sent() -> None:
    get_notes = part("api.notes.get_notes")
    unset = part("types").UNSET
    bare = {"method": "get", "url": "/notes/short/n", "params": {}, "headers": {}}
    assert get_notes._get_kwargs("short", "n") == bare
    assert (
        get_notes._get_kwargs(
            "short",
            "n",
            limit=unset,
            since=unset,
            colour=unset,
            format_=unset,
            x_organization_id=unset,
        )
        == bare
    )


def test_what_is_set_is_sent(call: Call, server: Server) -> None:
    server.answer = Answer(body=b'{"status": "success", "data": []}')
    call(
        "notes.get_notes",
        part("models").Kind.LONG,
        "n",
        limit=5,
        since=datetime.datetime(2026, 3, 2, tzinfo=datetime.UTC),
        colour="mauve",
        x_organization_id="g1",
    )
    (received,) = server.received
    assert (
        received.path
        == "/notes/long/n?limit=5&since=2026-03-02T00%3A00%3A00%2B00%3A00&colour=mauve"
    )
    assert received.headers["x-organization-id"] == "g1"
    assert received.headers["x-api-key"] == KEY


@pytest.mark.parametrize("given", ["a/b", "a?b=c#d", "100%2F", "ü b", "...", "a\\..", ";"])
def test_an_identifier_stays_one_segment_of_the_path(
    call: Call, server: Server, given: str
) -> None:
    server.answer = Answer(body=b'{"status": "success", "data": []}')
    call("notes.get_notes", "short", given)
    (received,) = server.received
    assert received.path == "/notes/short/" + httpx.QueryParams({"": given}).__str__()[1:].replace(
        "+", "%20"
    )


@pytest.mark.parametrize("given", ["", ".", "..", None])
def test_an_identifier_that_would_lead_elsewhere_is_refused(given: Any) -> None:
    with pytest.raises(ValueError, match="note_id must be an identifier"):
        part("api.notes.get_notes")._get_kwargs("short", given)


def test_a_body_is_a_model_or_a_dict(call: Call, server: Server) -> None:
    server.answer = Answer(status=204, body=b"")
    assert call("notes.make_note", body=note(colour="red")) is None
    assert call("notes.make_note", body={**ROW, "colour": part("models").Colour.RED}) is None
    assert [json.loads(one.body) for one in server.received] == [{**ROW, "colour": "red"}] * 2
    assert server.received[0].headers["content-type"] == "application/json"


# --- answers -------------------------------------------------------------------------------------


def test_an_answer_is_its_model(call: Call, server: Server) -> None:
    server.answer = Answer(body=json.dumps({"status": "success", "data": [ROW]}).encode())
    answer = call("notes.get_notes", "short", "n")
    assert answer.data[0].id == "note_1"
    detailed = call("notes.get_notes", "short", "n", detailed=True)
    assert (detailed.status_code, detailed.parsed) == (200, answer)
    assert detailed.content == server.answer.body


def test_answers_without_a_model_are_what_they_are(call: Call, server: Server) -> None:
    server.answer = Answer(body=b"[1, 1.0]")
    assert call("rest.get_anything") == [1, 1.0]
    assert call("rest.get_text") == "[1, 1.0]"


@pytest.mark.parametrize("status", [201, 202, 203, 206, 226])
def test_another_success_than_the_documented_one_is_read_like_it(
    call: Call, server: Server, status: int
) -> None:
    server.answer = Answer(status, json.dumps({"status": "success", "data": [ROW]}).encode())
    assert call("notes.get_notes", "short", "n").data[0].id == "note_1"
    assert call("rest.get_text").startswith('{"status"')


def test_a_success_without_a_body_is_nothing_to_parse(call: Call, server: Server) -> None:
    server.answer = Answer(204, b"")
    assert call("notes.get_notes", "short", "n", detailed=True).parsed is None
    with pytest.raises(part("errors").UnreadableBody, match=r"204.*nothing was parsed"):
        call("notes.get_notes", "short", "n")


@pytest.mark.parametrize("status", [404, 500, 520, 302])
def test_a_status_that_is_no_success_is_raised(call: Call, server: Server, status: int) -> None:
    server.answer = Answer(status, b"<html>Bad gateway</html>", {"Content-Type": "text/html"})
    with pytest.raises(part("errors").UnexpectedStatus, match=f"{status}.*Bad gateway") as caught:
        call("notes.get_notes", "short", "n")
    assert (caught.value.status_code, caught.value.content) == (status, server.answer.body)
    looked_at = call(
        "notes.get_notes", "short", "n", detailed=True, flags={"raise_on_unexpected_status": False}
    )
    assert (looked_at.status_code, looked_at.parsed) == (status, None)


@pytest.mark.parametrize(
    "body", [b"<html>Sign in</html>", b"", b'{"data": [{"url": "https://signed', b"\xff"]
)
def test_a_body_that_is_not_json_says_what_it_is(call: Call, server: Server, body: bytes) -> None:
    server.answer = Answer(body=body, headers={"Content-Type": "text/html; charset=utf-8"})
    with pytest.raises(part("errors").UnreadableBody, match=r"200.*text/html.*not JSON") as caught:
        call("notes.get_notes", "short", "n")
    assert caught.value.content == body
    assert "signed" not in str(caught.value)


def test_another_format_is_left_as_bytes(call: Call, server: Server) -> None:
    server.answer = Answer(
        body=b"id\nnote_1\n", headers={"Content-Type": "text/csv; charset=utf-8"}
    )
    detailed = call("notes.get_notes", "short", "n", detailed=True, format_="csv")
    assert (detailed.parsed, detailed.content) == (None, b"id\nnote_1\n")
    with pytest.raises(part("errors").UnreadableBody, match="`content`"):
        call("notes.get_notes", "short", "n", format_="csv")


# --- the client ----------------------------------------------------------------------------------


def test_it_never_waits_forever_unless_asked(server: Server) -> None:
    made = part("client").AuthenticatedClient
    assert made(server.address, KEY).get_httpx_client().timeout == httpx.Timeout(30)
    assert made(server.address, KEY).get_async_httpx_client().timeout == httpx.Timeout(30)
    assert made(server.address, KEY, timeout=2).get_httpx_client().timeout == httpx.Timeout(2)
    assert made(server.address, KEY, timeout=None).get_httpx_client().timeout == httpx.Timeout(None)


def test_the_key_is_in_no_repr(client: Any) -> None:
    client.get_httpx_client()
    shown = (
        repr(client) + repr(client.with_headers({"X-API-Key": KEY})) + repr(client.with_timeout(1))
    )
    assert KEY not in shown
    assert "http://127.0.0.1" in shown


def test_the_key_does_not_follow_a_redirect(call: Call, server: Server) -> None:
    server.answer = Answer(307, b"", {"Location": server.address.replace("127.0.0.1", "localhost")})
    with pytest.raises(part("errors").UnexpectedStatus):
        call("notes.get_notes", "short", "n")
    assert len(server.received) == 1


def test_a_changed_client_shares_connections_and_changes_nothing_else(
    client: Any, server: Server
) -> None:
    server.answer = Answer(body=b"{}")
    changed = client.with_headers({"X-Trace": "1"}).with_timeout(3).with_headers({"X-More": "2"})
    assert changed.get_httpx_client() is client.get_httpx_client()
    get_notes = part("api.notes.get_notes")
    get_notes.sync("short", "n", client=changed, x_organization_id="g")
    get_notes.sync("short", "n", client=client)
    first, second = (one.headers for one in server.received)
    assert (first["x-trace"], first["x-more"], first["x-organization-id"]) == ("1", "2", "g")
    assert first["x-api-key"] == second["x-api-key"] == KEY
    assert "x-trace" not in second
    assert "x-more" not in second


def test_a_changed_timeout_counts_for_each_request(client: Any) -> None:
    seen: list[Any] = []
    client.set_httpx_client(
        httpx.Client(
            base_url="http://tiny",
            transport=httpx.MockTransport(
                lambda request: (
                    seen.append(request.extensions["timeout"]["read"]),
                    httpx.Response(200, json={}),
                )[1]
            ),
        )
    )
    part("api.rest.get_anything").sync(client=client.with_timeout(3))
    part("api.rest.get_anything").sync(client=client)
    assert seen == [3, 5.0]


def test_threads_get_one_connection_pool(server: Server) -> None:
    client = part("client").AuthenticatedClient(server.address, KEY)
    with ThreadPoolExecutor(16) as threads:
        made = set(threads.map(lambda _: id(client.get_httpx_client()), range(64)))
    assert len(made) == 1
    client.get_httpx_client().close()


def test_headers_of_the_caller_are_not_changed(server: Server) -> None:
    mine = {"X-Mine": "1"}
    client = part("client").AuthenticatedClient(server.address, KEY, headers=mine)
    assert client.get_httpx_client().headers["X-API-Key"] == KEY
    assert mine == {"X-Mine": "1"}


# --- the package ---------------------------------------------------------------------------------


def test_the_package_is_typed_and_carries_its_contract(tiny_package: Path) -> None:
    from contract_file import read

    assert (tiny_package / "py.typed").is_file()
    assert json.loads((tiny_package / "openapi.json").read_text("utf-8")) == read(TINY)


def test_the_documentation_says_what_the_contract_says() -> None:
    assert "Which note." in part("api.notes.get_notes").sync.__doc__
    assert "Since the start. Unit: ms." in part("models").Note.__doc__
    assert "Example: note_1." in part("models").Note.__doc__
    assert part("models").Colour.__doc__ == "Colour of the paper."


def test_names_are_found_when_asked_for(tiny_package: Path) -> None:
    tiny_api = importlib.import_module("tiny_api")
    assert tiny_api.AuthenticatedClient is part("client").AuthenticatedClient
    for module in (tiny_api, part("models")):
        with pytest.raises(AttributeError, match="Nothing"):
            _ = module.Nothing


def test_the_result_does_not_depend_on_where_it_is_made(
    tiny_package: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import generated_client
    from contract_file import read

    (tmp_path / "ruff.toml").write_text('line-length = 40\nformat.quote-style = "single"\n')
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("PYTHONHASHSEED", "12345")
    again = generated_client.render(read(TINY))
    kept = {
        f"{generated_client.FOLDER}/{file.relative_to(tiny_package).as_posix()}": file.read_bytes()
        for file in tiny_package.rglob("*")
        if file.is_file() and "__pycache__" not in file.parts
    }
    assert again == kept
    assert [file.name for file in tmp_path.iterdir()] == ["ruff.toml"]
