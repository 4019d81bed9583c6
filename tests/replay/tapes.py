"""Cassettes: what goes on them, what never does, and how they are played.

A cassette is recorded from the sandbox, or from the live service where somebody has a key, and
looks the same: the service's public address, no key, no signature, no person's name.
"""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit, urlunsplit

import vcr
import yaml

FOLDER = Path(__file__).parent.parent / "cassettes"
RECORDED = FOLDER / "recorded.json"
ADDRESS = "https://api.hyperstudy.io/api/v3"
STORAGE = "https://storage.hyperstudy.invalid"
KEY = "hst_test_replayed"
_KEPT_HEADERS = {"content-type", "content-range", "retry-after", "etag", "accept-ranges"}
_NAMES = re.compile(r'("(?:email|participantName|senderName|ownerEmail|ownerName)"\s*:\s*)"[^"]*"')


class Tape:
    """One recording machine: knows where the server really is and what it is called on tape."""

    def __init__(self, server: str | None = None, *, people: bool = True) -> None:
        self._server = server
        self._people = people

    def use(self, name: str) -> Any:
        """Play a cassette, or record it when there is a server."""
        machine = vcr.VCR(
            record_mode="none" if self._server is None else "all",
            match_on=["method", "scheme", "host", "port", "path", "query", "json", "range"],
            before_record_request=self._request,
            before_record_response=self._response,
        )
        machine.register_matcher("range", _same_range)
        machine.register_matcher("json", _same_json)
        path = FOLDER / f"{name}.yaml"
        if self._server is not None:
            path.unlink(missing_ok=True)
        return machine.use_cassette(str(path), allow_playback_repeats=self._server is None)

    def _request(self, request: Any) -> Any:
        request.uri = self._public(request.uri)
        request.headers = {
            name: value for name, value in request.headers.items() if name.lower() == "range"
        }
        return request

    def _public(self, uri: str) -> str:
        if self._server is not None and uri.startswith(self._server):
            return ADDRESS + uri.removeprefix(self._server)
        if uri.startswith((ADDRESS, STORAGE)):
            return uri
        # Everything else is storage: its host and its signature are nobody's business.
        return urlunsplit(("https", urlsplit(STORAGE).netloc, urlsplit(uri).path, "", ""))

    def _response(self, response: dict[str, Any]) -> dict[str, Any]:
        body = response["body"]["string"]
        headers = {
            name: value
            for name, value in response["headers"].items()
            if name.lower() in _KEPT_HEADERS
        }
        kind = " ".join(
            str(one) for one in headers.get("content-type", headers.get("Content-Type", ""))
        )
        if "json" in kind.replace(" ", ""):
            text = body.decode() if isinstance(body, bytes) else body
            text = re.sub(r'https?://[^"\s\\]+', lambda found: self._public(found[0]), text)
            if not self._people:
                text = _NAMES.sub(r'\1"Somebody"', text)
            body = text.encode()
        return {**response, "headers": headers, "body": {"string": body}}


def _same_range(one: Any, other: Any) -> None:
    def of(request: Any) -> str | None:
        return {name.lower(): value for name, value in request.headers.items()}.get("range")

    assert of(one) == of(other)


def _same_json(one: Any, other: Any) -> None:
    # Versions of httpx write the same body with other spaces.
    def of(request: Any) -> Any:
        return json.loads(request.body) if request.body else None

    assert of(one) == of(other)


def recorded(study: str = "movie-dyads") -> dict[str, str]:
    """Give the ids that stand on the cassettes of a study."""
    return json.loads(RECORDED.read_text("utf-8"))[study]


def sent(name: str) -> list[dict[str, Any]]:
    """Read from a cassette every body that the server sent, in the order of offsets."""
    tape = yaml.safe_load((FOLDER / f"{name}.yaml").read_text("utf-8"))
    found: list[tuple[int, dict[str, Any]]] = []
    for one in tape["interactions"]:
        offset = re.search(r"[?&]offset=(\d+)", one["request"]["uri"])
        found.append(
            (int(offset[1]) if offset else 0, json.loads(one["response"]["body"]["string"]))
        )
    return [body for _, body in sorted(found, key=lambda pair: pair[0])]
