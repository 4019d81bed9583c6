"""A server that only sends bytes which are ready, so that it is not what is measured.

Everything lies under ``/<milliseconds>``: how long an answer waits. The API is under
``/<milliseconds>/api/v3``; the id of an experiment tells how many rows it has
(``rows_100000``). Files of recordings come at 20 MiB a second for each connection; with ``-free``
behind the milliseconds as fast as they go, and with ``-links`` the rows have links themselves.

``/asked`` gives the paths of the requests since it was asked last, a line each.
"""

from __future__ import annotations

import asyncio
import gc
import re
import sys
from urllib.parse import parse_qs, urlsplit

import orjson

from benchmarks.prepared import MARK, PAGE, Page, Prepared, paths, prepare

BYTES_PER_SECOND = 20 << 20
_TICK = 0.005
LIST, FILE, SLOW_FILE = "list", "file", "slow file"
LINK = re.compile(rb"/data/recordings/download/[^/\"]+/([^/\"]+)")


class Service:
    """Knows the answers."""

    def __init__(self, prepared: Prepared, address: bytes) -> None:
        self.prepared = prepared
        self.address = address
        self.paths = paths()
        self.asked: list[str] = []

    def answer(self, target: str) -> tuple[float, list[bytes], str]:
        """Give seconds to wait, the pieces of the body, and how it is sent."""
        url = urlsplit(target)
        if url.path == "/asked":
            asked, self.asked = self.asked, []
            return 0.0, ["\n".join(asked).encode()], LIST
        self.asked.append(url.path)
        _, wait, rest = url.path.split("/", 2)
        milliseconds, *words = wait.split("-")
        seconds = int(milliseconds) / 1000
        if rest.startswith("storage/"):
            return seconds, [self.prepared.recording], FILE if "free" in words else SLOW_FILE
        path = rest.removeprefix("api/v3")
        if path in self.prepared.links:
            link = b'{"status":"success","data":{"url":"%b/%b%b"}}' % (
                self.address,
                wait.encode(),
                self.prepared.links[path],
            )
            return seconds, [link], LIST
        query = {name: values[0] for name, values in parse_qs(url.query).items()}
        body = self._list(path, query)
        if "links" in words:
            here = b"%b/%b" % (self.address, wait.encode())
            body = [one.replace(b'"downloadPath":"', b'"downloadUrl":"' + here) for one in body]
            body = [LINK.sub(rb"/storage/\1.mp4?signature=abc", one) for one in body]
        return seconds, body, LIST

    def _list(self, path: str, query: dict[str, str]) -> list[bytes]:
        limit, offset = int(query.get("limit", PAGE)), int(query.get("offset", 0))
        for words, data_type in self.paths.items():
            if path.startswith(f"/data/{words}/"):
                scope, scope_id = path.split("/")[-2:]
                if scope_id.startswith("rows_"):
                    return self._long(data_type, int(scope_id[5:]), limit, offset)
                if scope == "experiment":
                    data_type = f"{data_type} of experiment"
                page = self.prepared.short.get(data_type, Page(b"[]", 0))
                return _envelope(page.rows, page.count, limit, offset, page.count)
        return _envelope(b"[]", 0, limit, offset, 0)

    def _long(self, data_type: str, total: int, limit: int, offset: int) -> list[bytes]:
        pages = self.prepared.long[data_type]
        number, within = divmod(offset, PAGE)
        count = max(0, min(limit, total - offset))
        again, place = divmod(number, len(pages))
        rows = pages[place].rows if count else b"[]"
        if again:
            rows = rows.replace(MARK, b"#%d" % again)
        if within or 0 < count < PAGE:
            rows = orjson.dumps(orjson.loads(rows)[within : within + count])
        return _envelope(rows, count, limit, offset, total)


def _envelope(rows: bytes, count: int, limit: int, offset: int, total: int) -> list[bytes]:
    after = offset + count
    more = after < total
    block = {
        "total": total,
        "returned": count,
        "limit": limit,
        "offset": offset,
        "hasMore": more,
        "nextOffset": after if more else None,
    }
    metadata = orjson.dumps({"dataType": "any", "pagination": block})
    return [b'{"status":"success","data":', rows, b',"metadata":', metadata, b"}"]


class Connection(asyncio.Protocol):
    """One connection, kept alive, one request after the other."""

    def __init__(self, service: Service) -> None:
        self._service = service
        self._read = b""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)
        transport.set_write_buffer_limits(high=8 << 20)
        self._transport = transport

    def data_received(self, data: bytes) -> None:
        self._read += data
        if b"\r\n\r\n" not in self._read:
            return
        head, self._read = self._read.split(b"\r\n\r\n", 1)
        target = head.split(b" ", 2)[1].decode()
        wait, body, how = self._service.answer(target)
        loop = asyncio.get_running_loop()
        if wait:
            loop.call_later(wait, self._send, body, how)
        else:
            self._send(body, how)

    def _send(self, body: list[bytes], how: str) -> None:
        kind = b"application/json; charset=utf-8" if how == LIST else b"video/mp4"
        hashes = b"" if how == LIST else b"x-goog-hash: %b\r\n" % self._service.prepared.hashes
        head = b"HTTP/1.1 200 OK\r\nContent-Type: %b\r\n%bContent-Length: %d\r\n\r\n" % (
            kind,
            hashes,
            sum(map(len, body)),
        )
        if how != SLOW_FILE:
            self._transport.writelines([head, *body])
            return
        self._transport.write(head)
        self._drip(body[0], 0, asyncio.get_running_loop().time())

    def _drip(self, body: bytes, sent: int, began: float) -> None:
        loop = asyncio.get_running_loop()
        due = min(len(body), int((loop.time() - began + _TICK) * BYTES_PER_SECOND))
        self._transport.write(memoryview(body)[sent:due])
        if due < len(body) and not self._transport.is_closing():
            loop.call_later(_TICK, self._drip, body, due, began)


async def serve() -> None:
    """Serve until nobody listens any more."""
    prepared = prepare()
    loop = asyncio.get_running_loop()
    service = Service(prepared, b"")
    server = await loop.create_server(lambda: Connection(service), "127.0.0.1", 0)
    port = server.sockets[0].getsockname()[1]
    service.address = b"http://127.0.0.1:%d" % port
    gc.freeze()
    print(port, flush=True)
    await loop.run_in_executor(None, sys.stdin.read)


if __name__ == "__main__":
    asyncio.run(serve())
