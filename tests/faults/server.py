"""An HTTP server on a real socket that misbehaves as it is told.

A cassette replays a whole body and forgives a wrong length; here the bytes really stop.

    with Server() as server:
        server.respond_once(status=503, headers={"Retry-After": "1"})       # the next request
        server.respond_once(body={"status": "success", "data": []})         # the one after it
        server.respond(path="/health", body={"status": "healthy"})   # whenever nothing is planned
        ...
        assert [request.path for request in server.requests] == [...]

A request that nothing was planned for is answered with status 599, so that no test passes by luck.
"""

from __future__ import annotations

import contextlib
import json
import select
import socket
import ssl
import struct
import threading
import time
from collections import defaultdict, deque
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any, Literal
from urllib.parse import parse_qs, unquote, urlsplit

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

Ending = Literal["keep", "close", "reset", "stall"]


@dataclass(frozen=True)
class ReceivedRequest:
    """A request as it arrived; header names in lower case."""

    method: str
    target: str
    headers: dict[str, str]
    body: bytes
    at: float
    connection: int

    @property
    def path(self) -> str:
        return unquote(urlsplit(self.target).path)

    @property
    def query(self) -> dict[str, str]:
        found = parse_qs(urlsplit(self.target).query, keep_blank_values=True)
        return {name: values[-1] for name, values in found.items()}

    @property
    def json(self) -> Any:
        return json.loads(self.body)


@dataclass(frozen=True)
class Answer:
    """What to send.

    ``status=None`` sends nothing at all before the ending; ``raw`` sends these bytes instead of
    everything else. ``cut`` sends only so many bytes of the body while the length promises all.
    ``length=False`` sends no Content-Length; ``chunked`` uses chunks instead. ``drip`` is bytes
    and seconds: so many at a time, with so long a pause after each (``drip_head`` for the head).
    """

    status: int | None = 200
    headers: Mapping[str, str] = field(default_factory=dict)
    body: bytes | str | dict[str, Any] | list[Any] | None = b""
    then: Ending = "keep"
    delay: float = 0.0
    cut: int | None = None
    length: bool = True
    chunked: bool = False
    drip: tuple[int, float] | None = None
    drip_head: tuple[int, float] | None = None
    raw: bytes | None = None

    def content(self) -> tuple[bytes, str | None]:
        if isinstance(self.body, bytes):
            return self.body, None
        if isinstance(self.body, str):
            return self.body.encode(), "text/plain; charset=utf-8"
        return json.dumps(self.body).encode(), "application/json; charset=utf-8"


