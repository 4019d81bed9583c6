"""A newer contract is taken whole, with what follows from it, or not at all."""

from __future__ import annotations

import json
import socket
from typing import TYPE_CHECKING, Any

import pytest
from local_server import Answer, Server
from tiny import TINY

if TYPE_CHECKING:
    from pathlib import Path

pytest.importorskip("openapi_python_client", reason="the generator is in the group `generate`")

import update_spec
from contract_file import read
from regenerate import PRODUCTS, Product

NEWER = TINY.replace("Colour of the paper.", "Colour of the sheet.").replace(
    "  /anything:",
    """\
  # a comment worth keeping
  /more:
    get: {operationId: get_more, responses: {"200": {description: More.}}}
  /anything:""",
)
TITLES = Product(
    "the titles", lambda spec: {"made/titles.txt": "\n".join(spec["paths"])}, folder="made"
)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    (tmp_path / "spec").mkdir()
    (tmp_path / "made").mkdir()
    (tmp_path / "spec" / "openapi.yaml").write_text(TINY)
    (tmp_path / "made" / "titles.txt").write_text("as it was")
    return tmp_path


class Outcome:
    def __init__(self, status: int, captured: Any) -> None:
        self.status = status
        self.out: str = captured.out
        self.err: str = captured.err


@pytest.fixture
def update(root: Path, capsys: pytest.CaptureFixture[str]) -> Any:
    def update(*arguments: str, products: tuple[Product, ...] = (TITLES,)) -> Outcome:
        status = update_spec.main([*arguments, "--root", str(root)], products=products)
        return Outcome(status, capsys.readouterr())

    return update


def contract(root: Path) -> str:
    return (root / "spec" / "openapi.yaml").read_text()


def contents(root: Path) -> dict[str, bytes]:
    return {
        str(one.relative_to(root)): one.read_bytes() for one in root.rglob("*") if one.is_file()
    }


def file_with(root: Path, text: str, name: str = "newer.yaml") -> str:
    file = root.parent / name
    file.write_text(text)
    return str(file)


def test_a_file_becomes_the_contract_as_it_was_written(update: Any, root: Path) -> None:
    outcome = update(file_with(root, NEWER))
    assert outcome.status == 0
    assert "  - operation GET /more (get_more)" in outcome.out
    assert "descriptions, titles or examples in 1 place" in outcome.out
    assert "None of these differences breaks callers." in outcome.out
    assert contract(root) == NEWER
    assert "/more" in (root / "made" / "titles.txt").read_text()


def test_an_address_is_asked(update: Any, root: Path, server: Server) -> None:
    server.answer = Answer(body=NEWER.encode(), headers={"Content-Type": "text/yaml"})
    assert update(f"{server.address}/api/openapi.yaml").status == 0
    assert contract(root) == NEWER
    assert [(one.method, one.path) for one in server.received] == [("GET", "/api/openapi.yaml")]


