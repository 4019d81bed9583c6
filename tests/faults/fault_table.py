"""The faults that a request can meet, and what comes of each: data for the tests and for people.

One row is what the server does, request by request, and how it ends: with the rows, or with an
error. `requests` is how many requests the server sees.
"""

from __future__ import annotations

import gzip
import json
from dataclasses import dataclass, field
from typing import Any

from hyperstudy.exceptions import (
    AuthenticationError,
    ForbiddenError,
    HyperStudyError,
    NetworkError,
    NotFoundError,
    RateLimitError,
    ServerError,
    ValidationError,
)

ROWS = [{"id": "evt_1"}, {"id": "evt_2", "note": "ø"}]
GOOD: dict[str, Any] = {"body": {"status": "success", "data": ROWS, "metadata": {}}}
WHOLE = json.dumps(GOOD["body"]).encode()
JSON = {"Content-Type": "application/json"}
HTML: dict[str, Any] = {
    "body": b"<!doctype html><title>Bad gateway</title>",
    "headers": {"Content-Type": "text/html"},
}
DAMAGED = gzip.compress(WHOLE)[:-12] + b"not gzip at all"


@dataclass(frozen=True)
class Fault:
    name: str
    answers: list[dict[str, Any]]
    ends: type[HyperStudyError] | None = None
    code: str | None = None
    requests: int = 0
    method: str = "GET"
    options: dict[str, Any] = field(default_factory=dict)

    @property
    def expected_requests(self) -> int:
        return self.requests or len(self.answers)


def error(status: int, code: str, **headers: str) -> dict[str, Any]:
    body = {"status": "error", "error": {"code": code, "message": f"because {code}"}}
    return {"status": status, "body": body, "headers": headers}


def lasting(answer: dict[str, Any], tries: int = 3) -> list[dict[str, Any]]:
    return [answer] * tries


QUICK = {"timeout": 0.4}
# A drop at a time that never comes to its end, and takes longer than the timeout in all.
DRIPPING = {"drip": (1, 0.08), "cut": 40, "then": "stall"}
DRIPPING_HEAD = {"drip_head": (1, 0.08), "cut": 0, "then": "stall"}

PASSING_FAULTS = [
    Fault(f"{name}, then well", [answer, GOOD])
    for name, answer in {
        "429 with seconds": error(429, "RATE_LIMIT_EXCEEDED", **{"Retry-After": "7"}),
        "429 without a word": error(429, "RATE_LIMIT_EXCEEDED"),
        "429 from a proxy": {"status": 429, **HTML},
        "429 and an absurd wait": error(429, "X", **{"Retry-After": "999999999"}),
        "429 and a wait below zero": error(429, "X", **{"Retry-After": "-3"}),
        "429 and a garbled wait": error(429, "X", **{"Retry-After": "tomorrow"}),
        "408": {"status": 408},
        "500": error(500, "INTERNAL_SERVER_ERROR"),
        "502 with a web page": {"status": 502, **HTML},
        "503 that names a time": error(503, "X", **{"Retry-After": "20"}),
        "504": error(504, "GATEWAY_TIMEOUT"),
        "520 of a proxy": {"status": 520, **HTML},
        "connection reset before the answer": {"status": None, "then": "reset"},
        "connection closed before the answer": {"status": None, "then": "close"},
        "connection reset in the head": {"raw": b"HTTP/1.1 200 OK\r\nContent-", "then": "reset"},
        "connection closed in the body": {**GOOD, "cut": 20, "then": "close"},
        "connection reset in the body": {**GOOD, "cut": 20, "then": "reset"},
        "closed before a body of known length": {**GOOD, "cut": 0, "then": "close"},
        "chunks without an end": {**GOOD, "cut": 20, "chunked": True, "then": "close"},
        "JSON of unknown length, cut": {**GOOD, "cut": 20, "length": False, "then": "close"},
        "JSON cut by a proxy that counted again": {"body": WHOLE[:20], "headers": JSON},
        "damaged compression": {"body": DAMAGED, "headers": {**JSON, "Content-Encoding": "gzip"}},
        "not HTTP": {"raw": b"SSH-2.0-OpenSSH_9.6\r\n", "then": "close"},
    }.items()
]

SLOW_FAULTS = [
    Fault(f"{name}, then well", [answer, GOOD], options=QUICK)
    for name, answer in {
        "no answer in time": {"status": None, "then": "stall"},
        "an answer that stops in the body": {**GOOD, "cut": 20, "then": "stall"},
        "a body that drips": {**GOOD, **DRIPPING},
        "a head that drips": {**GOOD, **DRIPPING_HEAD},
    }.items()
]

