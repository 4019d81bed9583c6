"""A server on loopback that gives the answer it was told."""

from __future__ import annotations

from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping


class Received(NamedTuple):
    method: str
    path: str
    headers: dict[str, str]
    body: bytes


class Answer(NamedTuple):
    status: int = 200
    body: bytes = b"{}"
    headers: Mapping[str, str] = MappingProxyType({"Content-Type": "application/json"})


class Server:
    """Gives the answer it was told, and keeps what it was asked."""

    def __init__(self) -> None:
        self.answer = Answer()
        self.received: list[Received] = []
        self.address = ""


@contextmanager
def serve() -> Iterator[Server]:
    server = Server()

    class Handler(BaseHTTPRequestHandler):
        def answer(self) -> None:
            body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
            headers = {name.lower(): value for name, value in self.headers.items()}
            server.received.append(Received(self.command, self.path, headers, body))
            self.send_response_only(server.answer.status)
            for name, value in server.answer.headers.items():
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(server.answer.body)))
            self.end_headers()
            self.wfile.write(server.answer.body)

        do_GET = do_POST = do_PUT = do_DELETE = do_PATCH = answer

    listener = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.address = f"http://127.0.0.1:{listener.server_address[1]}"
    thread = Thread(target=listener.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield server
    finally:
        listener.shutdown()
        thread.join()
        listener.server_close()