class Server:
    """The server; every thread and socket of it ends with the ``with`` block."""

    def __init__(self, tls: ssl.SSLContext | None = None) -> None:
        self._tls = tls
        self.requests: list[ReceivedRequest] = []
        self.refused: list[ReceivedRequest] = []
        self._plans: dict[str | None, deque[Callable[[ReceivedRequest], Answer]]] = defaultdict(
            deque
        )
        self._standing: dict[str | None, Callable[[ReceivedRequest], Answer]] = {}
        self._lock = threading.Lock()
        self._stopping = threading.Event()
        self._connections: dict[int, socket.socket] = {}
        self._threads: list[threading.Thread] = []
        self._busy = 0
        self.most_at_once = 0
        self._socket = socket.create_server(("127.0.0.1", 0), backlog=64)
        self.port: int = self._socket.getsockname()[1]
        self.url = f"http{'s' if tls else ''}://127.0.0.1:{self.port}"

    def respond_once(
        self,
        reply: Callable[[ReceivedRequest], Answer] | None = None,
        *,
        path: str | None = None,
        times: int = 1,
        **answer: Any,
    ) -> None:
        """Plan the answer to the next request (to `path`, when given)."""  # fmt: skip
        with self._lock:
            self._plans[path].extend([_maker(reply, answer)] * times)

    def respond(
        self,
        reply: Callable[[ReceivedRequest], Answer] | None = None,
        *,
        path: str | None = None,
        **answer: Any,
    ) -> None:
        """Answer so whenever nothing is planned (for `path`, when given)."""  # fmt: skip
        with self._lock:
            self._standing[path] = _maker(reply, answer)

    @property
    def planned(self) -> int:
        """How many planned answers nobody has asked for yet."""
        with self._lock:
            return sum(len(plan) for plan in self._plans.values())

    @property
    def connections(self) -> int:
        """How many connections were opened so far."""
        return len(self._threads)

    def wait_for(self, requests: int, seconds: float = 60.0) -> None:
        """Wait until so many requests have arrived."""
        end = time.monotonic() + seconds
        while len(self.requests) < requests:
            assert time.monotonic() < end, f"{len(self.requests)} of {requests} requests arrived"
            time.sleep(0.002)

    def __enter__(self) -> Server:
        self._acceptor = threading.Thread(target=self._accept, name="faults-accept")
        self._acceptor.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._stopping.set()
        # Closing a listening socket does not wake a blocked accept everywhere: call it.
        with contextlib.suppress(OSError):
            socket.create_connection(("127.0.0.1", self.port), timeout=30).close()
        self._acceptor.join(30)
        self._socket.close()
        with self._lock:
            open_ones = list(self._connections.values())
        for connection in open_ones:
            with contextlib.suppress(OSError):
                connection.shutdown(socket.SHUT_RDWR)
        for thread in self._threads:
            thread.join(30)
        left = [thread.name for thread in (*self._threads, self._acceptor) if thread.is_alive()]
        assert not left, f"threads of the server are left: {left}"

    def _accept(self) -> None:
        while True:
            connection, _ = self._socket.accept()
            if self._stopping.is_set():
                connection.close()
                return
            number = len(self._threads)
            thread = threading.Thread(
                target=self._serve, args=(connection, number), name=f"faults-{number}"
            )
            with self._lock:
                self._connections[number] = connection
            self._threads.append(thread)
            thread.start()

    def _serve(self, connection: socket.socket, number: int) -> None:
        connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        try:
            if self._tls is not None:
                connection = self._tls.wrap_socket(connection, server_side=True)
                with self._lock:
                    self._connections[number] = connection
            with connection.makefile("rb") as reader:
                while (request := _read(reader, number)) is not None:
                    with self._lock:
                        self._busy += 1
                        self.most_at_once = max(self.most_at_once, self._busy)
                        self.requests.append(request)
                    try:
                        going_on = self._reply(connection, request)
                    finally:
                        with self._lock:
                            self._busy -= 1
                    if not going_on:
                        return
        except (OSError, ValueError):
            return
        finally:
            with self._lock:
                del self._connections[number]
            connection.close()

    def _answer_to(self, request: ReceivedRequest) -> Answer:
        with self._lock:
            plan = next((plan for key in (request.path, None) if (plan := self._plans[key])), None)
            standing = self._standing.get(request.path) or self._standing.get(None)
            reply = plan.popleft() if plan else standing
            if reply is None:
                self.refused.append(request)
                return Answer(
                    599, body=f"nothing was planned for {request.method} {request.target}"
                )
        return reply(request)

    def _reply(self, connection: socket.socket, request: ReceivedRequest) -> bool:
        answer = self._answer_to(request)
        if answer.delay:
            self._stopping.wait(answer.delay)
        if answer.raw is not None:
            connection.sendall(answer.raw)
        elif answer.status is not None:
            self._send(connection, request, answer)
        if answer.then == "stall":
            while not self._stopping.is_set():
                # The client hanging up is a readable socket too.
                if select.select([connection], [], [], 0.05)[0]:
                    break
        if answer.then == "reset":
            connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        return answer.then == "keep"

    def _send(self, connection: socket.socket, request: ReceivedRequest, answer: Answer) -> None:
        body, kind = answer.content()
        headers = {"Content-Type": kind} if kind else {}
        if answer.chunked:
            headers["Transfer-Encoding"] = "chunked"
        elif answer.length:
            headers["Content-Length"] = str(len(body))
        headers |= dict(answer.headers)
        lines = [f"HTTP/1.1 {answer.status} {'Because' if answer.status else ''}"]
        lines += [f"{name}: {value}" for name, value in headers.items()]
        head = "\r\n".join([*lines, "", ""]).encode("latin-1")
        sent = body if answer.cut is None else body[: answer.cut]
        if answer.chunked:
            sent = b"%x\r\n%s\r\n" % (len(sent), sent) if sent else b""
            if answer.cut is None:
                sent += b"0\r\n\r\n"
        if request.method == "HEAD":
            sent = b""
        if answer.drip is answer.drip_head is None and len(sent) < 1 << 16:
            # At once: whoever has the head has what comes of a short body, too.
            head, sent = head + sent, b""
        self._pour(connection, head, answer.drip_head)
        self._pour(connection, sent, answer.drip)

    def _pour(self, connection: socket.socket, data: bytes, drip: tuple[int, float] | None) -> None:
        if drip is None:
            connection.sendall(data)
            return
        size, pause = drip
        for start in range(0, len(data), size):
            connection.sendall(data[start : start + size])
            if self._stopping.wait(pause):
                raise OSError("the server stops")


def _maker(
    reply: Callable[[ReceivedRequest], Answer] | None, answer: dict[str, Any]
) -> Callable[[ReceivedRequest], Answer]:
    if reply is None:
        made = Answer(**answer)
        return lambda _: made
    return lambda request: replace(reply(request), **answer)


def _read(reader: Any, number: int) -> ReceivedRequest | None:
    start = reader.readline()
    if not start.strip():
        return None
    method, target, _ = start.decode("latin-1").split(" ", 2)
    headers: dict[str, str] = {}
    while (line := reader.readline().strip()) != b"":
        name, _, value = line.decode("latin-1").partition(":")
        headers[name.strip().lower()] = value.strip()
    body = reader.read(int(headers.get("content-length", 0)))
    return ReceivedRequest(method, target, headers, body, time.monotonic(), number)
