"""The API's port: from an HTTP request through the contract to a handler, and back."""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from time import perf_counter
from typing import TYPE_CHECKING, Any

from attrs import define, evolve, field, frozen
from hyperstudy_api import headers as header_names
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request

from .answers import Reply, envelope, error_reply, reply
from .call import Answer, Call
from .docs import docs_page
from .faults import HEADER, Fault, Faults
from .odd_pages import spoil
from .refusal import Refusal
from .seen import SeenRequest, note
from .wire import Wire

if TYPE_CHECKING:
    import asyncio

    from starlette.datastructures import Headers
    from starlette.types import Receive, Scope, Send

    from .contract_operations import Operation
    from .contract_router import ContractRouter
    from .keys import Key, KeyRing
    from .rate_limits import RateLimits

__all__ = ["Application", "Handler", "html_error"]

Handler = Callable[[Call], Answer]

_EXPIRED = {"expired-url", "expired-links"}
"""Faults of which the links of an answer know nothing but that they ended before it."""

_log = logging.getLogger("hyperstudy.sandbox")


@frozen
class _Arrived:
    """A request as it came, body included."""

    method: str
    path: str
    query: str
    headers: Headers
    body: bytes


@define
class Application:
    """The ASGI application of the API's port."""

    document: Mapping[str, Any]
    router: ContractRouter
    handlers: Mapping[str, Handler]
    keys: KeyRing
    faults: Faults
    closing: asyncio.Event
    now: Callable[[], datetime]
    link_to: Callable[[str, int | None], str]
    rate_limits: RateLimits | None = None
    page_limit: int | None = None
    latency: float = 0.0
    requests: list[SeenRequest] = field(factory=list[SeenRequest])

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if scope["type"] != "http":
            return
        request = Request(scope, receive)
        arrived = _Arrived(
            method=request.method,
            path=scope["raw_path"].decode("latin-1"),
            query=scope["query_string"].decode("latin-1"),
            headers=request.headers,
            body=await request.body(),
        )
        wire = Wire(scope, send, self.closing)
        faults: tuple[Fault, ...] = ()
        operation: Operation | None = None
        ids: dict[str, str] = {}
        try:
            if not arrived.path.startswith(self.router.base_path + "/"):
                answer = self._page_for_people(arrived)
            else:
                operation, ids = self.router.match(
                    arrived.method, arrived.path[len(self.router.base_path) :]
                )
                faults = self._faults_for(arrived, operation)
                await wire.wait(self.latency + _seconds_of(faults))
                instead = _instead(faults)
                if instead is None:
                    answer = await run_in_threadpool(self._answer, arrived, operation, ids, faults)
                else:
                    answer = instead
        except Refusal as refusal:
            answer = error_reply(refusal)
        self._note(arrived, operation, answer)
        headers = {"content-type": answer.media_type, **answer.headers}
        await wire.send(answer.status, headers, [answer.content], len(answer.content), faults)

    def _answer(
        self,
        arrived: _Arrived,
        operation: Operation,
        ids: dict[str, str],
        faults: tuple[Fault, ...],
    ) -> Reply:
        """Admit, check, handle and write; runs in a thread of its own."""
        limits: dict[str, str] = {}
        try:
            caller = self.keys.admit(
                operation,
                arrived.headers.get(header_names.KEY),
                arrived.headers.get(header_names.ORGANIZATION),
            )
            if self.rate_limits is not None and caller is not None:
                limits = self.rate_limits.count(caller.text, operation.id, self.now())
            made = self._handled(self._checked(arrived, operation, ids, caller, faults), arrived)
        except Refusal as refusal:
            made = error_reply(refusal)
        except Exception:  # noqa: BLE001 - whatever it is
            # A mistake of the sandbox itself: its user must hear of it, its client gets an answer.
            _log.exception("%s %s?%s failed", arrived.method, arrived.path, arrived.query)
            made = error_reply(
                Refusal(500, "INTERNAL_SERVER_ERROR", "The sandbox itself failed; see its log")
            )
        return evolve(made, headers={**limits, **made.headers})

    def _checked(
        self,
        arrived: _Arrived,
        operation: Operation,
        ids: dict[str, str],
        caller: Key | None,
        faults: tuple[Fault, ...],
    ) -> Call:
        """Hold parameters and body against the contract."""
        kinds = {fault.kind.name for fault in faults}
        parameters = self.router.parameters(operation, ids, arrived.query)
        if self.page_limit is not None and "offset" in parameters:
            parameters["limit"] = min(parameters["limit"], self.page_limit)
        return Call(
            operation=operation,
            parameters=parameters,
            body=self.router.body(operation, arrived.body),
            caller=caller,
            now=self.now(),
            link_to=self._expired_link if _EXPIRED & kinds else self.link_to,
            faults=faults,
        )

    def _expired_link(self, path: str, _: int | None) -> str:
        return self.link_to(path, -1)

    def _handled(self, call: Call, arrived: _Arrived) -> Reply:
        """Have the handler answer, and put the answer into its form."""
        started = perf_counter()
        answer = self.handlers[call.operation.id](call)
        if answer.bare:
            media_type = call.operation.formats[0]
            return Reply(call.operation.status, answer.data, media_type, answer.headers)
        content = envelope(
            call,
            answer,
            version=self.document["info"]["version"],
            milliseconds=round((perf_counter() - started) * 1000),
        )
        spoil(content, call.faults, purpose=f"{self.faults.seed} {arrived.path}?{arrived.query}")
        return reply(call, content)

    def _faults_for(self, arrived: _Arrived, operation: Operation) -> tuple[Fault, ...]:
        places = {"answers", operation.id}
        if operation.shape == "list":
            places.add("lists")
        if "offset" in operation.names("query"):
            places.add("pages")
        try:
            return self.faults.meet(
                arrived.method,
                f"{arrived.path}?{arrived.query}",
                operation.id,
                places,
                arrived.headers.get(HEADER, ""),
            )
        except ValueError as error:
            raise Refusal(400, "INVALID_PARAMETER", f"{HEADER}: {error}") from None

    def _page_for_people(self, arrived: _Arrived) -> Reply:
        if arrived.method in {"GET", "HEAD"} and arrived.path in {"/", "/docs", "/docs/"}:
            return Reply(200, docs_page(self.document), "text/html; charset=utf-8")
        raise Refusal(
            404, "NOT_FOUND", f"Nothing is here; the API starts at {self.router.base_path}/"
        )

    def _note(self, arrived: _Arrived, operation: Operation | None, answer: Reply) -> None:
        seen = SeenRequest(
            method=arrived.method,
            path=arrived.path,
            query=arrived.query,
            status=answer.status,
            operation=operation.id if operation else "",
            with_key=header_names.KEY in arrived.headers,
        )
        note(self.requests, seen)


