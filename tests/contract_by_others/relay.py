"""A relay that leads what is asked of any sandbox past one Prism, and keeps what Prism said.

Prism is slow to start and knows one server. So sandboxes get addresses on the relay, which passes
requests on to Prism and notes the sandbox in a header; Prism's one server is the relay again, which
finds the sandbox by that header. What the contract has no route for goes straight to the sandbox,
because Prism would not pass it on.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any, NamedTuple
from urllib.parse import urlsplit

import httpx
from prism import violations

from hyperstudy import contract
from hyperstudy.sandbox.contract_router import ContractRouter
from hyperstudy.sandbox.refusal import Refusal

FAULTS = "x-sandbox-fault"
SANDBOX = "x-relay-sandbox"
HOP = {"connection", "content-length", "date", "host", "keep-alive", "server", "transfer-encoding"}
"""Headers that belong to one connection, not to the request or the answer."""
ROUTER = ContractRouter(contract.document())


class Judged(NamedTuple):
    """A request, its answer, and what Prism has against them."""

    operation: str
    method: str
    target: str
    status: int
    kind: str
    """Media type of the answer."""
    violations: list[dict[str, Any]]
    on_purpose: bool
    """Whether the sandbox was asked to fail."""

    def against(self, side: str) -> list[str]:
        """Give what Prism has against the request or the response."""
        return [
            f"{'.'.join(map(str, each.get('location', ())))}: {each.get('message')}"
            for each in self.violations
            if (each.get("location", [""])[0] == "response") is (side == "response")
        ]


class Relay:
    """Keeps the sandboxes by number, and the judgements in order."""

    def __init__(self) -> None:
        self.sandboxes: list[str] = []
        self.judged: list[Judged] = []
        self.front = ""
        self.back = ""
        self.prism = ""
        self.client = httpx.Client(timeout=120, limits=httpx.Limits(max_connections=None))

    def address_for(self, base_url: str) -> str:
        """Give the address under which a sandbox is reached through Prism."""
        self.sandboxes.append(base_url)
        return f"{self.front}/{len(self.sandboxes) - 1}{urlsplit(base_url).path}"

    def from_client(self, method: str, target: str, headers: Any, body: bytes) -> httpx.Response:
        """Pass a request on to Prism, or to the sandbox what Prism cannot know."""
        number, _, rest = target.removeprefix("/").partition("/")
        base = self.sandboxes[int(number)]
        inside = f"/{rest}".removeprefix(ROUTER.base_path)
        operation = "" if inside == f"/{rest}" else _operation(method, inside.partition("?")[0])
        if not operation:
            return self.send(method, f"{_origin(base)}/{rest}", headers, body)
        answer = self.send(method, self.prism + inside, [*headers, (SANDBOX, number)], body)
        self.judged.append(
            Judged(
                operation=operation,
                method=method,
                target=inside,
                status=answer.status_code,
                kind=answer.headers.get("content-type", "").partition(";")[0],
                violations=violations(answer),
                on_purpose=any(name.lower() == FAULTS for name, _ in headers),
            )
        )
        return answer

    def from_prism(self, method: str, target: str, headers: Any, body: bytes) -> httpx.Response:
        """Pass on to the sandbox what Prism has looked at."""
        number = next(value for name, value in headers if name.lower() == SANDBOX)
        return self.send(method, f"{_origin(self.sandboxes[int(number)])}{target}", headers, body)

    def send(self, method: str, url: str, headers: Any, body: bytes) -> httpx.Response:
        """Send a request on as it came, and read the answer as it is."""
        kept = [(name, value) for name, value in headers if name.lower() not in HOP]
        request = self.client.build_request(method, url, headers=kept, content=body)
        for name in ("user-agent", "accept", "accept-encoding"):
            if name not in {one.lower() for one, _ in kept}:
                request.headers.pop(name, None)
        answer = self.client.send(request, stream=True)
        try:
            raw = b"".join(answer.iter_raw())
        finally:
            answer.close()
        return httpx.Response(
            answer.status_code,
            headers=[(n, v) for n, v in answer.headers.multi_items() if n.lower() not in HOP],
            content=raw,
        )


@contextmanager
def relaying() -> Iterator[Relay]:
    """Listen on two ports: one for clients, one for Prism."""
    relay = Relay()
    with _listening(relay.from_client) as relay.front, _listening(relay.from_prism) as relay.back:
        yield relay
    relay.client.close()


@contextmanager
def _listening(answer: Any) -> Iterator[str]:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def handle_any(self) -> None:
            body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
            got = answer(self.command, self.path, list(self.headers.items()), body)
            self.send_response_only(got.status_code)
            for name, value in got.headers.multi_items():
                if name.lower() not in HOP:
                    self.send_header(name, value)
            self.send_header("Content-Length", str(len(got.content)))
            self.end_headers()
            self.wfile.write(got.content)

        do_GET = do_POST = do_PUT = do_DELETE = do_PATCH = do_OPTIONS = handle_any

        def log_message(self, format: str, *arguments: object) -> None:
            pass

    listener = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    listener.daemon_threads = True
    thread = Thread(target=listener.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield f"http://127.0.0.1:{listener.server_address[1]}"
    finally:
        listener.shutdown()
        thread.join()
        listener.server_close()


def _origin(base_url: str) -> str:
    return base_url.removesuffix(ROUTER.base_path)


def _operation(method: str, path: str) -> str:
    try:
        return ROUTER.match(method, path)[0].id
    except Refusal:
        return ""