def test_without_a_source_the_official_address_is_asked(
    update: Any, server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert update_spec.OFFICIAL == "https://api.hyperstudy.io/api/v3/openapi.yaml"
    monkeypatch.setattr(update_spec, "OFFICIAL", f"{server.address}/official")
    server.answer = Answer(body=NEWER.encode())
    assert update().status == 0
    assert server.received[0].path == "/official"


def test_the_generated_client_follows(update: Any, root: Path) -> None:
    assert update(file_with(root, NEWER), products=PRODUCTS[:1]).status == 0
    package = root / "generated" / "hyperstudy_api"
    assert (package / "api" / "default" / "get_more.py").is_file()
    assert "/more" in json.loads((package / "openapi.json").read_text())["paths"]


def test_json_becomes_yaml(update: Any, root: Path) -> None:
    document = read(NEWER)
    document["info"]["description"] = "First line.\nSecond line: with a colon.\n"
    assert update(file_with(root, json.dumps(document), "newer.json")).status == 0
    assert contract(root).startswith("openapi: 3.1.1\n")
    assert "description: |\n    First line.\n" in contract(root)
    assert read(contract(root)) == document


def test_what_breaks_callers_is_marked(update: Any, root: Path) -> None:
    outcome = update(file_with(root, TINY.replace("operationId: get_text", "operationId: text")))
    assert outcome.status == 0
    assert (
        "  ! name of GET /text: get_text -> text. Breaks callers: code uses the name."
        in outcome.out
    )
    assert "1 of 1 differences break callers" in outcome.out


def test_a_trial_writes_nothing(update: Any, root: Path) -> None:
    before = contents(root)
    outcome = update(file_with(root, NEWER), "--dry-run")
    assert outcome.status == 0
    assert "operation GET /more" in outcome.out
    assert contents(root) == before


def test_the_same_document_changes_nothing(update: Any, root: Path) -> None:
    before = contents(root)
    outcome = update(file_with(root, f"# said again\n{TINY}"))
    assert outcome.status == 0
    assert "Nothing of the API changed." in outcome.out
    assert contents(root) == before


def test_marks_of_ours_are_kept_and_the_layout_too(update: Any, root: Path) -> None:
    ours = TINY.replace(
        "operationId: get_notes", "x-certainty: observed\n      operationId: get_notes"
    )
    ours = ours.replace("x-unit: ms", "x-unit: ms, x-certainty: inferred")
    (root / "spec" / "openapi.yaml").write_text(ours)
    theirs = NEWER.replace(", x-unit: ms", "").replace(
        "examples: [note_1]", "examples: [2026-03-02]"
    )
    theirs = theirs.replace("operationId: get_text", "operationId: textAsItIs")
    theirs = theirs.replace("tags: [rest]", "tags: [Rest, public]", 1)
    outcome = update(file_with(root, theirs))
    assert outcome.status == 0
    assert "kept: x-unit 1" in outcome.out
    assert "get_text (there textAsItIs)" in outcome.out
    kept = contract(root)
    assert "  # a comment worth keeping\n  /more:\n" in kept
    expected = read(theirs)
    expected["components"]["schemas"]["Note"]["properties"]["onset"]["x-unit"] = "ms"
    expected["paths"]["/text"]["get"]["operationId"] = "get_text"
    expected["paths"]["/anything"]["get"]["tags"] = ["rest"]
    for path in expected["paths"].values():
        for operation in path.values():
            operation["x-certainty"] = "documented"
    for schema in expected["components"]["schemas"].values():
        schema["x-certainty"] = "documented"
    assert read(kept) == expected


OURS = TINY.replace("paths:", "servers: [{url: https://api.example/v3}]\npaths:", 1)


VARIABLE = (
    "[{url: 'https://{host}.example/{version}', "
    "variables: {host: {default: api}, version: {default: v3}}}]"
)


def with_servers(servers: str) -> str:
    return TINY.replace("paths:", f"servers: {servers}\npaths:", 1)


@pytest.mark.parametrize(
    ("servers", "address", "message"),
    [
        (
            VARIABLE,
            "https://api.example/v3",
            "read in full: https://{host}.example/{version} as https://api.example/v3",
        ),
        ("[{url: '//api.example/v3'}]", "https://api.example/v3", "addresses that are not whole"),
        ("[{url: /v4}]", "https://api.example/v3", "addresses that are not whole (/v4)"),
        (
            "[{url: 'https://{host}/v4'}]",
            "https://api.example/v3",
            "those of the contract are kept",
        ),
        ("[{url: 'https://[::1/v4'}]", "https://api.example/v3", "not whole"),
        ("[]", "https://api.example/v3", "gives no address of the service"),
    ],
)
def test_an_address_of_the_service_that_clients_cannot_use_is_not_taken(
    update: Any, root: Path, servers: str, address: str, message: str
) -> None:
    (root / "spec" / "openapi.yaml").write_text(OURS)
    outcome = update(file_with(root, with_servers(servers)))
    assert outcome.status == 0
    assert message in outcome.out
    assert "servers:" not in outcome.out.replace(f"servers: {servers}", "")
    assert read(contract(root))["servers"] == [{"url": address}]


def test_without_an_address_of_the_service_ours_is_kept(update: Any, root: Path) -> None:
    (root / "spec" / "openapi.yaml").write_text(OURS)
    outcome = update(file_with(root, NEWER))
    assert "no address of the service; those of the contract are kept: https://api" in outcome.out
    assert read(contract(root))["servers"] == [{"url": "https://api.example/v3"}]
    assert "# a comment worth keeping" in contract(root)


def test_a_relative_address_begins_where_the_document_was_read(
    update: Any, root: Path, server: Server
) -> None:
    (root / "spec" / "openapi.yaml").write_text(OURS)
    server.answer = Answer(body=with_servers("[{url: ../v4, description: New.}]").encode())
    outcome = update(f"{server.address}/api/v3/openapi.yaml")
    address = f"{server.address}/api/v4"
    assert outcome.status == 0
    assert f"../v4 as {address}" in outcome.out
    assert f"! servers: https://api.example/v3 -> {address}. Breaks callers: the" in outcome.out
    assert read(contract(root))["servers"] == [{"url": address, "description": "New."}]


def test_another_first_address_of_the_service_breaks_callers(update: Any, root: Path) -> None:
    both = "[{url: https://api.example/v3}, {url: https://dev.example/v3}]"
    (root / "spec" / "openapi.yaml").write_text(with_servers(both))
    swapped = "[{url: https://dev.example/v3}, {url: https://api.example/v3}]"
    outcome = update(file_with(root, with_servers(swapped)))
    assert "Breaks callers: the address that clients begin at is another." in outcome.out
    longer = f"{both[:-1]}, {{url: https://test.example/v3}}]"
    (root / "spec" / "openapi.yaml").write_text(with_servers(both))
    assert "- servers: https://api" in update(file_with(root, with_servers(longer))).out


def test_schemas_that_take_anything_or_nothing_are_taken(update: Any, root: Path) -> None:
    newer = (
        TINY.replace("rest: {type: string}", "rest: true")
        .replace("cls: {type: string}", "cls: {oneOf: [true, {type: string}]}")
        .replace("self: {type: boolean}", "self: {type: boolean, default: true}")
        .replace("model: {type: string}", "model: false")
        .replace("        Sealed: {", "        Anything: true\n        Sealed: {")
        .replace('items: {$ref: "#/components/schemas/Place"}}', "items: true}", 1)
        .replace("application/json: {schema: {}}", "application/json: {schema: true}")
    )
    outcome = update(file_with(root, newer), products=PRODUCTS[:1])
    assert outcome.status == 0, outcome.err
    assert "type of property `rest` of Note: text -> any value" in outcome.out
    assert "type of property `model` of Note: text -> no value" in outcome.out
    assert "get_anything" not in outcome.out
    assert "rest: true" in contract(root)
    made = json.loads((root / "generated" / "hyperstudy_api" / "openapi.json").read_text())
    note = made["components"]["schemas"]["Note"]["properties"]
    assert (note["rest"], note["model"], note["cls"]["oneOf"][0]) == ({}, {"not": {}}, {})
    assert note["self"]["default"] is True
    assert made["components"]["schemas"]["Sealed"]["additionalProperties"] is False


def test_a_path_that_refers_to_its_operations_keeps_them(update: Any, root: Path) -> None:
    item = TINY[TINY.index("  /text:\n") : TINY.index("components:\n")]
    inside = item.replace("  /text:\n", "    Text:\n").replace("\n    ", "\n      ")
    newer = TINY.replace(item, '  /text: {$ref: "#/components/pathItems/Text"}\n').replace(
        "components:\n", f"components:\n  pathItems:\n{inside}\n"
    )
    outcome = update(file_with(root, newer), products=PRODUCTS[:1])
    assert outcome.status == 0, outcome.err
    assert "Nothing of the API changed." in outcome.out
    assert (root / "generated" / "hyperstudy_api" / "api" / "rest" / "get_text.py").is_file()


@pytest.mark.parametrize(
    ("broken", "message"),
    [
        (NEWER.replace("schemas/NoteList", "schemas/Nope"), "Nope"),
        (NEWER.replace("title: Tiny", "title: " + "[" * 3000 + "]" * 3000), "nested too deeply"),
        (NEWER.replace("title: Tiny", f"titel: {'Tiny' * 3000}"), "title"),
    ],
)
def test_what_is_wrong_is_said_in_a_few_lines(
    update: Any, root: Path, broken: str, message: str
) -> None:
    before = contents(root)
    outcome = update(file_with(root, broken))
    assert outcome.status == 1
    assert message in outcome.err
    assert len(outcome.err) < 1000
    assert outcome.err.endswith("Nothing was changed.\n")
    assert contents(root) == before


def test_what_the_file_cannot_bear_is_a_clear_error(update: Any, root: Path) -> None:
    before = contents(root)
    half = NEWER.replace("title: Tiny", 'title: "Half of an emoji: \\ud83d"')
    outcome = update(file_with(root, half))
    assert outcome.status == 1
    assert "newer.yaml can't be compared with the contract and taken over: Unicode" in outcome.err
    assert outcome.err.endswith("Nothing was changed.\n")
    assert contents(root) == before


@pytest.mark.parametrize(
    ("answer", "message"),
    [
        (Answer(404, b"not here"), "it answers with status 404"),
        (Answer(500, NEWER.encode()), "it answers with status 500"),
        (Answer(200, b"<html><body>Sign in</body></html>"), "can't be the contract"),
        (Answer(200, b""), "can't be the contract"),
        (Answer(200, b"\xff\xfe\x00"), "not text in UTF-8"),
        (Answer(200, NEWER[: len(NEWER) // 2].encode()), "can't be the contract"),
        (Answer(200, b'{"swagger": "2.0", "paths": {}}'), "no `openapi` member"),
        (
            Answer(200, NEWER.replace("schemas/Colour", "schemas/Color", 1).encode()),
            "not valid OpenAPI",
        ),
    ],
)
def test_a_bad_document_is_a_clear_error_and_changes_nothing(
    update: Any, root: Path, server: Server, answer: Answer, message: str
) -> None:
    before = contents(root)
    server.answer = answer
    outcome = update(server.address)
    assert outcome.status == 1
    assert message in outcome.err
    assert server.address in outcome.err
    assert outcome.err.endswith("Nothing was changed.\n")
    assert contents(root) == before


def test_an_address_that_does_not_answer_is_a_clear_error(update: Any, root: Path) -> None:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        address = f"http://127.0.0.1:{listener.getsockname()[1]}/openapi.yaml"
        before = contents(root)
        outcome = update(address)
    assert outcome.status == 1
    assert f"{address}: it does not answer" in outcome.err
    assert contents(root) == before


@pytest.mark.parametrize("source", ["no_such_file.yaml", ".", "http://[::1"])
def test_a_source_that_is_not_there_is_a_clear_error(update: Any, root: Path, source: str) -> None:
    before = contents(root)
    outcome = update(source)
    assert outcome.status == 1
    assert source in outcome.err
    assert contents(root) == before


def test_a_failed_generation_changes_nothing(update: Any, root: Path) -> None:
    before = contents(root)

    def fail(_: Any) -> dict[str, str]:
        raise KeyError("get_events")

    outcome = update(file_with(root, NEWER), products=(TITLES, Product("the methods", fail)))
    assert outcome.status == 1
    assert "operation GET /more" in outcome.out
    assert "the methods can't be made from this contract: KeyError: 'get_events'" in outcome.err
    assert contents(root) == before


def test_a_failed_write_changes_nothing(update: Any, root: Path) -> None:
    (root / "in_the_way").mkdir()
    before = contents(root)
    blocked = Product("blocked", lambda _: {"in_the_way": "x"})
    outcome = update(file_with(root, NEWER), products=(TITLES, blocked))
    assert outcome.status == 1
    assert contents(root) == before