LASTING_FAULTS = [
    Fault("500 that stays", lasting(error(500, "INTERNAL_SERVER_ERROR")), ServerError,
          "INTERNAL_SERVER_ERROR"),
    Fault("502 with a web page that stays", lasting({"status": 502, **HTML}), ServerError,
          "SERVER_ERROR"),
    Fault("503 for an hour", [error(503, "X", **{"Retry-After": "3000"})], ServerError, "X"),
    Fault("resets that stay", lasting({"status": None, "then": "reset"}), NetworkError,
          "CONNECTION_LOST"),
    Fault("an answer that is always cut", lasting({**GOOD, "cut": 20, "then": "close"}),
          NetworkError, "INCOMPLETE_ANSWER"),
    Fault("JSON that is always cut",
          lasting({**GOOD, "cut": 20, "length": False, "then": "close"}), NetworkError,
          "INCOMPLETE_ANSWER"),
    Fault("never an answer", lasting({"status": None, "then": "stall"}), NetworkError, "TIMEOUT",
          options=QUICK),
    Fault("always dripping", lasting({**GOOD, **DRIPPING}), NetworkError, "TIMEOUT",
          options=QUICK),
]  # fmt: skip

FINAL_ANSWERS = [
    Fault("400", [error(400, "INVALID_PARAMETER")], ValidationError, "INVALID_PARAMETER"),
    Fault("401", [error(401, "UNAUTHORIZED")], AuthenticationError, "UNAUTHORIZED"),
    Fault("403", [error(403, "FORBIDDEN")], ForbiddenError, "FORBIDDEN"),
    Fault("403 with a bare error", [{"status": 403, "body": {"error": "no"}}], ForbiddenError),
    Fault("404", [error(404, "NOT_FOUND")], NotFoundError, "NOT_FOUND"),
    Fault("404 with a web page", [{"status": 404, **HTML}], NotFoundError),
    Fault("409", [error(409, "CONFLICT")], HyperStudyError, "CONFLICT"),
    Fault("501", [{"status": 501}], ServerError, "SERVER_ERROR"),
    Fault("status 599", [{"status": 599}], ServerError, "SERVER_ERROR"),
    Fault("304", [{"status": 304}], HyperStudyError),
    Fault("an error inside a 200", [{"body": error(200, "INSIDE")["body"]}], HyperStudyError,
          "INSIDE"),
    Fault("a web page as a success", [HTML], HyperStudyError, "UNKNOWN"),
    Fault("nothing as a success", [{}], HyperStudyError, "UNKNOWN"),
    Fault("204 for a question", [{"status": 204, "length": False}], HyperStudyError, "UNKNOWN"),
    Fault("a list as a success", [{"body": []}], HyperStudyError, "UNKNOWN"),
    Fault("null as a success", [{"body": None}], HyperStudyError, "UNKNOWN"),
    Fault("words as a success", [{"body": "hello"}], HyperStudyError, "UNKNOWN"),
    Fault("an object without data", [{"body": {"a": 1}}], HyperStudyError, "UNKNOWN"),
]  # fmt: skip

CHANGES = [
    Fault("a change refused by the limit, then well",
          [error(429, "X", **{"Retry-After": "7"}), GOOD], method="POST"),
    Fault("a change and a fault", [error(500, "INTERNAL_SERVER_ERROR")], ServerError,
          "INTERNAL_SERVER_ERROR", method="POST"),
    Fault("a change and a reset", [{"status": None, "then": "reset"}], NetworkError,
          "CONNECTION_LOST", method="POST"),
    Fault("a change and no answer", [{"status": None, "then": "stall"}], NetworkError, "TIMEOUT",
          method="POST", options=QUICK),
    Fault("a change and half an answer", [{**GOOD, "cut": 20, "then": "close"}], NetworkError,
          "INCOMPLETE_ANSWER", method="POST"),
    Fault("a replacement and a reset, then well", [{"status": None, "then": "reset"}, GOOD],
          method="PUT"),
    Fault("a deletion and a fault, then well", [{"status": 503}, GOOD], method="DELETE"),
]  # fmt: skip

LIMITS = [
    Fault("429 for longer than allowed", [error(429, "X", **{"Retry-After": "3000"})],
          RateLimitError, "X", options={"limit_budget": 1000}),
    Fault("429 that never ends", lasting(error(429, "X", **{"Retry-After": "400"})),
          RateLimitError, "X", options={"limit_budget": 1000}),
]  # fmt: skip

TABLE = [*PASSING_FAULTS, *SLOW_FAULTS, *LASTING_FAULTS, *FINAL_ANSWERS, *CHANGES, *LIMITS]
