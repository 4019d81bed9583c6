"""What never stands on a cassette."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from hyperstudy import contract
from hyperstudy.transport.pace import endpoint_finder

from .tapes import ADDRESS, FOLDER, KEY, STORAGE

CASSETTES = sorted(FOLDER.glob("*.yaml"))
SECRETS = {
    "an API key": re.compile(r"hst_[a-z]+_\w+", re.IGNORECASE),
    "a header with a key": re.compile(r"x-api-key|authorization|bearer ", re.IGNORECASE),
    "a signature": re.compile(
        r"[?&](x-goog|x-amz|signature|sig|expires|token|googleaccessid)[\w-]*=", re.IGNORECASE
    ),
    "an address of the machine that recorded": re.compile(r"127\.0\.0\.1|localhost|/home/|/Users/"),
}


NOT_ON_TAPE = {
    "get_openapi_document": "it names the header of the key, which no cassette may hold",
}
REQUESTS = re.compile(rf"^    method: (\w+)\n    uri: {re.escape(ADDRESS)}([^?\s]*)", re.MULTILINE)


def test_every_operation_is_on_a_cassette() -> None:
    endpoint_of = endpoint_finder()
    recorded_operations = {
        (method, endpoint_of(path))
        for cassette in CASSETTES
        for method, path in REQUESTS.findall(cassette.read_text("utf-8"))
    }
    operations = contract.operations()
    played = {
        name for name, one in operations.items() if (one.method, one.path) in recorded_operations
    }
    assert operations.keys() - played == NOT_ON_TAPE.keys()


@pytest.mark.parametrize("path", CASSETTES, ids=lambda path: path.stem)
@pytest.mark.parametrize("secret", SECRETS)
def test_no_cassette_holds(secret: str, path: Path) -> None:
    found = SECRETS[secret].search(path.read_text("utf-8"))
    assert found is None, f"{path.name} holds {secret}: {found}"


@pytest.mark.parametrize("path", CASSETTES, ids=lambda path: path.stem)
def test_every_request_goes_to_the_public_address(path: Path) -> None:
    for uri in re.findall(r"^    uri: (.*)$", path.read_text("utf-8"), re.MULTILINE):
        assert uri.startswith((ADDRESS, STORAGE))


def test_the_scan_finds_what_it_looks_for() -> None:
    examples = [
        f'"{KEY}"',
        "X-API-Key: abc",
        "https://storage.googleapis.com/b/x.mp4?X-Goog-Signature=abc",
        "http://127.0.0.1:4000/api",
    ]
    for pattern, example in zip(SECRETS.values(), examples, strict=True):
        assert pattern.search(example)