def _seconds_of(faults: tuple[Fault, ...]) -> float:
    return sum(fault.setting for fault in faults if fault.kind.name == "latency")


def _instead(faults: tuple[Fault, ...]) -> Reply | None:
    """Write the answer that a fault puts in place of the real one."""
    for fault in faults:
        number = int(fault.setting)
        match fault.kind.name:
            case "rate-limit":
                return _slow_down(str(number))
            case "rate-limit-date":
                return _slow_down(
                    format_datetime(datetime.now(UTC) + timedelta(seconds=number), usegmt=True)
                )
            case "server-error":
                code = "GATEWAY_TIMEOUT" if number == 504 else "INTERNAL_SERVER_ERROR"
                return error_reply(Refusal(number, code, "The sandbox fails on purpose"))
            case "html":
                return html_error(number)
            case "bare-error":
                return Reply(number, b'{"error": "The sandbox fails on purpose"}')
            case _:
                continue
    return None


def _slow_down(retry_after: str) -> Reply:
    return error_reply(
        Refusal(
            429,
            "RATE_LIMIT_EXCEEDED",
            "Rate limit exceeded (the sandbox fails on purpose)",
            headers={"Retry-After": retry_after},
        )
    )


def html_error(status: int) -> Reply:
    """Write what a proxy says when it cannot reach the service."""
    page = f"<html><head><title>{status}</title></head><body><h1>{status}</h1></body></html>\n"
    return Reply(status, page.encode(), "text/html")
