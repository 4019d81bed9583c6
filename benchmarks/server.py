"""A server that only sends bytes which are ready, so that it is not what is measured.

Everything lies under ``/<milliseconds>``: how long an answer waits. The API is under
``/<milliseconds>/api/v3``; the id of an experiment tells how many rows it has (``rows_100000``, or
``odd_100000`` with keys and values that the contract does not expect). Words behind the
milliseconds tell more:

``free``        files come as fast as they go, not at 20 MiB a second for each connection
``links``       rows of recordings have links themselves
``larger``      pages have as many rows as were asked for, up to 10 000, not 1000 at most
``refusing``    who asks for more than 1000 rows gets a 400
``silent``      pages have 1000 rows at most, and tell the ``limit`` that was asked for

``/asked`` gives the paths of the requests since it was asked last, a line each.
"""

from __future__ import annotations

import asyncio
import gc
import re
import sys
from urllib.parse import parse_qs, urlsplit

import orjson

from benchmarks.prepared import DAY, DAYS, MARK, PAGE, Page, Prepared, paths, prepare

BYTES_PER_SECOND = 20 << 20
_TICK = 0.005
_LARGEST = 10_000
LIST, REFUSAL, FILE, SLOW_FILE = "list", "refusal", "file", "slow file"
_EXPERIMENT = re.compile(rb'"experimentId":"[^"]*"')
_REFUSED = b'{"error":{"code":"VALIDATION_ERROR","message":"limit must not be greater than 1000"}}'
LINK = re.compile(rb"/data/recordings/download/[^/\"]+/([^/\"]+)")


class Service:
    """Knows the answers."""

    def __init__(self, prepared: Prepared, address: bytes) -> None:
        self.prepared = prepared
        self.address = address
        self.paths = paths()
        self.asked: list[str] = []
        self.pages: dict[tuple[str, int, bytes | None], bytes] = {}

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
        if path.startswith("/experiments/"):
            experiment = {"id": path.split("/")[2], "name": "Prepared rows", "config": {}}
            return seconds, [orjson.dumps({"status": "success", "data": experiment})], LIST
        query = {name: values[0] for name, values in parse_qs(url.query).items()}
        limit = int(query.get("limit", PAGE))
        if limit > PAGE and "refusing" in words:
            return seconds, [_REFUSED], REFUSAL
        page_limit = min(limit, _LARGEST if "larger" in words else PAGE)
        stated_limit = limit if "silent" in words else page_limit
        body = self._list(path, page_limit, int(query.get("offset", 0)), stated_limit)
        if "links" in words:
            here = b"%b/%b" % (self.address, wait.encode())
            body = [one.replace(b'"downloadPath":"', b'"downloadUrl":"' + here) for one in body]
            body = [LINK.sub(rb"/storage/\1.mp4?signature=abc", one) for one in body]
        return seconds, body, LIST

    def _list(self, path: str, limit: int, offset: int, stated_limit: int) -> list[bytes]:
        for words, data_type in self.paths.items():
            if path.startswith(f"/data/{words}/"):
                scope, scope_id = path.split("/")[-2:]
                kind, _, count = scope_id.partition("_")
                if kind in ("rows", "odd"):
                    name = data_type if kind == "rows" else f"odd {data_type}"
                    own = scope_id.encode() if scope == "experiment" else None
                    return self._long(name, int(count), limit, offset, stated_limit, own)
                if scope == "experiment":
                    data_type = f"{data_type} of experiment"
                page = self.prepared.short.get(data_type, Page(b"[]", 0))
                rows = page.rows
                if scope == "experiment":
                    rows = _named(rows, scope_id.encode())
                return _envelope(rows, page.length, stated_limit, offset, page.length)
        return _envelope(b"[]", 0, stated_limit, offset, 0)

    def _long(
        self, table: str, total: int, limit: int, offset: int, stated_limit: int, own: bytes | None
    ) -> list[bytes]:
        count = max(0, min(limit, total - offset))
        pieces: list[bytes] = []
        for number in range(offset // PAGE, -(-(offset + count) // PAGE)):
            again, place = divmod(number, len(self.prepared.long[table]))
            rows = self._of_experiment(table, place, own)
            if again:
                day = DAYS % (3 + again // 28, 1 + again % 28)
                rows = rows.replace(MARK, b"#%d" % again).replace(DAY, day)
            start, end = offset - number * PAGE, offset + count - number * PAGE
            if start > 0 or end < PAGE:
                rows = orjson.dumps(orjson.loads(rows)[max(0, start) : end])
            pieces.append(rows[1:-1])
        rows = b"[%b]" % b",".join(pieces)
        return _envelope(rows, count, stated_limit, offset, total)

    def _of_experiment(self, table: str, place: int, own: bytes | None) -> bytes:
        """Give a page whose rows name the experiment that was asked for."""
        found = self.pages.get((table, place, own))
        if found is None:
            found = self.prepared.long[table][place].rows
            if own is not None:
                found = _named(found, own)
            self.pages[table, place, own] = found
        return found


def _named(rows: bytes, experiment: bytes) -> bytes:
    """Have rows name an experiment."""
    return _EXPERIMENT.sub(b'"experimentId":"%b"' % experiment, rows)


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
        file = how in (FILE, SLOW_FILE)
        kind = b"video/mp4" if file else b"application/json; charset=utf-8"
        hashes = b"x-goog-hash: %b\r\n" % self._service.prepared.hashes if file else b""
        status = b"400 Bad Request" if how == REFUSAL else b"200 OK"
        head = b"HTTP/1.1 %b\r\nContent-Type: %b\r\n%bContent-Length: %d\r\n\r\n" % (
            status,
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
