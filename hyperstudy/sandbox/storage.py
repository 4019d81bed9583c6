"""The second port: the files of the recordings, as an object storage serves them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Protocol
from urllib.parse import unquote
from xml.sax.saxutils import escape

from attrs import define, field, frozen
from hyperstudy_api import headers as header_names
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import Headers

from .application import html_error
from .checksums import google_hashes
from .faults import HEADER, Fault, Faults
from .seen import SeenRequest, note
from .signed_links import LinkProblem, SignedLinks
from .wire import Wire

if TYPE_CHECKING:
    import asyncio
    from collections.abc import Callable, Iterator, Sequence

    from starlette.types import Receive, Scope, Send

__all__ = ["Storage", "StoredFile"]

_CHUNK = 64 * 1024
# No file has more bytes than 18 digits can count; `int` refuses texts that are far longer.
_RANGE = re.compile(r"bytes=([0-9]{0,18})-([0-9]{0,18})")


class Content(Protocol):
    """The bytes of a file, which may be made when they are asked for."""

    def __len__(self) -> int: ...

    def __getitem__(self, part: slice, /) -> Sequence[int]: ...


@frozen
class StoredFile:
    """A file under its path in the storage."""

    path: str
    content: Content
    media_type: str


@frozen
class _Reply:
    status: int
    headers: dict[str, str]
    chunks: Iterator[bytes]
    length: int


@define
class Storage:
    """The ASGI application of the storage port.

    Parameters
    ----------
    find
        Gives the file of a path, or None.
    links
        Checks the signature and the age of a link.
    """

    find: Callable[[str], StoredFile | None]
    links: SignedLinks
    faults: Faults
    closing: asyncio.Event
    requests: list[SeenRequest] = field(factory=list[SeenRequest])
    _hashes: dict[str, str] = field(factory=dict[str, str], init=False)

    async def __call__(self, scope: Scope, _: Receive, send: Send) -> None:
        """Answer one request."""
        if scope["type"] != "http":
            return
        wire = Wire(scope, send, self.closing)
        headers = Headers(scope=scope)
        method: str = scope["method"]
        path = unquote(scope["raw_path"].decode("latin-1"))
        query = scope["query_string"].decode("latin-1")
        try:
            faults = self.faults.meet(method, path, "storage", {"storage"}, headers.get(HEADER, ""))
        except ValueError as error:
            faults, reply = (), _problem(400, "InvalidArgument", f"{HEADER}: {error}")
        else:
            await wire.wait(sum(each.setting for each in faults if each.kind.name == "latency"))
            instead = _instead(faults)
            if instead is None:
                reply = await run_in_threadpool(self._answer, method, path, query, headers)
            else:
                reply = instead
        seen = SeenRequest(
            method, path, query, reply.status, "storage", header_names.KEY in headers
        )
        note(self.requests, seen)
        await wire.send(reply.status, reply.headers, reply.chunks, reply.length, faults)

    def _answer(self, method: str, path: str, query: str, headers: Headers) -> _Reply:
        if method not in {"GET", "HEAD"}:
            return _problem(405, "MethodNotAllowed", "Only GET and HEAD are possible here.")
        try:
            self.links.check(path, query)
        except LinkProblem as problem:
            return _problem(403, problem.code, problem.message)
        file = self.find(path)
        if file is None:
            return _problem(404, "NoSuchKey", "The specified key does not exist.")
        size = len(file.content)
        hashes = self._hashes_of(file)
        etag = f'"{hashes}"'
        described = {
            "content-type": file.media_type,
            "accept-ranges": "bytes",
            "etag": etag,
            "x-goog-stored-content-length": str(size),
            "x-goog-hash": hashes,
        }
        wanted = headers.get("Range")
        if wanted is None or headers.get("If-Range", etag) != etag:
            return _Reply(200, described, _chunks(file.content, 0, size), size)
        part = _part(wanted, size)
        if part is None:
            return _Reply(200, described, _chunks(file.content, 0, size), size)
        start, stop = part
        if start >= stop:
            refused = _problem(416, "InvalidRange", "The requested range cannot be satisfied.")
            return _Reply(
                416,
                refused.headers | {"content-range": f"bytes */{size}"},
                refused.chunks,
                refused.length,
            )
        described["content-range"] = f"bytes {start}-{stop - 1}/{size}"
        return _Reply(206, described, _chunks(file.content, start, stop), stop - start)

    def _hashes_of(self, file: StoredFile) -> str:
        if file.path not in self._hashes:
            self._hashes[file.path] = google_hashes(bytes(file.content[0 : len(file.content)]))
        return self._hashes[file.path]


def _part(wanted: str, size: int) -> tuple[int, int] | None:
    """Read one range; several at once, or nonsense, mean the whole file (RFC 9110 allows it)."""
    match = _RANGE.fullmatch(wanted.replace(" ", ""))
    if match is None or match.groups() == ("", ""):
        return None
    first, last = match.groups()
    if not first:
        return max(size - int(last), 0), size
    stop = min(int(last) + 1, size) if last else size
    if last and int(last) < int(first):
        return None
    return int(first), stop


def _chunks(content: Content, start: int, stop: int) -> Iterator[bytes]:
    for begin in range(start, stop, _CHUNK):
        yield bytes(content[begin : min(begin + _CHUNK, stop)])


def _problem(status: int, code: str, message: str) -> _Reply:
    """Write an error as the storage does: XML, and no envelope."""
    text = (
        "<?xml version='1.0' encoding='UTF-8'?>"
        f"<Error><Code>{escape(code)}</Code><Message>{escape(message)}</Message></Error>"
    ).encode()
    return _Reply(status, {"content-type": "application/xml"}, iter([text]), len(text))


def _instead(faults: tuple[Fault, ...]) -> _Reply | None:
    for fault in faults:
        if fault.kind.name == "server-error":
            return _problem(int(fault.setting), "InternalError", "The sandbox fails on purpose.")
        if fault.kind.name == "html":
            page = html_error(int(fault.setting))
            headers = {"content-type": page.media_type}
            return _Reply(page.status, headers, iter([page.content]), len(page.content))
    return None
