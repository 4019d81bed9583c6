"""A storage with recordings, and the part of the API that leads to them, on a misbehaving server.

storage = RecordingStorage(server)
storage.add("EG_1", content)                                # listed, minted and served well
storage.next("EG_1", cut=400, then="close")                 # but the next answer ends early
"""

from __future__ import annotations

import base64
import hashlib
import re
import time
from typing import TYPE_CHECKING, Any

from google_crc32c import Checksum

from hyperstudy.downloads.retry_budget import RetryBudget
from hyperstudy.resources.recordings import Recordings

from .server import Answer, ReceivedRequest, Server

if TYPE_CHECKING:
    import pytest

    from hyperstudy.downloads.engine import Engine

EXPERIMENT = "exp_1"
ROOM = "room_1"
LIST = f"/api/v3/data/recordings/experiment/{EXPERIMENT}"


class RecordingStorage:
    """Recordings of one room.

    Parameters
    ----------
    server
        Answers as it should, as long as nothing else is planned.
    etags, hashes
        What the storage tells of a file beside its length.
    """

    def __init__(self, server: Server, *, etags: bool = True, hashes: bool = True) -> None:
        self.server = server
        self.etags = etags
        self.hashes = hashes
        self.rows: list[dict[str, Any]] = []
        self.contents: dict[str, bytes] = {}
        self.minted = 0
        self.valid_from = 0
        server.respond(self._list, path=LIST)

    def add(self, name: str, content: bytes, **members: Any) -> dict[str, Any]:
        """Put a recording there; members of its row that are None are left out."""
        row = {
            "recordingId": name,
            "egressId": name,
            "roomId": ROOM,
            "participantId": f"user_{name}",
            "participantName": f"Dana {name}",
            "format": "mp4",
            "fileSize": len(content),
            "status": "complete",
            "downloadPath": f"/data/recordings/download/{ROOM}/{name}",
            "metadata": {"type": "video"},
        } | members
        row = {key: value for key, value in row.items() if value is not None}
        self.rows.append(row)
        self.contents[name] = content
        self.server.respond(self._mint, path=self.mint_path(name))
        self.server.respond(self._file, path=self.path(name))
        return row

    def path(self, name: str) -> str:
        return f"/files/{name}"

    def mint_path(self, name: str) -> str:
        return f"/api/v3/data/recordings/download/{ROOM}/{name}"

    def next(self, name: str, *, times: int = 1, **change: Any) -> None:
        """Serve a file in another way when it is asked for next."""
        self.server.respond_once(self._file, path=self.path(name), times=times, **change)

    def expire(self) -> None:
        """Let no link be good any more that was made until now."""
        self.valid_from = self.minted

    def link(self, name: str) -> str:
        return f"{self.server.url}{self.path(name)}?X-Goog-Signature=secret{self.minted}"

    def wait_for(self, name: str, seconds: float = 60.0) -> None:
        """Wait until a file is asked for."""
        end = time.monotonic() + seconds
        while not self.asked(name):
            assert time.monotonic() < end, f"nobody asks for {name}"
            time.sleep(0.002)

    def asked(self, name: str) -> list[str | None]:
        """Give the Range of each request for a file."""
        return [
            one.headers.get("range") for one in self.server.requests if one.path == self.path(name)
        ]

    def _list(self, request: ReceivedRequest) -> Answer:
        return Answer(
            body={
                "status": "success",
                "data": self.rows,
                "metadata": {"pagination": {"total": len(self.rows), "hasMore": False}},
            }
        )

    def _mint(self, request: ReceivedRequest) -> Answer:
        self.minted += 1
        return Answer(
            body={"status": "success", "data": {"url": self.link(request.path.rsplit("/", 1)[1])}}
        )

    def _file(self, request: ReceivedRequest) -> Answer:
        name = request.path.rsplit("/", 1)[1]
        content = self.contents[name]
        signature = request.query.get("X-Goog-Signature", "")
        if int(signature.removeprefix("secret") or 0) <= self.valid_from:
            return Answer(400, body="<Error><Code>ExpiredToken</Code></Error>")
        headers = {"Content-Type": "video/mp4", "Accept-Ranges": "bytes"}
        etag = f'"{hashlib.sha1(content).hexdigest()}"'
        if self.etags:
            headers["ETag"] = etag
        if self.hashes:
            headers["x-goog-hash"] = google(content)
        wanted = re.fullmatch(r"bytes=(\d+)-", request.headers.get("range", ""))
        if wanted is None or request.headers.get("if-range", etag) != etag:
            return Answer(headers=headers, body=content)
        start = int(wanted[1])
        if start >= len(content):
            return Answer(416, headers={"Content-Range": f"bytes */{len(content)}"})
        headers["Content-Range"] = f"bytes {start}-{len(content) - 1}/{len(content)}"
        return Answer(206, headers=headers, body=content[start:])


def google(content: bytes) -> str:
    """Write the hashes of a content as Google's storage does."""
    hashes = {"crc32c": Checksum(content).digest(), "md5": hashlib.md5(content).digest()}
    return ",".join(f"{name}={base64.b64encode(one).decode()}" for name, one in hashes.items())


def quick(monkeypatch: pytest.MonkeyPatch, **budget: Any) -> None:
    """Let downloads lose no time between tries."""
    make = Recordings._engine

    def engine(self: Recordings, parallel: int | None) -> Engine:
        made = make(self, parallel)
        made.retry_budget = RetryBudget(**{"first_pause": 0.005, "longest_pause": 0.01} | budget)
        return made

    monkeypatch.setattr(Recordings, "_engine", engine)
